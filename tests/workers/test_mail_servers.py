"""What a mail server may do with a mail: take it and be odd afterwards, drop the line before or behind it, or be slow."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from network.core import clock as product_clock
from network.core.database import db, unit_of_work
from network.models import Delivery, OutboxEntry
from network.models.notice import DeliveryState
from network.models.outbox import OutboxState
from network.notices import service as notices
from network.notices import smtp
from network.notices.kinds.accounts import PasswordChanged
from network.outbox import queries
from tests.factories import make_user
from tests.workers.mail_server import HANG_UP, MailServer, running
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")

Conversation = smtp.Conversation


@pytest.fixture
def server(app: Flask, monkeypatch: pytest.MonkeyPatch, posted: object) -> Iterator[MailServer]:
    """The real conversation with it, instead of the office of all tests; one mail is promised."""
    monkeypatch.setattr(smtp, "Conversation", Conversation)
    with running() as server:
        settings = app.config["NAAST"].model_copy(update={"smtp_url": server.url})
        monkeypatch.setitem(app.config, "NAAST", settings)
        with unit_of_work():
            notices.send(PasswordChanged(make_user(), key="x", path="/x"))
        yield server


def sweep(clock, *, times: int) -> None:
    """Each time that the mail is due."""
    for _time in range(times):
        clock.move_to(max(the_entry().due_at, product_clock.now()))
        work.sweep()


def the_entry() -> OutboxEntry:
    return db.session.scalars(select(OutboxEntry).execution_options(populate_existing=True)).one()


def the_delivery() -> Delivery:
    return db.session.scalars(select(Delivery).execution_options(populate_existing=True)).one()


@pytest.mark.parametrize("goodbye", ["221 bye", "421 too busy", "what?", HANG_UP])
def test_a_mail_that_was_taken_is_taken_whatever_is_said_at_parting(server: MailServer, clock, goodbye: str) -> None:
    server.answers["QUIT"] = goodbye

    sweep(clock, times=3)

    assert server.copies == 1
    assert (the_entry().state, the_delivery().state) == (OutboxState.DONE, DeliveryState.SENT)


def test_where_encryption_was_asked_for_nothing_goes_out_without(
    app: Flask, server: MailServer, monkeypatch: pytest.MonkeyPatch, clock
) -> None:
    url = server.url.replace("smtp://", "smtp+tls://")
    monkeypatch.setitem(app.config, "NAAST", app.config["NAAST"].model_copy(update={"smtp_url": url}))

    sweep(clock, times=1)

    assert (server.copies, the_delivery().state) == (0, DeliveryState.PENDING)
    assert "SMTPNotSupportedError" in the_delivery().last_error


@pytest.mark.parametrize("goodbye", ["221 bye", "421 too busy"])
def test_an_address_that_is_refused_for_good_is_so_whatever_is_said_at_parting(
    server: MailServer, clock, goodbye: str
) -> None:
    server.answers |= {"RCPT": "550 no such user", "QUIT": goodbye}

    sweep(clock, times=1)

    assert (the_entry().state, the_delivery().state) == (OutboxState.DONE, DeliveryState.FAILED)
    assert queries.get_status().undelivered == 1
    clock.shift(timedelta(days=8))
    assert queries.get_status().undelivered == 0


@pytest.mark.parametrize(
    ("taken", "standing"),
    [
        ("550 spam", (OutboxState.DONE, DeliveryState.FAILED)),
        ("554 too long a line", (OutboxState.DONE, DeliveryState.FAILED)),
        ("451 come back later", (OutboxState.PENDING, DeliveryState.PENDING)),
        ("500 what?", (OutboxState.PENDING, DeliveryState.PENDING)),
    ],
)
def test_a_message_that_is_refused_for_good_is_not_sent_again(
    server: MailServer, clock, taken: str, standing: tuple[OutboxState, DeliveryState]
) -> None:
    server.answers["taken"] = taken

    sweep(clock, times=1)

    assert (the_entry().state, the_delivery().state) == standing
    assert taken[:3] in the_delivery().last_error


@pytest.mark.parametrize(
    ("can", "state"), [("250 ok", DeliveryState.FAILED), ("250-ok\r\n250 SMTPUTF8", DeliveryState.SENT)]
)
def test_an_address_with_letters_of_its_own_goes_to_a_server_that_knows_those_only(
    server: MailServer, clock, can: str, state: DeliveryState
) -> None:
    with unit_of_work():
        the_delivery().notice.address = "josé@school.example"
    server.answers["EHLO"] = can

    sweep(clock, times=1)

    assert (the_entry().state, the_delivery().state) == (OutboxState.DONE, state)


def test_a_sender_that_the_server_does_not_know_how_to_write_can_be_mended(
    app: Flask, server: MailServer, monkeypatch: pytest.MonkeyPatch, clock
) -> None:
    ours = app.config["NAAST"].model_copy(update={"mail_from": "hulp@één.example"})
    monkeypatch.setitem(app.config, "NAAST", ours)

    sweep(clock, times=1)

    assert (the_entry().state, the_delivery().state) == (OutboxState.PENDING, DeliveryState.PENDING)


def test_who_takes_the_mail_and_drops_the_line_gets_one_more_at_most(server: MailServer, clock) -> None:
    server.answers["taken"] = HANG_UP

    sweep(clock, times=5)

    assert server.copies == 2
    assert (the_entry().state, the_delivery().state) == (OutboxState.DONE, DeliveryState.FAILED)
    assert "may have arrived" in the_delivery().last_error


def test_that_it_broke_off_is_not_forgotten_when_the_server_is_away_meanwhile(server: MailServer, clock) -> None:
    for answer in [{"taken": HANG_UP}, {"EHLO": HANG_UP, "HELO": HANG_UP}, {"EHLO": "250 ok"}]:
        server.answers |= answer
        sweep(clock, times=1)

    sweep(clock, times=2)

    assert server.copies == 2
    assert the_delivery().state is DeliveryState.FAILED


@pytest.mark.parametrize("command", ["EHLO", "MAIL", "RCPT", "DATA"])
def test_who_drops_the_line_before_the_mail_is_tried_until_it_takes_one(
    server: MailServer, clock, command: str
) -> None:
    usual = server.answers.get(command, "250 ok")
    server.answers |= {command: HANG_UP, "HELO": HANG_UP}
    sweep(clock, times=4)
    assert (the_entry().state, the_delivery().state) == (OutboxState.PENDING, DeliveryState.PENDING)

    server.answers[command] = usual
    sweep(clock, times=1)

    assert (server.copies, the_delivery().state) == (1, DeliveryState.SENT)


def test_who_speaks_slowly_is_not_listened_to_for_ever(
    server: MailServer, monkeypatch: pytest.MonkeyPatch, clock
) -> None:
    monkeypatch.setattr(smtp, "MOST_SECONDS", 0.3)
    server.letter_seconds = 0.2
    began = time.monotonic()

    sweep(clock, times=1)

    assert time.monotonic() - began < 1.5
    assert (the_entry().state, the_delivery().state) == (OutboxState.PENDING, DeliveryState.PENDING)
    assert the_entry().due_at < product_clock.now() + timedelta(minutes=1)
