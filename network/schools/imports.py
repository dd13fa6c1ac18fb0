"""Bringing files into the database, whole or not at all: locations, regions, postcodes, holidays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from network.access.audit import record, record_all
from network.core import clock
from network.core.database import db
from network.core.text import fold
from network.models import Board, Location, PostcodeArea, Region, School, SchoolHoliday
from network.models.region import Sector
from network.models.school import LocationKind
from network.schools import regions
from network.schools.coordinates import place_all
from network.schools.duo import LocationRow, read_locations
from network.schools.places import point_of
from network.schools.tables import Refusal, UnreadableFile, read_rows

MOST_CLOSED_SHARE = 0.2
_FIELDS = [
    "name",
    "street",
    "house_number",
    "postcode",
    "place",
    "municipality",
    "province",
    "denomination",
    "phone",
    "website",
    "cluster",
    "education",
    "holiday_region",
]


Tick = Callable[[], None]


def _silent() -> None:
    """Nobody watches."""


@dataclass
class Report:
    """What an import did, or would do: counts, the rows that were refused, and figures worth knowing."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    reopened: int = 0
    refused: list[Refusal] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)


def import_locations(raw: bytes, *, may_close_many: bool = False, tick: Tick = _silent) -> Report:
    """Bring in a file of DUO. Locations of its kinds that it no longer holds are marked closed."""
    report = Report()
    rows: list[LocationRow] = []
    for row in read_locations(raw):
        tick()
        if isinstance(row, Refusal):
            report.refused.append(row)
        else:
            rows.append(row)
    if not rows:
        raise UnreadableFile("In dit bestand staat geen enkele vestiging die klopt.")
    standing = {location.code: location for location in db.session.scalars(select(Location))}
    open_before = [location for location in standing.values() if location.is_open]
    _apply(rows, standing, report)
    _close_missing(rows, open_before, report, may_close_many=may_close_many)
    db.session.flush()
    report.figures |= place_all()
    regions.assign_all()
    return report


def import_regions(raw: bytes, *, tick: Tick = _silent) -> Report:
    """Bring in which postcodes belong to which samenwerkingsverbanden, and put every location in its region."""
    report = Report()
    columns = {
        "pc4": ("pc4", "postcode"),
        "po": ("swv_po", "swv po", "po"),
        "vo": ("swv_vo", "swv vo", "vo"),
        "place": ("plaats", "woonplaats"),
        "province": ("provincie",),
    }
    areas = {area.pc4: area for area in db.session.scalars(select(PostcodeArea))}
    known = {region.code: region for region in db.session.scalars(select(Region))}
    for row in read_rows(raw, columns, needed=("pc4", "po", "vo")):
        tick()
        po, vo = normalised_code(row["po"], Sector.PO), normalised_code(row["vo"], Sector.VO)
        if not re.fullmatch(r"[1-9]\d{3}", row["pc4"]) or po is None or vo is None:
            report.refused.append(Refusal(row.number, "postcode of code van het samenwerkingsverband klopt niet"))
            continue
        area = areas.get(row["pc4"])
        is_new = area is None
        if area is None:
            area = areas[row["pc4"]] = PostcodeArea(pc4=row["pc4"], place=row["place"], province=row["province"])
            db.session.add(area)
        _count(
            report,
            is_new=is_new,
            has_changed=(area.region_po_code, area.region_vo_code) != (po, vo),
        )
        area.region_po_code, area.region_vo_code = po, vo
        _add_regions(known, (po, vo))
    db.session.flush()
    report.figures["vestigingen met een samenwerkingsverband"] = str(regions.assign_all())
    return report


def import_places(raw: bytes, *, tick: Tick = _silent) -> Report:
    """Bring in where postcodes lie, and place the locations by them."""
    report = Report()
    columns = {
        "pc4": ("pc4", "postcode"),
        "place": ("plaats", "woonplaats"),
        "latitude": ("latitude", "lat"),
        "longitude": ("longitude", "lon", "lng"),
        "municipality": ("gemeente", "gemeente_2015"),
        "province": ("provincie",),
    }
    areas = {area.pc4: area for area in db.session.scalars(select(PostcodeArea))}
    for row in read_rows(raw, columns, needed=("pc4", "latitude", "longitude")):
        tick()
        point = point_of(row["latitude"], row["longitude"])
        if not re.fullmatch(r"[1-9]\d{3}", row["pc4"]) or point is None:
            report.refused.append(Refusal(row.number, "postcode of coördinaten ontbreken of liggen buiten Nederland"))
            continue
        area = areas.get(row["pc4"])
        is_new = area is None
        if area is None:
            area = areas[row["pc4"]] = PostcodeArea(pc4=row["pc4"])
            db.session.add(area)
        _count(report, is_new=is_new, has_changed=(area.latitude, area.longitude) != point)
        area.latitude, area.longitude = point
        area.place = area.place or row["place"]
        area.municipality, area.province = row["municipality"], row["province"]
    db.session.flush()
    report.figures |= place_all()
    return report


def import_holidays(raw: bytes, *, tick: Tick = _silent) -> Report:
    """Bring in school holidays: region;school_year;name;starts_on;ends_on."""
    report = Report()
    names = ("region", "school_year", "name", "starts_on", "ends_on")
    standing = {(h.holiday_region, h.school_year, h.name): h for h in db.session.scalars(select(SchoolHoliday))}
    for row in read_rows(raw, {name: (name,) for name in names}, needed=names):
        tick()
        days = _days(row["starts_on"], row["ends_on"])
        key = (fold(row["region"]), row["school_year"], row["name"])
        if key[0] not in {"noord", "midden", "zuid"} or days is None or not row["name"]:
            report.refused.append(Refusal(row.number, "regio, naam of datums kloppen niet"))
            continue
        holiday = standing.get(key)
        if holiday is None:
            standing[key] = SchoolHoliday(
                holiday_region=key[0], school_year=key[1], name=key[2], starts_on=days[0], ends_on=days[1]
            )
            db.session.add(standing[key])
            report.new += 1
            continue
        _count(report, is_new=False, has_changed=(holiday.starts_on, holiday.ends_on) != days)
        holiday.starts_on, holiday.ends_on = days
    db.session.flush()
    return report


def normalised_code(words: str, sector: Sector) -> str | None:
    """ "VO-25-07", "PO 31.02" and "31-02" as VO2507 and PO3102; None when it is none."""
    digits = re.sub(r"\D", "", words)
    return f"{sector.value.upper()}{digits}" if len(digits) == 4 else None


def _apply(rows: Iterable[LocationRow], standing: dict[str, Location], report: Report) -> None:
    boards = {board.number: board for board in db.session.scalars(select(Board))}
    schools = {school.brin: school for school in db.session.scalars(select(School))}
    added: list[Location] = []
    changed: list[Location] = []
    for row in rows:
        school = _school(row, boards, schools)
        location = standing.get(row.code)
        if location is None:
            standing[row.code] = location = Location(code=row.code, school=school, **_values(row))
            db.session.add(location)
            added.append(location)
            report.new += 1
            continue
        values = {name: value for name, value in _values(row).items() if getattr(location, name) != value}
        for name, value in values.items():
            setattr(location, name, value)
        if location.closed_on is not None:
            location.closed_on = None
            report.reopened += 1
            record("location.reopened", location, actor_id=None)
        _count(report, is_new=False, has_changed=bool(values))
        if values:
            changed.append(location)
    record_all("location.imported", added, actor_id=None)
    record_all("location.changed", changed, actor_id=None)


def _school(row: LocationRow, boards: dict[str, Board], schools: dict[str, School]) -> School:
    board = boards.get(row.board)
    if board is None:
        board = boards[row.board] = Board(number=row.board)
        db.session.add(board)
    school = schools.get(row.brin)
    if school is None:
        school = schools[row.brin] = School(brin=row.brin, board=board)
        db.session.add(school)
    elif school.board is not board:
        school.board = board
    return school


def _values(row: LocationRow) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(row, name) for name in _FIELDS}
    values["kind"] = LocationKind(row.kind)
    values["search_name"] = fold(f"{row.name} {row.place} {row.code}")[:400]
    return values


def _close_missing(
    rows: list[LocationRow], open_before: list[Location], report: Report, *, may_close_many: bool
) -> None:
    kinds = {LocationKind(row.kind) for row in rows}
    present = {row.code for row in rows}
    known = [one for one in open_before if one.kind in kinds]
    missing = [one for one in known if one.code not in present]
    if len(missing) > MOST_CLOSED_SHARE * len(known) and len(missing) > 5 and not may_close_many:
        report.figures["niet gesloten"] = (
            f"{len(missing)} bekende vestigingen staan niet in dit bestand; dat is te veel om ze te sluiten. "
            "Is dit het hele bestand, voeg dan --allow-closing toe."
        )
        return
    for location in missing:
        location.closed_on = clock.today()
        record("location.closed", location, actor_id=None)
    report.closed = len(missing)


def _count(report: Report, *, is_new: bool, has_changed: bool) -> None:
    if is_new:
        report.new += 1
    elif has_changed:
        report.changed += 1
    else:
        report.unchanged += 1


def _add_regions(known: dict[str, Region], codes: Iterable[str]) -> None:
    for code in codes:
        if code not in known:
            known[code] = Region(code=code, name=f"Samenwerkingsverband {code}", sector=Sector(code[:2].lower()))
            db.session.add(known[code])


def _days(first: str, last: str) -> tuple[date, date] | None:
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return days if days[0] <= days[1] else None


def lines_of(report: Report) -> Iterator[str]:
    """The report in plain lines."""
    yield (
        f"{report.new} nieuw, {report.changed} gewijzigd, {report.unchanged} gelijk, {report.closed} gesloten, "
        f"{report.reopened} heropend, {len(report.refused)} geweigerd"
    )
    for refusal in report.refused[:50]:
        yield f"  rij {refusal.row}: {refusal.reason}"
    if len(report.refused) > 50:
        yield f"  en nog {len(report.refused) - 50}"
    for name, value in report.figures.items():
        yield f"{name}: {value}"
