"""Plans that are agreed at the same moment see each other's hours: no week is promised twice."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from network.core import clock
from network.core.database import db, unit_of_work
from network.engagements import service
from network.engagements.service import Plan
from network.hours import capacity
from network.models import Engagement, ExpertiseProfile
from network.models.match import MatchState
from network.models.support_request import RequestState
from tests.factories import make_engagement, make_match, make_profile, make_request

pytestmark = pytest.mark.usefixtures("session", "clock")

AT_ONCE = 6
ROUNDS = 4
# Together all that is free in these weeks: five of 8 hours and two in which a day is off.
WEEKS, HOURS = 7, 8.8


def under_way(profile: ExpertiseProfile) -> Engagement:
    request = make_request(state=RequestState.MATCHED)
    return make_engagement(match=make_match(profile=profile, request=request, state=MatchState.ACCEPTED))


def test_no_week_is_promised_twice(app: Flask) -> None:
    for _round in range(ROUNDS):
        profile = make_profile(max_open=9)
        engagements = [under_way(profile) for _n in range(AT_ONCE)]
        ids, person_id = [one.id for one in engagements], engagements[0].specialist_id
        db.session.commit()
        start = threading.Barrier(AT_ONCE)

        def agree(engagement_id: int, person_id: int = person_id, start: threading.Barrier = start) -> str:
            with app.app_context():
                try:
                    engagement = db.session.get_one(Engagement, engagement_id)
                    db.session.commit()  # whoever waits for the others holds no connection
                    start.wait(30)
                    today = clock.today()
                    with unit_of_work():
                        plan = Plan("Rust in de groep", HOURS, today, today + timedelta(weeks=WEEKS, days=-1))
                        service.plan(engagement, plan, actor_id=person_id)
                    return "agreed"
                finally:
                    db.session.remove()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(agree, ids))

        weeks = capacity.list_weeks(profile, from_on=clock.today())
        assert answers == ["agreed"] * AT_ONCE
        assert sum(week.taken for week in weeks) == pytest.approx(HOURS * AT_ONCE)
        assert all(week.taken <= week.available + 1e-6 for week in weeks)
