"""A division of real rows, with holidays, absences, trajects, offers and invitations: whatever is sent, it fits."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from network.core import clock
from network.core.database import db, unit_of_work
from network.division import proposing, room, service
from network.division.rules import Settings
from network.hours import capacity
from network.models import (
    Absence,
    CapacityPeriod,
    Division,
    DivisionItem,
    ExpertiseProfile,
    Match,
    Region,
    SchoolHoliday,
    SupportRequest,
    User,
)
from network.models.division import ItemState
from network.models.match import MatchState
from network.steering import service as steering
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_special_location,
)
from tests.factories.base import saved
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")

PROFILES, QUESTIONS, MOST_PER_PROFILE = 9, 14, 2


@pytest.fixture(params=range(3))
def chance(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.param)


@pytest.fixture
def regions(session: object) -> list[Region]:
    two_weeks_off = {"starts_on": clock.today() + timedelta(days=14), "ends_on": clock.today() + timedelta(days=27)}
    saved(SchoolHoliday(holiday_region="midden", school_year="2026-2027", name="Vakantie", **two_weeks_off))
    return [make_region(), make_region()]


@pytest.fixture
def coordinator(regions: list[Region]) -> User:
    return make_coordinator(regions[0])


@pytest.fixture
def profiles(chance: random.Random, regions: list[Region], coordinator: User) -> list[ExpertiseProfile]:
    return [_profile(chance, regions, coordinator) for _n in range(PROFILES)]


def _profile(chance: random.Random, regions: list[Region], coordinator: User) -> ExpertiseProfile:
    """One with few hours, an absence, work in hand, an offer or an invitation by hand that waits: by chance."""
    region = chance.choice(regions)
    location = make_special_location(region=region, holiday_region="midden")
    profile = make_profile(
        location=location, max_open=chance.randint(1, 4), max_per_30_days=chance.choice([None, 1, 3])
    )
    profile.capacity[0].ends_on = clock.today()
    hours = chance.choice([1, 2, 8, 8])
    profile.capacity.append(CapacityPeriod(starts_on=clock.today() + timedelta(days=1), hours_per_week=hours))
    if chance.random() < 0.5:
        first = clock.today() + timedelta(days=chance.randint(0, 40))
        profile.absences.append(Absence(starts_on=first, ends_on=first + timedelta(days=20)))
    db.session.commit()
    with unit_of_work():
        if chance.random() < 0.5:
            engagement = make_engagement(match=make_match(profile=profile, state=MatchState.ACCEPTED))
            capacity.reserve(engagement, hours=chance.choice([4, 20, 90]), starts_on=None)
    if chance.random() < 0.5:
        make_match(profile=profile, request=_asked(chance, region, waiting_since=clock.now()))
    if chance.random() < 0.3:
        with unit_of_work():
            steering.invite_by_hand(_asked(chance, region), profile, actor_id=coordinator.id)
    return profile


def _asked(chance: random.Random, region: Region, **values: object) -> SupportRequest:
    hours = chance.choice([None, 2, 6, 10, 30])
    return make_request(region, estimated_hours=hours, **values)


def test_whatever_is_sent_fits_in_places_and_hours(chance, regions, coordinator, profiles) -> None:
    asked = [_asked(chance, chance.choice(regions)) for _n in range(QUESTIONS)]
    before = {one.key: one for one in room.list_room([profile.id for profile in profiles], regions, asked)}

    division = _divide_and_send(regions, coordinator)

    sent = [item for item in division.items if item.state is ItemState.SENT]
    count = Counter(item.chosen_id for item in sent)
    assert sent
    assert {item.request_id for item in division.items} == {request.id for request in asked}
    assert ItemState.SKIPPED not in {item.state for item in division.items}
    for profile_id, many in count.items():
        hours = sum(item.hours for item in sent if item.chosen_id == profile_id)
        assert many <= min(MOST_PER_PROFILE, before[profile_id].places)
        assert hours <= before[profile_id].hours.left_for(0) + 1e-6
    _nobody_is_over(profiles)


def test_a_second_division_spends_nothing_that_the_first_one_holds(chance, regions, coordinator, profiles) -> None:
    for _n in range(QUESTIONS):
        _asked(chance, chance.choice(regions))
    _divide_and_send(regions, coordinator)
    for _n in range(QUESTIONS):
        _asked(chance, chance.choice(regions))

    _divide_and_send(regions, coordinator)

    _nobody_is_over(profiles)


def _divide_and_send(regions: list[Region], coordinator: User) -> Division:
    proposal = proposing.work_out(regions, Settings(most_per_profile=MOST_PER_PROFILE))
    with unit_of_work():
        division = proposing.keep(proposal, actor_id=coordinator.id)
    with unit_of_work():
        service.send(division, seen_version=division.version, actor_id=coordinator.id)
    work.sweep()
    db.session.refresh(division)
    return division


def _nobody_is_over(profiles: list[ExpertiseProfile]) -> None:
    """Who was given something has no more in hand and waiting for its answer than places, counted from the rows."""
    given = set(db.session.scalars(select(DivisionItem.chosen_id).where(DivisionItem.state == ItemState.SENT)))
    takes_a_place = Match.state.in_([MatchState.INVITED, MatchState.ACCEPTED])
    for profile in profiles:
        taken = db.session.scalar(select(func.count(Match.id)).where(Match.profile_id == profile.id, takes_a_place))
        assert profile.id not in given or taken <= profile.max_open
