"""Whose turn it is: at a profile that fits them, questions on the waiting list go before those that come later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import func, select

from network.candidates import answerers, ranking
from network.core import clock
from network.core.database import db
from network.hours import openings
from network.hours.rules import RECENT_DAYS
from network.matching.rules import tiers
from network.matching.twins import asking_somebody_new
from network.models import Engagement, ExpertiseProfile, Match, SupportRequest
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.waves import profiles, queries, waiting


class Rooms:
    """The room of many profiles; in two queries."""

    def __init__(self, profile_ids: Sequence[int]) -> None:
        self._taken_on = profiles.count_taken_on_by(profile_ids)
        self._invited = _count_invited(profile_ids)

    def left(self, profile: ExpertiseProfile, request: SupportRequest) -> int:
        """Places left, and new questions left in thirty days; each invitation that waits for an answer takes one."""
        most = profile.max_per_30_days or request.policy.max_per_30_days
        under_way, recent = self._taken_on[profile.id]
        return min(profile.max_open - under_way, most - recent) - self._invited.get(profile.id, 0)


def room_of(profile: ExpertiseProfile, request: SupportRequest) -> int:
    """The room of one profile for a question (Rooms.left)."""
    return Rooms([profile.id]).left(profile, request)


def find_end_of_rest(profile_ids: Sequence[int]) -> datetime | None:
    """The first moment at which a yes of one of these profiles is no longer one of its last thirty days."""
    rest = timedelta(days=RECENT_DAYS)
    oldest = db.session.scalar(
        select(func.min(Engagement.created_at)).where(
            Engagement.profile_id.in_(profile_ids), Engagement.created_at > clock.now() - rest
        )
    )
    return oldest + rest if oldest else None


def find_next_at(request: SupportRequest) -> datetime | None:
    """When others are asked too, if nobody says yes before; None where no wave is left, or nobody for it."""
    may_ask = request.has_waves_left and bool(ranking.list_fitting(request))
    return queries.find_next_wave_at(request) if may_ask else None


def list_next(request: SupportRequest, proposed: Iterable[Match], *, most: int) -> list[Match]:
    """The first `most` of those proposed whose room is not wanted for a question that comes before this one.

    Of profiles with the same people only the first is asked. They all truly cover what is asked, also when they are
    fewer than `most`; only when none of those can be asked, they are akin to it (rules.tiers). Room that is kept for
    those before is offered to them at once: nobody may have seen yet that time made it.
    """
    in_order = list(proposed)
    fitting, asked = _Fitting(), answerers.reached_by(request.id)
    people = answerers.people_of(match.profile_id for match in in_order)

    def of_tier(tier: list[Match]) -> list[Match]:
        free = _free_of_others(request, tier, fitting)
        return list(islice(asking_somebody_new(free, lambda one: people[one.profile_id], asked=asked), most))

    return next(filter(None, map(of_tier, tiers(in_order, ranking.is_akin))), [])


def _free_of_others(request: SupportRequest, proposed: Iterable[Match], fitting: _Fitting) -> Iterator[Match]:
    for match in proposed:
        before = waiting.list_waiting_for(match.profile, before=request)
        room = room_of(match.profile, request) if before else 0
        wanted_by = fitting.count(match.profile, before, most=max(room, 1))
        if not wanted_by or wanted_by < room:
            yield match
        elif room > 0:
            openings.promise_offers(match.profile_id)


class _Fitting:
    """Which profiles fit each waiting question: worked out once, and only for those it is asked of."""

    def __init__(self) -> None:
        self.of: dict[int, frozenset[int]] = {}

    def count(self, profile: ExpertiseProfile, request_ids: Iterable[int], *, most: int) -> int:
        """How many of these questions could be offered to the profile; not further than `most`."""
        fitting = (one for one in request_ids if profile.id in self._profiles(one))
        return sum(1 for _ in islice(fitting, most))

    def _profiles(self, request_id: int) -> frozenset[int]:
        if request_id not in self.of:
            request = db.session.get_one(SupportRequest, request_id)
            self.of[request_id] = frozenset(ranking.list_fitting(request))
        return self.of[request_id]


def _count_invited(profile_ids: Sequence[int]) -> dict[int, int]:
    """How many invitations wait for an answer, by profile; of those without one there is no number."""
    is_searched_for = SupportRequest.state.in_([RequestState.SEARCHING, RequestState.STUCK])
    invited = (
        select(Match.profile_id, func.count(Match.id).label("times"))
        .where(Match.profile_id.in_(profile_ids), Match.state == MatchState.INVITED, Match.request.has(is_searched_for))
        .group_by(Match.profile_id)
    )
    return {row.profile_id: row.times for row in db.session.execute(invited)}
