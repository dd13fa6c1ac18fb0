"""Reminding the coordinators of a question that waits for them, calmly, for as long as it does."""

from __future__ import annotations

from network.access.audit import record
from network.followups import service as followups
from network.followups.calendars import in_school_days
from network.followups.queries import is_due
from network.models import FollowUp, SupportRequest
from network.models.followup import FollowUpKind
from network.models.support_request import RequestState
from network.support_requests import service as questions
from network.support_requests.queries import count_left_when_stuck
from network.waves import messages, queries, waiting

SPREAD_DAYS = 5


def remind_of_waiting(follow_up: FollowUp) -> None:
    """The coordinators hear of a question that waits for long: for them, or on the waiting list."""
    request = follow_up.request
    if request is not None and request.is_waiting:
        waiting.tell_waits_long(request)
    elif request is not None:
        remind(request)


def remind(request: SupportRequest) -> None:
    """The coordinators hear that the question still waits for them, and will again; nothing when it does not."""
    if request.state is RequestState.IN_TRIAGE:
        messages.tell_to_look_at(request, every=questions.REMINDED_EVERY)
    elif request.state is RequestState.STUCK:
        left = count_left_when_stuck([request.id]).get(request.id, 0)
        messages.call_coordinators(request, left=left, every=questions.REMINDED_EVERY)
    else:
        return
    questions.promise_reminder(request)
    record("request.coordinator_reminded", request, actor_id=None, request=request)


def allow_time_to_look(request: SupportRequest) -> None:
    """The coordinators hear of the question only now that their reminder is due: it comes when they had their days."""
    if is_due(request, FollowUpKind.WAITING_LONG):
        followups.cancel(request, FollowUpKind.WAITING_LONG)
        due_at = in_school_days(request.location, request.policy.coordinator_days)
        questions.promise_reminder(request, due_at=due_at)


def promise_missing() -> None:
    """Promise a reminder of every question that waits for its coordinators without one, as earlier versions left them.

    Spread over a school week, so that nobody hears of all on one morning, and not before the day that the school was
    told. In a unit of work.
    """
    for place, request in enumerate(queries.list_without_reminder()):
        soon = in_school_days(request.location, 1 + place % SPREAD_DAYS)
        questions.promise_reminder(request, due_at=max(soon, request.coordinator_looks_until or soon))
