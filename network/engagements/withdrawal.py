"""Taking a question back: invitations end, a traject stops, its hours come free, and everyone concerned hears it."""

from __future__ import annotations

from network.access.audit import record
from network.core import clock
from network.engagements import messages
from network.engagements.queries import find_open_engagement
from network.followups import service as followups
from network.hours import capacity, openings
from network.models import SupportRequest
from network.models.engagement import EngagementState, Outcome
from network.models.match import MatchState
from network.support_requests import service as questions
from network.waves import endings, invitation_messages
from network.waves import queries as matches


def withdraw_question(request: SupportRequest, *, actor_id: int, reason: str = "") -> None:
    """Take the question back, from any open state; InvalidState when it was closed meanwhile."""
    request = matches.lock_request(request.id)
    questions.withdraw(request, reason=reason, actor_id=actor_id)
    for match in endings.end_others(request, state=MatchState.WITHDRAWN):
        invitation_messages.end_invitation(match)
    engagement = find_open_engagement(request)
    if engagement is None:
        return
    engagement.outcome = Outcome.STOPPED
    engagement.state = EngagementState.CLOSED
    engagement.closed_at, engagement.closed_by_id = clock.now(), actor_id
    capacity.release(engagement)
    openings.promise_offers(engagement.profile_id)
    followups.cancel(engagement)
    messages.settle_silence(engagement)
    messages.tell_closed(engagement, by=actor_id)
    record("engagement.stopped", engagement, actor_id=actor_id, request=request)
