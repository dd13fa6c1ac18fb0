"""Giving locations their coordinates: from their postcode where a file of postcodes was brought in, else by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from network.access.audit import record_all
from network.core.database import db
from network.core.geo import distance_km
from network.models import Location, PostcodeArea
from network.schools.places import Address, Located, locate, point_of
from network.schools.reports import change
from network.schools.tables import read_rows


def place(locations: Collection[Location], *, added: Collection[Location] = ()) -> dict[str, str]:
    """Place these open locations anew; the figures, for the report. Of `added` it is told elsewhere that they are new."""
    by_postcode = _postcodes()
    rest = [location for location in locations if location.pc4 not in by_postcode]
    by_place = locate(_addresses(rest))
    moved = [location for location in locations if _put(location, by_postcode, by_place)]
    just_added = set(added)
    record_all("location.placed", [one for one in moved if one not in just_added], actor_id=None)
    sources = Counter(location.coordinates_from or "unknown" for location in locations)
    located = sum(count for source, count in sources.items() if source != "unknown")
    share = 100 * located / len(locations) if locations else 0
    parts = ", ".join(f"{source} {count}" for source, count in sources.most_common())
    return {"locations with coordinates": f"{located} of {len(locations)} ({share:.1f} %): {parts}"}


def _put(location: Location, by_postcode: Mapping[str, Located], by_place: Mapping[str, Located]) -> bool:
    """Give the location its point; whether it has another than before."""
    found = by_postcode.get(location.pc4) or by_place.get(location.code)
    point, source = (found.point, found.source) if found else ((None, None), "")
    return bool(change(location, {"latitude": point[0], "longitude": point[1], "coordinates_from": source}))


def _postcodes() -> dict[str, Located]:
    rows = db.session.execute(
        select(PostcodeArea.pc4, PostcodeArea.latitude, PostcodeArea.longitude).where(
            PostcodeArea.latitude.is_not(None), PostcodeArea.longitude.is_not(None)
        )
    )
    return {
        pc4: Located((latitude, longitude), "postcode")
        for pc4, latitude, longitude in rows
        if latitude is not None and longitude is not None
    }


def _addresses(locations: Iterable[Location]) -> list[Address]:
    return [Address(one.code, one.place, one.municipality, one.province, one.postcode) for one in locations]


def compare(raw: bytes) -> dict[str, str]:
    """How far our coordinates lie from those of another file (vestigingscode, lat, lon): figures for the report."""
    columns = {"code": ("vestigingscode", "code"), "latitude": ("lat", "latitude"), "longitude": ("lon", "longitude")}
    ours = {one.code: one for one in db.session.scalars(select(Location).where(Location.latitude.is_not(None)))}
    gaps = []
    for row in read_rows(raw, columns, needed=("code", "latitude", "longitude")):
        location, there = ours.get(row["code"]), point_of(row["latitude"], row["longitude"])
        if location is not None and there is not None:
            here = (location.latitude or 0.0, location.longitude or 0.0)
            gaps.append(distance_km(here, there) or 0.0)
    if not gaps:
        return {"compared with the other file": "no location is in both"}
    shares = ", ".join(
        f"{100 * sum(gap <= km for gap in gaps) / len(gaps):.1f} % within {km} km" for km in (1.5, 5, 15)
    )
    return {f"compared with the other file ({len(gaps)} locations)": shares}
