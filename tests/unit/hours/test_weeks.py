"""Hours of a profile in weeks: given, held by plans, and free."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from network.core import clock
from network.core.database import db, unit_of_work
from network.expertise import service
from network.hours import capacity, free_weeks
from network.hours.rules import Period, WeekHours, hours_of_week, spread
from network.models import SchoolHoliday
from tests.factories import (
    make_engagement,
    make_match,
    make_profile,
    make_special_location,
    make_user,
)

pytestmark = pytest.mark.usefixtures("session", "clock")
MONDAY = date(2026, 11, 16)


def test_a_new_period_of_hours_ends_the_one_before() -> None:
    profile = make_profile()

    with unit_of_work():
        service.add_hours(
            profile, hours_per_week=4, starts_on=date(2027, 1, 4), ends_on=None, actor_id=profile.people[0].user_id
        )

    assert [(p.starts_on, p.ends_on) for p in sorted(profile.capacity, key=lambda p: p.starts_on)] == [
        (date(2025, 8, 1), date(2027, 1, 3)),
        (date(2027, 1, 4), None),
    ]


def test_after_a_period_of_other_hours_the_usual_ones_hold_again() -> None:
    profile = make_profile()

    with unit_of_work():
        service.add_hours(
            profile, hours_per_week=2, starts_on=date(2027, 1, 4), ends_on=date(2027, 1, 31), actor_id=make_user().id
        )

    assert [
        (p.starts_on, p.ends_on, p.hours_per_week) for p in sorted(profile.capacity, key=lambda p: p.starts_on)
    ] == [
        (date(2025, 8, 1), date(2027, 1, 3), 8),
        (date(2027, 1, 4), date(2027, 1, 31), 2),
        (date(2027, 2, 1), None, 8),
    ]


def test_two_periods_never_count_together() -> None:
    profile = make_profile()
    with unit_of_work():
        for hours in (2, 3):
            service.add_hours(
                profile,
                hours_per_week=hours,
                starts_on=MONDAY,
                ends_on=MONDAY + timedelta(days=6),
                actor_id=make_user().id,
            )

    first, second = capacity.list_weeks(profile, from_on=clock.today(), weeks=2)

    assert (first.available, second.available) == (pytest.approx(3), pytest.approx(8))


def test_a_plan_for_a_whole_school_year_is_spread_over_all_its_weeks() -> None:
    engagement = make_engagement(match=make_match(state="accepted"))

    with unit_of_work():
        capacity.reserve(engagement, hours=40, starts_on=MONDAY, ends_on=MONDAY + timedelta(weeks=39))

    weeks = capacity.list_weeks(engagement.profile, from_on=MONDAY, weeks=40)
    assert [week.taken for week in weeks] == [pytest.approx(1)] * 40


def test_the_hours_of_many_profiles_are_those_of_each_in_holidays_absences_and_promises_too() -> None:
    holidays = {"noord": (date(2026, 11, 19), date(2026, 11, 27)), "zuid": (date(2026, 12, 7), date(2026, 12, 11))}
    for region, (first, last) in holidays.items():
        db.session.add(
            SchoolHoliday(holiday_region=region, name="vrij", school_year="2026-2027", starts_on=first, ends_on=last)
        )
    db.session.commit()
    several = [
        make_profile(location=make_special_location(holiday_region=region))
        for region in ("noord", "midden", "zuid", "")
    ]
    engagement = make_engagement(match=make_match(profile=several[1], state="accepted"))
    with unit_of_work():
        capacity.reserve(engagement, hours=5, starts_on=MONDAY)
        service.add_absence(several[2], starts_on=MONDAY, ends_on=MONDAY, actor_id=several[2].people[0].user_id)

    table = free_weeks.table_of([one.id for one in several], from_on=MONDAY, weeks=7)

    each = [[week.free for week in capacity.list_weeks(one, from_on=MONDAY, weeks=7)] for one in several]
    assert [pytest.approx(row) for row in each] == table.hours.tolist()
    assert each[0][:2] == [pytest.approx(8 * 3 / 5), 0]
    # Christmas is off everywhere, with or without a school holiday.
    assert each[3][5] == pytest.approx(8 * 4 / 5)


def test_an_absence_takes_hours_out_of_its_days_only() -> None:
    profile = make_profile()
    with unit_of_work():
        service.add_absence(
            profile, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=1), actor_id=profile.people[0].user_id
        )

    first, second = capacity.list_weeks(profile, from_on=clock.today(), weeks=2)

    assert first.available == pytest.approx(8 * 3 / 5)
    assert second.available == pytest.approx(8)


def test_a_week_counts_each_working_day_for_a_fifth() -> None:
    periods = [Period(MONDAY, MONDAY + timedelta(days=1), 10)]

    assert hours_of_week(MONDAY, periods, lambda day: True) == pytest.approx(4)


def test_a_plan_that_changes_halfway_holds_only_what_is_still_to_be_done(clock) -> None:
    engagement = make_engagement(match=make_match(state="accepted"))
    plan = {"hours": 10, "starts_on": MONDAY, "ends_on": MONDAY + timedelta(weeks=9)}
    with unit_of_work():
        capacity.reserve(engagement, **plan)
    clock.move_to("2026-12-21 09:00")

    with unit_of_work():
        capacity.reserve(engagement, **plan)

    weeks = capacity.list_weeks(engagement.profile, from_on=MONDAY, weeks=10)
    assert [week.taken for week in weeks] == [pytest.approx(1)] * 10


def test_what_was_held_before_a_plan_began_is_no_work_for_it(clock) -> None:
    engagement = make_engagement(match=make_match(state="accepted"))
    with unit_of_work():
        capacity.reserve(engagement, hours=6, starts_on=None)
    clock.move_to("2026-12-14 09:00")

    with unit_of_work():
        begin = date(2026, 12, 14)
        capacity.reserve(engagement, hours=10, starts_on=begin, ends_on=begin + timedelta(weeks=9))

    weeks = capacity.list_weeks(engagement.profile, from_on=begin, weeks=10)
    assert sum(week.taken for week in weeks) == pytest.approx(10)


def test_without_a_plan_no_hours_are_held_before_the_profile_can_begin() -> None:
    engagement = make_engagement(match=make_match(profile=make_profile(lead_days=28), state="accepted"))

    with unit_of_work():
        capacity.reserve(engagement, hours=4, starts_on=MONDAY)

    weeks = capacity.list_weeks(engagement.profile, from_on=MONDAY, weeks=7)
    assert [week.taken for week in weeks] == [0, 0, 0, 0, 2, 2, 0]


def test_hours_that_were_there_for_a_while_leave_no_hole_when_they_are_taken_away() -> None:
    profile = make_profile()
    who = {"actor_id": profile.people[0].user_id}
    with unit_of_work():
        service.add_hours(profile, hours_per_week=2, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=27), **who)
    temporary = next(period for period in profile.capacity if period.hours_per_week == 2)

    with unit_of_work():
        service.remove_hours(profile, temporary.public_id, **who)

    assert [(one.hours_per_week, one.ends_on) for one in profile.capacity] == [(8, None)]
    assert [week.available for week in capacity.list_weeks(profile, from_on=MONDAY, weeks=5)] == [8] * 5


def test_hours_until_further_notice_that_are_taken_away_give_place_to_those_before() -> None:
    profile = make_profile()
    who = {"actor_id": profile.people[0].user_id}
    with unit_of_work():
        service.add_hours(profile, hours_per_week=2, starts_on=MONDAY + timedelta(weeks=1), ends_on=None, **who)
    last = next(period for period in profile.capacity if period.hours_per_week == 2)

    with unit_of_work():
        service.remove_hours(profile, last.public_id, **who)

    assert [(one.hours_per_week, one.ends_on) for one in profile.capacity] == [(8, None)]


def test_hours_that_stood_apart_are_not_drawn_together() -> None:
    profile = make_profile()
    who = {"actor_id": profile.people[0].user_id}
    with unit_of_work():
        service.add_hours(profile, hours_per_week=4, starts_on=MONDAY + timedelta(weeks=8), ends_on=None, **who)
        service.add_hours(
            profile,
            hours_per_week=2,
            starts_on=MONDAY + timedelta(weeks=4),
            ends_on=MONDAY + timedelta(weeks=8, days=-1),
            **who,
        )
    between = next(period for period in profile.capacity if period.hours_per_week == 2)

    with unit_of_work():
        service.remove_hours(profile, between.public_id, **who)

    assert sorted(one.hours_per_week for one in profile.capacity) == [4, 8]


def test_what_is_more_than_all_free_hours_is_no_lump_in_the_last_week() -> None:
    weeks = [WeekHours(MONDAY + timedelta(weeks=n), 0 if n == 2 else 1, 0) for n in range(27)]

    held = spread(60, weeks, most=2)

    assert sum(held.values()) == pytest.approx(60)
    assert MONDAY + timedelta(weeks=2) not in held
    assert max(held.values()) == pytest.approx(60 / 26)


def test_no_week_is_overbooked_while_another_has_room() -> None:
    weeks = [WeekHours(MONDAY + timedelta(weeks=n), 4, 3 if n < 3 else 0) for n in range(4)]

    held = spread(7, weeks)

    assert sum(held.values()) == pytest.approx(7)
    assert all(held[week.week_on] <= week.free + 1e-9 for week in weeks)


def test_hours_are_spread_evenly_where_there_is_room_and_none_is_lost() -> None:
    weeks = [WeekHours(MONDAY + timedelta(weeks=n), 2, 2 if n == 1 else 0) for n in range(4)]

    held = spread(6, weeks)

    assert sum(held.values()) == pytest.approx(6)
    assert MONDAY + timedelta(weeks=1) not in held
