"""School days of a receiver: the school calendar of a location, from the holidays in the database."""

from __future__ import annotations

from datetime import datetime

from flask import g, has_app_context
from sqlalchemy import select

from network.core import clock
from network.core.database import db
from network.core.school_calendar import DateRange, SchoolCalendar
from network.models import Location, SchoolHoliday

DEFAULT_HOLIDAY_REGION = "midden"


def calendar_of(location: Location | None) -> SchoolCalendar:
    """The calendar by which this location counts its days; the middle region's where it names none."""
    return calendar_for((location.holiday_region if location else "") or DEFAULT_HOLIDAY_REGION)


def calendar_for(holiday_region: str) -> SchoolCalendar:
    """The calendar of a holiday region, read once per request or task."""
    kept = g.setdefault("calendars", {}) if has_app_context() else {}
    if holiday_region not in kept:
        rows = db.session.execute(
            select(SchoolHoliday.starts_on, SchoolHoliday.ends_on).where(SchoolHoliday.holiday_region == holiday_region)
        )
        kept[holiday_region] = SchoolCalendar([DateRange(row.starts_on, row.ends_on) for row in rows])
    calendar: SchoolCalendar = kept[holiday_region]
    return calendar


def in_school_days(location: Location | None, days: int) -> datetime:
    """The instant that lies `days` school days of this location from now, in the morning."""
    return calendar_of(location).due_at(clock.now(), days)
