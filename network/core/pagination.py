"""Keyset pages: a page is named by the last row before it, so that a page costs the same however deep it lies."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


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
    """The values of a cursor; None when it is not one of `length` values."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, UnicodeDecodeError):
        return None
    return values if isinstance(values, list) and len(values) == length else None
