"""What an import did, or would do, in the words of the command line: those speak English, screens speak Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from network.schools.tables import Refusal, Row

MOST_REFUSALS_SHOWN = 50

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

    def lines(self) -> Iterator[str]:
        """The report in plain lines."""
        yield (
            f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged, {self.closed} closed, "
            f"{self.reopened} reopened, {len(self.refused)} refused"
        )
        for refusal in self.refused[:MOST_REFUSALS_SHOWN]:
            yield f"  row {refusal.row}: {refusal.reason}"
        if len(self.refused) > MOST_REFUSALS_SHOWN:
            yield f"  and {len(self.refused) - MOST_REFUSALS_SHOWN} more"
        for name, value in self.figures.items():
            yield f"{name}: {value}"
