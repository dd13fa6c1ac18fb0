"""The hours of a profile: available, taken, free, week by week; and taking and giving back hours. Of many: free_weeks.py."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import delete, func, select

from network.core import clock
from network.core.database import db
from network.followups.calendars import calendar_of
from network.hours import free_weeks
from network.hours.rules import (
    DAYS_A_WEEK,
    USUAL_HOURS_A_WEEK,
    Period,
    WeekHours,
    hours_of_week,
    spread,
    week_of,
    weekday_from,
    weeks_from,
)
from network.models import Engagement, ExpertiseProfile, HourReservation

HORIZON_WEEKS = 26


def list_weeks(profile: ExpertiseProfile, *, from_on: date, weeks: int = HORIZON_WEEKS) -> list[WeekHours]:
    """The hours of a profile in `weeks` weeks from that of `from_on` on; holidays and absences count as none."""
    taken = free_weeks.taken_by_week([profile.id], week_of(from_on)).get(profile.id, {})
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

    A plan holds its hours in its own weeks only, however few are free there; one that is over holds nothing. Without
    a plan (no `ends_on`) work begins when the profile can. Weeks that are over stay as they were: see `still_to_do`.
    """
    release(engagement)
    left = still_to_do(engagement, hours=hours or 0.0, starts_on=starts_on, ends_on=ends_on)
    if left <= 0:
        return
    profile = engagement.profile
    if ends_on is None:
        weeks = list_weeks(profile, from_on=begin_of(profile, starts_on))
        chosen = spread(left, weeks, most=USUAL_HOURS_A_WEEK)
    else:
        begin, count = _weeks_of_plan(starts_on, ends_on)
        chosen = spread(left, list_weeks(profile, from_on=begin, weeks=count))
    for monday, share in chosen.items():
        db.session.add(
            HourReservation(profile_id=engagement.profile_id, engagement_id=engagement.id, week_on=monday, hours=share)
        )
    db.session.flush()


def still_to_do(engagement: Engagement, *, hours: float, starts_on: date | None, ends_on: date | None) -> float:
    """What is left of so many hours from this week on; nothing of a plan that is over.

    Weeks that are over count as worked, from the plan's first one on. So when a plan is put off, all its hours are
    still to be done: what it held before its new beginning was held for nothing, as far as anybody can tell.
    """
    if ends_on is not None and is_over(ends_on):
        return 0.0
    first = _first_week(starts_on or clock.today(), ends_on)
    held = select(func.sum(HourReservation.hours)).where(
        HourReservation.engagement_id == engagement.id,
        HourReservation.week_on >= first,
        HourReservation.week_on < _this_week(),
    )
    return max(0.0, hours - (db.session.scalar(held) or 0.0))


def is_over(ends_on: date) -> bool:
    """Whether no weekday is left of what ends then: in a weekend, what ends with it is over too."""
    return ends_on < weekday_from(clock.today())


def begin_of(profile: ExpertiseProfile, starts_on: date | None) -> date:
    """The weekday on which work can begin that is wanted from `starts_on` on: not before the profile's lead time is over."""
    earliest = clock.today() + timedelta(days=profile.lead_days)
    return weekday_from(max(starts_on or earliest, earliest))


def free_for(engagement: Engagement, *, starts_on: date, ends_on: date) -> float:
    """The free hours from today on in the weeks of a plan, what this traject itself holds counted as free."""
    if is_over(ends_on):
        return 0.0
    begin, weeks = _weeks_of_plan(starts_on, ends_on)
    but = engagement.request_id
    return float(
        free_weeks.table_of([engagement.profile_id], from_on=begin, weeks=weeks, but_request_id=but).hours.sum()
    )


def release(engagement: Engagement) -> None:
    """Give back the hours of a traject, those of this week too; what is over stays as it was."""
    db.session.execute(
        delete(HourReservation).where(
            HourReservation.engagement_id == engagement.id, HourReservation.week_on >= _this_week()
        )
    )


def _weeks_of_plan(starts_on: date | None, ends_on: date) -> tuple[date, int]:
    """The first week of a plan in which can still be worked, and how many there are until its end."""
    begin = _first_week(max(starts_on or clock.today(), clock.today()), ends_on)
    return begin, (week_of(ends_on) - begin).days // DAYS_A_WEEK + 1


def _first_week(begin: date, ends_on: date | None) -> date:
    """The week in which work begins; a plan of nothing but a weekend has the week of that."""
    monday = week_of(weekday_from(begin))
    return monday if ends_on is None else min(monday, week_of(ends_on))


def _this_week() -> date:
    """The first week that is not over: in a weekend the coming one."""
    return week_of(weekday_from(clock.today()))
