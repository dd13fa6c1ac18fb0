"""Hours or a place came free: the first question on the waiting list that fits is offered to that profile."""

from __future__ import annotations

from sqlalchemy import func, select

from network.access.audit import record
from network.core.database import db
from network.expertise import openings
from network.matching import queries, ranking, service, waiting
from network.models import ExpertiseProfile, FollowUp, Match, SupportRequest
from network.models.expertise import ProfileState
from network.models.match import MatchState

_MAY_BE_OFFERED = {MatchState.PROPOSED, MatchState.SUPERSEDED}


def offer_room(profile_id: int) -> None:
    """Offer waiting questions to this profile, in their order, as many as it has room for.

    Running it twice offers once: an offer takes room until it is answered, and a question that has one waits no more.
    """
    profile = db.session.get(ExpertiseProfile, profile_id)
    if profile is None or profile.state is not ProfileState.PUBLISHED:
        return
    chosen: list[SupportRequest] = []
    for request_id in waiting.list_waiting_for(profile):
        request = db.session.get_one(SupportRequest, request_id)
        if _room_of(profile, request) > len(chosen) and _fits(request, profile):
            chosen.append(request)
    # Always in the same order, so that two who lock the same questions wait for each other and not both.
    for request in sorted(chosen, key=lambda one: one.id):
        _offer(request, profile)


def look_again(follow_up: FollowUp) -> None:
    """The daily look: time too makes room (thirty days passed, an absence over, a new period of hours).

    Whoever has room now gets the first of the list that fits, which may be another question than this one. Somebody
    who fits but is full, or who has another offer to answer first, is worth waiting for; nobody is not.
    """
    request = follow_up.request
    if request is None or not request.is_waiting:
        return
    fitting = ranking.rank_candidates(request)
    for scored in fitting:
        openings.promise_offers(scored.profile_id)
    if fitting or ranking.somebody_fits_but_is_full(request):
        waiting.keep_waiting(request)
    else:
        service.mark_stuck(request)


def _fits(request: SupportRequest, profile: ExpertiseProfile) -> bool:
    return ranking.assess(request, profile).may_be_asked


def _offer(request: SupportRequest, profile: ExpertiseProfile) -> None:
    request = queries.lock_request(request.id)
    if not request.is_waiting:
        return
    match = ranking.find_or_rank(request, profile)
    if match.state not in _MAY_BE_OFFERED:
        return
    request.wave = max(request.wave, 1)
    service.promise_next_wave(request)
    service.send_invitation(match, wave=request.wave)
    record("match.offered", match, actor_id=None, request=request, profile=profile.title)


def _room_of(profile: ExpertiseProfile, request: SupportRequest) -> int:
    """Places left, and new questions left in thirty days; each invitation that waits for an answer takes one."""
    most = profile.max_per_30_days or request.policy.max_per_30_days
    places = profile.max_open - queries.count_open_engagements(profile)
    return min(places, most - queries.count_recent_yeses(profile)) - _count_invited(profile)


def _count_invited(profile: ExpertiseProfile) -> int:
    invited = select(func.count(Match.id)).where(
        Match.profile_id == profile.id, Match.state == MatchState.INVITED, Match.request.has(_is_searched_for())
    )
    return db.session.scalar(invited) or 0


def _is_searched_for():  # type: ignore[no-untyped-def]  # a SQL condition
    return SupportRequest.state.in_(["searching", "stuck"])
