"""How an invitation ends without the answer of who was asked: it took too long, was taken back, or is not needed any more."""

from __future__ import annotations

from collections.abc import Sequence

from network.access.audit import record
from network.candidates import ranking
from network.core.database import db
from network.followups import service as followups
from network.hours import openings
from network.models import ExpertiseProfile, FollowUp, Match, SupportRequest
from network.models.expertise import ProfileState
from network.models.match import DeclineReason, MatchState
from network.waves import answered, invitation_messages, queries, service


def expire(follow_up: FollowUp) -> None:
    """Nobody answered for as long as the region waits: the invitation ends, and the specialists hear so.

    Who was full by then could not have said yes: they may be asked once more when they have room.
    """
    match = follow_up.match
    if match is None or match.state is not MatchState.INVITED:
        return
    request = queries.lock_request(match.request_id)
    match.state = MatchState.SUPERSEDED if ranking.is_full_for(request, match.profile) else MatchState.EXPIRED
    followups.cancel(match)
    invitation_messages.settle(match)
    invitation_messages.tell_expired(match)
    openings.promise_offers(match.profile_id)
    record("match.expired", match, actor_id=None, request=request, profile=match.profile.title)
    service.go_on_when_all_answered(request)


def end_when_archived(profile_id: int) -> None:
    """Who put the profile away need not answer any more; where nobody else is being asked, others are."""
    profile = db.session.get(ExpertiseProfile, profile_id)
    if profile is None or profile.state is not ProfileState.ARCHIVED:
        return
    for request_id in queries.list_requests_asking(profile):
        request = queries.lock_request(request_id)
        match = queries.find_match(request, profile)
        if match is not None and match.state is MatchState.INVITED:
            withdraw_invitation(match)
            record("match.profile_archived", match, actor_id=None, request=request, profile=profile.title)
            service.go_on_when_all_answered(request)


def withdraw_invitation(match: Match) -> None:
    """End an open invitation; those who were asked hear that no answer is needed any more, and an earlier no counts again."""
    match.state = MatchState.WITHDRAWN
    followups.cancel(match)
    invitation_messages.settle(match)
    invitation_messages.end_invitation(match)
    openings.promise_offers(match.profile_id)
    _let_no_count_again(match)


def _let_no_count_again(match: Match) -> None:
    """Who had said no before being asked once more stands as they answered: with the days and the reason of then."""
    said = answered.find_last_answer(match)
    if said is None or said.action != answered.DECLINED:
        return
    match.state, match.decline_reason = MatchState.DECLINED, DeclineReason(said.details["reason"])
    match.answered_at, match.answered_by_id = said.at, said.actor_id
    match.invited_at = answered.find_asked_at(match, answered_at=said.at) or match.invited_at


def end_others(request: SupportRequest, *, but: Match | None = None, state: MatchState) -> Sequence[Match]:
    """End what was proposed or asked for the question, quietly; the ones that had been asked."""
    ended = []
    for match in queries.list_matches_of(request):
        if match is but or match.state not in {MatchState.PROPOSED, MatchState.INVITED}:
            continue
        if match.state is MatchState.PROPOSED:
            ranking.set_aside(match)
            continue
        match.state = state
        followups.cancel(match)
        invitation_messages.settle(match)
        openings.promise_offers(match.profile_id)
        ended.append(match)
    followups.cancel(request)
    return ended
