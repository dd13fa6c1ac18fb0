"""Work that was given up: who runs the installation hears of it and can have all of it tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from network.core import clock as product_clock
from network.core.database import db, unit_of_work
from network.models import AuditEvent, Delivery, Notice, OutboxEntry, User
from network.models.notice import DeliveryState
from network.models.outbox import OutboxKind, OutboxState
from network.notices import mail
from network.notices import service as notices
from network.notices.kinds.accounts import PasswordChanged
from network.notices.kinds.installation import WorkGivenUp
from network.outbox import service as outbox
from network.web.status import KIND_LABELS
from tests.conftest import PostOffice
from tests.factories import make_admin, make_coordinator, make_user
from tests.page import Page
from workers import alarm, work
from workers.handlers import HANDLERS

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Profiles cannot be heard anew."""

    def fails(_entry_id: int) -> None:
        raise KeyError("needs")

    monkeypatch.setitem(HANDLERS, OutboxKind.HEAR_ANEW, fails)


def give_up(key: str = "x") -> None:
    """One more try of something that failed as often as it may but once."""
    with unit_of_work():
        entry = outbox.add(OutboxKind.HEAR_ANEW, subject_id=1, dedupe_key=key)
        assert entry is not None
        entry.attempts = outbox.MOST_ATTEMPTS[entry.kind] - 1
        entry_id = entry.id
    work.do_entry(entry_id)
    assert entry_of(key).state is OutboxState.DEAD


def entry_of(key: str) -> OutboxEntry:
    found = select(OutboxEntry).where(OutboxEntry.dedupe_key == key).execution_options(populate_existing=True)
    return db.session.scalars(found).one()


def told() -> list[User | None]:
    return [notice.recipient for notice in db.session.scalars(select(Notice).where(Notice.kind == WorkGivenUp.name))]


@pytest.mark.usefixtures("broken")
class TestAdmins:
    def test_hear_of_it_on_the_site_and_by_mail_and_nobody_else_does(self, posted: PostOffice) -> None:
        admin, _other = make_admin(), make_coordinator()
        make_admin(is_active=False)

        give_up()
        work.sweep()

        assert told() == [admin]
        assert [message["To"] for message in posted] == [admin.email]

    def test_that_nobody_can_be_told_does_not_stop_the_work_of_others(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def away() -> list[User]:
            raise OperationalError("select", {}, Exception("away"))

        monkeypatch.setattr(alarm, "list_admins", away)

        give_up()

        assert told() == []

    def test_hear_of_it_once_a_day_however_much_is_given_up(self, clock) -> None:
        make_admin()
        give_up("x")
        give_up("y")
        assert len(told()) == 1

        clock.shift(timedelta(days=1))
        assert len(told()) == 1
        give_up("z")

        assert len(told()) == 2

    def test_hear_anew_on_each_school_day_for_as_long_as_it_lies_still(self, clock) -> None:
        make_admin()
        give_up()
        for _day in range(7):
            clock.shift(timedelta(days=1))
            work.sweep()
            work.sweep()
        assert len(told()) == 1 + 5

        with unit_of_work():
            outbox.finish(entry_of("x"))
        clock.shift(timedelta(days=1))
        work.sweep()

        assert len(told()) == 1 + 5

    def test_hear_of_what_stopped_each_worker(self) -> None:
        make_admin()
        with unit_of_work():
            outbox.add(OutboxKind.HEAR_ANEW, subject_id=1, dedupe_key="x")
            entry_of("x").attempts = outbox.MOST_ATTEMPTS[OutboxKind.HEAR_ANEW]

        work.sweep()

        assert entry_of("x").state is OutboxState.DEAD
        assert len(told()) == 1

    def test_get_no_mail_about_what_was_mended_before_it_went_out(self, posted: PostOffice) -> None:
        make_admin()
        give_up()
        with unit_of_work():
            outbox.finish(entry_of("x"))

        work.sweep()

        assert posted == []
        assert db.session.scalars(select(Delivery.state)).all() == [DeliveryState.SKIPPED]


def test_a_mail_to_an_admin_that_could_not_be_sent_is_no_reason_for_another(
    monkeypatch: pytest.MonkeyPatch, clock
) -> None:
    def away(_message: object, _url: str) -> None:
        raise mail.Unreachable("ConnectionRefusedError")

    monkeypatch.setattr(mail, "hand_over", away)
    monkeypatch.setitem(outbox.MOST_ATTEMPTS, OutboxKind.DELIVER_NOTICE, 2)
    make_admin()
    with unit_of_work():
        notices.send(PasswordChanged(make_user(), key="x", path="/x"))

    while due_at := db.session.scalar(
        select(OutboxEntry.due_at).where(OutboxEntry.state == OutboxState.PENDING).order_by(OutboxEntry.due_at).limit(1)
    ):
        clock.move_to(max(due_at, product_clock.now()))
        work.sweep()

    assert set(db.session.scalars(select(OutboxEntry.state))) == {OutboxState.DEAD}
    assert len(told()) == 1


@pytest.mark.usefixtures("broken")
def test_a_worker_that_tells_it_at_the_same_moment_as_another_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    make_admin()
    give_up("x")
    # The other one committed after this one looked.
    monkeypatch.setattr(notices, "select", lambda *_columns: select(Notice.id).where(Notice.id < 0))

    give_up("y")

    assert len(told()) == 1


@pytest.mark.usefixtures("broken")
class TestTheStatusPage:
    BUTTON = "Alles opnieuw proberen"

    def test_has_one_button_to_try_all_again(self, page: Page) -> None:
        admin = make_admin()
        page.sign_in(admin)
        for key in ["x", "y"]:
            give_up(key)
        assert self.BUTTON in page.get("/beheer/status").texts("button")

        answer = page.submit("/beheer/status/opnieuw")

        assert answer.status == 302
        assert [(entry_of(key).state, entry_of(key).attempts) for key in ["x", "y"]] == [(OutboxState.PENDING, 0)] * 2
        retried = select(AuditEvent.subject_id).where(AuditEvent.action == "outbox.retried")
        assert set(db.session.scalars(retried)) == {entry_of("x").id, entry_of("y").id}
        assert self.BUTTON not in page.get("/beheer/status").texts("button")

    def test_says_so_when_a_colleague_did_it_already(self, page: Page) -> None:
        page.sign_in(make_admin())

        page.submit("/beheer/status/opnieuw")

        assert "Er ligt niets meer stil." in page.get("/beheer/status").text

    def test_calls_work_by_what_it_is_and_every_kind_has_words(self, page: Page) -> None:
        page.sign_in(make_admin())
        give_up()

        assert page.get("/beheer/status").texts("tbody td")[0].startswith("Teksten opnieuw lezen voor het zoeken")
        assert KIND_LABELS.keys() == set(OutboxKind)

    def test_is_not_for_coordinators(self, page: Page) -> None:
        page.sign_in(make_coordinator())
        give_up()

        assert page.submit("/beheer/status/opnieuw").status == 403
        assert entry_of("x").state is OutboxState.DEAD


@pytest.mark.usefixtures("broken")
def test_what_was_given_up_is_promised_anew_when_what_it_looks_at_changed() -> None:
    give_up()

    with unit_of_work():
        outbox.promise_anew(OutboxKind.HEAR_ANEW, subject_id=1, dedupe_key="x")

    assert (entry_of("x").state, entry_of("x").attempts) == (OutboxState.PENDING, 0)
