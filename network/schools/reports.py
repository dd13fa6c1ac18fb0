"""What an import did, or would do, in the words of the command line: those speak English, screens speak Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from network.core.database import Base
from network.core.spreadsheet import MARK, line_of
from network.schools.tables import Refusal, Row, UnreadableFile

Tick = Callable[[], None]
# What a column held before, and what it holds now.
Changes = Mapping[str, tuple[Any, Any]]

SHOWN = 10
_LONGEST_SHOWN = 60
# Worked out from other columns, which tell.
_UNTOLD = frozenset({"search_name"})


def nobody_watches() -> None:
    """The tick of an import without a progress bar."""


class Outcome(StrEnum):
    """What became of a row, or of what a file no longer holds; in the order in which it is told."""

    NEW = "new"
    CHANGED = "changed"
    CLOSED = "closed"
    NOT_CLOSED = "not closed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Entry:
    """What became of one thing: its row (None: it stands in none), its code and name, and what changed or is wrong."""

    outcome: Outcome
    row: int | None
    code: str
    name: str = ""
    changes: Changes = field(default_factory=dict)
    reason: str = ""

    def line(self) -> str:
        """In one line, long texts cut."""
        where = self.outcome if self.row is None else f"{self.outcome}, row {self.row}"
        changed = self.details(_LONGEST_SHOWN)
        about = " ".join(filter(None, [self.code, self.name, f"({changed})" if changed else ""]))
        return " ".join(f"{where}: {self.reason or about}".splitlines())

    def details(self, longest: int | None = None) -> str:
        """Why it was refused, or each column that changed with what it held and holds."""
        told = {name: values for name, values in self.changes.items() if name not in _UNTOLD} or self.changes
        return self.reason or "; ".join(_change(name, *values, longest) for name, values in told.items())


@dataclass
class Report:
    """What became of each row that did not stay as it was, and figures worth knowing."""

    entries: list[Entry] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unchanged: int = 0
    reopened: int = 0
    figures: dict[str, str] = field(default_factory=dict)

    @property
    def new(self) -> int:
        return self._count(Outcome.NEW)

    @property
    def changed(self) -> int:
        return self._count(Outcome.CHANGED)

    @property
    def closed(self) -> int:
        return self._count(Outcome.CLOSED)

    def take(self, row: int, *, code: str, name: str, changes: Changes, is_new: bool = False) -> None:
        """One more row that was taken, and what it changed of what was known: maybe nothing."""
        if is_new:
            self.entries.append(Entry(Outcome.NEW, row, code, name))
        elif changes:
            self.entries.append(Entry(Outcome.CHANGED, row, code, name, changes))
        else:
            self.unchanged += 1

    def close(self, code: str, name: str) -> None:
        """One more thing that the file no longer holds."""
        self.entries.append(Entry(Outcome.CLOSED, None, code, name))

    def leave_open(self, code: str, name: str) -> None:
        """One more thing that the file does not hold, and that may be there all the same."""
        self.entries.append(Entry(Outcome.NOT_CLOSED, None, code, name))

    def refuse(self, row: Row, reason: str) -> None:
        """One more row that was left out."""
        self.refused.append(Refusal(row.number, reason))

    @property
    def taken(self) -> int:
        """How many rows were taken."""
        return self.new + self.changed + self.unchanged

    def lines(self) -> Iterator[str]:
        """In plain lines: every refused row, the first of each other outcome; the counts last, where they are seen."""
        for outcome, entries in self._by_outcome().items():
            shown = entries if outcome is Outcome.REFUSED else entries[:SHOWN]
            yield from (entry.line() for entry in shown)
            if len(entries) > len(shown):
                yield f"{outcome}: and {len(entries) - len(shown)} more; --report FILE.csv names them all"
        yield (
            f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged, {self.closed} closed, "
            f"{self.reopened} reopened, {len(self.refused)} refused"
        )
        for name, value in self.figures.items():
            yield f"{name}: {value}"

    def table(self) -> Iterator[str]:
        """All of it as the lines of a CSV file."""
        yield MARK + line_of(["outcome", "row", "code", "name", "details"])
        for entries in self._by_outcome().values():
            for one in entries:
                yield line_of([one.outcome, str(one.row or ""), one.code, one.name, one.details()])

    def _by_outcome(self) -> dict[Outcome, list[Entry]]:
        by_outcome: dict[Outcome, list[Entry]] = {outcome: [] for outcome in Outcome}
        for entry in self.entries:
            by_outcome[entry.outcome].append(entry)
        refused = [Entry(Outcome.REFUSED, one.row, one.code, reason=one.reason) for one in self.refused]
        return by_outcome | {Outcome.REFUSED: refused}

    def _count(self, outcome: Outcome) -> int:
        return sum(entry.outcome is outcome for entry in self.entries)


class NothingUsable(UnreadableFile):
    """Not one row of the file can be taken; the report says why of each."""

    def __init__(self, report: Report) -> None:
        why = "Not one row of this file can be used" if report.refused else "This file holds no rows"
        super().__init__(f"{why}, so nothing was changed. Is it the right file?")
        self.report = report


def change(thing: Base, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Give a row these values; the columns that became different, with what they held and hold."""
    different = {name: (held, value) for name, value in values.items() if (held := getattr(thing, name)) != value}
    for name, (_held, value) in different.items():
        setattr(thing, name, value)
    return different


def _change(name: str, held: object, holds: object, longest: int | None) -> str:
    return f"{name.replace('_', ' ')}: {_shown(held, longest)} → {_shown(holds, longest)}"


def _shown(value: object, longest: int | None) -> str:
    words = "nothing" if value in (None, "") else str(value)
    return f"{words[: longest - 1]}…" if longest and len(words) > longest else words
