"""What the guard found, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from network.privacy.guard import Finding


@dataclass(frozen=True)
class Piece:
    """A marked place with what stands around it."""

    field: str
    before: str
    marked: str
    after: str
    message: str
    suggestion: str
    start: int
    end: int


def pieces_of(field: str, text: str, findings: Sequence[Finding]) -> list[Piece]:
    """The marked places of a field."""
    return [
        Piece(
            field,
            text[max(0, f.start - 40) : f.start],
            text[f.start : f.end],
            text[f.end : f.end + 40],
            "",
            f.suggestion,
            f.start,
            f.end,
        )
        for f in findings
    ]
