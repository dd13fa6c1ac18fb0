"""How far apart two words about one subject are, and when the second is not said at all."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from network.core import clock
from network.core.school_calendar import DateRange, SchoolCalendar
from network.followups import rules

CALENDAR = SchoolCalendar([DateRange(date(2026, 12, 19), date(2027, 1, 3))])


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return clock.from_local(datetime(2026, month, day, hour, minute))


@pytest.mark.parametrize("asked", [at(16, 10), at(18, 23), at(21, 12)], ids=["Monday", "at night", "Saturday"])
def test_who_is_on_time_keeps_the_days_that_were_promised(asked: datetime) -> None:
    first, second = CALENDAR.due_at(asked, 3), CALENDAR.due_at(asked, 7)

    assert rules.earliest_after(CALENDAR, first + timedelta(minutes=1), 7 - 3) == second


@pytest.mark.parametrize(
    ("said", "earliest"),
    [
        (at(25, 10), at(1, 7, 30, month=12)),
        (at(25, 19), at(2, 7, 30, month=12)),  # its mail waits for the morning
        (at(28, 10), at(4, 7, 30, month=12)),  # and over a weekend
    ],
)
def test_who_is_late_counts_from_the_day_on_which_the_mail_could_go(said: datetime, earliest: datetime) -> None:
    assert rules.earliest_after(CALENDAR, said, 4) == earliest


def test_two_words_never_come_on_one_day() -> None:
    assert rules.earliest_after(CALENDAR, at(18, 10, month=12), 0) == clock.from_local(datetime(2027, 1, 4, 7, 30))


NOW = at(16, 10)
LATER = NOW + timedelta(days=2)


@pytest.mark.parametrize(
    ("earliest", "ends_at", "moment"),
    [
        (None, None, NOW),
        (NOW - timedelta(days=1), LATER, NOW),
        (LATER, None, LATER),
        (LATER, LATER + timedelta(seconds=1), LATER),
        (LATER, LATER, None),
        (None, NOW, None),
    ],
)
def test_what_is_over_by_then_is_not_said(
    earliest: datetime | None, ends_at: datetime | None, moment: datetime | None
) -> None:
    assert rules.moment_to_say(NOW, earliest=earliest, ends_at=ends_at) == moment
