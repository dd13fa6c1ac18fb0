"""Work that was given up: who runs the installation hears of it and can have all of it tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

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
from network.outbox import heartbeat, queries
from network.outbox import service as outbox
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


def sweep(clock, *, day: str, hour: int) -> None:
    """At this hour of that day of November, in the Netherlands."""
    clock.move_to(product_clock.from_local(datetime.fromisoformat(f"2026-11-{day}T{hour:02}:00")))
    work.sweep()


def entry_of(key: str) -> OutboxEntry:
    found = select(OutboxEntry).where(OutboxEntry.dedupe_key == key).execution_options(populate_existing=True)
    return db.session.scalars(found).one()


def subjects(posted: PostOffice) -> list[str]:
    return [message["Subject"] for message in posted]


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
        give_up("x")
        monkeypatch.setitem(HANDLERS, OutboxKind.HEAR_ANEW, lambda _entry_id: None)
        with unit_of_work():
            outbox.add(OutboxKind.HEAR_ANEW, subject_id=1, dedupe_key="y")

        assert work.sweep() == 1
        assert told() == []

    def test_hear_of_it_once_on_the_day_and_each_school_morning_until_it_is_mended(
        self, clock, posted: PostOffice
    ) -> None:
        make_admin()
        give_up("x")
        sweep(clock, day="19", hour=10)
        give_up("y")
        sweep(clock, day="19", hour=17)
        sweep(clock, day="20", hour=7)
        assert subjects(posted) == ["Op Naast is 1 taak blijven liggen"]

        for hour in (8, 17):
            sweep(clock, day="20", hour=hour)
        for day in ("21", "22"):
            give_up(day)
            sweep(clock, day=day, hour=12)
        sweep(clock, day="23", hour=8)
        assert subjects(posted)[1:] == [f"Op Naast zijn {count} taken blijven liggen" for count in (2, 4)]

        with unit_of_work():
            for entry in queries.list_dead():
                outbox.finish(entry)
        sweep(clock, day="24", hour=8)
        assert len(told()) == 3

    def test_hear_of_it_by_one_mail_on_monday_when_it_began_in_the_weekend(self, clock, posted: PostOffice) -> None:
        make_admin()
        for day in ("21", "22"):
            clock.move_to(datetime.fromisoformat(f"2026-11-{day}T11:00+00:00"))
            give_up(day)
            work.sweep()
        assert len(told()) == 1

        for hour in (0, 8):
            sweep(clock, day="23", hour=hour)

        assert len(told()) == len(posted) == 1

    def test_hear_of_it_however_far_a_rehearsal_was_ahead(self) -> None:
        make_admin()
        give_up()
        with product_clock.as_of(datetime(2027, 11, 16, 9, tzinfo=UTC)):
            work.sweep()

        work.sweep()

        assert len(told()) == 2

    def test_hear_of_what_stopped_each_worker(self) -> None:
        make_admin()
        with unit_of_work():
            outbox.add(OutboxKind.HEAR_ANEW, subject_id=1, dedupe_key="x")
            entry_of("x").attempts = outbox.MOST_ATTEMPTS[OutboxKind.HEAR_ANEW]

        for _time in range(2):
            work.sweep()

        assert entry_of("x").state is OutboxState.DEAD
        assert len(told()) == 1

    def test_get_no_mail_about_what_was_mended_before_it_went_out(self, posted: PostOffice, clock) -> None:
        make_admin()
        clock.shift(timedelta(hours=12))
        give_up()
        work.sweep()
        with unit_of_work():
            outbox.finish(entry_of("x"))

        sweep(clock, day="17", hour=8)

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

    for hour in range(10, 16):
        sweep(clock, day="16", hour=hour)
    alarmed, other = queries.list_dead()
    assert len(told()) == 1

    with unit_of_work():
        outbox.finish(other)
    sweep(clock, day="17", hour=8)

    assert alarmed.state is OutboxState.DEAD
    assert len(told()) == 1


@pytest.mark.usefixtures("broken")
def test_a_worker_that_tells_it_at_the_same_moment_as_another_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    make_admin()
    give_up("x")
    work.sweep()
    # The other one committed after this one looked.
    monkeypatch.setattr(alarm, "_was_told_lately", lambda: False)
    monkeypatch.setattr(notices, "select", lambda *_columns: select(Notice.id).where(Notice.id < 0))

    work.sweep()

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

    def test_calls_each_kind_of_work_by_a_name_in_the_readers_language(self, page: Page) -> None:
        page.sign_in(make_admin())
        give_up()

        answer = page.get("/beheer/status")

        shown = answer.texts("tbody tr")[0]
        assert shown.startswith("Teksten opnieuw lezen met de nieuwe begrippen")
        assert f"nr. {entry_of('x').id}" in shown
        assert "Gepland voor later" in answer.texts(".facts dt")
        assert [one.get("href") for one in answer.all("main .sheet p a")] == ["/mailbox"]

    @pytest.mark.parametrize("is_alive", [True, False])
    def test_says_when_it_is_tried_again(self, page: Page, is_alive: bool) -> None:
        page.sign_in(make_admin())
        give_up()
        with unit_of_work():
            heartbeat.beat_now("worker" if is_alive else "beat")

        page.submit(f"/beheer/status/{entry_of('x').public_id}/opnieuw")

        shown = page.get("/beheer/status").text
        assert ("binnen een minuut opnieuw geprobeerd" in shown) == is_alive
        assert ("opnieuw geprobeerd zodra de verwerker weer draait" in shown) != is_alive
        assert "Mail gaat weg" not in shown

    def test_says_that_mail_goes_out_in_school_time(self, page: Page) -> None:
        page.sign_in(make_admin())
        with unit_of_work():
            heartbeat.beat_now("worker")
            notices.send(PasswordChanged(make_user(), key="x", path="/x"))
            db.session.scalars(select(OutboxEntry)).one().state = OutboxState.DEAD

        page.submit("/beheer/status/opnieuw")

        assert "Mail gaat weg in schooltijd." in page.get("/beheer/status").text

    def test_says_so_when_a_colleague_did_it_already(self, page: Page) -> None:
        page.sign_in(make_admin())

        page.submit("/beheer/status/opnieuw")

        assert "Er ligt niets meer stil." in page.get("/beheer/status").text

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
