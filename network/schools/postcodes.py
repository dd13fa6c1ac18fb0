"""Bringing in files about postcodes, whole or not at all: in which regions they lie, and where on the map."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Set

from sqlalchemy import select

from network.access.audit import record_of_all
from network.core.database import db
from network.models import PostcodeArea
from network.models.region import Sector
from network.schools import regions
from network.schools.coordinates import place
from network.schools.places import point_of
from network.schools.queries import list_open
from network.schools.reports import NothingUsable, Report, Tick, change, nobody_watches
from network.schools.tables import Row, longer_than, read_rows

_PC4 = re.compile(r"[1-9]\d{3}")
_CODE = re.compile(r"(?:SWV\W*)?(PO|VO)?\W*(\d{2})\W?(\d{2})")
LONGEST = {"place": 120, "municipality": 120, "province": 40}
_OF_REGIONS = {
    "pc4": ("pc4", "postcode"),
    "po": ("swv_po", "swv po", "po"),
    "vo": ("swv_vo", "swv vo", "vo"),
    "place": ("plaats", "woonplaats"),
    "province": ("provincie",),
}
_OF_PLACES = {
    "pc4": ("pc4", "postcode"),
    "place": ("plaats", "woonplaats"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng"),
    "municipality": ("gemeente", "gemeente_2015"),
    "province": ("provincie",),
}


def import_regions(raw: bytes, *, apart: Collection[str] = (), tick: Tick = nobody_watches) -> Report:
    """Bring in which postcodes belong to which samenwerkingsverbanden, and put every location in its region.

    Schools with a BRIN that stands `apart`, as those of the demo, stay in theirs. Raises NothingUsable when every row is refused.
    """
    report, areas = Report(), _standing_areas()
    codes: set[str] = set()
    for row in _usable(read_rows(raw, _OF_REGIONS, needed=("pc4", "po", "vo")), report, _wrong_with_regions, tick):
        area, is_new = _area(areas, row["pc4"])
        po, vo = code_in(row["po"], Sector.PO), code_in(row["vo"], Sector.VO)
        values = {"region_po_code": po, "region_vo_code": vo}
        values |= {name: getattr(area, name) or row[name] for name in LONGEST if row[name]}
        changes = change(area, values)
        report.take(row.number, code=area.pc4, name=area.place or "", changes=changes, is_new=is_new)
        codes |= {po, vo}
    regions.add_missing(codes)
    report.figures |= regions.assign(list_open(apart=apart))
    _record("postcode.regions_imported", report)
    return report


def import_places(raw: bytes, *, apart: Collection[str] = (), tick: Tick = nobody_watches) -> Report:
    """Bring in where postcodes lie, and place the locations by them, those of the schools `apart` aside.

    Raises NothingUsable when every row is refused.
    """
    report, areas = Report(), _standing_areas()
    rows = read_rows(raw, _OF_PLACES, needed=("pc4", "latitude", "longitude"))
    for row in _usable(rows, report, _wrong_with_place, tick):
        area, is_new = _area(areas, row["pc4"])
        latitude, longitude = point_of(row["latitude"], row["longitude"]) or (None, None)
        values = {"latitude": latitude, "longitude": longitude, "place": area.place or row["place"]}
        # What a file does not speak of stays as it was.
        values |= {name: row[name] for name in ("municipality", "province") if name in row.cells}
        changes = change(area, values)
        report.take(row.number, code=area.pc4, name=area.place or "", changes=changes, is_new=is_new)
    db.session.flush()
    report.figures |= place(list_open(apart=apart))
    _record("postcode.places_imported", report)
    return report


def code_in(words: str, sector: Sector) -> str:
    """ "VO-25-07", "PO 31.02" and "31-02" as VO2507 and PO3102. ValueError when it is none, or one of the other sector."""
    if not words:
        raise ValueError(f"the samenwerkingsverband for {sector.value} is missing")
    found = _CODE.fullmatch(words.upper())
    if found is None:
        raise ValueError(f"{words!r} is not the code of a samenwerkingsverband, as {sector.value.upper()}3102")
    if found[1] and found[1] != sector.value.upper():
        raise ValueError(f"{words!r} stands in the column for {sector.value}")
    return f"{sector.value.upper()}{found[2]}{found[3]}"


def _usable(rows: Iterable[Row], report: Report, wrong_with: Callable[[Row], str], tick: Tick) -> Iterator[Row]:
    """The rows that can be taken, each postcode once; the report gets the others, and NothingUsable ends it without any."""
    seen: set[str] = set()
    for row in rows:
        tick()
        wrong = _wrong_with_postcode(row, seen) or wrong_with(row)
        if wrong:
            report.refuse(row, wrong)
            continue
        seen.add(row["pc4"])
        yield row
    if not seen:
        raise NothingUsable(report)


def _wrong_with_postcode(row: Row, seen: Set[str]) -> str:
    if row.wrong:
        return row.wrong
    if not _PC4.fullmatch(row["pc4"]):
        return f"postcode {row['pc4']!r} is not four digits"
    if row["pc4"] in seen:
        return f"postcode {row['pc4']} is in the file already"
    return "; ".join(longer_than(name, most) for name, most in LONGEST.items() if len(row[name]) > most)


def _wrong_with_regions(row: Row) -> str:
    try:
        code_in(row["po"], Sector.PO)
        code_in(row["vo"], Sector.VO)
    except ValueError as error:
        return str(error)
    return ""


def _wrong_with_place(row: Row) -> str:
    is_right = point_of(row["latitude"], row["longitude"]) is not None
    return "" if is_right else "the coordinates are missing, or lie outside the Netherlands"


def _record(action: str, report: Report) -> None:
    """One event for thousands of postcodes, which no person looks up one by one."""
    if report.new or report.changed:
        record_of_all(action, new=report.new, changed=report.changed, refused=len(report.refused))


def _standing_areas() -> dict[str, PostcodeArea]:
    return {area.pc4: area for area in db.session.scalars(select(PostcodeArea))}


def _area(areas: dict[str, PostcodeArea], pc4: str) -> tuple[PostcodeArea, bool]:
    """The area of a postcode, and whether it is new."""
    standing = areas.get(pc4)
    if standing is not None:
        return standing, False
    areas[pc4] = area = PostcodeArea(pc4=pc4)
    db.session.add(area)
    return area, True
