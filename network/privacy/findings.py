"""What the text guard reports: what sort of thing it saw, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What sort of thing was seen."""

    BSN = "bsn"
    BIRTH_DATE = "birth_date"
    DATE = "date"  # that may be one of birth
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    RECORD_NUMBER = "record_number"
    NAME = "name"
    INDIRECT = "indirect"  # by which those who know the place may know who it is


@dataclass(frozen=True)
class Finding:
    """A place in the original text, `start` to `end`, and what may stand there instead ("": take it away).

    `is_certain`: a name that is plainly a pupil's.
    """

    kind: FindingKind
    start: int
    end: int
    suggestion: str = ""
    is_certain: bool = False

    def of(self, text: str) -> str:
        """What stands there."""
        return text[self.start : self.end]


Place = tuple[FindingKind, int, int]
