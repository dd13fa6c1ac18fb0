"""Where a location lies, when no file of postcodes says so: by place, by municipality, or by neighbours. Pure.

The table of places comes from GeoNames (CC BY 4.0); scripts/make_places.py makes it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from network.core.text import fold

TABLE = Path(__file__).parent / "data" / "places.csv"
FURTHEST_POSTCODE = 25

Point = tuple[float, float]

# What DUO writes behind a place that exists more than once, and the province that it means.
SUFFIXES = {
    "zh": "zuid-holland",
    "nh": "noord-holland",
    "nb": "noord-brabant",
    "ov": "overijssel",
    "gld": "gelderland",
    "gl": "gelderland",
    "ut": "utrecht",
    "lb": "limburg",
    "lim": "limburg",
    "dr": "drenthe",
    "gn": "groningen",
    "gr": "groningen",
    "fr": "friesland",
    "frl": "friesland",
    "zld": "zeeland",
    "ze": "zeeland",
    "fl": "flevoland",
}

_OTHER_NAMES = {
    "s gravenhage": "den haag",
    "gravenhage": "den haag",
    "s hertogenbosch": "den bosch",
    "hertogenbosch": "den bosch",
    "sudwest fryslan": "sneek",
}
_ORDINALS = {"1e": "eerste", "2e": "tweede"}
_PROVINCES = {"fryslan": "friesland"}


@dataclass(frozen=True)
class Address:
    """What a location says of where it is."""

    code: str
    place: str
    municipality: str
    province: str
    postcode: str


@dataclass(frozen=True)
class Located:
    """A point, and how it was found: place, municipality or neighbours."""

    point: Point
    source: str


def point_of(latitude: str, longitude: str) -> Point | None:
    """A point in the Netherlands as a file writes it, with point or comma; None when it is none."""
    try:
        point = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
    except ValueError:
        return None
    return point if 50.5 < point[0] < 53.8 and 3.2 < point[1] < 7.4 else None


def key_of(place: str) -> tuple[str, str]:
    """A name of a place as it is compared, and the province that its suffix names ("" for none)."""
    words = fold(place).replace("'", " ").replace("’", " ").replace("-", " ").replace(".", " ").split()
    if "gem" in words:
        words = words[: words.index("gem")]
    province = ""
    if len(words) > 1 and words[-1] in SUFFIXES:
        province = SUFFIXES[words.pop()]
    name = " ".join(_ORDINALS.get(word, word) for word in words).replace("ij", "y")
    return _OTHER_NAMES.get(name, name), province


def also_called(place: str) -> str:
    """The name that people use for a place with an official one ("'s-Gravenhage": den haag); empty for all others."""
    name = key_of(place)[0]
    return name if name in _OTHER_NAMES.values() and name != fold(place) else ""


def province_key(province: str) -> str:
    """A province as it is compared."""
    folded = fold(province)
    return _PROVINCES.get(folded, folded)


@lru_cache(maxsize=1)
def places() -> Mapping[str, Mapping[str, Point]]:
    """The points of each place by province; the largest place of a name first."""
    table: dict[str, dict[str, Point]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            point = (float(row["latitude"]), float(row["longitude"]))
            for name in (row["place"], *filter(None, row["other_names"].split("|"))):
                table.setdefault(key_of(name)[0], {}).setdefault(province_key(row["province"]), point)
    return table


def locate(addresses: Iterable[Address]) -> dict[str, Located]:
    """Where each location lies, as far as it can be told."""
    known = list(addresses)
    found: dict[str, Located] = {}
    for address in known:
        point = _point_of_place(address.place, address.province)
        if point is not None:
            found[address.code] = Located(point, "place")
    _by_neighbours(known, found)
    for address in known:
        if address.code not in found:
            point = _point_of_place(address.municipality, address.province)
            if point is not None:
                found[address.code] = Located(point, "municipality")
    return found


def _point_of_place(name: str, province: str) -> Point | None:
    """The place of this name in this province; without a province only where the name stands alone."""
    key, meant = key_of(name)
    candidates = places().get(key, {})
    wanted = meant or province_key(province)
    if wanted in candidates:
        return candidates[wanted]
    return next(iter(candidates.values())) if len(candidates) == 1 and not wanted else None


def _by_neighbours(addresses: list[Address], found: dict[str, Located]) -> None:
    """Those whose place is not in the table: the middle of the nearest postcodes of the same municipality."""
    by_municipality: dict[str, list[tuple[int, Point]]] = {}
    for address in addresses:
        if address.code in found and address.postcode[:4].isdigit():
            row = (int(address.postcode[:4]), found[address.code].point)
            by_municipality.setdefault(fold(address.municipality), []).append(row)
    for address in addresses:
        if address.code in found or not address.postcode[:4].isdigit():
            continue
        number = int(address.postcode[:4])
        near = sorted(
            (abs(other - number), point)
            for other, point in by_municipality.get(fold(address.municipality), [])
            if abs(other - number) <= FURTHEST_POSTCODE
        )[:3]
        if near:
            points = [point for _gap, point in near]
            middle = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
            found[address.code] = Located(middle, "neighbours")
