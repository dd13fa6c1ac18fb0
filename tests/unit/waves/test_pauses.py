"""What becomes of a question and an invitation while who is asked is paused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.expertise import publishing
from network.models import ExpertiseProfile, Match
from network.waves import invitations
from network.waves.expecting import find_first_room_on
from tests.factories import make_profile, make_submitted_request
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def profile() -> ExpertiseProfile:
    return make_profile()


def pause(profile: ExpertiseProfile, *, until: date) -> None:
    with unit_of_work():
        publishing.pause(profile, until=until, actor_id=profile.people[0].user_id)


def test_who_paused_and_did_not_answer_may_still_say_yes(
    profile: ExpertiseProfile, clock: time_machine.Traveller
) -> None:
    today = the_clock.today()
    make_submitted_request(profile.regions[0], wanted_start_on=today + timedelta(days=60))
    work.sweep()
    pause(profile, until=today + timedelta(days=40))

    for days in (4, 7, 11):
        clock.shift(timedelta(days=days))
        work.sweep()

    assert invitations.is_late_yes_welcome(db.session.scalars(select(Match)).one())


def test_a_pause_that_ends_in_a_weekend_ends_on_the_school_day_after_it(profile: ExpertiseProfile) -> None:
    pause(profile, until=date(2026, 11, 28))
    question = make_submitted_request(profile.regions[0], wanted_start_on=date(2027, 1, 15))
    work.sweep()

    assert find_first_room_on(question) == date(2026, 11, 30)
