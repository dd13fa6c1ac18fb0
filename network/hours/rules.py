"""Hours in weeks. Pure. A week is named by its Monday."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

USUAL_HOURS_A_WEEK = 2.0
DAYS_A_WEEK = 7
SCHOOL_DAYS_A_WEEK = 5
# The limit on new questions counts what was taken on in so many days.
RECENT_DAYS = 30
# Sums of hours differ in their last binary digits.
LEAST_HOURS = 1e-9
# What is less is not said: hours are shown with one digit.
LEAST_SHOWN_HOURS = 0.05


@dataclass(frozen=True)
class Period:
    """Hours a week from `starts_on` until `ends_on` (None: until further notice)."""

    starts_on: date
    ends_on: date | None
    hours_per_week: float

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class WeekHours:
    """One week: the hours that the profile works for others, and those that are promised already."""

    week_on: date
    available: float
    taken: float

    @property
    def free(self) -> float:
        return max(0.0, self.available - self.taken)


class WeekNote(Enum):
    """Why a week has less room for a new question than usual."""

    HOLIDAY = auto()
    AWAY = auto()
    NO_HOURS = auto()
    TOO_SOON = auto()
    PARTLY_AWAY = auto()
    FEWER_DAYS = auto()


@dataclass(frozen=True)
class WeekDays:
    """The days of one week: how many are school days, on how many of those all are away; and whether work for a new
    question can begin before the week is over.
    """

    at_school: int
    away: int
    is_in_time: bool


def week_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def weekday_from(day: date) -> date:
    """The day itself; what would begin in a weekend begins on the Monday after."""
    return day if day.weekday() < SCHOOL_DAYS_A_WEEK else week_of(day) + timedelta(days=DAYS_A_WEEK)


def weeks_from(day: date, count: int) -> list[date]:
    """The Mondays of `count` weeks, that of `day` first."""
    monday = week_of(day)
    return [monday + timedelta(weeks=n) for n in range(count)]


def hours_of_week(monday: date, periods: Iterable[Period], is_working: Callable[[date], bool]) -> float:
    """The hours of one week: each working day counts for a fifth of the hours of its period."""
    days = [monday + timedelta(days=n) for n in range(SCHOOL_DAYS_A_WEEK)]
    known = list(periods)
    hours = 0.0
    for day in days:
        if is_working(day):
            hours += sum(period.hours_per_week for period in known if period.covers(day)) / SCHOOL_DAYS_A_WEEK
    return round(hours, 2)


def note_of_week(days: WeekDays, *, hours: float) -> WeekNote | None:
    """What matters most of a week with so many hours available: first why there are none, then why there are fewer."""
    if not days.at_school:
        return WeekNote.HOLIDAY
    if days.away == days.at_school:
        return WeekNote.AWAY
    if hours <= 0:
        return WeekNote.NO_HOURS
    if not days.is_in_time:
        return WeekNote.TOO_SOON
    if days.away:
        return WeekNote.PARTLY_AWAY
    return WeekNote.FEWER_DAYS if days.at_school < SCHOOL_DAYS_A_WEEK else None


def first_place_on(ends: Sequence[date | None], *, most: int, today: date) -> date | None:
    """The first day on which fewer than `most` of the trajects run, by when each should end.

    None when that cannot be told: a traject without an end, or one that should have ended, ends nobody knows when.
    """
    too_many = len(ends) - most + 1
    if too_many <= 0:
        return today
    known = sorted(end for end in ends if end is not None and end >= today)
    if most < 1 or too_many > len(known):
        return None
    return known[too_many - 1] + timedelta(days=1)


def first_start_on(taken_on: Sequence[date], *, most: int, today: date) -> date | None:
    """The first day on which fewer than `most` questions were taken on in the RECENT_DAYS before; None: never."""
    if most < 1:
        return None
    if len(taken_on) < most:
        return today
    return max(today, sorted(taken_on)[-most] + timedelta(days=RECENT_DAYS + 1))


def spread(hours: float, weeks: Sequence[WeekHours], *, most: float | None = None) -> Mapping[date, float]:
    """Which hours of which weeks to reserve: evenly, as far as there is room; or first at most `most` in each week.

    What finds no room that way takes what is free in these weeks; only what is more than all that is free goes beyond
    it, evenly over the weeks that are worked, so that all hours are held.
    """
    chosen: dict[date, float] = {}
    left = hours if most is None else _fill(chosen, hours, weeks, most=most)
    left = _level(chosen, left, weeks)
    if left > LEAST_HOURS:
        worked = [week.week_on for week in weeks if week.available > 0] or [week.week_on for week in weeks]
        for monday in worked:
            chosen[monday] = chosen.get(monday, 0.0) + left / len(worked)
    return chosen


def _fill(chosen: dict[date, float], hours: float, weeks: Iterable[WeekHours], *, most: float) -> float:
    """Take free hours week by week from the first on, at most so many in each; what is left over."""
    left = hours
    for week in weeks:
        take = min(left, most, week.free)
        if take > LEAST_HOURS:
            chosen[week.week_on] = take
            left -= take
    return left


def _level(chosen: dict[date, float], hours: float, weeks: Iterable[WeekHours]) -> float:
    """Take free hours beside what was chosen, as many in each week; less only where less is free. What is left over."""
    room = sorted((week.free - chosen.get(week.week_on, 0.0), week.week_on) for week in weeks)
    left = hours
    for done, (free, monday) in enumerate(room):
        take = min(free, left / (len(room) - done))
        if take > LEAST_HOURS:
            chosen[monday] = chosen.get(monday, 0.0) + take
            left -= take
    return left
