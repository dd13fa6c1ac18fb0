"""Which weeks hold the hours of a traject: those of its plan, for whatever plan, on whatever day it is agreed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import g
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, select

from network.core import clock as time
from network.core.database import db, unit_of_work
from network.division import room
from network.hours import capacity, free_weeks
from network.hours.rules import WeekHours, spread, week_of, weekday_from
from network.models import Absence, CapacityPeriod, Engagement, ExpertiseProfile, HourReservation, SchoolHoliday
from tests.factories import make_engagement, make_match, make_profile

pytestmark = pytest.mark.usefixtures("session", "clock")

MONDAY = date(2026, 11, 16)
FEW = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])

hours_asked = some.floats(0.25, 400)
days_ahead = some.integers(-60, 420)
weeks_of_hours = some.lists(some.tuples(some.floats(0, 40), some.floats(0, 40)), min_size=1, max_size=30).map(
    lambda rows: [WeekHours(MONDAY + timedelta(weeks=n), *row) for n, row in enumerate(rows)]
)


@pytest.fixture
def engagement() -> Engagement:
    return make_engagement(match=make_match(profile=make_profile(lead_days=0), state="accepted"))


def reserve(engagement: Engagement, hours: float, first: date, last: date | None) -> None:
    with unit_of_work():
        capacity.reserve(engagement, hours=hours, starts_on=first, ends_on=last)


def held(engagement: Engagement) -> dict[date, float]:
    rows = select(HourReservation.week_on, HourReservation.hours).where(HourReservation.engagement_id == engagement.id)
    return dict(db.session.execute(rows.order_by(HourReservation.week_on)).all())


def forget(engagement: Engagement) -> None:
    with unit_of_work():
        db.session.execute(delete(HourReservation).where(HourReservation.engagement_id == engagement.id))


def in_days(days: int) -> date:
    return time.today() + timedelta(days=days)


@pytest.mark.parametrize(
    ("first", "last", "weeks"),
    [
        pytest.param(date(2026, 12, 16), date(2026, 12, 16), {date(2026, 12, 14): 6}, id="one day later on"),
        pytest.param(MONDAY, MONDAY, {MONDAY: 6}, id="today"),
        pytest.param(date(2026, 9, 21), date(2026, 10, 17), {}, id="over"),
        pytest.param(date(2026, 10, 26), MONDAY, {MONDAY: 6}, id="ends today"),
        pytest.param(date(2026, 11, 21), date(2026, 11, 22), {MONDAY: 6}, id="nothing but a weekend"),
        pytest.param(date(2026, 11, 21), date(2026, 11, 24), {date(2026, 11, 23): 6}, id="from a weekend on"),
        pytest.param(MONDAY, date(2026, 11, 29), {MONDAY: 3, date(2026, 11, 23): 3}, id="until a weekend"),
    ],
)
def test_a_plan_holds_hours_in_its_own_weeks(
    engagement: Engagement, first: date, last: date, weeks: dict[date, float]
) -> None:
    reserve(engagement, 6, first, last)

    assert held(engagement) == pytest.approx(weeks)


@pytest.mark.parametrize(
    ("last", "weeks"),
    [
        pytest.param(date(2026, 11, 22), {}, id="ends with this weekend"),
        pytest.param(date(2026, 11, 23), {date(2026, 11, 23): 6}, id="ends on the Monday after"),
        pytest.param(date(2026, 11, 29), {date(2026, 11, 23): 6}, id="ends with the next weekend"),
    ],
)
@pytest.mark.parametrize("first", [MONDAY, date(2026, 11, 21)])
def test_in_a_weekend_nothing_is_held_in_the_week_that_is_over(
    clock, engagement: Engagement, first: date, last: date, weeks: dict[date, float]
) -> None:
    clock.move_to("2026-11-21 09:00")

    reserve(engagement, 6, first, last)

    assert held(engagement) == pytest.approx(weeks)


@FEW
@given(hours=hours_asked, begin=days_ahead, length=some.integers(0, 731), weekday=some.integers(0, 6))
def test_every_plan_holds_all_its_hours_and_none_outside_its_weeks(
    clock, engagement, hours: float, begin: int, length: int, weekday: int
) -> None:
    clock.move_to(f"2026-11-{16 + weekday} 09:00")
    forget(engagement)
    first, last = in_days(begin), in_days(begin + length)

    reserve(engagement, hours, first, last)

    weeks = held(engagement)
    to_come = weekday_from(time.today())
    assert sum(weeks.values()) == pytest.approx(hours if last >= to_come else 0)
    assert all(max(week_of(first), week_of(to_come)) <= monday <= week_of(last) for monday in weeks)


@FEW
@given(hours=hours_asked, length=some.integers(0, 200), later=some.integers(0, 200))
def test_a_plan_that_is_saved_again_unchanged_holds_the_same_in_all(
    clock, engagement, hours: float, length: int, later: int
) -> None:
    clock.move_to("2026-11-16 09:00")
    forget(engagement)
    last = in_days(length)
    reserve(engagement, hours, MONDAY, last)
    clock.move_to(f"{MONDAY + timedelta(days=min(later, length))} 09:00")

    reserve(engagement, hours, MONDAY, last)

    assert sum(held(engagement).values()) == pytest.approx(hours)


def test_what_was_worked_this_week_stays_when_a_plan_is_saved_or_ends_in_the_weekend(clock, engagement) -> None:
    reserve(engagement, 6, MONDAY, MONDAY + timedelta(days=18))
    clock.move_to("2026-11-21 09:00")

    reserve(engagement, 10, MONDAY, MONDAY + timedelta(days=18))
    assert list(held(engagement).values()) == pytest.approx([2, 4, 4])
    with unit_of_work():
        capacity.release(engagement)

    assert held(engagement) == pytest.approx({MONDAY: 2})


def test_a_plan_that_is_put_off_holds_all_its_hours_from_its_new_beginning_on(clock, engagement) -> None:
    reserve(engagement, 8, MONDAY, MONDAY + timedelta(weeks=4, days=-1))
    clock.move_to("2026-11-30 09:00")

    reserve(engagement, 8, date(2026, 12, 7), date(2026, 12, 18))

    assert held(engagement) == pytest.approx(
        {MONDAY: 2, date(2026, 11, 23): 2, date(2026, 12, 7): 4, date(2026, 12, 14): 4}
    )


def test_holidays_and_absences_within_a_plan_hold_nothing_and_make_no_lump(engagement) -> None:
    christmas = {"starts_on": date(2026, 12, 19), "ends_on": date(2027, 1, 3)}
    with unit_of_work():
        db.session.add(SchoolHoliday(holiday_region="midden", school_year="2026-2027", name="kerst", **christmas))
        engagement.profile.absences.append(Absence(starts_on=date(2027, 1, 11), ends_on=date(2027, 1, 17)))

    reserve(engagement, 10, date(2026, 12, 14), date(2027, 1, 31))

    mondays = [date(2026, 12, 14), date(2027, 1, 4), date(2027, 1, 18), date(2027, 1, 25)]
    assert held(engagement) == pytest.approx(dict.fromkeys(mondays, 2.5))


@given(hours=hours_asked, weeks=weeks_of_hours, most=some.none() | some.just(2.0))
def test_all_hours_are_spread_and_no_week_is_overbooked_while_another_has_room(
    hours: float, weeks: list[WeekHours], most: float | None
) -> None:
    chosen = spread(hours, weeks, most=most)

    assert sum(chosen.values()) == pytest.approx(hours)
    assert set(chosen) <= {week.week_on for week in weeks}
    if hours <= sum(week.free for week in weeks):
        assert all(chosen.get(week.week_on, 0) <= week.free + 1e-6 for week in weeks)


@given(hours=hours_asked, weeks=weeks_of_hours)
def test_a_week_of_a_plan_has_less_than_another_only_where_less_is_free(hours: float, weeks: list[WeekHours]) -> None:
    chosen = spread(hours, weeks)

    most = max(chosen.values())
    if hours <= sum(week.free for week in weeks):
        assert all(chosen.get(week.week_on, 0) == pytest.approx(min(week.free, most), abs=1e-6) for week in weeks)


@FEW
@given(data=some.data(), weekday=some.integers(0, 6), lead_days=some.integers(0, 30))
def test_the_calendar_of_hours_says_what_matching_and_a_division_count(
    clock, engagement, data: some.DataObject, weekday: int, lead_days: int
) -> None:
    """Around the turn of the year, with holidays, absences, changes of hours and hours that are promised."""
    clock.move_to("2026-11-16 09:00")
    forget(engagement)
    profile = engagement.profile
    today = date(2026, 12, 7) + timedelta(days=weekday)
    _by_chance(profile, data, today, lead_days)
    clock.move_to(f"{today} 09:00")
    if data.draw(some.booleans()):
        reserve(engagement, data.draw(hours_asked), today, None if data.draw(some.booleans()) else in_days(60))

    shown = capacity.list_weeks(profile, from_on=today, weeks=30)

    table = free_weeks.table_of([profile.id], from_on=today, weeks=30)
    assert table.hours[0].tolist() == pytest.approx([week.free for week in shown], abs=0.011)
    (divided,) = room.list_room([profile.id], [profile.location.region], [])
    begin = capacity.begin_of(profile, None)
    in_time = [week.free if week.week_on >= week_of(begin) else 0 for week in shown]
    assert list(divided.hours.by_week) == pytest.approx(in_time[: len(divided.hours.by_week)], abs=0.011)


def _by_chance(profile: ExpertiseProfile, data: some.DataObject, today: date, lead_days: int) -> None:
    span = some.tuples(some.integers(-20, 200), some.integers(0, 60)).map(
        lambda days: {
            "starts_on": today + timedelta(days=days[0]),
            "ends_on": today + timedelta(days=days[0] + days[1]),
        }
    )
    change = data.draw(some.integers(1, 150))
    last = today + timedelta(days=change)
    each = data.draw(some.tuples(some.floats(0.5, 40), some.floats(0.5, 40)))
    with unit_of_work():
        db.session.execute(delete(SchoolHoliday))
        for number, days in enumerate(data.draw(some.lists(span, max_size=3))):
            values = {"holiday_region": "midden", "school_year": "2026-2027", "name": f"vrij {number}"}
            db.session.add(SchoolHoliday(**values, **days))
        profile.lead_days = lead_days
        profile.absences = [Absence(**days) for days in data.draw(some.lists(span, max_size=3))]
        profile.capacity = [
            CapacityPeriod(starts_on=date(2025, 8, 1), ends_on=last, hours_per_week=each[0]),
            CapacityPeriod(starts_on=last + timedelta(days=1), hours_per_week=each[1]),
        ]
    db.session.commit()
    g.pop("calendars", None)
