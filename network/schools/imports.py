"""Bringing a file of schools into the database, whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select

from network.access.audit import record, record_all
from network.core import clock
from network.core.database import db
from network.core.text import fold
from network.models import Board, Location, School
from network.models.school import LocationKind
from network.schools import regions
from network.schools.coordinates import place
from network.schools.duo import LocationRow, read_locations
from network.schools.places import also_called
from network.schools.reports import Changes, NothingUsable, Report, Tick, change, nobody_watches
from network.schools.tables import Refusal

# More closed schools at once than a few years bring are a file that was cut off.
MOST_CLOSED_SHARE = 0.05
MOST_CLOSED = 2
FIELDS = [
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
# What no column says by itself.
_WORKED_OUT = frozenset({"kind", "search_name"})


def import_locations(
    raw: bytes, *, may_close_many: bool = False, apart: Collection[str] = (), tick: Tick = nobody_watches
) -> Report:
    """Bring in a file of DUO. Locations of its kinds that it no longer holds are marked closed.

    Schools with a BRIN that stands `apart`, as those of the demo, are left as they are. Raises NothingUsable when every row is refused.
    """
    report = Report()
    rows: list[LocationRow] = []
    for row in read_locations(raw):
        tick()
        if isinstance(row, Refusal):
            report.refused.append(row)
        elif row.brin in apart:
            report.refused.append(Refusal(row.number, f"school {row.brin} is one of the demo's own", row.code))
        else:
            rows.append(row)
    if not rows:
        raise NothingUsable(report)
    standing = {location.code: location for location in db.session.scalars(select(Location))}
    open_before = _open(standing, apart)
    added = _apply(rows, standing, report)
    _close_missing(rows, open_before, report, may_close_many=may_close_many)
    open_now = _open(standing, apart)
    # What is new is written once, with its place and its region.
    with db.session.no_autoflush:
        report.figures |= place(open_now, added=added)
        report.figures |= regions.assign(open_now, added=added)
    record_all("location.imported", added, actor_id=None)
    return report


def _open(standing: dict[str, Location], apart: Collection[str]) -> list[Location]:
    return [location for code, location in standing.items() if location.is_open and code[:4] not in apart]


def _apply(rows: Sequence[LocationRow], standing: dict[str, Location], report: Report) -> list[Location]:
    """Bring the rows in; the locations that are new."""
    boards = {board.number: board for board in db.session.scalars(select(Board))}
    schools = {school.brin: school for school in db.session.scalars(select(School))}
    passed_on = _pass_on(rows, boards, schools)
    added: list[Location] = []
    changed: list[tuple[Location, Changes]] = []
    for row in rows:
        location = standing.get(row.code)
        if location is None:
            standing[row.code] = location = Location(code=row.code, school=schools[row.brin], **_values(row))
            db.session.add(location)
            added.append(location)
            report.take(row.number, code=row.code, name=row.name, changes={}, is_new=True)
            continue
        told = row.told | _WORKED_OUT
        changes = change(location, {name: value for name, value in _values(row).items() if name in told})
        changes |= passed_on.get(row.brin, {})
        opened = change(location, {"closed_on": None})
        if opened:
            record("location.reopened", location, actor_id=None)
        report.reopened += bool(opened)
        report.take(row.number, code=row.code, name=row.name, changes=changes | opened)
        if changes:
            changed.append((location, changes))
    details = [{"changed": sorted(changes)} for _location, changes in changed]
    record_all("location.changed", [location for location, _changes in changed], actor_id=None, details=details)
    return added


def _pass_on(
    rows: Iterable[LocationRow], boards: dict[str, Board], schools: dict[str, School]
) -> dict[str, dict[str, tuple[str, str]]]:
    """Add the boards and schools that are missing; which schools went from which board to which."""
    passed_on = {}
    for row in rows:
        board = boards.get(row.board)
        if board is None:
            board = boards[row.board] = Board(number=row.board)
            db.session.add(board)
        school = schools.get(row.brin)
        if school is None:
            school = schools[row.brin] = School(brin=row.brin, board=board)
            db.session.add(school)
        elif school.board is not board:
            before, school.board = school.board.number, board
            record("school.passed_on", school, actor_id=None, before=before, after=board.number)
            passed_on[row.brin] = {"board": (before, board.number)}
    return passed_on


def _values(row: LocationRow) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(row, name) for name in FIELDS}
    values["kind"] = LocationKind(row.kind)
    words = (row.name, row.place, row.code, also_called(row.place))
    values["search_name"] = fold(" ".join(filter(None, words)))[:400]
    return values


def _close_missing(
    rows: list[LocationRow], open_before: list[Location], report: Report, *, may_close_many: bool
) -> None:
    """A school that the file holds in a row that is wrong is still there; when no one can tell which, nothing is closed."""
    kinds = {LocationKind(row.kind) for row in rows}
    present = {row.code for row in rows} | {refusal.code for refusal in report.refused}
    known = [one for one in open_before if one.kind in kinds]
    missing = [one for one in known if one.code not in present]
    why_not = _why_not_closed(len(missing), len(known), report.refused, may_close_many=may_close_many)
    if missing and why_not:
        who = "1 known location is" if len(missing) == 1 else f"{len(missing)} known locations are"
        report.figures["not closed"] = f"{who} not in this file, {why_not}"
        for location in missing:
            report.leave_open(location.code, location.name)
        return
    for location in missing:
        location.closed_on = clock.today()
        record("location.closed", location, actor_id=None)
        report.close(location.code, location.name)


def _why_not_closed(missing: int, known: int, refused: Sequence[Refusal], *, may_close_many: bool) -> str:
    """Why what is missing is no closed school, and what to do; empty when it is one."""
    if any(not refusal.code for refusal in refused):
        return "but it holds rows of which the code cannot be read. Mend those rows and import the file again."
    if missing > max(MOST_CLOSED, MOST_CLOSED_SHARE * known) and not may_close_many:
        return "and that is too many to close. If this is the whole file, add --allow-closing."
    return ""
