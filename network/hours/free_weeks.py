"""The free hours of many profiles at once, week by week: as capacity.py counts them of one, in one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Date, Double, bindparam, func, literal, null, select, union_all

from network.core.reading import among, read
from network.followups.calendars import DEFAULT_HOLIDAY_REGION, calendar_for
from network.hours.rules import DAYS_A_WEEK, SCHOOL_DAYS_A_WEEK, weeks_from
from network.models import Absence, CapacityPeriod, Engagement, HourReservation, ProfileCard

NO_QUESTION = 0

FreeWeeks = Mapping[date, float]


@dataclass(frozen=True)
class FreeTable:
    """Free hours of many profiles (rows, in the order they were asked for) in weeks (columns, by their Mondays).

    And day by day from the first Monday on: where a profile is, whether school is on, and whether all of it is away.
    """

    mondays: list[date]
    hours: NDArray[np.float64]
    is_school_day: NDArray[np.bool_]
    is_away: NDArray[np.bool_]


def hours_together(profile_ids: Iterable[int], *, from_on: date, weeks: int) -> Mapping[int, float]:
    """Free hours per profile in the coming weeks together; see table_of."""
    ids = list(profile_ids)
    return dict(zip(ids, table_of(ids, from_on=from_on, weeks=weeks).hours.sum(axis=1).tolist(), strict=True))


def hours_by_week(profile_ids: Iterable[int], *, from_on: date, weeks: int) -> Mapping[int, FreeWeeks]:
    """Free hours per profile and week (its Monday); see table_of."""
    ids = list(profile_ids)
    table = table_of(ids, from_on=from_on, weeks=weeks)
    rows = zip(ids, table.hours.tolist(), strict=True)
    return {profile_id: dict(zip(table.mondays, row, strict=True)) for profile_id, row in rows}


def table_of(
    profile_ids: Sequence[int],
    *,
    from_on: date,
    weeks: int,
    but_request_id: int | None = None,
    regions: Sequence[str] | None = None,
) -> FreeTable:
    """The free hours week by week, as capacity.reserve counts them; as many queries for one profile as for all.

    Each school day has a fifth of the hours of its period, none when everybody is absent. What is held for the
    question `but_request_id` counts as free. `regions`: the holiday region of each; read here when it is not known.
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
    is_school_day = _school_days(_regions_of(profile_ids) if regions is None else regions, mondays[0], weeks)
    days = np.where(is_school_day & ~is_away, hours, 0.0).reshape(len(row_of), weeks, DAYS_A_WEEK)
    free = days.sum(axis=2).round(2)
    for profile_id, week_on, _last, taken in found[_PROMISED]:
        at = (week_on - mondays[0]).days // DAYS_A_WEEK
        if at < weeks:
            free[row_of[profile_id], at] -= taken
    return FreeTable(mondays, np.maximum(0.0, free), is_school_day, is_away)


def taken_by_week(ids: Sequence[int], first: date) -> dict[int, dict[date, float]]:
    """The hours that are promised per profile and week (its Monday), from that of `first` on."""
    found: dict[int, dict[date, float]] = {}
    asked = {"ids": list(ids), "first": first, "but": NO_QUESTION}
    for _tells, profile_id, week_on, _last, hours in read(_TAKEN, asked):
        found.setdefault(profile_id, {})[week_on] = hours
    return found


def _regions_of(profile_ids: Sequence[int]) -> list[str]:
    found: dict[int, str] = dict(read(_REGIONS, {"ids": list(profile_ids)}))
    return [found.get(profile_id, "") for profile_id in profile_ids]


def _school_days(regions: Sequence[str], begin: date, weeks: int) -> NDArray[np.bool_]:
    """Day by day whether school is on in each of these holiday regions; where it is not known, as in the middle."""
    known = sorted({*regions, DEFAULT_HOLIDAY_REGION} - {""})
    days = np.array([calendar_for(region).school_days(begin, weeks * DAYS_A_WEEK) for region in known])
    at = {region: number for number, region in enumerate(known)}
    return days[[at[region or DEFAULT_HOLIDAY_REGION] for region in regions]]


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


_REGIONS = select(ProfileCard.profile_id, ProfileCard.holiday_region).where(among(ProfileCard.profile_id, "ids"))
_FIRST, _LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)

_HOURS, _AWAY, _PROMISED = "hours", "away", "promised"
_PERIODS = select(
    literal(_HOURS),
    CapacityPeriod.profile_id,
    CapacityPeriod.starts_on,
    CapacityPeriod.ends_on,
    CapacityPeriod.hours_per_week,
).where(
    among(CapacityPeriod.profile_id, "ids"),
    CapacityPeriod.starts_on <= _LAST,
    CapacityPeriod.ends_on.is_(None) | (CapacityPeriod.ends_on >= _FIRST),
)
_ABSENCES = select(literal(_AWAY), Absence.profile_id, Absence.starts_on, Absence.ends_on, literal(1.0, Double)).where(
    among(Absence.profile_id, "ids"), Absence.starts_on <= _LAST, Absence.ends_on >= _FIRST
)
_TAKEN = (
    select(
        literal(_PROMISED),
        HourReservation.profile_id,
        HourReservation.week_on,
        null(),
        func.sum(HourReservation.hours),
    )
    .where(
        among(HourReservation.profile_id, "ids"),
        HourReservation.week_on >= _FIRST,
        HourReservation.engagement_id.not_in(select(Engagement.id).where(Engagement.request_id == bindparam("but"))),
    )
    .group_by(HourReservation.profile_id, HourReservation.week_on)
)
# All that touches these days, a span of days in each row: (what it tells, profile, first day, last day or None, how
# much). Hours a week of a period; 1 for an absence; hours that are promised in the week of that Monday.
# Put together once: it is asked many times a day.
_IN_THESE_WEEKS = union_all(_PERIODS, _ABSENCES, _TAKEN)
