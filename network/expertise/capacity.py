"""The hours of a profile: available, taken, free, week by week; and taking and giving back hours. Of many: free_weeks.py."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import delete, func, select

from network.core import clock
from network.core.database import db
from network.expertise import free_weeks
from network.expertise.rules import DAYS_A_WEEK, Period, WeekHours, hours_of_week, spread, week_of, weeks_from
from network.followups.calendars import calendar_of
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
    return float(
        free_weeks.table_of([engagement.profile_id], from_on=begin, weeks=weeks, but_request_id=but).hours.sum()
    )


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
