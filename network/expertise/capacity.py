"""The hours of a profile: available, taken, free, week by week; and taking and giving back hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, select

from network.core import clock
from network.core.database import db
from network.expertise.rules import (
    SCHOOL_DAYS_A_WEEK,
    Period,
    WeekHours,
    hours_of_week,
    spread,
    week_of,
    weeks_from,
)
from network.followups.calendars import calendar_of
from network.models import Absence, CapacityPeriod, Engagement, ExpertiseProfile, HourReservation

HORIZON_WEEKS = 26
DAYS_A_WEEK = 7

FreeWeeks = Mapping[date, float]


def list_weeks(profile: ExpertiseProfile, *, from_on: date, weeks: int = HORIZON_WEEKS) -> list[WeekHours]:
    """The hours of a profile in `weeks` weeks from that of `from_on` on; holidays and absences count as none."""
    taken = _taken([profile.id], week_of(from_on)).get(profile.id, {})
    periods = [Period(p.starts_on, p.ends_on, p.hours_per_week) for p in profile.capacity]
    absences = list(profile.absences)
    calendar = calendar_of(profile.location)

    def is_working(day: date) -> bool:
        return calendar.is_school_day(day) and not any(a.starts_on <= day <= a.ends_on for a in absences)

    return [
        WeekHours(monday, hours_of_week(monday, periods, is_working), taken.get(monday, 0.0))
        for monday in weeks_from(from_on, weeks)
    ]


def free_hours(profile: ExpertiseProfile, *, from_on: date, weeks: int) -> float:
    """The free hours of the coming `weeks` weeks together."""
    return sum(week.free for week in list_weeks(profile, from_on=from_on, weeks=weeks))


def find_first_free_week(profile: ExpertiseProfile, *, from_on: date) -> date | None:
    """The Monday of the first week with at least an hour free; None within half a year."""
    return next((week.week_on for week in list_weeks(profile, from_on=from_on) if week.free >= 1), None)


def reserve(
    engagement: Engagement, *, hours: float | None, starts_on: date | None, ends_on: date | None = None
) -> None:
    """Hold hours for a traject, in place of what it held before. The profile is locked by the caller."""
    release(engagement)
    if not hours:
        return
    begin = max(starts_on or clock.today(), clock.today())
    count = ((week_of(ends_on) - week_of(begin)).days // 7 + 1) if ends_on and ends_on > begin else None
    weeks = list_weeks(engagement.profile, from_on=begin, weeks=max(HORIZON_WEEKS, count or 0))
    for monday, share in spread(hours, weeks, over_weeks=count).items():
        db.session.add(
            HourReservation(profile_id=engagement.profile_id, engagement_id=engagement.id, week_on=monday, hours=share)
        )
    db.session.flush()


def release(engagement: Engagement, *, from_on: date | None = None) -> None:
    """Give back the hours of a traject: all, or those of the weeks from `from_on` on."""
    rows = delete(HourReservation).where(HourReservation.engagement_id == engagement.id)
    if from_on is not None:
        rows = rows.where(HourReservation.week_on >= week_of(from_on))
    db.session.execute(rows)


@dataclass(frozen=True)
class FreeTable:
    """Free hours of many profiles (rows, in the order they were asked for) in weeks (columns, by their Mondays)."""

    mondays: list[date]
    hours: NDArray[np.float64]


def free_hours_of_many(profile_ids: Iterable[int], *, from_on: date, weeks: int) -> Mapping[int, float]:
    """Free hours per profile in the coming weeks together; see free_hours_table."""
    ids = list(profile_ids)
    return dict(zip(ids, free_hours_table(ids, from_on=from_on, weeks=weeks).hours.sum(axis=1).tolist(), strict=True))


def free_hours_by_week(profile_ids: Iterable[int], *, from_on: date, weeks: int) -> Mapping[int, FreeWeeks]:
    """Free hours per profile and week (its Monday); see free_hours_table."""
    ids = list(profile_ids)
    table = free_hours_table(ids, from_on=from_on, weeks=weeks)
    rows = zip(ids, table.hours.tolist(), strict=True)
    return {profile_id: dict(zip(table.mondays, row, strict=True)) for profile_id, row in rows}


def free_hours_table(
    profile_ids: Sequence[int], *, from_on: date, weeks: int, but_request_id: int | None = None
) -> FreeTable:
    """The free hours week by week, for ranking: without holidays; three queries for however many profiles.

    Each working day has a fifth of the hours of its period, none when everybody is absent. What is held for the
    question `but_request_id` counts as free.
    """
    mondays = weeks_from(from_on, weeks)
    row_of = {profile_id: row for row, profile_id in enumerate(profile_ids)}
    days = np.zeros((len(row_of), weeks * DAYS_A_WEEK))
    until = mondays[-1] + timedelta(days=DAYS_A_WEEK - 1)
    for profile_id, first, last, hours in _periods(profile_ids, mondays[0], until):
        days[row_of[profile_id], _days_between(first, last, mondays[0])] += hours / SCHOOL_DAYS_A_WEEK
    for profile_id, first, last in _absences(profile_ids, mondays[0], until):
        days[row_of[profile_id], _days_between(first, last, mondays[0])] = 0.0
    free = days.reshape(len(row_of), weeks, DAYS_A_WEEK)[:, :, :SCHOOL_DAYS_A_WEEK].sum(axis=2).round(2)
    for profile_id, week_on, hours in _taken_rows(profile_ids, mondays[0], but_request_id):
        at = (week_on - mondays[0]).days // DAYS_A_WEEK
        if at < weeks:
            free[row_of[profile_id], at] -= hours
    return FreeTable(mondays, np.maximum(0.0, free))


def _days_between(first: date, last: date | None, begin: date) -> slice:
    """The columns of a table of days that begins at `begin`."""
    return slice(max(0, (first - begin).days), None if last is None else max(0, (last - begin).days + 1))


def _periods(ids: Sequence[int], first: date, last: date) -> Iterable[Any]:
    """(profile, first day, last day or None, hours a week) of the periods that touch these days."""
    return db.session.execute(
        select(
            CapacityPeriod.profile_id, CapacityPeriod.starts_on, CapacityPeriod.ends_on, CapacityPeriod.hours_per_week
        ).where(
            CapacityPeriod.profile_id.in_(ids),
            CapacityPeriod.starts_on <= last,
            (CapacityPeriod.ends_on.is_(None)) | (CapacityPeriod.ends_on >= first),
        )
    )


def _absences(ids: Sequence[int], first: date, last: date) -> Iterable[Any]:
    """(profile, first day, last day) of the absences that touch these days."""
    return db.session.execute(
        select(Absence.profile_id, Absence.starts_on, Absence.ends_on).where(
            Absence.profile_id.in_(ids), Absence.starts_on <= last, Absence.ends_on >= first
        )
    )


def _taken_rows(ids: Sequence[int], first: date, but_request_id: int | None = None) -> Iterable[Any]:
    """(profile, week, hours) that are promised from this week on, but for one question."""
    rows = (
        select(HourReservation.profile_id, HourReservation.week_on, func.sum(HourReservation.hours))
        .where(HourReservation.profile_id.in_(ids), HourReservation.week_on >= first)
        .group_by(HourReservation.profile_id, HourReservation.week_on)
    )
    if but_request_id is not None:
        of_this_one = select(Engagement.id).where(Engagement.request_id == but_request_id)
        rows = rows.where(HourReservation.engagement_id.not_in(of_this_one))
    return db.session.execute(rows)


def _taken(ids: Sequence[int], first: date) -> dict[int, dict[date, float]]:
    found: dict[int, dict[date, float]] = {}
    for profile_id, week_on, hours in _taken_rows(ids, first):
        found.setdefault(profile_id, {})[week_on] = hours
    return found
