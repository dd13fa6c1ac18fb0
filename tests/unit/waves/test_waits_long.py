"""Coordinators hear that a question waits long, also when it did not for a moment."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update

from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.models import Delivery, Notice
from network.models.notice import DeliveryState
from network.waves import messages
from tests.factories import make_coordinator, make_request

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.mark.parametrize(("left_out", "told"), [(True, 2), (False, 1)])
def test_what_was_not_mailed_as_there_was_room_for_a_moment_is_told_again(left_out: bool, told: int) -> None:
    question = make_request(state="searching", is_waiting=True, waiting_since=the_clock.now())
    make_coordinator(question.region)
    with unit_of_work():
        messages.tell_waits_long(question)
        if left_out:
            db.session.execute(update(Delivery).values(state=DeliveryState.SKIPPED))
    with unit_of_work():
        messages.tell_waits_long(question)

    assert db.session.scalar(select(func.count(Notice.id))) == told
