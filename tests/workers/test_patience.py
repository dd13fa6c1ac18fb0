"""How long failing work is tried: mail for two days, other work eight times, and then a person is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from network.core import clock as product_clock
from network.core.database import db, unit_of_work
from network.models import OutboxEntry
from network.models.outbox import OutboxKind, OutboxState
from network.notices import mail
from network.notices import service as notices
from network.notices.kinds.accounts import PasswordChanged
from network.outbox import queries
from network.outbox import service as outbox
from tests.factories import make_user
from workers import work
from workers.handlers import HANDLERS

pytestmark = pytest.mark.usefixtures("session", "clock")


def promise_mail() -> None:
    """One that goes out at any hour."""
    with unit_of_work():
        notices.send(PasswordChanged(make_user(), key="x", path="/x"))


def promise_other_work() -> None:
    with unit_of_work():
        outbox.add(OutboxKind.HEAR_ANEW, subject_id=1, dedupe_key="x")


def the_entry() -> OutboxEntry:
    return db.session.scalars(select(OutboxEntry).execution_options(populate_existing=True)).one()


def try_until_dead(clock) -> timedelta:
    """Sweep each time that it is due; how long it took until nobody tries any more."""
    began = product_clock.now()
    while (entry := the_entry()).state is OutboxState.PENDING:
        clock.move_to(max(entry.due_at, product_clock.now()))
        work.sweep()
    return product_clock.now() - began


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A mail server that is away as long as this says why."""
    away = ["ConnectionRefusedError"]

    def hand_over(_message: object, _url: str) -> None:
        if away:
            raise mail.Unreachable(away[0])

    monkeypatch.setattr(mail, "hand_over", hand_over)
    return away


def test_mail_goes_out_when_its_server_comes_back_after_a_day_and_a_half(server: list[str], clock) -> None:
    promise_mail()
    began = product_clock.now()
    while product_clock.now() < began + timedelta(hours=36):
        clock.move_to(max(the_entry().due_at, product_clock.now()))
        work.sweep()

    server.clear()
    clock.shift(outbox.LONGEST_WAIT * 1.2)
    work.sweep()

    assert the_entry().state is OutboxState.DONE


def test_status_tells_what_fails_and_since_when_and_keeps_the_last_error_of_mail(server: list[str], clock) -> None:
    promise_mail()
    began = product_clock.now()
    for _time in range(8):
        clock.move_to(max(the_entry().due_at, product_clock.now()))
        work.sweep()

    status = queries.get_status()
    assert (status.failing, status.failing_since, status.waiting, status.planned) == (1, began, 0, 0)
    assert status.is_long_failing
    last_error_at = product_clock.now()
    server.clear()
    clock.move_to(the_entry().due_at)
    work.sweep()

    status = queries.get_status()
    assert (status.failing, status.failing_since, status.is_long_failing) == (0, None, False)
    assert (status.last_mail_error, status.last_mail_error_at) == ("ConnectionRefusedError", last_error_at)


def test_mail_is_left_to_a_person_after_two_days(server: list[str], clock) -> None:
    promise_mail()

    took = try_until_dead(clock)

    assert timedelta(hours=44) < took < timedelta(hours=52)
    assert (the_entry().state, the_entry().last_error) == (OutboxState.DEAD, "Unreachable: ConnectionRefusedError")


def test_other_work_is_left_to_a_person_after_eight_times(monkeypatch: pytest.MonkeyPatch, clock) -> None:
    def fails(_entry_id: int) -> None:
        raise KeyError("needs")

    monkeypatch.setitem(HANDLERS, OutboxKind.HEAR_ANEW, fails)
    promise_other_work()

    took = try_until_dead(clock)

    entry = the_entry()
    assert (entry.state, entry.attempts, entry.lease_owner) == (OutboxState.DEAD, 8, None)
    assert took < timedelta(hours=1)


@pytest.mark.parametrize(("promise", "most"), [(promise_mail, 56), (promise_other_work, 8)])
def test_what_stops_each_worker_that_tries_it_is_left_to_a_person(
    promise: Callable[[], None], most: int, clock
) -> None:
    promise()
    for _time in range(most):
        with unit_of_work():
            assert outbox.claim(the_entry().id, owner="stopped in the middle")
        clock.shift(outbox.LEASE + timedelta(seconds=1))

    assert not work.do_entry(the_entry().id)

    entry = the_entry()
    assert (entry.state, entry.lease_owner) == (OutboxState.DEAD, None)
    assert "stopped" in entry.last_error
    assert outbox.list_due() == []
