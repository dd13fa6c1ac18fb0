"""What people do with a question that was asked: withdraw it, add to it, and steer it; and what is promised about it."""

from __future__ import annotations

from datetime import datetime

from network.access.audit import record
from network.core import clock
from network.core.database import db
from network.core.errors import InvalidState
from network.core.i18n import _
from network.followups import service as followups
from network.followups.calendars import in_school_days
from network.models import FollowUp, RequestNote, SupportRequest, User
from network.models.followup import FollowUpKind, FollowUpState
from network.models.outbox import OutboxKind
from network.models.support_request import NoteKind, RequestState
from network.notices import service as notices
from network.notices.kind import Asks
from network.outbox import service as outbox
from network.privacy.service import refuse_identifying
from network.support_requests import queries, rules
from network.support_requests.words import STANDS_NOW, candidates_path_of, path_of

_WAIT_FOR_COORDINATOR = {RequestState.IN_TRIAGE, RequestState.STUCK}

# Coordinators are reminded after so many school days, and again, for as long as a question waits for them.
REMINDED_EVERY = 10


def let_through(request: SupportRequest, *, actor_id: int) -> None:
    """The coordinator has looked at it: the search may begin."""
    if request.state is not RequestState.IN_TRIAGE:
        rest = _("Je hoeft hem niet meer door te laten.")
        raise InvalidState(f"{STANDS_NOW[request.state]} {rest}")
    move(request, RequestState.SEARCHING)
    promise_search(request)
    record("request.let_through", request, actor_id=actor_id, request=request)


def promise_search(request: SupportRequest) -> None:
    """Commit with the change that specialists will be looked for; nobody is asked while a coordinator looks first."""
    db.session.flush()
    outbox.promise_anew(
        OutboxKind.MATCH_REQUEST,
        subject_id=request.id,
        dedupe_key=f"match:{request.id}:{request.version}",
        region_id=request.region_id,
    )


def promise_word(request: SupportRequest, *, anew: bool = False) -> FollowUp:
    """Promise who asked a word on how it stands, by the day that the region sets: one per search, `anew` for a next.

    What was promised stays as it was; one that was dropped, because the coordinator took over, is promised again.
    """
    last = queries.find_last_word(request)
    if last is not None and (last.state is FollowUpState.OPEN or (last.state is FollowUpState.DONE and not anew)):
        return last
    return promise_next_word(request)


def promise_next_word(request: SupportRequest, *, due_at: datetime | None = None) -> FollowUp:
    """Promise one more word, beside what was promised before: then, or after the days that the region sets."""
    return followups.schedule(
        FollowUpKind.STILL_SEARCHING,
        request,
        due_at=due_at or in_school_days(request.location, request.policy.still_searching_days),
        dedupe_key=f"still_searching:{request.id}:{clock.now():%Y%m%d%H%M%S%f}",
    )


def promise_reminder(request: SupportRequest, *, due_at: datetime | None = None) -> None:
    """Promise to remind the coordinators of a question that waits for them: then, or after the usual days."""
    followups.schedule(
        FollowUpKind.WAITING_LONG,
        request,
        due_at=due_at or in_school_days(request.location, REMINDED_EVERY),
        dedupe_key=f"coordinator:{request.id}:{clock.now():%Y%m%d%H%M%S%f}",
    )


def add_note(request: SupportRequest, text: str, *, kind: NoteKind, author: User) -> RequestNote:
    """Say something more about a question that was sent. A double click says it once."""
    only_open(request)
    refuse_identifying(request, text=text)
    standing = queries.find_same_note(request, kind, text=text, author_id=author.id)
    if standing is not None:
        return standing
    note = RequestNote(request=request, kind=kind, author=author, text=text)
    db.session.add(note)
    record(f"request.note_{kind.value}", request, actor_id=author.id, request=request)
    return note


def withdraw(request: SupportRequest, *, actor_id: int, reason: str = "") -> None:
    """Take the question back, from any open state. Who was asked hears of it from engagements (withdrawal.py)."""
    only_withdrawable(request)
    move(request, RequestState.WITHDRAWN)
    request.closed_at = clock.now()
    followups.cancel(request)
    record("request.withdrawn", request, actor_id=actor_id, request=request, reason=reason)


def only_open(request: SupportRequest) -> None:
    """Raise InvalidState for a question to which nothing can be added any more."""
    if not rules.is_open(request.state):
        raise InvalidState(_("Deze vraag is afgerond; je kunt er niets meer aan toevoegen."))


def only_withdrawable(request: SupportRequest) -> None:
    """Raise InvalidState for a question that is over."""
    if not rules.is_open(request.state) and request.state is not RequestState.DRAFT:
        rest = _("Je hoeft niets meer te doen.")
        raise InvalidState(f"{STANDS_NOW[request.state]} {rest}")


def note_reading(request: SupportRequest, *, reader_id: int) -> None:
    """Write down that a coordinator read the question: reading a school's story is an act of its own."""
    record("request.read", request, actor_id=reader_id, request=request)


def move(request: SupportRequest, to: RequestState) -> None:
    """Bring the question to another state; InvalidState where the table does not allow it."""
    if not rules.may_move(request.state, to):
        raise InvalidState(_("Dit kan niet meer: de vraag is intussen verder. Bekijk de vraag opnieuw."))
    followups.cancel(request, FollowUpKind.WAITING_LONG)
    notices.settle(Asks.LOOK, path_of(request), candidates_path_of(request))
    searches_anew = request.state is RequestState.STUCK and to is RequestState.SEARCHING
    request.state = to
    if to is RequestState.STUCK:
        request.stuck_at = request.stuck_at or clock.now()
    elif to is not RequestState.SEARCHING:  # searching anew is no help yet: it waits since then
        request.stuck_at = None
    if to is not RequestState.SEARCHING:
        request.is_waiting, request.waiting_since = False, None
    if searches_anew:  # in vain, it is to be looked at by the same day
        return
    waits = to in _WAIT_FOR_COORDINATOR
    # Last: it reads the calendar, which writes down what was set above.
    request.coordinator_looks_until = (
        in_school_days(request.location, request.policy.coordinator_days) if waits else None
    )
