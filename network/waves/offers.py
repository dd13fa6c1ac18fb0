"""Hours or a place came free: the first question on the waiting list that fits is offered to that profile."""

from __future__ import annotations

from collections.abc import Iterable

from network.access.audit import record
from network.candidates import ranking
from network.core.database import db
from network.hours import openings
from network.models import ExpertiseProfile, FollowUp, SupportRequest
from network.models.expertise import ProfileState
from network.waves import profiles, queries, service, turns, waiting, widening


def offer_room(profile_id: int) -> None:
    """Offer waiting questions to this profile, in their order, as many as it has room for.

    Who is only akin to a question is offered it when nobody who truly covers it has room; who has, is offered it now.
    Running it twice offers once: an offer takes room until it is answered, and a question that has one waits no more.
    """
    profile = db.session.get(ExpertiseProfile, profile_id)
    if profile is None or profile.state is not ProfileState.PUBLISHED:
        return
    chosen: list[SupportRequest] = []
    left: list[SupportRequest] = []
    for request_id in waiting.list_waiting_for(profile):
        request = db.session.get_one(SupportRequest, request_id)
        if turns.room_of(profile, request) <= len(chosen):
            left.append(request)
        elif _fits(request, profile):
            chosen.append(request)
    # Always in the same order, so that two who lock the same questions wait for each other and not both.
    offered = [_offer(request, profile) for request in sorted(chosen, key=lambda one: one.id)]
    if any(offered):
        _leave_to_akin(left, profile)


def look_again(follow_up: FollowUp) -> None:
    """The daily look: time too makes room (thirty days passed, an absence over, a new period of hours).

    Whoever has room now gets the first of the list that fits, which may be another question than this one. Somebody
    who fits but is full, or who has another offer to answer first, is worth waiting for; nobody is not. A nearby region
    that was chosen since counts as soon as nobody has room.
    """
    request = follow_up.request
    if request is None or not request.is_waiting:
        return
    fitting, full = ranking.list_fitting(request), ranking.list_full(request)
    for profile_id in fitting:
        openings.promise_offers(profile_id)
    if not fitting and widening.find_next(request) is not None:
        service.invite_next_wave(queries.lock_request(request.id))
    elif fitting or full:
        waiting.keep_waiting(request, rested_at=turns.find_end_of_rest(full))
    else:
        service.mark_stuck(request)


def _fits(request: SupportRequest, profile: ExpertiseProfile) -> bool:
    found = ranking.assess(request, profile)
    return found.may_be_asked and not (found.is_akin and found.truly and _goes_to_others(request))


def _goes_to_others(request: SupportRequest) -> bool:
    """Whether somebody who truly covers what is asked has room: they are offered the question first."""
    fitting = profiles.list_profiles(ranking.list_truly_fitting(request))
    having_room = [profile.id for profile in fitting if turns.room_of(profile, request) > 0]
    for profile_id in having_room:
        openings.promise_offers(profile_id)
    return bool(having_room)


def _leave_to_akin(requests: Iterable[SupportRequest], profile: ExpertiseProfile) -> None:
    """Look again for who is only akin to these questions: they may have left them to this profile, whose room is gone.

    Only an offer leads to this, and offers take room: the looking ends.
    """
    akin = {profile_id for request in requests for profile_id in ranking.list_akin_beside(profile, request)}
    for profile_id in sorted(akin):
        openings.promise_offers(profile_id)


def _offer(request: SupportRequest, profile: ExpertiseProfile) -> bool:
    """Whether it was offered: another may have been before us."""
    request = queries.lock_request(request.id)
    if not request.is_waiting:
        return False
    match = ranking.find_or_rank(request, profile)
    if match.state not in ranking.MAY_STILL_BE_ASKED:
        return False
    request.wave = max(request.wave, 1)
    service.promise_next_wave(request, [match])
    service.send_invitation(match, wave=request.wave)
    record("match.offered", match, actor_id=None, request=request, profile=profile.title)
    return True
