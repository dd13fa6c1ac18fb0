"""What an import did, or would do, in the words of the command line: those speak English, screens speak Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from network.core.database import Base
from network.schools.tables import Refusal, Row, UnreadableFile

Tick = Callable[[], None]


def nobody_watches() -> None:
    """The tick of an import without a progress bar."""


@dataclass
class Report:
    """Counts, the rows that were refused, and figures worth knowing."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    reopened: int = 0
    refused: list[Refusal] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)

    def count(self, *, is_new: bool, has_changed: bool) -> None:
        """One more row that was taken."""
        if is_new:
            self.new += 1
        elif has_changed:
            self.changed += 1
        else:
            self.unchanged += 1

    def refuse(self, row: Row, reason: str) -> None:
        """One more row that was left out."""
        self.refused.append(Refusal(row.number, reason))

    @property
    def taken(self) -> int:
        """How many rows were taken."""
        return self.new + self.changed + self.unchanged

    def lines(self) -> Iterator[str]:
        """The report in plain lines, every refused row among them; the counts come last, where they are seen."""
        for refusal in self.refused:
            yield f"row {refusal.row}: {refusal.reason}"
        yield (
            f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged, {self.closed} closed, "
            f"{self.reopened} reopened, {len(self.refused)} refused"
        )
        for name, value in self.figures.items():
            yield f"{name}: {value}"


class NothingUsable(UnreadableFile):
    """Not one row of the file can be taken; the report says why of each."""

    def __init__(self, report: Report) -> None:
        why = "Not one row of this file can be used" if report.refused else "This file holds no rows"
        super().__init__(f"{why}, so nothing was changed. Is it the right file?")
        self.report = report


def change(thing: Base, values: Mapping[str, Any]) -> list[str]:
    """Give a row these values; the columns that became different."""
    different = [name for name, value in values.items() if getattr(thing, name) != value]
    for name in different:
        setattr(thing, name, values[name])
    return different
