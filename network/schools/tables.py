"""Reading tables that people bring: encoding and columns are recognised, bad files refused in one sentence. Pure."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_BYTES = 50_000_000
_NO_TABLE = "This is not a CSV file. It can be in UTF-8, UTF-16 or windows-1252."
_NUL = "\x00"
# Controls, and the signs that turn the direction of all that stands behind them.
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# So many bytes of a header tell its encoding.
_BEGIN = 64
# Which sign parts the columns, written for Excel, which hides the line itself.
_SIGN = re.compile(r'\s*"?sep=([;,\t|])"?[ \t]*\r?(?:\n|$)', re.IGNORECASE)
_LINE_ENDS = ("\n", "\r")
# A row with its number in the file.
_Numbered = tuple[int, list[str]]


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
    """One row: its number in the file, its cells by the names that were asked for, and why it is no row of this table.

    A row that ends sooner than the header does not speak of the columns behind it.
    """

    number: int
    cells: dict[str, str]
    wrong: str = ""

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def read_rows(raw: bytes, names: Mapping[str, Sequence[str]], *, needed: Sequence[str]) -> Iterator[Row]:
    """The rows of a CSV file. `names` gives for each column the headers that it goes by, old and new.

    What stands in several lines of a cell is one. Raises UnreadableFile without the `needed` columns.
    """
    text, delimiter = _parted(decode(raw))
    # Strict: a quotation mark that is never closed would silently swallow the rows behind it.
    rows = _numbered(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    header = [_plain(cell) for cell in next((cells for _number, cells in rows if _says_something(cells)), [])]
    width = max((at for at, name in enumerate(header, start=1) if name), default=0)
    places = _places(header, names)
    missing = [names[name][0] for name in needed if name not in places]
    if any(_NUL in name for name in header) or (missing and _NUL in text):
        raise UnreadableFile(_NO_TABLE)
    if missing:
        raise UnreadableFile(f"This file has no column {', '.join(missing)}. Is it the right file?")
    _refuse_doubles(header, names)
    # Some programs leave out the empty cells at the end of a row; a download that broke off ends within its last one.
    least = max(places[name] for name in needed) + 1
    ends_whole = text.endswith(_LINE_ENDS)
    for (number, cells), is_last in _with_last(rows):
        if not _says_something(cells):
            continue
        own = {name: " ".join(cells[at].split()) for name, at in places.items() if at < len(cells)}
        yield Row(number, own, wrong=_wrong(cells, width, width if is_last and not ends_whole else least))


def _with_last(rows: Iterator[_Numbered]) -> Iterator[tuple[_Numbered, bool]]:
    """Each row, and whether it is the last; only one is held, for a table may be long."""
    held = next(rows, None)
    for following in rows:
        if held is not None:
            yield held, False
        held = following
    if held is not None:
        yield held, True


def _refuse_doubles(header: list[str], names: Mapping[str, Sequence[str]]) -> None:
    """Raise UnreadableFile where two columns have the same name: nobody can tell which is meant."""
    doubles = [one for headers in names.values() for one in headers if header.count(_plain(one)) > 1]
    if doubles:
        raise UnreadableFile(f"This file has more than one column {doubles[0]}. Keep the right one and try again.")


def longer_than(name: str, most: int) -> str:
    """Why a text is refused that there is no room for."""
    return f"the {name.replace('_', ' ')} is longer than {most} letters"


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


def _wrong(cells: Sequence[str], width: int, least: int) -> str:
    """Why this is no row of a table that is so wide, of which the `least` first columns are needed; empty when it is one."""
    if len(cells) < least:
        fewer = width - len(cells)
        return f"the row ends too soon: it has {fewer} cell{'' if fewer == 1 else 's'} fewer than the header"
    if _says_something(cells[width:]):
        return (
            "the row has more cells than the header: put quotation marks around a text with the sign that parts columns"
        )
    # PostgreSQL holds no NUL in a text, a terminal obeys others, and no table of people has one.
    found = _NO_TEXT.search(" ".join(cells))
    return f"the row holds {found[0]!r}, which is no sign of a text" if found else ""


def decode(raw: bytes) -> str:
    """The text of a file: UTF-16 by its mark or its NULs, else UTF-8 where it is, else windows-1252."""
    if len(raw) > MOST_BYTES:
        raise UnreadableFile(_NO_TABLE)
    utf_16 = _utf_16_of(raw)
    try:
        text = raw.decode(utf_16 or "utf-8-sig")
    except UnicodeDecodeError as error:
        if utf_16:
            raise UnreadableFile(_NO_TABLE) from error
        text = raw.decode("cp1252", errors="replace")
    if not text.strip():
        raise UnreadableFile("This file is empty.")
    return text


def _utf_16_of(raw: bytes) -> str:
    """Which UTF-16 this is; empty for another encoding. Without a mark every second byte of plain letters is NUL."""
    if raw.startswith(_UTF_16):
        return "utf-16"
    begin = raw[:_BEGIN]
    for name, letters, others in (("utf-16-le", begin[::2], begin[1::2]), ("utf-16-be", begin[1::2], begin[::2])):
        if not any(others) and min(letters, default=0) >= ord("\t"):
            return name
    return ""


def _parted(text: str) -> tuple[str, str]:
    """The text of the table, and the sign that parts its columns: the one that a first line for Excel names, if any."""
    named = _SIGN.match(text)
    if named:
        return text[named.end() :], named[1]
    first_line = text.lstrip().split("\n", 1)[0]
    return text, max(";,\t", key=first_line.count)


def _says_something(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _plain(name: str) -> str:
    """The name of a column without what one file writes otherwise than another: capitals, blanks, dashes, underscores."""
    return " ".join(re.sub(r"[\s_-]+", " ", name.strip('" ')).split()).upper()


def _places(header: list[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    found = {}
    for name, headers in names.items():
        at = next((header.index(_plain(one)) for one in headers if _plain(one) in header), None)
        if at is not None:
            found[name] = at
    return found
