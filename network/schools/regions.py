"""In which region a location lies: by postcode and sector, unless a coordinator said otherwise or it lies in none."""

from __future__ import annotations

from sqlalchemy import select

from network.access.audit import record, record_all
from network.core.database import db
from network.core.errors import InvalidInput
from network.core.i18n import _
from network.core.text import fold
from network.models import Location, PostcodeArea, Region
from network.models.region import Sector


def assign_all() -> int:
    """Put every location that nobody overrode in its region; how many lie in one."""
    areas = {area.pc4: area for area in db.session.scalars(select(PostcodeArea))}
    regions = {region.code: region for region in db.session.scalars(select(Region))}
    count, moved = 0, []
    for location in db.session.scalars(select(Location).where(Location.closed_on.is_(None))):
        if not location.region_is_overridden and (areas or location.region_id is None):
            region = region_of(location, areas, regions)
            region_id = region.id if region else None
            if location.region_id != region_id:
                location.region_id = region_id
                moved.append(location)
        count += location.region_id is not None
    record_all("location.region_assigned", moved, actor_id=None)
    return count


def region_of(location: Location, areas: dict[str, PostcodeArea], regions: dict[str, Region]) -> Region | None:
    """The region by the rules: clusters 1 and 2 lie in none, reformatorische schools in their national one."""
    if location.serves_nationally:
        return None
    if "reformatorisch" in fold(location.denomination):
        national = [one for one in regions.values() if one.is_national and one.sector is location.sector]
        if national:
            return national[0]
    area = areas.get(location.pc4)
    if area is None:
        return None
    return regions.get(area.region_po_code if location.sector is Sector.PO else area.region_vo_code)


def override(location: Location, region: Region | None, *, actor_id: int) -> None:
    """Put a location in this region, whatever its postcode says; None gives it back to its postcode."""
    if region is not None and region.sector is not location.sector:
        raise InvalidInput(_("Dit samenwerkingsverband is voor ander onderwijs dan deze school."), field="region")
    location.region_is_overridden = region is not None
    if region is None:
        areas = {
            area.pc4: area for area in db.session.scalars(select(PostcodeArea).where(PostcodeArea.pc4 == location.pc4))
        }
        regions = {one.code: one for one in db.session.scalars(select(Region))}
        region = region_of(location, areas, regions)
    location.region = region
    code = region.code if region else ""
    record("location.region_overridden", location, actor_id=actor_id, code=code)
