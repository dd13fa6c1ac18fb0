"""School holidays: filling in what the product brings along, and keeping them true."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from network.access.audit import record
from network.core.database import db
from network.core.errors import InvalidInput
from network.core.i18n import _
from network.models import SchoolHoliday
from network.schools.imports import import_holidays

SHIPPED = Path(__file__).parent / "data" / "holidays.csv"


def seed_holidays() -> int:
    """Fill in the shipped holidays where there are none yet; the number added."""
    if db.session.scalar(select(func.count(SchoolHoliday.id))):
        return 0
    return import_holidays(SHIPPED.read_bytes()).new


def save_holiday(
    holiday: SchoolHoliday, *, region: str, school_year: str, name: str, days: tuple[date, date], actor_id: int
) -> None:
    """Add a holiday or change it; follow-ups that are promised already keep their day."""
    if days[1] < days[0]:
        raise InvalidInput(_("De laatste dag ligt voor de eerste."), field="ends_on")
    with db.session.no_autoflush:
        double = db.session.scalar(
            select(SchoolHoliday.id).where(
                SchoolHoliday.holiday_region == region,
                SchoolHoliday.school_year == school_year,
                SchoolHoliday.name == name,
                SchoolHoliday.id != (holiday.id or 0),
            )
        )
    if double:
        raise InvalidInput(_("Deze vakantie staat er al voor deze regio en dit jaar."), field="name")
    holiday.holiday_region, holiday.school_year, holiday.name = region, school_year, name
    holiday.starts_on, holiday.ends_on = days
    db.session.add(holiday)
    record("holiday.saved", holiday, actor_id=actor_id)


def remove_holiday(holiday: SchoolHoliday, *, actor_id: int) -> None:
    """Take a holiday away."""
    record("holiday.removed", holiday, actor_id=actor_id)
    db.session.delete(holiday)
