"""Signing up and off: once, in time, and the last place goes to one."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete

from network.core import clock as time
from network.core.database import db, unit_of_work
from network.core.errors import Conflict, InvalidState
from network.models import AuditEvent, SignUp, SupportOffer, User
from network.models.support_offer import OfferState, SignUpState
from network.offers import queries, signing_up
from tests.factories import make_location, make_offer, make_requester, make_sign_up

pytestmark = pytest.mark.usefixtures("session", "clock")

THREADS = 8
ROUNDS = 5


def taking_part(offer: SupportOffer) -> list[User]:
    return list(queries.list_taking_part(offer))


def test_twice_is_as_once_and_who_signs_off_can_sign_up_again() -> None:
    offer, person = make_offer(places=1), make_requester()

    for act, expected in (
        (signing_up.sign_up, [person]),
        (signing_up.sign_up, [person]),
        (signing_up.sign_off, []),
        (signing_up.sign_off, []),
        (signing_up.sign_up, [person]),
    ):
        with unit_of_work():
            act(offer, user_id=person.id)
        assert taking_part(offer) == expected

    assert db.session.query(AuditEvent).count() == 3


@pytest.mark.parametrize(
    "values",
    [
        {"state": OfferState.DRAFT, "published_at": None},
        {"state": OfferState.CANCELLED},
        {"starts_at": time.now() - timedelta(days=400)},
    ],
    ids=["not announced", "called off", "begun"],
)
def test_nobody_signs_up_or_off_for_what_is_not_to_come(values: dict[str, object]) -> None:
    offer = make_offer(**values)
    before = make_sign_up(offer).user

    for act, person in ((signing_up.sign_up, make_requester()), (signing_up.sign_off, before)):
        with pytest.raises(InvalidState), unit_of_work():
            act(offer, user_id=person.id)

    assert taking_part(offer) == [before]


def test_the_last_place_goes_to_one_of_many_at_once(app: Flask) -> None:
    offer_id, school = make_offer(places=1).id, make_location()
    people = [make_requester(school).id for _ in range(THREADS)]
    start = threading.Barrier(THREADS)

    def join(person_id: int) -> str:
        with app.app_context():
            try:
                offer = db.session.get_one(SupportOffer, offer_id)
                start.wait(30)
                with unit_of_work():
                    signing_up.sign_up(offer, user_id=person_id)
                return "yes"
            except Conflict:
                return "friendly no"
            finally:
                db.session.remove()

    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(ROUNDS):
            db.session.execute(delete(SignUp))
            db.session.commit()

            assert Counter(pool.map(join, people)) == {"yes": 1, "friendly no": THREADS - 1}


def test_a_sign_up_goes_with_the_person() -> None:
    gone, stays = make_sign_up(make_offer()), make_sign_up(make_offer(), state=SignUpState.CANCELLED)
    stays_id = stays.id

    db.session.execute(delete(User).where(User.id == gone.user_id))
    db.session.commit()

    assert db.session.query(SignUp.id).all() == [(stays_id,)]


def test_nobody_signs_up_at_a_school_that_closed_but_signing_off_goes_on() -> None:
    offer = make_offer()
    person = make_sign_up(offer).user
    offer.location.closed_on = time.today()
    db.session.commit()

    with pytest.raises(InvalidState), unit_of_work():
        signing_up.sign_up(offer, user_id=make_requester().id)
    with unit_of_work():
        signing_up.sign_off(offer, user_id=person.id)

    assert taking_part(offer) == []
