"""What is due when: a promise is made once, kept once, and made again after it was dropped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.followups import service as followups
from network.models import FollowUp, OutboxEntry, SupportRequest
from network.models.followup import FollowUpKind, FollowUpState
from network.models.outbox import OutboxState
from tests.factories import make_request

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def question() -> SupportRequest:
    return make_request()


def promise(question: SupportRequest, *, days: int, key: str = "the key") -> FollowUp:
    due_at = the_clock.now() + timedelta(days=days)
    with unit_of_work():
        return followups.schedule(FollowUpKind.STILL_SEARCHING, question, due_at=due_at, dedupe_key=key)


def entries() -> list[OutboxEntry]:
    return list(db.session.scalars(select(OutboxEntry).order_by(OutboxEntry.id)))


def test_the_same_promise_is_made_once(question: SupportRequest) -> None:
    first, again, other = (promise(question, days=days, key=key) for days, key in ((2, "a"), (3, "a"), (3, "b")))

    assert again.id == first.id != other.id
    assert first.due_at == the_clock.now() + timedelta(days=2)
    assert len(entries()) == 2


def test_a_promise_that_was_dropped_is_open_again_with_an_entry_of_its_own(question: SupportRequest) -> None:
    first = promise(question, days=2)
    with unit_of_work():
        followups.cancel(question)
        for entry in entries():
            entry.state = OutboxState.DONE

    again = promise(question, days=2)

    assert (again.id, again.state, again.done_at) == (first.id, FollowUpState.OPEN, None)
    assert [entry.state for entry in entries()] == [OutboxState.DONE, OutboxState.PENDING]
    assert entries()[1].due_at == again.due_at


def test_a_promise_that_was_kept_stays_kept(question: SupportRequest) -> None:
    first = promise(question, days=2)
    with unit_of_work():
        followups.finish(first)

    assert promise(question, days=4).state is FollowUpState.DONE
    assert len(entries()) == 1


def test_a_promise_that_moves_there_and_back_has_an_entry_for_each_move(question: SupportRequest) -> None:
    follow_up = promise(question, days=2)
    begin = follow_up.due_at
    for due_at in (begin + timedelta(days=1), begin):
        with unit_of_work():
            followups.reschedule(follow_up, due_at=due_at)

    assert [entry.due_at for entry in entries()] == [begin, begin + timedelta(days=1), begin]
