"""In which region a location lies: by postcode and sector, unless a coordinator said otherwise or it lies in none."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select

from network.access.audit import record, record_all
from network.access.ownership import regions_left_to_national
from network.core.database import db
from network.core.errors import InvalidInput
from network.core.i18n import _
from network.models import Location, PostcodeArea, Region
from network.models.region import Sector
from network.schools.reports import change

NATIONAL = Path(__file__).parent / "data" / "national_regions.csv"


def assign(locations: Collection[Location], *, added: Collection[Location] = ()) -> dict[str, str]:
    """Put each of these open locations that nobody overrode in its region; the figures, for the report.

    Of `added` it is told elsewhere that they are new.
    """
    areas = {area.pc4: area for area in db.session.scalars(select(PostcodeArea))}
    just_added = set(added)
    free = [location for location in locations if not location.region_is_overridden]
    regions = _regions_with_national_for(free)
    assigned, moved = [], 0
    for location in free:
        region, before = region_of(location, areas, regions), location.region_id
        if not (region or areas or _left_its_national_one(location)):
            # Without a file of postcodes nothing is known against the region that a location has.
            continue
        if change(location, {"region_id": region.id if region else None}):
            assigned += [location] if location not in just_added else []
            moved += before is not None
    record_all("location.region_assigned", assigned, actor_id=None)
    return _figures(locations, regions, moved=moved)


def _left_its_national_one(location: Location) -> bool:
    """Whether the location lies in a national region that it no longer belongs to."""
    return location.region is not None and location.region.is_national and not location.is_reformatorisch


def _figures(locations: Collection[Location], regions: Mapping[str, Region], *, moved: int) -> dict[str, str]:
    """How many lie where, and how to invite a coordinator for a national region that has schools and none yet."""
    national = {region.id for region in regions.values() if region.is_national}
    there = {one.region_id for one in locations} & national & regions_left_to_national()
    without = sorted(code for code, region in regions.items() if region.id in there)
    return {
        "locations with a samenwerkingsverband": str(sum(one.region_id is not None for one in locations)),
        "locations that changed samenwerkingsverband": str(moved),
        "reformatorische locations in their national one": str(
            sum(one.is_reformatorisch and one.region_id in national for one in locations)
        ),
    } | {
        f"{code} has no coordinator yet, so national staff look after it": (
            f"invite one with ./run people invite EMAIL --role coordinator --region {code}"
        )
        for code in without
    }


def add_missing(codes: Set[str]) -> None:
    """Add the regions of these codes that are not there yet."""
    missing = sorted(codes - set(db.session.scalars(select(Region.code))))
    added = [Region(code=code, name=f"Samenwerkingsverband {code}", sector=_sector_of(code)) for code in missing]
    db.session.add_all(added)
    record_all("region.imported", added, actor_id=None)


def region_of(location: Location, areas: Mapping[str, PostcodeArea], regions: Mapping[str, Region]) -> Region | None:
    """The region by the rules: clusters 1 and 2 lie in none, reformatorische schools in their national one."""
    if location.serves_nationally:
        return None
    if location.is_reformatorisch:
        national = [one for code, one in sorted(regions.items()) if one.is_national and one.sector is location.sector]
        if national:
            return national[0]
    area = areas.get(location.pc4)
    if area is None:
        return None
    return regions.get(area.region_po_code if location.sector is Sector.PO else area.region_vo_code)


def _regions_with_national_for(locations: Iterable[Location]) -> dict[str, Region]:
    """All regions by code, the national ones that these locations need among them: made when there are none."""
    regions = {region.code: region for region in db.session.scalars(select(Region))}
    needed = {one.sector for one in locations if one.is_reformatorisch and not one.serves_nationally}
    there = {region.sector for region in regions.values() if region.is_national}
    for row in _shipped_national():
        sector, code = _sector_of(row["code"]), row["code"]
        if sector in needed - there:
            region = regions.setdefault(code, Region(code=code, name=row["name"], sector=sector))
            region.is_national = True
            db.session.add(region)
            record("region.made_national", region, actor_id=None, code=code)
    return regions


@lru_cache(maxsize=1)
def _shipped_national() -> Sequence[Mapping[str, str]]:
    with NATIONAL.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _sector_of(code: str) -> Sector:
    return Sector(code[:2].lower())


def override(location: Location, region: Region | None, *, actor_id: int) -> None:
    """Put a location in this region, whatever its postcode says; None gives it back to its postcode."""
    if region is not None and region.sector is not location.sector:
        raise InvalidInput(_("Dit samenwerkingsverband is voor ander onderwijs dan deze school."), field="region")
    location.region_is_overridden = region is not None
    if region is None:
        areas = {
            area.pc4: area for area in db.session.scalars(select(PostcodeArea).where(PostcodeArea.pc4 == location.pc4))
        }
        region = region_of(location, areas, _regions_with_national_for([location]))
    location.region = region
    code = region.code if region else ""
    record("location.region_overridden", location, actor_id=actor_id, code=code)
