"""Telling who asked how it stands: once in a search, and for as long as a question waits again and again."""

from __future__ import annotations

from network.access.audit import record
from network.followups.calendars import in_school_days
from network.models import FollowUp
from network.models.support_request import RequestState
from network.support_requests import service as questions
from network.support_requests.rules import WAITING_STATES
from network.waves import messages, queries, reminding


def tell_still_searching(follow_up: FollowUp) -> None:
    """Let who asked know how it stands, if nobody said yes or was even asked; a coordinator who was to look hears too.

    A question that keeps a place on the waiting list is told of again, also when an offer runs at this moment: it may
    come to nothing.
    """
    request = follow_up.request
    if request is None or request.state not in WAITING_STATES:
        return
    next_word = questions.promise_next_word(request) if request.waiting_since else None
    messages.tell_still_searching(request, next_word=next_word)
    if request.state is RequestState.STUCK:
        reminding.remind(request)
    record("request.still_searching", request, actor_id=None, request=request)


def promise_missing() -> None:
    """Promise a word on every question on the waiting list of which none is promised, as earlier versions left them.

    Spread over a school week, so that nobody hears of all on one morning. In a unit of work.
    """
    for place, request in enumerate(queries.list_without_word()):
        soon = in_school_days(request.location, 1 + place % reminding.SPREAD_DAYS)
        questions.promise_next_word(request, due_at=soon)
