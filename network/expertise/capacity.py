"""The hours of a profile: available, taken, free, week by week; and taking and giving back hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import delete, func, select

from network.core import clock
from network.core.database import db
from network.expertise.rules import Period, WeekHours, hours_of_week, spread, week_of, weeks_from
from network.followups.calendars import calendar_of
from network.models import Absence, CapacityPeriod, Engagement, ExpertiseProfile, HourReservation

HORIZON_WEEKS = 26

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


def free_hours_of_many(profile_ids: Iterable[int], *, from_on: date, weeks: int) -> Mapping[int, float]:
    """Free hours per profile in the coming weeks; see free_hours_by_week."""
    found = free_hours_by_week(profile_ids, from_on=from_on, weeks=weeks)
    return {profile_id: sum(hours.values()) for profile_id, hours in found.items()}


def free_hours_by_week(profile_ids: Iterable[int], *, from_on: date, weeks: int) -> Mapping[int, FreeWeeks]:
    """Free hours per profile and week (its Monday), for ranking: without holidays; three queries."""
    ids = list(profile_ids)
    mondays = weeks_from(from_on, weeks)
    until = mondays[-1] + timedelta(days=6)
    periods = _periods(ids, mondays[0], until)
    absences = _absences(ids, mondays[0], until)
    taken = _taken(ids, mondays[0])
    return {
        profile_id: _free_by_week(
            mondays, periods.get(profile_id, []), absences.get(profile_id, []), taken.get(profile_id, {})
        )
        for profile_id in ids
    }


def _free_by_week(
    mondays: list[date], periods: list[Period], absences: list[tuple[date, date]], taken: Mapping[date, float]
) -> dict[date, float]:
    def is_working(day: date) -> bool:
        return not any(first <= day <= last for first, last in absences)

    return {monday: max(0.0, hours_of_week(monday, periods, is_working) - taken.get(monday, 0.0)) for monday in mondays}


def _periods(ids: list[int], first: date, last: date) -> dict[int, list[Period]]:
    rows = db.session.execute(
        select(
            CapacityPeriod.profile_id, CapacityPeriod.starts_on, CapacityPeriod.ends_on, CapacityPeriod.hours_per_week
        ).where(
            CapacityPeriod.profile_id.in_(ids),
            CapacityPeriod.starts_on <= last,
            (CapacityPeriod.ends_on.is_(None)) | (CapacityPeriod.ends_on >= first),
        )
    )
    found: dict[int, list[Period]] = {}
    for row in rows:
        found.setdefault(row.profile_id, []).append(Period(row.starts_on, row.ends_on, row.hours_per_week))
    return found


def _absences(ids: list[int], first: date, last: date) -> dict[int, list[tuple[date, date]]]:
    rows = db.session.execute(
        select(Absence.profile_id, Absence.starts_on, Absence.ends_on).where(
            Absence.profile_id.in_(ids), Absence.starts_on <= last, Absence.ends_on >= first
        )
    )
    found: dict[int, list[tuple[date, date]]] = {}
    for row in rows:
        found.setdefault(row.profile_id, []).append((row.starts_on, row.ends_on))
    return found


def _taken(ids: list[int], first: date) -> dict[int, dict[date, float]]:
    rows = db.session.execute(
        select(HourReservation.profile_id, HourReservation.week_on, func.sum(HourReservation.hours))
        .where(HourReservation.profile_id.in_(ids), HourReservation.week_on >= first)
        .group_by(HourReservation.profile_id, HourReservation.week_on)
    )
    found: dict[int, dict[date, float]] = {}
    for profile_id, week_on, hours in rows:
        found.setdefault(profile_id, {})[week_on] = hours
    return found
