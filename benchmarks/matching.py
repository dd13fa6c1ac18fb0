"""How long one question takes against 700, 10,000 and 100,000 profiles, beside NumPy alone in the same run.

python -m benchmarks.matching [sizes]      prints JSON rows: name, value, unit, floor, ratio

The floor is what no product can go below: the same profiles as arrays in memory, filtered and scored by NumPy, without
a database, reasons or fairness. Both rank the same survivors.
"""

from __future__ import annotations

import contextlib
import gc
import json
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

import numpy as np

from benchmarks import country
from benchmarks.floor import Floor
from config import Mode, Settings
from network import create_app
from network.candidates import ranking
from network.core.database import db, end_reading, unit_of_work
from network.directory import search
from network.models import ExpertiseProfile, SupportRequest
from tests import postgresql_server

SIZES = (700, 10_000, 100_000)
# A region's profiles all serve the question's region; larger numbers are spread over the country.
ONE_REGION = 700
EXPLAINED = 10
RUNS = 15
# As in a worker that lives for days: the driver for PostgreSQL has a statement prepared at its sixth run, and the server
# keeps one plan for it after five more.
WARMING_UP = 12
SECRET = "only for measuring, and long enough to be taken"

_Found = TypeVar("_Found")


def measure(sizes: tuple[int, ...] = SIZES, *, sqlite_only: bool = False) -> list[dict[str, Any]]:
    """The rows of this benchmark, for each database that is here."""
    rows: list[dict[str, Any]] = []
    for name, database in databases(sqlite_only=sqlite_only):
        with database as url:
            for size in sizes:
                rows += in_own_process(_measure_one, name, url, size)
    return rows


def in_own_process(work: Callable[..., _Found], *given: Any) -> _Found:
    """What `work` gives in a process that begins anew: its peak of memory is not that of what was measured before."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def databases(*, sqlite_only: bool = False) -> Iterator[tuple[str, contextlib.AbstractContextManager[str]]]:
    """Each database that is here: its name, and an empty one to measure in while the context lasts."""
    yield "sqlite", _sqlite()
    if sqlite_only:
        return
    binaries = postgresql_server.find_binaries()
    if binaries is None:
        print("PostgreSQL is not installed here: measured on SQLite alone.", file=sys.stderr)
        return
    yield "postgresql", postgresql_server.running(binaries)


@contextlib.contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'country.db'}"


def _measure_one(database: str, url: str, size: int) -> list[dict[str, Any]]:
    app = create_app(Settings(mode=Mode.TEST, secret_key=SECRET, database_url=url))
    with app.app_context():
        country.empty()
        made = country.make(size, one_region=size == ONE_REGION)
        _tidy_up()
        gc.collect()
        gc.freeze()  # what the country was made with is no part of a worker, and is not looked through for garbage
        before = _peak_mb()
        floor = Floor(made.request_id)
        floor_ms, found_by_floor = _milliseconds(floor.best)
        match_ms, found = _milliseconds(lambda: _rank(made.request_id))
        change_ms, _ = _milliseconds(lambda: _change_a_profile(size // 2))
        db.session.remove()
        db.engine.dispose()
    name = f"matching_{database}_{size}"
    return [
        _row(f"{name}_ms", match_ms, "ms", floor_ms),
        _row(f"{name}_profile_change_ms", change_ms, "ms"),
        _row(f"{name}_peak_memory_mb", _peak_mb(), "MB", before),
        _row(f"{name}_who_may_be_asked", len(found), "profiles", len(found_by_floor)),
    ]


def _rank(request_id: int) -> list[int]:
    """What a worker does: everything read anew, everybody scored, the first ten explained. The profiles in order."""
    end_reading()
    db.session.remove()
    request = db.session.get_one(SupportRequest, request_id)
    field = ranking.Field(request)
    offers, _totals, parts, rows = field.rank()
    field.explain(offers, parts, rows[:EXPLAINED])
    return [int(profile_id) for profile_id in offers.profile_id[rows]]


def _change_a_profile(profile_id: int) -> None:
    """A profile's hours, words and reach change: its card is written and what is heard in it, and its search index."""
    with unit_of_work():
        profile = db.session.get_one(ExpertiseProfile, profile_id)
        profile.description = f"Wij helpen bij boosheid en drukte in de klas. Bijgewerkt om {perf_counter()}."
        search.index(profile)


def _milliseconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """The median of so many runs after those that warm up, and what the last one gave."""
    seconds = []
    for _ in range(WARMING_UP + RUNS):
        begun = perf_counter()
        found = work()
        seconds.append(perf_counter() - begun)
    return 1000 * median(seconds[WARMING_UP:]), found


def _tidy_up() -> None:
    """What a database does by itself after so many new rows."""
    connection = db.engine.raw_connection()
    try:
        if db.engine.dialect.name == "postgresql":
            connection.driver_connection.autocommit = True
            connection.cursor().execute("VACUUM ANALYZE")
            connection.driver_connection.autocommit = False
    finally:
        connection.close()


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _row(name: str, value: float, unit: str, floor: float | None = None) -> dict[str, Any]:
    ratio = round(value / floor, 2) if floor else None
    return {
        "name": name,
        "value": round(float(value), 2),
        "unit": unit,
        "floor": None if floor is None else round(float(np.float64(floor)), 2),
        "ratio": ratio,
    }


if __name__ == "__main__":
    words = sys.argv[1:]
    given = tuple(int(word) for word in words if word.isdecimal())
    print(json.dumps(measure(given or SIZES, sqlite_only="--sqlite-only" in words), indent=2))
