"""School days, as schools count them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from network.core.school_calendar import DateRange, SchoolCalendar

CHRISTMAS = DateRange(date(2026, 12, 19), date(2027, 1, 3))
calendar = SchoolCalendar([CHRISTMAS])


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        (date(2026, 11, 16), True),
        (date(2026, 11, 21), False),
        (date(2026, 12, 21), False),
        (date(2027, 1, 4), True),
        (date(2027, 4, 27), False),
        (date(2027, 5, 6), False),
    ],
)
def test_weekends_breaks_and_public_holidays_are_no_school_days(day: date, is_one: bool) -> None:
    assert calendar.is_school_day(day) is is_one


def test_three_school_days_from_thursday_is_tuesday() -> None:
    assert calendar.add_school_days(date(2026, 11, 19), 3) == date(2026, 11, 24)


def test_a_break_is_jumped_over() -> None:
    assert calendar.add_school_days(date(2026, 12, 17), 2) == date(2027, 1, 4)


def test_six_school_weeks_do_not_count_the_weeks_off() -> None:
    assert calendar.add_school_weeks(date(2026, 11, 25), 6) == date(2027, 1, 20)


def test_school_days_between_leave_out_the_first_and_count_the_last() -> None:
    assert calendar.school_days_between(date(2026, 11, 20), date(2026, 11, 24)) == 2
    assert calendar.school_days_between(date(2026, 11, 24), date(2026, 11, 24)) == 0


def test_what_is_due_falls_in_the_morning_in_the_netherlands() -> None:
    due = calendar.due_at(datetime(2026, 11, 16, 22, 0, tzinfo=UTC), 1)

    assert due == datetime(2026, 11, 17, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "mailed"),
    [
        (datetime(2026, 11, 16, 9, 0, tzinfo=UTC), datetime(2026, 11, 16, 9, 0, tzinfo=UTC)),
        (datetime(2026, 11, 16, 4, 0, tzinfo=UTC), datetime(2026, 11, 16, 6, 30, tzinfo=UTC)),
        (datetime(2026, 11, 16, 17, 30, tzinfo=UTC), datetime(2026, 11, 17, 6, 30, tzinfo=UTC)),
        (datetime(2026, 11, 21, 9, 0, tzinfo=UTC), datetime(2026, 11, 23, 6, 30, tzinfo=UTC)),
    ],
)
def test_mail_waits_for_school_time(now: datetime, mailed: datetime) -> None:
    assert calendar.next_mail_moment(now) == mailed


def test_urgent_mail_does_not_wait() -> None:
    night = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)

    assert calendar.next_mail_moment(night, urgent=True) == night


def test_a_calendar_that_is_all_break_still_gives_a_day() -> None:
    endless = SchoolCalendar([DateRange(date(2026, 1, 1), date(2027, 12, 31))])

    assert endless.next_school_day(date(2026, 6, 1)) == date(2026, 6, 2)


def test_a_calendar_that_is_all_break_for_ever_still_gives_a_week() -> None:
    endless = SchoolCalendar([DateRange(date(2026, 1, 1), date.max)])

    assert endless.add_school_weeks(date(2026, 6, 1), 2) == date(2026, 6, 15)


def test_mail_goes_out_on_weekdays_where_the_calendar_holds_a_holiday_without_end() -> None:
    endless = SchoolCalendar([DateRange(date(2026, 11, 1), date(2036, 11, 1))])
    friday_evening = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
    monday_morning = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    assert endless.next_mail_moment(monday_morning) == monday_morning
    assert endless.next_mail_moment(friday_evening) == datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
