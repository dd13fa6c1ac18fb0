"""Boards, schools, locations and regions. `new_...` is not saved yet: it is saved with what it is made for."""

from __future__ import annotations

import string
from typing import Any

from network.models import Board, Location, Region, School
from network.models.region import Sector
from network.models.school import LocationKind
from tests.factories.base import numbers, saved


def new_region(**values: Any) -> Region:
    n = next(numbers)
    code = values.pop("code", f"PO{n % 10000:04d}")
    return Region(**{"code": code, "name": f"SWV Testland {n}", "sector": Sector(code[:2].lower()), **values})


def make_region(**values: Any) -> Region:
    return saved(new_region(**values))


def new_board(**values: Any) -> Board:
    n = next(numbers)
    return Board(**{"number": f"{n % 100000:05d}", "name": f"Stichting Testbestuur {n}", **values})


def make_board(**values: Any) -> Board:
    return saved(new_board(**values))


def new_location(*, board: Board | None = None, **values: Any) -> Location:
    """A regular primary school with an address, in a region unless one is given (None: in none)."""
    n = next(numbers)
    brin = f"{n // 676 % 100:02d}{string.ascii_uppercase[n // 26 % 26]}{string.ascii_uppercase[n % 26]}"
    school = School(brin=brin, board=board or new_board())
    if "region" not in values:
        values["region"] = new_region()
    defaults = {
        "code": f"{brin}00",
        "name": f"De Proefschool {n}",
        "kind": LocationKind.BO,
        "street": "Schoolstraat",
        "house_number": str(n),
        "postcode": "4001AB",
        "place": "Tiel",
        "municipality": "Tiel",
        "province": "Gelderland",
        "holiday_region": "midden",
        "latitude": 51.886,
        "longitude": 5.429,
    }
    return Location(school=school, **{**defaults, **values})


def make_location(**values: Any) -> Location:
    return saved(new_location(**values))


def new_special_location(**values: Any) -> Location:
    """A school for special education."""
    n = next(numbers)
    return new_location(**{"kind": LocationKind.SO, "name": f"SO De Proefvlinder {n}", "cluster": "4", **values})


def make_special_location(**values: Any) -> Location:
    return saved(new_special_location(**values))
