"""Every kind of notice can be mailed, in Dutch and English, as text and HTML; and mail that fails is told apart."""

from __future__ import annotations

import smtplib
import ssl
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any
from unittest.mock import Mock

import pytest
from flask import Flask
from sqlalchemy import select

from network.core import clock
from network.core.database import db, unit_of_work
from network.models import Delivery, OutboxEntry
from network.models.notice import Category, DeliveryState
from network.models.outbox import OutboxState
from network.notices import mail, queries, service, smtp
from network.notices.kind import KINDS
from network.notices.kinds.engagements import EngagementPlanned
from network.notices.kinds.waves import QuestionInvitation
from network.notices.rendering import build_message
from tests.factories import make_special_location, make_specialist, make_user
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")

PARAMS = {
    "match": "0" * 16,
    "code": "7K3Q-M2",
    "needs": ["agressieregulatie"],
    "age": ["groep-5-6"],
    "forms": ["observatie"],
    "place": "Tiel",
    "answer_by": "2026-11-25",
    "times": 1,
    "by": "Sam",
    "days": 10,
    "is_nearby": True,
    "is_late_yes_welcome": True,
    "title": "Titel",
    "profile": "Dienst gedrag",
    "example": "Een vaste klus na de pauze",
    "specialist": "Sam Specialist",
    "job_title": "",
    "asked": 3,
    "declined": 2,
    "left": 0,
    "count": 3,
    "region": "Rivierenland",
    "school": "De Proef",
    "moment": "closing",
    "invitation": "0" * 16,
    "inviter": "Cor",
    "role": "specialist",
    "until": "2026-11-25",
    "looks_by": "2026-11-25",
    "every": 10,
    "offer": "Rust in de klas",
    "held_on": "2026-12-08",
    "begins": "15:30",
    "ends": "17:00",
}


def send(kind_name: str = "engagement_planned", language: str = "nl", **other: object) -> Delivery:
    user = make_user(language=language)
    with unit_of_work():
        kind = KINDS[kind_name]
        service.send(kind(user, key="x", path="/x", **PARAMS | other))
    return db.session.scalars(select(Delivery)).one()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind_name", sorted(KINDS))
def test_every_kind_becomes_a_mail(app: Flask, kind_name: str, language: str) -> None:
    delivery = send(kind_name, language)

    message = build_message(delivery)

    text = message.get_body(("plain",)).get_content()
    page = message.get_body(("html",)).get_content()
    assert message["Subject"]
    assert message["Message-ID"] == delivery.message_id
    assert "http://localhost/" in text
    assert "%(" not in text + page + message["Subject"]
    is_account = KINDS[kind_name].category is Category.ACCOUNT
    assert (message["List-Unsubscribe"] is None) == is_account


def test_what_was_moved_tells_its_new_moment_and_place_and_an_older_notice_the_day() -> None:
    moved = KINDS["offer_moved"]
    told = {"held_on": "di 8 december", "begins": "15:30", "ends": "17:00", "place": ""}

    assert moved.words(told)["now"] == "di 8 december, 15.30 tot 17.00 uur, online"
    assert moved.words(told | {"place": "Tiel"})["now"] == "di 8 december, 15.30 tot 17.00 uur, Tiel"
    assert moved.words({"held_on": "di 8 december"})["now"] == "di 8 december"


def test_what_goes_over_the_line_keeps_the_address_to_unsubscribe_whole_and_is_plain_ascii(app: Flask) -> None:
    message = build_message(send("question_accepted", profile="Een lange naam: Café Één voor gedrag en angst"))

    sent = message.as_bytes()
    assert f"\r\nList-Unsubscribe: {message['List-Unsubscribe']}\r\n".encode() in sent
    assert sent.isascii()
    others = [line for line in sent.splitlines() if not line.startswith(b"List-Unsubscribe:")]
    assert max(map(len, others)) <= 78
    assert message_from_bytes(sent, policy=default)["Subject"] == message["Subject"]


def test_the_same_notice_is_sent_once() -> None:
    user = make_user()
    with unit_of_work():
        first = service.send(EngagementPlanned(user, key="x", **PARAMS))
        second = service.send(EngagementPlanned(user, key="x", **PARAMS))

    assert first is not None
    assert second is None


def test_who_switched_a_category_off_gets_no_mail_but_still_finds_it_on_the_site() -> None:
    user = make_user()
    with unit_of_work():
        service.choose_mail(
            user, {Category.PROGRESS}, offered=[Category.PROGRESS, Category.ENGAGEMENTS], actor_id=user.id
        )
        service.send(EngagementPlanned(user, key="x", **PARAMS))

    assert db.session.scalars(select(Delivery.state)).one() is DeliveryState.SKIPPED


def test_what_was_not_offered_stays_as_it_was_chosen_before() -> None:
    user = make_user()
    with unit_of_work():
        service.switch_off(user, Category.COORDINATION)
        service.choose_mail(user, {Category.PROGRESS}, offered=[Category.PROGRESS, Category.PROFILES], actor_id=user.id)

    assert queries.list_switched_off(user.id) == {Category.COORDINATION, Category.PROFILES}


@pytest.mark.parametrize("kind_name", sorted(name for name, kind in KINDS.items() if kind.is_gathered))
def test_every_kind_that_is_gathered_has_a_mail_that_lists_several(app: Flask, kind_name: str) -> None:
    user = make_user()
    with unit_of_work():
        for key in ("x", "y"):
            told = PARAMS | {"place": "<Tiel>", "school": f"<De {key}>", "moment": "closing"}
            service.send(KINDS[kind_name](user, key=key, path=f"/{key}", **told))
    first, second = db.session.scalars(select(Delivery).order_by(Delivery.id))
    second.message_id = first.message_id

    message = build_message(first)

    text, page = (message.get_body((sort,)).get_content() for sort in ("plain", "html"))
    assert all(f"http://localhost/{key}\n" in text and f'href="http://localhost/{key}"' in page for key in "xy")
    assert "2" in message["Subject"]
    assert message["Message-ID"] == first.message_id
    assert "%(" not in text + page
    assert "<De" not in page
    assert "<Tiel>" not in page


def test_at_night_mail_waits_for_the_morning_of_a_school_day(clock) -> None:
    clock.shift(12 * 3600)
    specialist = make_specialist(make_special_location())
    with unit_of_work():
        service.send(QuestionInvitation(specialist, key="x", **PARAMS))

    (due,) = db.session.scalars(select(OutboxEntry.due_at))
    assert due.isoformat() == "2026-11-17T06:30:00+00:00"


def test_a_mail_that_went_out_is_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = []
    monkeypatch.setattr(mail, "hand_over", lambda message, url: sent.append(message["Message-ID"]))
    delivery = send()

    work.sweep()
    work.sweep()

    assert sent == [delivery.message_id]
    assert db.session.get(Delivery, delivery.id).state is DeliveryState.SENT


def test_an_unreachable_server_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_message: object, _url: str) -> None:
        raise mail.Unreachable("ConnectionRefusedError")

    monkeypatch.setattr(mail, "hand_over", away)
    send()

    work.sweep()

    entry = db.session.scalars(select(OutboxEntry)).one()
    assert (entry.state, entry.attempts) == (OutboxState.PENDING, 1)
    assert entry.due_at > clock.now()
    assert "ConnectionRefused" in db.session.scalars(select(Delivery.last_error)).one()


def test_an_address_that_is_refused_for_good_ends_there(monkeypatch: pytest.MonkeyPatch) -> None:
    class Server:
        def leave(self) -> None: ...

        def send_message(self, _message: object) -> None:
            raise smtplib.SMTPRecipientsRefused({"x@school.example": (550, b"no such user")})

    monkeypatch.setattr(smtp, "Conversation", lambda *_, **__: Server())
    delivery = send()

    work.sweep()

    assert db.session.get(Delivery, delivery.id).state is DeliveryState.FAILED
    assert db.session.scalars(select(OutboxEntry.state)).one() is OutboxState.DONE


def test_an_encrypted_server_has_to_be_the_one_that_its_certificate_names(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def connect(_host: str, _port: int, **told: Any) -> None:
        given.update(told)
        raise OSError

    monkeypatch.setattr(smtp, "EncryptedConversation", connect)
    with pytest.raises(mail.Unreachable):
        mail.hand_over(EmailMessage(), "smtps://mail.example.org")

    assert given["context"].check_hostname
    assert given["context"].verify_mode is ssl.CERT_REQUIRED


def test_so_has_one_that_becomes_encrypted_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Mock(is_going_over=False)
    server.starttls.side_effect = OSError
    monkeypatch.setattr(smtp, "Conversation", lambda *_, **__: server)
    with pytest.raises(mail.Unreachable):
        mail.hand_over(EmailMessage(), "smtp+tls://mail.example.org")

    trusted = server.starttls.call_args.kwargs["context"]
    assert trusted.check_hostname
    assert trusted.verify_mode is ssl.CERT_REQUIRED
