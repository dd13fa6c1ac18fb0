"""Workers that are stopped, late, or two at once: a mail goes out once, or once more at most."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from sqlalchemy import select

from network.core import clock as product_clock
from network.core.database import db, unit_of_work
from network.models import Delivery, OutboxEntry
from network.models.notice import DeliveryState
from network.models.outbox import OutboxState
from network.notices import mail, smtp
from network.notices import service as notices
from network.notices.delivery import HELD_FOR
from network.notices.kinds.accounts import PasswordChanged
from network.outbox import service as outbox
from tests.factories import make_user
from workers import work
from workers.celery_app import celery_app
from workers.tasks import outbox as tasks

pytestmark = pytest.mark.usefixtures("session", "clock")

NEXT_YEAR = datetime(2027, 6, 1, 9, 0, tzinfo=UTC)


class Killed(BaseException):
    """The worker stops here."""


class Handing:
    """Does for each mail what stands in `what`, in turn; nothing more when that is at its end."""

    def __init__(self) -> None:
        self.what: list[Callable[[], None]] = []
        self.times = 0

    def __call__(self, _message: object, _url: str) -> None:
        self.times += 1
        if self.what:
            self.what.pop(0)()


@pytest.fixture
def handing(monkeypatch: pytest.MonkeyPatch) -> Handing:
    handing = Handing()
    monkeypatch.setattr(mail, "hand_over", handing)
    return handing


def raising(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def promise_mail(number: int = 1) -> None:
    user = make_user()
    with unit_of_work():
        for n in range(number):
            notices.send(PasswordChanged(user, key=f"x{n}", path="/x"))


def the_entry() -> OutboxEntry:
    return db.session.scalars(select(OutboxEntry).execution_options(populate_existing=True)).one()


def the_delivery() -> Delivery:
    return db.session.scalars(select(Delivery).execution_options(populate_existing=True)).one()


def sweep_until_killed() -> None:
    with pytest.raises(Killed):
        work.sweep()


class TestAKilledWorker:
    def test_leaves_a_mail_that_is_sent_once_more_and_then_no_more(self, handing: Handing, clock) -> None:
        promise_mail()
        handing.what = [raising(Killed())] * 9

        for _time in range(2):
            sweep_until_killed()
            clock.shift(HELD_FOR + timedelta(seconds=1))
        work.sweep()

        assert handing.times == 2
        assert (the_entry().state, the_delivery().state) == (OutboxState.DONE, DeliveryState.FAILED)
        assert "may have arrived" in the_delivery().last_error

    def test_leaves_a_mail_that_the_next_can_send(self, handing: Handing, clock) -> None:
        promise_mail()
        handing.what = [raising(Killed())]

        sweep_until_killed()
        clock.shift(HELD_FOR + timedelta(seconds=1))
        work.sweep()

        assert (handing.times, the_delivery().state) == (2, DeliveryState.SENT)
        assert the_delivery().last_error.endswith("sent once more")

    def test_in_a_rehearsal_does_not_keep_the_mail_until_that_day(self, handing: Handing, clock) -> None:
        promise_mail()
        handing.what = [raising(Killed())]

        with product_clock.as_of(NEXT_YEAR):
            sweep_until_killed()
        clock.shift(HELD_FOR + timedelta(seconds=1))
        work.sweep()

        assert the_entry().state is OutboxState.DONE


def test_a_lease_that_was_taken_in_a_rehearsal_runs_out_as_any_other(clock) -> None:
    promise_mail()
    with product_clock.as_of(NEXT_YEAR), unit_of_work():
        outbox.claim(the_entry().id, owner="killed")
    assert outbox.list_due() == []

    clock.shift(outbox.LEASE + timedelta(seconds=1))

    assert outbox.list_due() == [the_entry().id]


def test_mail_that_fails_in_a_rehearsal_is_not_put_off_until_that_day(handing: Handing) -> None:
    promise_mail()
    handing.what = [raising(mail.Unreachable("away"))]

    with product_clock.as_of(NEXT_YEAR):
        work.sweep()
    work.sweep()

    assert (handing.times, the_delivery().state) == (2, DeliveryState.SENT)


class TestASlowMail:
    def test_is_not_taken_over_by_another_worker(self, handing: Handing, clock) -> None:
        promise_mail()

        def while_it_lasts() -> None:
            clock.shift(celery_app.conf.task_time_limit)
            assert work.sweep() == 0

        handing.what = [while_it_lasts]
        work.sweep()

        assert (handing.times, the_delivery().state) == (1, DeliveryState.SENT)

    @pytest.mark.parametrize(
        "error", [mail.Unreachable("slow", may_have_arrived=True), mail.Unreachable("away"), mail.Refused("550")]
    )
    def test_of_a_late_worker_changes_nothing_about_what_another_sent(
        self, handing: Handing, clock, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        promise_mail()
        with unit_of_work():
            the_entry().attempts = outbox.MOST_ATTEMPTS[the_entry().kind] - 2

        def another_is_first() -> None:
            clock.shift(HELD_FOR + timedelta(seconds=1))
            work.sweep()
            raise error

        handing.what = [another_is_first]
        work.sweep()

        assert (the_entry().state, the_delivery().state) == (OutboxState.DONE, DeliveryState.SENT)


def test_who_fails_late_leaves_the_entry_to_who_has_it_now(clock) -> None:
    promise_mail()
    for owner in ["first", "second"]:
        with unit_of_work():
            outbox.claim(the_entry().id, owner=owner)
        clock.shift(outbox.LEASE + timedelta(seconds=1))
    lease_until = the_entry().lease_until

    with unit_of_work():
        outbox.fail(the_entry(), "late", owner="first")

    assert (the_entry().lease_owner, the_entry().lease_until) == ("second", lease_until)


class TestATask:
    def test_ends_when_its_time_is_nearly_up_and_the_entry_can_be_tried_again(self, handing: Handing, clock) -> None:
        promise_mail(3)
        handing.what = [lambda: None, raising(SoftTimeLimitExceeded())]

        with pytest.raises(SoftTimeLimitExceeded):
            tasks.sweep()

        entries = db.session.scalars(select(OutboxEntry).order_by(OutboxEntry.id)).all()
        assert handing.times == 2
        assert [entry.attempts for entry in entries] == [1, 1, 0]
        assert [entry.lease_owner for entry in entries] == [None, None, None]
        db.session.commit()
        clock.shift(timedelta(minutes=1))
        tasks.sweep()
        assert handing.times == 4

    def test_begins_nothing_new_after_a_while_and_a_command_does(
        self, handing: Handing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        promise_mail(4)
        ids = list(db.session.scalars(select(OutboxEntry.id).order_by(OutboxEntry.id)))
        db.session.commit()
        passed = [0.0]
        monkeypatch.setattr(work, "monotonic", lambda: passed[0])

        def takes_long() -> None:
            passed[0] += work.TASK_SECONDS

        handing.what = [takes_long] * 4
        tasks.sweep()
        assert handing.times == 1
        tasks.work_off(entry_ids=ids[1:])
        assert handing.times == 2
        work.sweep()
        assert handing.times == 4

    def test_has_time_for_a_slow_mail_that_it_began_last(self) -> None:
        assert celery_app.conf.task_soft_time_limit > work.TASK_SECONDS + smtp.MOST_SECONDS + smtp.REPLY_SECONDS
        assert timedelta(seconds=celery_app.conf.task_time_limit) < HELD_FOR
