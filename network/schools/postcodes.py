"""Bringing in files about postcodes, whole or not at all: in which regions they lie, and where on the map."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import select

from network.core.database import db
from network.models import PostcodeArea, Region
from network.models.region import Sector
from network.schools import regions
from network.schools.coordinates import place_all
from network.schools.places import point_of
from network.schools.reports import Report, Tick, nobody_watches
from network.schools.tables import read_rows

_PC4 = re.compile(r"[1-9]\d{3}")
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


def import_regions(raw: bytes, *, tick: Tick = nobody_watches) -> Report:
    """Bring in which postcodes belong to which samenwerkingsverbanden, and put every location in its region."""
    report, areas = Report(), _standing_areas()
    known = {region.code: region for region in db.session.scalars(select(Region))}
    for row in read_rows(raw, _OF_REGIONS, needed=("pc4", "po", "vo")):
        tick()
        po, vo = normalised_code(row["po"], Sector.PO), normalised_code(row["vo"], Sector.VO)
        if not _PC4.fullmatch(row["pc4"]) or po is None or vo is None:
            report.refuse(row, "the postcode or the code of a samenwerkingsverband is wrong")
            continue
        area, is_new = _area(areas, row["pc4"])
        if is_new:
            area.place, area.province = row["place"], row["province"]
        report.count(is_new=is_new, has_changed=(area.region_po_code, area.region_vo_code) != (po, vo))
        area.region_po_code, area.region_vo_code = po, vo
        _add_regions(known, (po, vo))
    db.session.flush()
    report.figures["locations with a samenwerkingsverband"] = str(regions.assign_all())
    return report


def import_places(raw: bytes, *, tick: Tick = nobody_watches) -> Report:
    """Bring in where postcodes lie, and place the locations by them."""
    report, areas = Report(), _standing_areas()
    for row in read_rows(raw, _OF_PLACES, needed=("pc4", "latitude", "longitude")):
        tick()
        point = point_of(row["latitude"], row["longitude"])
        if not _PC4.fullmatch(row["pc4"]) or point is None:
            report.refuse(row, "the postcode or the coordinates are missing, or lie outside the Netherlands")
            continue
        area, is_new = _area(areas, row["pc4"])
        report.count(is_new=is_new, has_changed=(area.latitude, area.longitude) != point)
        area.latitude, area.longitude = point
        area.place = area.place or row["place"]
        area.municipality, area.province = row["municipality"], row["province"]
    db.session.flush()
    report.figures |= place_all()
    return report


def normalised_code(words: str, sector: Sector) -> str | None:
    """ "VO-25-07", "PO 31.02" and "31-02" as VO2507 and PO3102; None when it is none."""
    digits = re.sub(r"\D", "", words)
    return f"{sector.value.upper()}{digits}" if len(digits) == 4 else None


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


def _add_regions(known: dict[str, Region], codes: Iterable[str]) -> None:
    for code in codes:
        if code not in known:
            known[code] = Region(code=code, name=f"Samenwerkingsverband {code}", sector=Sector(code[:2].lower()))
            db.session.add(known[code])
