"""What a coordinator sees of a question: who can, in order, and who was asked. One of them: assessment.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from network.access.guard import viewer
from network.access.scope import scope_of
from network.candidates import answerers, ranking
from network.core import clock
from network.core.badges import Badge
from network.directory import listing
from network.directory.listing import Card
from network.earlier.page import EarlierQuestion, earlier_in_own_regions
from network.explaining import explanations
from network.explaining.sentences import akin_words
from network.models import ExpertiseProfile, Match, Suggestion, SupportRequest
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.steering.answered import Answered
from network.steering.close import Close, list_close
from network.steering.prospects import is_nobody_left, new_of
from network.steering.service import SEARCHED_AGAIN, STEERABLE
from network.support_requests.asked_before import TimesAsked
from network.support_requests.badges import steering_badge_of
from network.support_requests.queries import count_left_when_stuck, list_askings
from network.support_requests.rules import is_open, is_search_late
from network.support_requests.wishes import wishes_of
from network.waves import profiles, queries, turns

# Who was asked for reopened or withdrawn questions stays on the list; proposals come after.
_ASKED_FIRST = [
    MatchState.ACCEPTED,
    MatchState.INVITED,
    MatchState.PROPOSED,
    MatchState.DECLINED,
    MatchState.EXPIRED,
    MatchState.SUPERSEDED,
    MatchState.WITHDRAWN,
]

MOST_FOUND = 10
MOST_FULL = 5


def as_of(match: Match) -> datetime | None:
    """Of which moment the kept score and reasons are: of asking, or of ranking; None when that is not known."""
    return match.updated_at if match.state is MatchState.PROPOSED else match.invited_at


class CandidatesPage:
    """The ranked list of a question, with what can be done for each; and a search for any other profile."""

    def __init__(self, request: SupportRequest, *, search: str = "") -> None:
        self.request = request
        self.wishes = wishes_of(request)
        self.search = search
        self.can_invite = request.state in STEERABLE
        self.can_let_through = request.state is RequestState.IN_TRIAGE
        self.can_search_again = request.state in SEARCHED_AGAIN
        self.is_open = is_open(request.state)

    @property
    def badge(self) -> Badge:
        """How the question stands, for who steers."""
        request = self.request
        left = count_left_when_stuck([request.id]).get(request.id, 0)
        answering = sum(match.state is MatchState.INVITED for match in self.matches)
        return steering_badge_of(request.state, is_waiting=request.is_waiting, left=left, answering=answering)

    as_of = staticmethod(as_of)

    @cached_property
    def times_asked(self) -> TimesAsked:
        """How it stands with each on the list, and what came of the other times that they were asked."""
        return TimesAsked(list_askings(self.request), with_candidates=True)

    @cached_property
    def matches(self) -> list[Match]:
        """Those who were asked first, then the candidates in their order."""
        found = queries.list_matches_of(self.request)
        return sorted(found, key=lambda m: (_ASKED_FIRST.index(m.state), m.rank))

    @cached_property
    def answered(self) -> Answered:
        """What came of asking, in words, and the room of whoever may be asked once more."""
        return Answered(self.matches, may_ask_again=self.can_invite)

    @cached_property
    def asked_through(self) -> dict[int, tuple[str, ...]]:
        """Of whose people all were asked already, by profile: through which others; who was asked itself aside."""
        return answerers.find_twins_of(self.request.id, [match.profile_id for match in self.matches])

    def akin_words(self, match: Match) -> dict[str, str]:
        """What a candidate does not do and what it is akin to, when it is only akin to what is asked; else nothing."""
        found = ranking.closeness_of(match)
        if found is None or not found.get("akin") or not ranking.is_akin(match):
            return {}
        return akin_words(found, self._labels)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return explanations.labels()

    @cached_property
    def suggestions(self) -> dict[int, Suggestion]:
        """What specialists named, by profile."""
        return {one.profile_id: one for one in queries.list_suggestions(self.request)}

    @cached_property
    def _fitting(self) -> list[int]:
        return ranking.list_fitting(self.request)

    @cached_property
    def search_finds_new(self) -> bool:
        """Whether searching anew is worth a try: a closed question always, a stuck one when somebody new fits."""
        return self.request.state is not RequestState.STUCK or bool(new_of(self._fitting, self.matches))

    @cached_property
    def goes_on_in_vain(self) -> bool:
        """Whether letting the question through finds nobody: whoever fitted was passed over."""
        return self.can_let_through and bool(self.matches) and is_nobody_left(self.request, self._fitting)

    @cached_property
    def more(self) -> list[int]:
        """Who fits now and is not on the list, by id, the best first: it ended before them, or they came since."""
        if not self.can_invite or not self.matches:
            return []
        listed = {match.profile_id for match in self.matches}
        return [profile_id for profile_id in self._fitting if profile_id not in listed]

    @cached_property
    def best_of_more(self) -> ExpertiseProfile:
        """The first of them; only asked where there are any."""
        (found,) = profiles.list_profiles(self.more[:1])
        return found

    @property
    def more_comes_first(self) -> bool:
        """Whether the best of them would be asked before whoever is on the list and was not asked yet."""
        return self._fitting[:1] == self.more[:1]

    @property
    def is_full(self) -> bool:
        """Whether the list holds as many as are kept with a question."""
        return len(self.matches) >= ranking.kept_of(self.request)

    @cached_property
    def not_listed_yet(self) -> int:
        """How many fit a question of which the list is still empty: it was not ranked yet."""
        is_to_be_ranked = self.can_invite and not self.request.is_waiting
        return len(self._fitting) if is_to_be_ranked and not self.matches else 0

    @cached_property
    def not_begun(self) -> list[Card]:
        """The best of those who fit a question of which the search should have begun, and did not."""
        request = self.request
        sent_at = request.submitted_at or request.created_at
        is_late = not self.matches and is_search_late(request.state, sent_at, clock.now())
        return self._cards_of(self._fitting[:MOST_FULL] if is_late else [])

    @cached_property
    def held(self) -> list[Card]:
        """The best of those who fit a question on the waiting list and have another to answer first."""
        ids = self._fitting if self.request.is_waiting else []
        rooms = turns.Rooms(ids)
        held = [one.id for one in profiles.list_profiles(ids) if rooms.left(one, self.request) <= 0]
        cards = listing.cards_of(held)
        return [cards[profile_id] for profile_id in ids if profile_id in cards][:MOST_FULL]

    @cached_property
    def full(self) -> list[Card]:
        """The best of those who fit a question on the waiting list and have no room."""
        return self._cards_of(ranking.list_full(self.request)[:MOST_FULL] if self.request.is_waiting else [])

    @cached_property
    def near_misses(self) -> list[Close]:
        """Who comes closest where nobody can be asked and no invitation is waited for by itself."""
        request = self.request
        is_awaited = request.state is RequestState.SEARCHING and any(
            match.state is MatchState.INVITED for match in self.matches
        )
        if not self.can_invite or request.is_waiting or is_awaited or self._fitting:
            return []
        return list_close(request, self._labels)

    @staticmethod
    def _cards_of(ids: list[int]) -> list[Card]:
        cards = listing.cards_of(ids)
        return [cards[profile_id] for profile_id in ids]

    @cached_property
    def found(self) -> Sequence[ExpertiseProfile]:
        """Profiles by name of profile, school or place, on the list or not."""
        if not self.search:
            return []
        return profiles.list_profiles_named(self.search, scope_of(viewer()), limit=MOST_FOUND)

    @property
    def may_be_more_found(self) -> bool:
        return len(self.found) == MOST_FOUND

    @cached_property
    def earlier(self) -> list[EarlierQuestion]:
        """What was asked before in the regions of the reader, and is like this question."""
        return earlier_in_own_regions(self.request)
