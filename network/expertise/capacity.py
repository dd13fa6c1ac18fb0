"""The hours of a profile: available, taken, free, week by week; and taking and giving back hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Date, Double, bindparam, delete, func, literal, null, select, union_all

from network.core import clock
from network.core.database import db
from network.core.reading import among, read
from network.expertise.rules import (
    SCHOOL_DAYS_A_WEEK,
    Period,
    WeekHours,
    hours_of_week,
    spread,
    week_of,
    weeks_from,
)
from network.followups.calendars import DEFAULT_HOLIDAY_REGION, calendar_for, calendar_of
from network.models import Absence, CapacityPeriod, Engagement, ExpertiseProfile, HourReservation, ProfileCard

HORIZON_WEEKS = 26
DAYS_A_WEEK = 7
NO_QUESTION = 0

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


def reserve(
    engagement: Engagement, *, hours: float | None, starts_on: date | None, ends_on: date | None = None
) -> None:
    """Hold hours for a traject, in place of what it held from this week on. The profile is locked by the caller.

    Weeks that are over stay as they were: those of this plan count as worked. Without a plan (no `ends_on`) work
    begins when the profile can.
    """
    release(engagement, from_on=clock.today())
    left = (hours or 0.0) - _worked(engagement, starts_on or clock.today())
    if left <= 0:
        return
    begin = max(starts_on or clock.today(), clock.today())
    if ends_on is None:
        begin = begin_of(engagement.profile, starts_on)
    count = weeks_between(begin, ends_on) if ends_on and ends_on > begin else None
    weeks = list_weeks(engagement.profile, from_on=begin, weeks=max(HORIZON_WEEKS, count or 0))
    for monday, share in spread(left, weeks, over_weeks=count).items():
        db.session.add(
            HourReservation(profile_id=engagement.profile_id, engagement_id=engagement.id, week_on=monday, hours=share)
        )
    db.session.flush()


def begin_of(profile: ExpertiseProfile, starts_on: date | None) -> date:
    """When work can begin that is wanted from `starts_on` on: not before the profile's lead time is over."""
    earliest = clock.today() + timedelta(days=profile.lead_days)
    return max(starts_on or earliest, earliest)


def weeks_between(first: date, last: date) -> int:
    """How many weeks the days from `first` to `last` touch."""
    return (week_of(last) - week_of(first)).days // DAYS_A_WEEK + 1


def free_for(engagement: Engagement, *, starts_on: date, ends_on: date) -> float:
    """The free hours from today on in the weeks of a plan, what this traject itself holds counted as free."""
    begin = max(starts_on, clock.today())
    if ends_on < begin:
        return 0.0
    weeks = weeks_between(begin, ends_on)
    but = engagement.request_id
    return float(free_hours_table([engagement.profile_id], from_on=begin, weeks=weeks, but_request_id=but).hours.sum())


def _worked(engagement: Engagement, starts_on: date) -> float:
    """The hours that were held for a traject in the weeks of its plan that are over."""
    held = select(func.sum(HourReservation.hours)).where(
        HourReservation.engagement_id == engagement.id,
        HourReservation.week_on >= week_of(starts_on),
        HourReservation.week_on < week_of(clock.today()),
    )
    return db.session.scalar(held) or 0.0


def release(engagement: Engagement, *, from_on: date | None = None) -> None:
    """Give back the hours of a traject: all, or those of the weeks from `from_on` on."""
    rows = delete(HourReservation).where(HourReservation.engagement_id == engagement.id)
    if from_on is not None:
        rows = rows.where(HourReservation.week_on >= week_of(from_on))
    db.session.execute(rows)


@dataclass(frozen=True)
class FreeTable:
    """Free hours of many profiles (rows, in the order they were asked for) in weeks (columns, by their Mondays).

    And day by day from the first Monday on: where a profile is, whether school is on, and whether all of it is away.
    """

    mondays: list[date]
    hours: NDArray[np.float64]
    is_school_day: NDArray[np.bool_]
    is_away: NDArray[np.bool_]


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
    """The free hours week by week, as reserve counts them; one query for however many profiles, and the calendars.

    Each school day has a fifth of the hours of its period, none when everybody is absent. What is held for the
    question `but_request_id` counts as free.
    """
    mondays = weeks_from(from_on, weeks)
    row_of = {profile_id: row for row, profile_id in enumerate(profile_ids)}
    until = mondays[-1] + timedelta(days=DAYS_A_WEEK - 1)
    asked = {"ids": list(profile_ids), "first": mondays[0], "last": until, "but": but_request_id or NO_QUESTION}
    found: dict[str, list[Any]] = {_HOURS: [], _AWAY: [], _PROMISED: []}
    for tells, *span in read(_IN_THESE_WEEKS, asked):
        found[tells].append(span)
    hours = _by_day(found[_HOURS], row_of, mondays[0], weeks) / SCHOOL_DAYS_A_WEEK
    is_away = _by_day(found[_AWAY], row_of, mondays[0], weeks) > 0
    is_school_day = _school_days(found[_HOURS], row_of, mondays[0], weeks)
    days = np.where(is_school_day & ~is_away, hours, 0.0).reshape(len(row_of), weeks, DAYS_A_WEEK)
    free = days.sum(axis=2).round(2)
    for profile_id, week_on, _last, taken, _region in found[_PROMISED]:
        at = (week_on - mondays[0]).days // DAYS_A_WEEK
        if at < weeks:
            free[row_of[profile_id], at] -= taken
    return FreeTable(mondays, np.maximum(0.0, free), is_school_day, is_away)


def _school_days(periods: Sequence[Any], row_of: Mapping[int, int], begin: date, weeks: int) -> NDArray[np.bool_]:
    """Day by day whether school is on where each profile is; who has no hours at all is taken to be in the middle."""
    region_of = {span[0]: span[4] or DEFAULT_HOLIDAY_REGION for span in periods}
    regions = sorted({*region_of.values(), DEFAULT_HOLIDAY_REGION})
    days = np.array([calendar_for(region).school_days(begin, weeks * DAYS_A_WEEK) for region in regions])
    at = {region: number for number, region in enumerate(regions)}
    return days[[at[region_of.get(profile_id, DEFAULT_HOLIDAY_REGION)] for profile_id in row_of]]


def _by_day(found: Sequence[Any], row_of: Mapping[int, int], begin: date, weeks: int) -> NDArray[np.float64]:
    """What spans of days add up to, day by day, from (profile, first day, last day or None, how much, ...) each.

    A span adds at its first day and takes away after its last: the running sum is what there is.
    """
    count = weeks * DAYS_A_WEEK
    changes = np.zeros((len(row_of), count + 1))
    rows = [row_of[span[0]] for span in found]
    firsts = [max(0, (span[1] - begin).days) for span in found]
    afters = [count if span[2] is None else min(count, (span[2] - begin).days + 1) for span in found]
    amounts = [span[3] for span in found]
    np.add.at(changes, (rows, firsts), amounts)
    np.subtract.at(changes, (rows, afters), amounts)
    return changes.cumsum(axis=1)[:, :count]


_FIRST, _LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)

_HOURS, _AWAY, _PROMISED = "hours", "away", "promised"
_PERIODS = (
    select(
        literal(_HOURS),
        CapacityPeriod.profile_id,
        CapacityPeriod.starts_on,
        CapacityPeriod.ends_on,
        CapacityPeriod.hours_per_week,
        ProfileCard.holiday_region,
    )
    .join(ProfileCard, ProfileCard.profile_id == CapacityPeriod.profile_id)
    .where(
        among(CapacityPeriod.profile_id, "ids"),
        CapacityPeriod.starts_on <= _LAST,
        CapacityPeriod.ends_on.is_(None) | (CapacityPeriod.ends_on >= _FIRST),
    )
)
_ABSENCES = select(
    literal(_AWAY), Absence.profile_id, Absence.starts_on, Absence.ends_on, literal(1.0, Double), null()
).where(among(Absence.profile_id, "ids"), Absence.starts_on <= _LAST, Absence.ends_on >= _FIRST)
_TAKEN = (
    select(
        literal(_PROMISED),
        HourReservation.profile_id,
        HourReservation.week_on,
        null(),
        func.sum(HourReservation.hours),
        null(),
    )
    .where(
        among(HourReservation.profile_id, "ids"),
        HourReservation.week_on >= _FIRST,
        HourReservation.engagement_id.not_in(select(Engagement.id).where(Engagement.request_id == bindparam("but"))),
    )
    .group_by(HourReservation.profile_id, HourReservation.week_on)
)
# All that touches these days, a span of days in each row: (what it tells, profile, first day, last day or None, how
# much, holiday region). Hours a week of a period; 1 for an absence; hours that are promised in the week of that Monday.
# Put together once: it is asked many times a day.
_IN_THESE_WEEKS = union_all(_PERIODS, _ABSENCES, _TAKEN)


def _taken(ids: Sequence[int], first: date) -> dict[int, dict[date, float]]:
    found: dict[int, dict[date, float]] = {}
    asked = {"ids": list(ids), "first": first, "but": NO_QUESTION}
    for _tells, profile_id, week_on, _last, hours, _region in read(_TAKEN, asked):
        found.setdefault(profile_id, {})[week_on] = hours
    return found
