"""School holidays: what the product brings along, files of them, and keeping them true by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from network.access.audit import record, record_all
from network.core.database import db
from network.core.errors import InvalidInput
from network.core.i18n import _
from network.core.text import fold
from network.models import SchoolHoliday
from network.schools import queries, rules
from network.schools.reports import SHOWN, NothingUsable, Report, Tick, change, nobody_watches
from network.schools.tables import Row, longer_than, read_rows

_COLUMNS = ("region", "school_year", "name", "starts_on", "ends_on")
_LONGEST_NAME = 80
_REGIONS = frozenset({"noord", "midden", "zuid"})

SHIPPED = Path(__file__).parent / "data" / "holidays.csv"


def seed_holidays() -> int:
    """Fill in the shipped holidays where there are none yet; the number added."""
    if db.session.scalar(select(func.count(SchoolHoliday.id))):
        return 0
    return import_holidays(SHIPPED.read_bytes()).new


def import_holidays(raw: bytes, *, tick: Tick = nobody_watches) -> Report:
    """Bring in school holidays, whole or not at all: region;school_year;name;starts_on;ends_on."""
    report, touched, seen = Report(), [], set()
    standing = {_key_of(holiday): holiday for holiday in queries.list_holidays()}
    for row in read_rows(raw, {name: (name,) for name in _COLUMNS}, needed=_COLUMNS):
        tick()
        first, last = rules.read_day(row["starts_on"]), rules.read_day(row["ends_on"])
        region, school_year, name = fold(row["region"]), row["school_year"], row["name"]
        key = (region, school_year, fold(name))
        wrong = _wrong(row, region) or (f"{name} is in the file already for {region}" if key in seen else "")
        wrong = wrong or _wrong_with_days(row, first, last)
        if wrong or first is None or last is None:
            report.refuse(row, wrong)
            continue
        seen.add(key)
        holiday, is_new = standing.get(key), key not in standing
        if holiday is None:
            holiday = SchoolHoliday(holiday_region=region, school_year=school_year, name=name)
            db.session.add(holiday)
        changes = change(holiday, {"starts_on": first, "ends_on": last})
        report.take(row.number, code=f"{region} {school_year}", name=name, changes=changes, is_new=is_new)
        if changes:
            touched.append(holiday)
    if not report.taken:
        raise NothingUsable(report)
    record_all("holiday.imported", touched, actor_id=None)
    report.figures |= _overlaps()
    return report


def save_holiday(
    holiday: SchoolHoliday, *, region: str, school_year: str, name: str, days: tuple[date, date], actor_id: int
) -> None:
    """Add a holiday or change it; follow-ups that are promised already keep their day."""
    refuse_school_year(school_year)
    refuse_first_day(school_year, days[0])
    refuse_last_day(*days)
    with db.session.no_autoflush:
        queries.hold_holidays()
        others = [one for one in queries.list_holidays() if one is not holiday]
    if (region, school_year, fold(name)) in map(_key_of, others):
        raise InvalidInput(_("Deze vakantie staat er al voor deze regio en dit jaar."), field="name")
    holiday.holiday_region, holiday.school_year, holiday.name = region, school_year, name
    holiday.starts_on, holiday.ends_on = days
    db.session.add(holiday)
    record("holiday.saved", holiday, actor_id=actor_id)


def refuse_school_year(school_year: str) -> None:
    """Raise InvalidInput for what names no school year."""
    if not rules.is_school_year(school_year):
        raise InvalidInput(_("Schrijf twee jaren na elkaar, zoals 2026-2027."), field="school_year")


def refuse_first_day(school_year: str, first: date) -> None:
    """Raise InvalidInput for a day on which no holiday of this school year begins."""
    if not rules.begins_in(school_year, first):
        wrong = _(
            "Deze dag valt niet in het schooljaar %(year)s: dat loopt van 1 augustus tot en met 31 juli.",
            year=school_year,
        )
        raise InvalidInput(wrong, field="starts_on")


def refuse_last_day(first: date, last: date) -> None:
    """Raise InvalidInput for a day on which no holiday ends that begins then."""
    if last < first:
        raise InvalidInput(_("De laatste dag ligt voor de eerste."), field="ends_on")
    if rules.is_too_long(first, last):
        most = rules.LONGEST_HOLIDAY_DAYS
        raise InvalidInput(
            _("Een vakantie duurt hoogstens %(days)s dagen. Klopt het jaar?", days=most), field="ends_on"
        )


def remove_holiday(holiday: SchoolHoliday, *, actor_id: int) -> None:
    """Take a holiday away."""
    record("holiday.removed", holiday, actor_id=actor_id)
    db.session.delete(holiday)


def _key_of(holiday: SchoolHoliday) -> tuple[str, str, str]:
    """What no two holidays share, however their names are spelt."""
    return holiday.holiday_region, holiday.school_year, fold(holiday.name)


def _overlaps() -> dict[str, str]:
    """Which holidays share days, as a figure of the report: double work for who keeps the list, no harm to a calendar."""
    pairs = queries.list_overlaps()
    told = [f"{one.name} and {other.name} ({one.holiday_region} {other.starts_on})" for one, other in pairs[:SHOWN]]
    more = [f"and {len(pairs) - SHOWN} more"] if len(pairs) > SHOWN else []
    return {"holidays that share days": "; ".join(told + more)} if pairs else {}


def _wrong(row: Row, region: str) -> str:
    """What is wrong with a row, its days aside; empty when nothing is."""
    if row.wrong:
        return row.wrong
    if region not in _REGIONS:
        return f"region {row['region']!r} is not noord, midden or zuid"
    if not rules.is_school_year(row["school_year"]):
        return f"school year {row['school_year']!r} is not written as 2026-2027"
    if not row["name"]:
        return "the name is missing"
    return longer_than("name", _LONGEST_NAME) if len(row["name"]) > _LONGEST_NAME else ""


def _wrong_with_days(row: Row, first: date | None, last: date | None) -> str:
    """What is wrong with the days of a row; empty when nothing is."""
    for name, day in (("starts_on", first), ("ends_on", last)):
        if day is None:
            return f"{name} {row[name]!r} is no date, as in 2026-10-17 or 17-10-2026"
    if first is None or last is None or last < first:
        return f"the last day, {last}, is before the first, {first}"
    if not rules.begins_in(row["school_year"], first):
        return f"{first} is not in school year {row['school_year']}, which begins on 1 August"
    if rules.is_too_long(first, last):
        return f"{first} to {last} is longer than the {rules.LONGEST_HOLIDAY_DAYS} days that a holiday can last"
    return ""
