"""When work can begin, which hours are free then, and who is away: as columns, counted from the wanted start on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from network.core import clock
from network.hours import free_weeks
from network.hours.free_weeks import FreeTable
from network.matching.columns import Bools, Floats, Offers
from network.matching.conditions import HORIZON_WEEKS, LEAST_HOURS_A_WEEK
from network.matching.rules import Wanted

WINDOW_WEEKS = 8
# Four weeks of school: who is away for so long after the wanted start is not there when it matters.
ABSENT_WHEN_AWAY_DAYS = 20
FRIDAY = 4


def gather(offers: Offers, wanted: Wanted, *, but_request_id: int | None) -> dict[str, Any]:
    """The columns of `Offers` that speak of hours and absence; what `but_request_id` holds counts as free."""
    begin = clock.today() + timedelta(days=wanted.start_in_days)
    ids = offers.profile_id.tolist()
    regions = offers.holiday_region.tolist()
    free = free_weeks.table_of(ids, from_on=begin, weeks=HORIZON_WEEKS, but_request_id=but_request_id, regions=regions)
    return _hours_of(free, offers.lead_days, wanted.start_in_days) | _absence_of(free, begin)


def _hours_of(free: FreeTable, lead_days: Floats, start_in_days: int) -> dict[str, Any]:
    """In how many days work can begin, at the wanted start or later (NaN: not within the horizon), and what is free.

    The weeks count from the wanted start for everybody, so that profiles compare; hours before a lead time is over
    are free for others, not for this question.
    """
    mondays = np.array([(monday - clock.today()).days for monday in free.mondays])
    earliest = np.maximum(lead_days, start_in_days)
    in_time = mondays + FRIDAY >= earliest[:, None]
    can_begin = in_time & (free.hours >= LEAST_HOURS_A_WEEK)
    hours = np.where(in_time, free.hours, 0.0)
    first = mondays[can_begin.argmax(axis=1)]
    return {
        "starts_in_days": np.where(can_begin.any(axis=1), np.maximum(first, earliest), np.nan),
        "is_in_time": in_time.any(axis=1),
        "most_in_a_week": hours.max(axis=1),
        "free_hours": hours[:, :WINDOW_WEEKS].sum(axis=1),
    }


def _absence_of(free: FreeTable, begin: date) -> dict[str, Any]:
    """Whether all are away in the first four school weeks, and until when (None: beyond the horizon)."""
    at = (begin - free.mondays[0]).days
    is_absent = np.zeros(len(free.hours), dtype=bool)
    until: list[date | None] = [None] * len(free.hours)
    for row in np.flatnonzero(free.is_away.any(axis=1)).tolist():
        is_away = free.is_away[row, at:]
        is_absent[row], last = _absence(np.flatnonzero(free.is_school_day[row, at:]), is_away)
        until[row] = None if last is None else begin + timedelta(days=last)
    return {"is_absent": is_absent, "absent_until": until}


def _absence(school_days: Any, is_away: Bools) -> tuple[bool, int | None]:
    """Whether every one of the first school days is a day away, and the last day before somebody is back."""
    is_absent = bool(len(school_days)) and bool(is_away[school_days[:ABSENT_WHEN_AWAY_DAYS]].all())
    back = school_days[~is_away[school_days]]
    if not is_absent or not len(back):
        return is_absent, None
    return True, int(np.flatnonzero(is_away[: back[0]])[-1])
