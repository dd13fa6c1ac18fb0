"""School days: no weekends, public holidays or school holidays; and the hours in which mail is welcome. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays

from network.core import clock

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)

# What falls due, falls due as the school day begins; mail goes out between these hours only.
MORNING = time(7, 30)
EVENING = time(18, 0)

LONGEST_BREAK_DAYS = 120
SATURDAY = 5


@dataclass(frozen=True)
class DateRange:
    """Days off, first and last included."""

    starts_on: date
    ends_on: date

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


class SchoolCalendar:
    """The school days of one holiday region: weekdays outside public holidays and the given `breaks`."""

    def __init__(self, breaks: Iterable[DateRange] = ()) -> None:
        self.breaks = tuple(breaks)

    def is_school_day(self, day: date) -> bool:
        """Whether schools of this region work on this day."""
        if day.weekday() >= SATURDAY or day in public_holidays(day.year):
            return False
        return not any(day in days_off for days_off in self.breaks)

    def school_days(self, first: date, count: int) -> list[bool]:
        """For each of `count` days from `first` on, whether it is a school day."""
        last = first + (count - 1) * DAY
        # Years of breaks are known: only those that touch these days are looked at, day by day.
        near = SchoolCalendar(one for one in self.breaks if one.starts_on <= last and one.ends_on >= first)
        return [near.is_school_day(first + n * DAY) for n in range(count)]

    def next_school_day(self, day: date) -> date:
        """The first school day after `day`; a plain weekday where the calendar knows of none in four months."""
        return self._find_school_day(day) or _weekday_after(day)

    def _find_school_day(self, day: date) -> date | None:
        """The first school day after `day` within four months."""
        ahead = (day + n * DAY for n in range(1, LONGEST_BREAK_DAYS))
        return next((one for one in ahead if self.is_school_day(one)), None)

    def add_school_days(self, day: date, days: int) -> date:
        """The day that lies `days` school days after `day` (0: the day itself, school day or not)."""
        for _ in range(days):
            day = self.next_school_day(day)
        return day

    def school_days_between(self, first: date, last: date) -> int:
        """How many school days come after `first`, up to and including `last`."""
        return sum(self.is_school_day(first + n * DAY) for n in range(1, (last - first).days + 1))

    def add_school_weeks(self, day: date, weeks: int) -> date:
        """The same weekday, `weeks` weeks with at least one school day later."""
        for _ in range(weeks):
            day = self._next_school_week(day)
        return day

    def due_at(self, start: datetime, days: int) -> datetime:
        """The instant at which `days` school days after `start` (aware) something falls due: that morning."""
        return _morning_of(self.add_school_days(clock.to_local(start).date(), days))

    def due_after_school_weeks(self, start: datetime, weeks: int) -> datetime:
        """The morning of the first school day that lies `weeks` school weeks after `start` (aware)."""
        day = self.add_school_weeks(clock.to_local(start).date(), weeks)
        return _morning_of(day if self.is_school_day(day) else self.next_school_day(day))

    def next_mail_moment(self, moment: datetime, *, urgent: bool = False) -> datetime:
        """When mail may go out: now, or the next morning of a school day; `urgent` mail always now.

        Where the calendar knows of no school day in four months, a weekday will do: mail never waits for ever.
        """
        if urgent:
            return moment
        local = clock.to_local(moment)
        day, following = local.date(), self._find_school_day(local.date())
        is_welcome = self.is_school_day(day) or (following is None and day.weekday() < SATURDAY)
        if is_welcome and local.time() < EVENING:
            return max(moment, _morning_of(day))
        return _morning_of(following or _weekday_after(day))

    def _next_school_week(self, day: date) -> date:
        """The same weekday in the next school week; a week on where the calendar knows of none in four months."""
        ahead = (day + n * WEEK for n in range(1, LONGEST_BREAK_DAYS // WEEK.days + 1))
        return next((one for one in ahead if self.is_school_week(one)), day + WEEK)

    def is_school_week(self, day: date) -> bool:
        """Whether the week of this day has a school day."""
        monday = day - day.weekday() * DAY
        return any(self.is_school_day(monday + n * DAY) for n in range(SATURDAY))


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The Dutch public holidays of a year."""
    return frozenset(holidays.country_holidays("NL", years=year))


def _weekday_after(day: date) -> date:
    return next(one for one in (day + n * DAY for n in range(1, 4)) if one.weekday() < SATURDAY)


def _morning_of(day: date) -> datetime:
    return clock.from_local(datetime.combine(day, MORNING))
