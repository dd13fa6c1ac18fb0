"""Questions, matches and engagements in the state that a test asks for."""

from __future__ import annotations

from typing import Any

from network.asking import service as asking
from network.core import clock
from network.core.database import unit_of_work
from network.models import Engagement, ExpertiseProfile, Location, Match, Region, RequestTerm, SupportRequest, User
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.models.user import Role
from tests.factories.base import saved
from tests.factories.expertise import make_profile
from tests.factories.people import new_member
from tests.factories.schools import new_location, new_region
from tests.factories.taxonomy import terms_of


def make_request(
    region: Region | None = None,
    *,
    location: Location | None = None,
    requester: User | None = None,
    needs: tuple[str, ...] = ("agressieregulatie",),
    **values: Any,
) -> SupportRequest:
    """A question that was sent and is being searched for; of a school in this region, unless a location is given."""
    location = location or new_location(region=region or new_region())
    terms = terms_of(needs=needs, forms=("observatie",), age_groups=("groep-5-6",), school_types=("bo",))
    defaults = {
        "title": "Een leerling in groep 5 wordt snel boos",
        "story": "Een leerling wordt bij kleine tegenslag boos en gooit met spullen.",
        "state": RequestState.SEARCHING,
        "submitted_at": clock.now(),
        "estimated_hours": 6,
        "region": region or location.region,
    }
    request = SupportRequest(
        location=location,
        requester=requester or new_member(Role.REQUESTER, location=location),
        terms=[RequestTerm(term=t) for t in terms],
        **{**defaults, **values},
    )
    return saved(request)


def make_submitted_request(region: Region | None = None, **values: Any) -> SupportRequest:
    """A question that was just sent under the present rules of its region; the workers have not looked yet."""
    request = make_request(region, **values, state=RequestState.DRAFT, submitted_at=None)
    with unit_of_work():
        asking.submit(request, actor_id=request.requester_id)
    return request


def make_match(
    *, request: SupportRequest | None = None, profile: ExpertiseProfile | None = None, **values: Any
) -> Match:
    """An invitation that waits for an answer."""
    state = values.get("state", MatchState.INVITED)
    defaults = {"state": state, "rank": 1, "total": 0.8, "wave": 1, "invited_at": clock.now()}
    if state is MatchState.DECLINED:
        defaults |= {"decline_reason": DeclineReason.NO_HOURS, "answered_at": clock.now()}
    return saved(Match(request=request or make_request(), profile=profile or make_profile(), **{**defaults, **values}))


def make_engagement(*, match: Match | None = None, specialist: User | None = None, **values: Any) -> Engagement:
    """A traject that was just agreed to: planned, without a plan yet."""
    match = match or make_match(state=MatchState.ACCEPTED)
    specialist = specialist or match.profile.people[0].user
    return saved(Engagement(match=match, request=match.request, profile=match.profile, specialist=specialist, **values))
