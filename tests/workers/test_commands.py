"""The command line: what it does, and what it refuses in production or where real data is."""

from __future__ import annotations

import logging
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from config import Mode, Settings
from network.core.clock import as_of, now
from network.core.database import db, unit_of_work
from network.core.errors import InvalidState
from network.demo import guard
from network.demo.data import DOMAIN, REGIONS, list_brins
from network.models import Delivery, Invitation, Location, Notice, OutboxEntry, PostcodeArea, User
from network.models.notice import DeliveryState
from network.models.outbox import OutboxKind
from network.notices import mail
from network.notices import service as notices
from network.notices.kinds.accounts import PasswordChanged
from network.outbox.heartbeat import beat_now
from tests.conftest import MONDAY
from tests.factories import make_admin, make_location, make_region, make_requester, make_user
from tests.page import Page
from workers import cli, preparing, work
from workers import mailbox as kept_mail

pytestmark = pytest.mark.usefixtures("session")

SAMPLE = Path(__file__).parent.parent / "data" / "duo_vestigingen_bo_sample.csv"


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def in_production(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    settings: Settings = app.config["NAAST"]
    monkeypatch.setitem(app.config, "NAAST", settings.model_copy(update={"mode": Mode.PRODUCTION}))


@pytest.mark.parametrize(
    "words", [("sweep", "--as-of", "2026-12-07 09:00"), ("demo", "load"), ("demo", "reset"), ("mailbox",)]
)
def test_rehearsals_are_refused_in_production(app: Flask, in_production: None, words: tuple[str, ...]) -> None:
    answer = run(app, *words)

    assert answer.exit_code == 1
    assert "production" in answer.output


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("morgen", "2026-12-07 09:00"),
        ("9999-12-31 23:00-05:00", "2026-12-07 09:00"),
        ("9999-12-31 09:00", "a moment in the coming five years"),
    ],
)
def test_a_moment_that_is_none_or_too_far_off_is_refused_with_what_to_give(app: Flask, given: str, said: str) -> None:
    answer = run(app, "sweep", "--as-of", given)

    assert answer.exit_code == 1
    assert said in answer.output


@pytest.mark.parametrize(
    ("given", "instant"),
    [("2026-12-07 09:00", "2026-12-07T08:00:00+00:00"), ("2026-12-07 09:00+05:00", "2026-12-07T04:00:00+00:00")],
)
def test_a_moment_is_one_in_the_netherlands_unless_it_says_otherwise(
    app: Flask, monkeypatch: pytest.MonkeyPatch, given: str, instant: str
) -> None:
    moments: list[str] = []
    monkeypatch.setattr(work, "sweep", lambda **_which: moments.append(now().isoformat()) or 0)

    run(app, "sweep", "--as-of", given)

    assert moments[0] == instant


def test_without_a_mail_server_a_sweep_holds_mail_and_says_so(
    app: Flask, monkeypatch: pytest.MonkeyPatch, posted: list[EmailMessage], clock: time_machine.Traveller
) -> None:
    with unit_of_work():
        notices.send(PasswordChanged(make_user(), key="x"))
    with monkeypatch.context() as stopped:
        stopped.setitem(app.config, "NAAST", app.config["NAAST"].model_copy(update={"smtp_url": ""}))
        held = [run(app, "sweep").output, run(app, "sweep", "--as-of", "2026-11-17 10:00").output]

    assert [said.splitlines()[0] for said in held] == ["0 done.", "0 done, as of 2026-11-17 10:00."]
    assert all("Mail is held" in said and "failed" not in said for said in held)
    assert run(app, "sweep").output == "1 done.\n"
    assert len(posted) == 1


def test_a_sweep_says_how_much_failed_in_one_line(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, clock: time_machine.Traveller
) -> None:
    def hand_over(*_given: object) -> None:
        raise mail.Unreachable("ConnectionRefusedError")

    monkeypatch.setattr(mail, "hand_over", hand_over)
    with unit_of_work():
        notices.send(PasswordChanged(make_user(), key="x"))

    said = run(app, "sweep").output

    assert said == "0 done.\n1 failed so far and will be tried again; ./run status says more.\n"
    assert not [record for record in caplog.records if record.name == work.__name__]


@pytest.mark.usefixtures("migrated")
def test_a_database_that_is_away_is_one_sentence_and_what_to_do(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("SELECT 1", {}, Exception("connection refused\nmore"))

    monkeypatch.setattr(preparing, "upgrade", away)

    answer = run(app, "prepare")

    assert answer.output == ("Error: connection refused. Is the database running, and is NAAST_DATABASE_URL right?\n")


def test_a_file_to_check_against_that_is_none_stops_the_import_in_one_sentence(app: Flask, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("naam;plaats\nDe Proef;Tiel\n")

    answer = run(app, "import", "locations", str(SAMPLE), "--check-against", str(other))

    assert answer.exit_code == 1
    assert "other.csv: This file has no column vestigingscode" in answer.output
    assert not db.session.scalar(select(func.count(Location.id)))


def test_the_demo_does_not_tell_of_every_sweep(app: Flask) -> None:
    sweeps = logging.getLogger("workers.work")
    try:
        run(app, "demo", "logins")
        assert not sweeps.isEnabledFor(logging.INFO)
        assert sweeps.isEnabledFor(logging.ERROR)
    finally:
        sweeps.setLevel(logging.NOTSET)


def test_status_says_who_is_silent(app: Flask) -> None:
    silent = run(app, "status")
    with unit_of_work():
        beat_now("worker")
        beat_now("beat")

    assert (silent.exit_code, "never seen" in silent.output) == (1, True)
    assert run(app, "status").exit_code == 0


def test_a_password_that_goes_to_the_mail_server_openly_is_warned_of(
    app: Flask, page: Page, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, clock: object
) -> None:
    page.sign_in(make_admin())
    for scheme, is_open in (("smtp", True), ("smtps", False)):
        update = {"smtp_url": f"{scheme}://naast:geheim@mail.school.example"}
        monkeypatch.setitem(app.config, "NAAST", app.config["NAAST"].model_copy(update=update))
        caplog.clear()

        mail.init_app(app)

        told = (caplog.messages, run(app, "status").output, page.get("/beheer/status").text)
        words = ("mail_password_unencrypted", "UNENCRYPTED", "Wachtwoord van de mailserver onversleuteld")
        assert [one in where for one, where in zip(words, told, strict=True)] == [is_open] * 3


@pytest.mark.parametrize(("minutes", "exit_code"), [(3, 0), (20, 1)])
def test_status_asks_for_a_person_when_work_fails_for_long(
    app: Flask, page: Page, clock: time_machine.Traveller, minutes: int, exit_code: int
) -> None:
    with unit_of_work():
        beat_now("worker")
        beat_now("beat")
        notices.send(PasswordChanged(make_user(), key="x"))
        entry = db.session.scalars(select(OutboxEntry)).one()
        entry.failing_since, entry.due_at = now() - timedelta(minutes=minutes), now() + timedelta(hours=1)
        delivery = db.session.scalars(select(Delivery)).one()
        delivery.last_error, delivery.failed_at = "ConnectionRefusedError", now()
    page.sign_in(make_admin())

    answer = run(app, "status")

    assert answer.exit_code == exit_code
    assert "failing:         1, since 2026-11-16" in answer.output
    with unit_of_work():
        beside = {"subject_id": 1, "dedupe_key": "other", "due_at": now() + timedelta(hours=1)}
        db.session.add(OutboxEntry(kind=OutboxKind.OFFER_ROOM, failing_since=now() - timedelta(hours=9), **beside))
    shown = page.get("/beheer/status").text
    assert "2 taken, sinds " in shown
    assert ("Mail komt niet weg 1 mail wacht." in shown) is bool(exit_code)
    assert "de mailserver neemt geen verbinding aan (ConnectionRefusedError)" in shown


def test_the_first_person_is_invited_from_the_command_line(app: Flask) -> None:
    make_region(code="PO3101")

    answer = run(app, "people", "invite", "Cor@SWV.example", "--role", "coordinator", "--region", "PO3101")

    assert "/uitnodiging/" in answer.output
    assert db.session.scalars(select(Invitation.email)).one() == "cor@swv.example"


def test_an_invitation_that_is_given_twice_is_renewed_and_says_so(app: Flask) -> None:
    words = ("people", "invite", "cor@swv.example", "--role", "admin")

    first, second = run(app, *words).output, run(app, *words).output

    assert "renewed" not in first
    assert second.startswith("An invitation was open already: it is renewed")
    assert db.session.scalar(select(func.count(Invitation.id)).where(Invitation.revoked_at.is_(None))) == 1
    assert set(db.session.scalars(select(Notice.language))) == {"nl"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("foo", "--role", "admin"), "Error: 'foo' is no e-mail address: "),
        (("x@y.example", "--role", "coordinator"), "Error: Choose the partnership. (--region)"),
        (("x@y.example", "--role", "requester"), "Error: Choose the school. (--location)"),
    ],
)
def test_what_an_invitation_misses_is_told_in_the_language_of_commands(
    app: Flask, words: tuple[str, ...], said: str
) -> None:
    answer = run(app, "people", "invite", *words)

    assert answer.output.startswith(said)
    assert not db.session.scalars(select(Notice.id)).all()


def test_a_place_that_is_not_there_is_named_with_what_to_do(app: Flask) -> None:
    words = ("people", "invite", "x@y.example", "--role", "coordinator", "--region", "PO9999")

    before = run(app, *words).output
    make_region(code="PO3101")

    assert "There is no PO9999 here. There are no regions yet: bring them in with ./run import regions FILE" in before
    assert "There is no PO9999 here. Known regions: PO3101." in run(app, *words).output


def test_the_demo_does_not_go_where_people_are(app: Flask) -> None:
    make_user()

    assert run(app, "demo", "load").exit_code == 1
    assert "Not everything here is demo" in run(app, "demo", "reset", "--yes").output
    assert db.session.scalars(select(User)).all()


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the demo was loaded; nothing is."""
    found: list[str] = []
    monkeypatch.setattr(cli, "replay", lambda _sweep: found.append("loaded") or len(found))
    return found


@pytest.fixture
def cut_off(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody stopped `demo load` when its first account was made; the next time nothing stops it."""

    def stop(_sweep: object) -> int:
        make_user(email=f"half@{DOMAIN}")
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(cli, "replay", stop)
        run(app, "demo", "load")
    monkeypatch.setattr(cli, "replay", lambda _sweep: len([make_requester(email=f"whole@{DOMAIN}")]))


def people_here() -> list[str]:
    return sorted(email.partition("@")[0] for email in db.session.scalars(select(User.email)))


@pytest.mark.usefixtures("cut_off")
def test_a_demo_that_was_cut_off_has_no_logins_and_is_loaded_anew_as_a_whole(app: Flask, settings: Settings) -> None:
    shown = settings.instance / "demo-logins.txt"
    assert (run(app, "demo", "logins").output, shown.exists()) == ("", False)

    assert run(app, "demo", "load").output == "1 questions loaded.\n"

    assert people_here() == ["whole"]
    assert f"whole@{DOMAIN}" in shown.read_text() == run(app, "demo", "logins").output
    assert "Here is data already" in run(app, "demo", "load").output
    assert people_here() == ["whole"]


@pytest.mark.usefixtures("cut_off")
@pytest.mark.parametrize(
    ("make_real", "said"),
    [
        (lambda: make_user(email="real@school.example"), "Here is data already"),
        (make_location, "./run demo reset takes both away"),
    ],
)
def test_a_part_of_the_demo_with_anything_real_beside_it_is_left_alone(app: Flask, make_real, said: str) -> None:
    make_real()
    before = people_here()

    assert said in run(app, "demo", "load").output

    assert people_here() == before


def test_a_demo_that_is_being_loaded_is_no_part_to_take_away(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(_sweep: object) -> int:
        make_user(email=f"half@{DOMAIN}")
        assert "being loaded at this moment" in run(app, "demo", "load").output
        return 1

    monkeypatch.setattr(cli, "replay", look)

    assert run(app, "demo", "load").exit_code == 0


@pytest.mark.parametrize(
    ("words", "has_terminal", "answer", "output"),
    [
        ((), False, "", "Add --yes if that is meant."),
        ((), True, "n\n", "This takes away 1 people, 0 questions"),
        ((), True, "y\n", "1 questions loaded."),
        (("--yes",), False, "", "1 questions loaded."),
    ],
)
def test_the_demo_is_taken_away_only_by_whoever_is_sure(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    loads: list[str],
    words: tuple[str, ...],
    has_terminal: bool,
    answer: str,
    output: str,
) -> None:
    make_user(email=f"iemand@{DOMAIN}")
    monkeypatch.setattr(cli, "_has_terminal", lambda: has_terminal)

    said = app.test_cli_runner().invoke(args=["demo", "reset", *words], input=answer)

    assert output in said.output
    assert (said.exit_code == 0) is bool(loads) is guard.is_empty()


def test_the_mailbox_has_what_the_demo_mailed_lately_until_it_is_taken_away(
    app: Flask, monkeypatch: pytest.MonkeyPatch, page: Page, posted: list[EmailMessage], clock: time_machine.Traveller
) -> None:
    def replay(_sweep: object) -> int:
        requester = make_requester(email=f"iemand@{DOMAIN}", location=make_location(code="99AA00"))
        for days in (3, 40):
            with as_of(MONDAY - timedelta(days=days)), unit_of_work():
                notices.send(PasswordChanged(requester, key=f"{days} days ago"))
                promised = update(Delivery).where(Delivery.state == DeliveryState.PENDING)
                db.session.execute(promised.values(state=DeliveryState.SENT, sent_at=now()))
        return 1

    monkeypatch.setattr(cli, "replay", replay)
    for words in (("load",), ("reset", "--yes")):
        assert run(app, "demo", *words).exit_code == 0
        subject, to, moment = page.get("/mailbox").texts("tbody td")
        assert (subject, to) == ("Je wachtwoord is gewijzigd", f"iemand@{DOMAIN}")
        assert moment == "vr 13 november, 10.00 uur"
    assert not posted


@pytest.mark.parametrize(
    ("keeps_mail", "said", "not_said"),
    [
        (True, ("Er gaat geen mail naar buiten", "Nog geen mail"), "mail.school.example"),
        (False, ("via mail.school.example. Die mail gaat echt naar buiten", "Hier staat geen mail"), "geheim"),
    ],
)
def test_the_mailbox_says_whether_mail_leaves_this_machine_and_by_which_server(
    app: Flask, monkeypatch: pytest.MonkeyPatch, page: Page, keeps_mail: bool, said: tuple[str, ...], not_said: str
) -> None:
    update = {"smtp_url": "smtps://naast:geheim@mail.school.example", "keeps_mail": keeps_mail}
    monkeypatch.setitem(app.config, "NAAST", app.config["NAAST"].model_copy(update=update))
    kept_mail.empty(app.config["NAAST"].mailbox)

    text = page.get("/mailbox").text

    assert all(words in text for words in said)
    assert not_said not in text


def test_the_demo_is_taken_away_only_where_nobody_is_real_and_what_files_brought_goes_with_it() -> None:
    make_user(email=f"iemand@{DOMAIN}")
    invented = make_location(region=make_region(code=next(iter(REGIONS))))
    with unit_of_work():
        invented.school.brin = list_brins()[0]
    assert guard.what_is_lost() == "1 people, 0 questions, and all that was done with them"
    make_location(region=make_region(code="PO2507"))
    db.session.add_all([PostcodeArea(pc4="4001"), PostcodeArea(pc4="4002")])
    real = make_user(email="iemand@school.example")

    assert guard.what_is_lost().endswith("; and from files 1 school, 1 samenwerkingsverband, 2 postcodes")
    with pytest.raises(InvalidState), unit_of_work():
        guard.wipe()
    with unit_of_work():
        db.session.delete(real)
    with unit_of_work():
        guard.wipe()

    assert guard.is_empty()
