"""School holidays: what the product brings along, files of them, and keeping them true by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from network.access.audit import record
from network.core.database import db
from network.core.errors import InvalidInput
from network.core.i18n import _
from network.core.text import fold
from network.models import SchoolHoliday
from network.schools.reports import Report, Tick, nobody_watches
from network.schools.tables import Row, read_rows

_COLUMNS = ("region", "school_year", "name", "starts_on", "ends_on")
_REGIONS = frozenset({"noord", "midden", "zuid"})

SHIPPED = Path(__file__).parent / "data" / "holidays.csv"


def seed_holidays() -> int:
    """Fill in the shipped holidays where there are none yet; the number added."""
    if db.session.scalar(select(func.count(SchoolHoliday.id))):
        return 0
    return import_holidays(SHIPPED.read_bytes()).new


def import_holidays(raw: bytes, *, tick: Tick = nobody_watches) -> Report:
    """Bring in school holidays, whole or not at all: region;school_year;name;starts_on;ends_on."""
    report = Report()
    standing = {(h.holiday_region, h.school_year, h.name): h for h in db.session.scalars(select(SchoolHoliday))}
    for row in read_rows(raw, {name: (name,) for name in _COLUMNS}, needed=_COLUMNS):
        tick()
        days = _days(row)
        region, school_year, name = key = (fold(row["region"]), row["school_year"], row["name"])
        if region not in _REGIONS or days is None or not name:
            report.refuse(row, "the region, the name or the dates are wrong")
            continue
        holiday = standing.get(key)
        report.count(is_new=holiday is None, has_changed=holiday is not None and _days_of(holiday) != days)
        if holiday is None:
            standing[key] = holiday = SchoolHoliday(holiday_region=region, school_year=school_year, name=name)
            db.session.add(holiday)
        holiday.starts_on, holiday.ends_on = days
    db.session.flush()
    return report


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


def _days(row: Row) -> tuple[date, date] | None:
    """The first and the last day; None when they are none, or in the wrong order."""
    try:
        days = date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])
    except ValueError:
        return None
    return days if days[0] <= days[1] else None


def _days_of(holiday: SchoolHoliday) -> tuple[date, date]:
    return holiday.starts_on, holiday.ends_on
