"""Several notices to one reader go in one mail; nothing is lost by that, and nothing is said twice."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from network.core.clock import now
from network.core.database import db, unit_of_work
from network.models import Delivery, Notice, OutboxEntry, SupportRequest, User
from network.models.notice import Category, DeliveryState
from network.models.outbox import OutboxState
from network.models.support_request import RequestState
from network.notices import gathering, mail
from network.notices import service as notices
from network.notices.delivery import HELD_FOR, deliver
from network.notices.gathering import GATHERED_FOR
from network.notices.kind import Asks
from network.notices.kinds.coordination import ProfileSuggested, QuestionWaitsLong
from network.notices.kinds.engagements import SilentEngagement
from tests.factories import make_coordinator, make_request
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")

# What a worker waits for another, that may be held up.
A_MOMENT = 0.3
FACTS = {"needs": ["angst"], "profile": "Kompas", "school": "De Brug", "specialist": "Sam", "is_coordinator": True}


class Killed(BaseException):
    """The worker stops here."""


class MailServer:
    """What it took; away, it takes nothing, and what breaks off may have arrived."""

    def __init__(self) -> None:
        self.tried: list[EmailMessage] = []
        self.taken: list[EmailMessage] = []
        self.is_away = self.breaks_off = False

    def __call__(self, message: EmailMessage, _url: str) -> None:
        self.tried.append(message)
        if self.is_away or self.breaks_off:
            raise mail.Unreachable("gone", may_have_arrived=self.breaks_off)
        self.taken.append(message)

    def said(self) -> list[list[str]]:
        """For each mail the codes of its questions, in order."""
        texts = [message.get_body(("plain",)).get_content() for message in self.taken]
        return [[line.rsplit("/", 1)[1] for line in text.splitlines() if "/trajecten/" in line] for text in texts]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> MailServer:
    server = MailServer()
    monkeypatch.setattr(mail, "hand_over", server)
    return server


@pytest.fixture
def coordinator() -> User:
    return make_coordinator()


def tell_silent(person: User, codes: Iterable[str]) -> None:
    for code in codes:
        with unit_of_work():
            notices.send(SilentEngagement(person, key=code, path=f"/trajecten/{code}", code=code, **FACTS))


def pass_gathering(clock: time_machine.Traveller) -> None:
    clock.shift(GATHERED_FOR)
    work.sweep()


def the_deliveries() -> list[Delivery]:
    db.session.rollback()
    return list(db.session.scalars(select(Delivery).order_by(Delivery.id)))


def promises() -> list[OutboxState]:
    db.session.rollback()
    return list(db.session.scalars(select(OutboxEntry.state)))


CODES = [f"AAAA-{n:02}" for n in range(20)]


def test_what_falls_due_together_is_one_mail_and_a_line_each_in_the_inbox(
    server: MailServer, coordinator: User, clock
) -> None:
    tell_silent(coordinator, CODES)
    work.sweep()
    assert server.taken == []

    pass_gathering(clock)
    pass_gathering(clock)

    (message,) = server.taken
    assert server.said() == [CODES]
    assert message["Subject"] == "Het is stil rond 20 vragen"
    assert "De vraag over angst (AAAA-00) van De Brug, met Sam" in message.get_body(("plain",)).get_content()
    assert message.get_body(("html",)).get_content().count("/trajecten/AAAA-") == 20
    assert {one.state for one in the_deliveries()} == {DeliveryState.SENT}
    assert set(promises()) == {OutboxState.DONE}
    assert len(db.session.scalars(select(Notice)).all()) == 20


def test_one_alone_is_the_mail_that_it_always_was(server: MailServer, coordinator: User, clock) -> None:
    tell_silent(coordinator, CODES[:1])

    pass_gathering(clock)

    (message,) = server.taken
    assert message["Subject"] == "Het is stil rond de vraag over angst (AAAA-00)"
    assert "Vraag bij Sam na hoe het gaat." in message.get_body(("plain",)).get_content()


def test_others_and_other_kinds_get_their_own(server: MailServer, coordinator: User, clock) -> None:
    other = make_coordinator()
    tell_silent(coordinator, CODES[:2])
    tell_silent(other, CODES[2:4])
    with unit_of_work():
        notices.send(ProfileSuggested(coordinator, key="x", path="/x", code="AAAA-99", place="Tiel", by="Ann", **FACTS))

    pass_gathering(clock)

    assert sorted(server.said()) == [[], CODES[:2], CODES[2:4]]
    assert {message["To"] for message in server.taken} == {coordinator.email, other.email}


def test_what_was_done_meanwhile_is_left_out(server: MailServer, coordinator: User, clock) -> None:
    tell_silent(coordinator, CODES[:3])
    with unit_of_work():
        notices.settle(Asks.CONTACT, f"/trajecten/{CODES[1]}")

    pass_gathering(clock)

    assert server.said() == [[CODES[0], CODES[2]]]
    assert [one.state for one in the_deliveries()] == [DeliveryState.SENT, DeliveryState.SKIPPED, DeliveryState.SENT]


def test_a_server_that_was_away_gets_all_of_it_in_one_later(server: MailServer, coordinator: User, clock) -> None:
    tell_silent(coordinator, CODES[:3])
    server.is_away = True
    pass_gathering(clock)
    assert {one.state for one in the_deliveries()} == {DeliveryState.PENDING}
    assert not any(gathering.goes_along(one) for one in the_deliveries())

    server.is_away = False
    for _look in range(3):
        pass_gathering(clock)

    (codes,) = server.said()
    assert sorted(codes) == CODES[:3]


def test_what_broke_off_is_said_once_more_in_the_same_words_under_the_same_id(
    server: MailServer, coordinator: User, clock
) -> None:
    tell_silent(coordinator, CODES[:3])
    server.breaks_off = True
    pass_gathering(clock)
    tell_silent(coordinator, CODES[3:4])
    server.breaks_off = False

    for _look in range(3):
        pass_gathering(clock)

    first, again = server.tried[0], server.taken[0]
    assert again["Message-ID"] == first["Message-ID"]
    assert server.said() == [CODES[:3], CODES[3:4]]
    assert {one.state for one in the_deliveries()} == {DeliveryState.SENT}


def test_what_may_have_arrived_goes_again_as_it_was_though_the_first_was_done_meanwhile(
    server: MailServer, coordinator: User, clock
) -> None:
    tell_silent(coordinator, CODES[:2])
    server.breaks_off = True
    pass_gathering(clock)
    server.breaks_off = False
    with unit_of_work():
        notices.settle(Asks.CONTACT, f"/trajecten/{CODES[0]}")

    for _look in range(2):
        pass_gathering(clock)

    assert server.said() == [CODES[:2]]
    assert server.taken[0]["Message-ID"] == server.tried[0]["Message-ID"]


def test_while_a_mail_goes_over_nobody_else_sends_what_goes_along(
    monkeypatch: pytest.MonkeyPatch, coordinator: User, clock
) -> None:
    tell_silent(coordinator, CODES[:2])
    clock.shift(GATHERED_FOR)
    first, second = db.session.scalars(select(OutboxEntry.id).order_by(OutboxEntry.id)).all()
    sent: list[EmailMessage] = []

    def hand_over(message: EmailMessage, _url: str) -> None:
        sent.append(message)
        if len(sent) == 1:
            work.do_entries([second])

    monkeypatch.setattr(mail, "hand_over", hand_over)
    work.do_entries([first])

    assert len(sent) == 1
    assert set(promises()) == {OutboxState.DONE}


def test_what_went_along_in_a_mail_that_was_given_up_goes_by_itself(
    server: MailServer, coordinator: User, clock
) -> None:
    tell_silent(coordinator, CODES[:2])
    server.breaks_off = True
    pass_gathering(clock)
    server.breaks_off = False
    with unit_of_work():
        carrier = db.session.scalars(select(OutboxEntry).order_by(OutboxEntry.id)).first()
        carrier.state = OutboxState.DEAD

    for _look in range(2):
        pass_gathering(clock)

    assert server.said() == [[CODES[1]]]


def test_workers_that_are_killed_while_they_mail_say_it_once_more_and_then_no_more(
    monkeypatch: pytest.MonkeyPatch, coordinator: User, clock
) -> None:
    tell_silent(coordinator, CODES[:3])
    clock.shift(GATHERED_FOR)
    taken: list[str] = []

    def take_and_stop(message: EmailMessage, _url: str) -> None:
        taken.append(message["Message-ID"])
        raise Killed

    monkeypatch.setattr(mail, "hand_over", take_and_stop)
    for _time in range(2):
        with pytest.raises(Killed):
            work.sweep()
        clock.shift(HELD_FOR + timedelta(seconds=1))
    pass_gathering(clock)

    assert len(taken) == 2
    assert len(set(taken)) == 1
    assert {one.state for one in the_deliveries()} == {DeliveryState.FAILED}
    assert set(promises()) == {OutboxState.DONE}


def test_a_question_that_found_room_before_the_mail_went_is_not_said_to_wait_long(
    server: MailServer, coordinator: User, clock
) -> None:
    told = [make_request(state=RequestState.SEARCHING, is_waiting=True, waiting_since=now()) for _one in range(2)]
    with unit_of_work():
        for one in told:
            notices.send(QuestionWaitsLong(coordinator, key=one.code, path="/x", code=one.code, place="Tiel", days=10))
    with unit_of_work():
        db.session.get_one(SupportRequest, told[0].id).is_waiting = False

    pass_gathering(clock)

    (message,) = server.taken
    assert told[1].code in message["Subject"]
    assert [one.state for one in the_deliveries()] == [DeliveryState.SKIPPED, DeliveryState.SENT]


def test_who_switches_the_category_off_gets_none_of_it(server: MailServer, coordinator: User, clock) -> None:
    tell_silent(coordinator, CODES[:2])
    with unit_of_work():
        notices.switch_off(coordinator, Category.ENGAGEMENTS)

    pass_gathering(clock)

    assert server.taken == []
    assert {one.state for one in the_deliveries()} == {DeliveryState.SKIPPED}


def test_two_workers_with_a_mail_to_one_reader_in_hands_send_one(
    app: Flask, monkeypatch: pytest.MonkeyPatch, server: MailServer, coordinator: User, clock
) -> None:
    tell_silent(coordinator, CODES[:2])
    clock.shift(GATHERED_FOR)
    entry_ids = db.session.scalars(select(OutboxEntry.id)).all()
    db.session.rollback()
    both_hold_one, take_along = threading.Barrier(2), gathering.take_along

    def take_along_beside_the_other(delivery: Delivery) -> None:
        with suppress(threading.BrokenBarrierError):
            both_hold_one.wait(A_MOMENT)
        take_along(delivery)

    def work_on(entry_id: int) -> None:
        with app.app_context():
            deliver(entry_id)
            db.session.remove()

    monkeypatch.setattr(gathering, "take_along", take_along_beside_the_other)
    with ThreadPoolExecutor(2) as workers:
        list(workers.map(work_on, entry_ids))

    assert [sorted(codes) for codes in server.said()] == [CODES[:2]]
