"""Mail that waits is looked at once more when it goes out: at a decent hour, and still wanted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from network.core import clock as product_clock
from network.core.database import db, unit_of_work
from network.models import Delivery, Notice, OutboxEntry, User
from network.models.notice import Category, DeliveryState
from network.models.outbox import OutboxState
from network.notices import mail
from network.notices import service as notices
from network.notices.kinds.accounts import PasswordChanged
from network.notices.kinds.engagements import CheckIn
from tests.factories import make_user
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")

SATURDAY_NIGHT = datetime(2026, 11, 21, 21, 30, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
CHECK_IN = {"code": "7K3Q-M2", "needs": "boosheid", "profile": "Dienst gedrag", "days": 10}


class MailServer:
    """A mail server that can be away; the subjects of what it took."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.is_away = False

    def __call__(self, message: EmailMessage, _url: str) -> None:
        if self.is_away:
            raise mail.Unreachable("ConnectionRefusedError")
        self.taken.append(str(message["Subject"]))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> MailServer:
    server = MailServer()
    monkeypatch.setattr(mail, "hand_over", server)
    return server


def check_in(user: User) -> None:
    with unit_of_work():
        notices.send(CheckIn(user, key="x", path="/x", **CHECK_IN))


def the_entry() -> OutboxEntry:
    return db.session.scalars(select(OutboxEntry)).one()


def deliveries(kind: str) -> list[DeliveryState]:
    of_kind = select(Delivery.state).join(Notice).where(Notice.kind == kind).order_by(Delivery.id)
    states = list(db.session.scalars(of_kind))
    db.session.commit()
    return states


class TestTheHour:
    def test_what_waited_until_a_saturday_night_goes_out_on_monday_morning(self, server: MailServer) -> None:
        check_in(make_user())

        with product_clock.as_of(SATURDAY_NIGHT):
            for _time in range(2):
                work.sweep()

        entry = the_entry()
        assert server.taken == []
        assert (entry.state, entry.attempts, entry.due_at) == (OutboxState.PENDING, 0, MONDAY_MORNING)
        assert entry.lease_owner is None
        with product_clock.as_of(MONDAY_MORNING):
            for _time in range(2):
                work.sweep()
        assert len(server.taken) == 1

    def test_a_new_try_after_the_server_was_away_keeps_to_it_too(self, server: MailServer, clock) -> None:
        clock.shift(timedelta(hours=7, minutes=59))
        check_in(make_user())
        server.is_away = True
        work.sweep()

        server.is_away = False
        clock.shift(timedelta(minutes=5))
        work.sweep()

        assert server.taken == []
        assert the_entry().attempts == 1
        assert the_entry().due_at == datetime(2026, 11, 17, 6, 30, tzinfo=UTC)

    def test_urgent_mail_goes_out_at_once(self, server: MailServer) -> None:
        with unit_of_work():
            notices.send(PasswordChanged(make_user(), key="x", path="/x"))

        with product_clock.as_of(SATURDAY_NIGHT):
            work.sweep()

        assert len(server.taken) == 1


class TestWhoWantsNoMailAnyMore:
    def test_gets_none_that_waited_and_who_does_gets_it(self, server: MailServer) -> None:
        user, other = make_user(), make_user()
        check_in(user)
        check_in(other)

        with unit_of_work():
            notices.switch_off(user, Category.ENGAGEMENTS)
        for _time in range(2):
            work.sweep()

        assert deliveries("check_in") == [DeliveryState.SKIPPED, DeliveryState.SENT]
        assert len(server.taken) == 1
