"""Keyset pages: a page is named by the last row before it, so that a page costs the same however deep it lies."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")

LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, and the cursors of the pages beside it (None where there is none)."""

    rows: Sequence[Row]
    next_cursor: str | None = None
    previous_cursor: str | None = None


def encode_cursor(values: Sequence[Any]) -> str:
    """An opaque word for the sort values (strings, numbers, None) of a row."""
    return base64.urlsafe_b64encode(json.dumps(list(values)).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *, length: int) -> list[Any] | None:
    """The values of a cursor; None when it is not one of `length` values that a database can compare."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, list) or len(values) != length or not all(_is_comparable(value) for value in values):
        return None
    return values


def _is_comparable(value: Any) -> bool:
    """Whether people's hands can have left it whole: no number beyond a column, no text that cannot be written."""
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= ch <= "\udfff" for ch in value)
    return value is None or (type(value) is int and abs(value) <= LARGEST_NUMBER)
