"""What a profile with room is offered: in turn, and with the questions taken in one order."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from network.core import clock
from network.core.database import db, unit_of_work
from network.models import AuditEvent, Region, SupportRequest
from network.models.support_request import Urgency
from network.waves import offers
from tests.factories import make_profile, make_region, make_request

pytestmark = pytest.mark.usefixtures("session", "clock")


def waiting(region: Region, **values: object) -> SupportRequest:
    now = clock.now()
    return make_request(region, is_waiting=True, waiting_since=now, **values)


def offered_by_room(places: int) -> tuple[list[int], list[int]]:
    """Which questions are offered, in the order in which they were taken; and the ids of a calm and an urgent one."""
    region = make_region()
    calm, urgent = waiting(region), waiting(region, urgency=Urgency.URGENT)
    profile = make_profile(region, max_open=places, max_per_30_days=9)
    with unit_of_work():
        offers.offer_room(profile.id)
    events = select(AuditEvent.request_id).where(AuditEvent.action == "match.offered").order_by(AuditEvent.id)
    return list(db.session.scalars(events)), [calm.id, urgent.id]


def test_questions_are_taken_by_their_number_so_that_two_never_wait_for_each_other() -> None:
    offered, by_number = offered_by_room(2)

    assert offered == by_number


def test_the_last_place_goes_to_whose_turn_it_is() -> None:
    offered, (_calm, urgent) = offered_by_room(1)

    assert offered == [urgent]
