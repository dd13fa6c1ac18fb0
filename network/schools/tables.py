"""Reading tables that people bring: encoding and columns are recognised, bad files refused in one sentence. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_BYTES = 50_000_000


class UnreadableFile(ValueError):
    """The file cannot be what was asked for; the message says why and what to do."""


@dataclass(frozen=True)
class Refusal:
    """A row that was left out: its number in the file (the header is 1), why, and what it is about, where that is known."""

    row: int
    reason: str
    code: str = ""


@dataclass(frozen=True)
class Row:
    """One row: its number in the file and its cells by the names that were asked for; `lacks` so many at its end."""

    number: int
    cells: dict[str, str]
    lacks: int = 0

    @property
    def cut_off(self) -> str:
        """Why a row that lacks cells is refused."""
        return f"the row ends too soon: it has {self.lacks} cells less than the header"

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def read_rows(raw: bytes, names: Mapping[str, Sequence[str]], *, needed: Sequence[str]) -> Iterator[Row]:
    """The rows of a CSV file. `names` gives for each column the headers that it goes by, old and new.

    An empty cell may hold a blank. Raises UnreadableFile without the `needed` columns.
    """
    text = decode(raw)
    first_line = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first_line.count)
    # Strict: a quotation mark that is never closed would silently swallow the rows behind it.
    rows = _numbered(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    header = [cell.strip().strip('"').upper() for cell in next(rows, (1, []))[1]]
    width = max((at for at, name in enumerate(header, start=1) if name), default=0)
    places = _places(header, names)
    missing = [names[name][0] for name in needed if name not in places]
    if missing:
        raise UnreadableFile(f"This file has no column {', '.join(missing)}. Is it the right file?")
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            own = {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}
            yield Row(number, own, lacks=max(0, width - len(cells)))


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers. Raises UnreadableFile at a row that is no row of a table."""
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise UnreadableFile(
            f"After row {number} this file cannot be read: a quotation mark stands in the wrong place or is never closed. "
            "Nothing was changed. Mend the row and try again."
        ) from error


def decode(raw: bytes) -> str:
    """The text of a file: UTF-8 where it is, else windows-1252."""
    if not raw.strip():
        raise UnreadableFile("This file is empty.")
    if len(raw) > MOST_BYTES or b"\x00" in raw[:4096]:
        raise UnreadableFile("This is not a CSV file.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _places(header: list[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    found = {}
    for name, headers in names.items():
        at = next((header.index(one.upper()) for one in headers if one.upper() in header), None)
        if at is not None:
            found[name] = at
    return found
