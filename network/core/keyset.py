"""Rows in an order, and one page of them from behind the row that a cursor names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Integer, Select, literal, tuple_

from network.core.database import UtcDateTime, db
from network.core.pagination import Page, decode_cursor, encode_cursor

Row = TypeVar("Row")


def page_of(
    found: Select[Row], keys: Sequence[Any], *, size: int, after: str = "", is_reversed: bool = False
) -> Page[Row]:
    """One page of what was found, in the order of the keys; the last of these is one that no two rows share."""
    rows = in_order(found.add_columns(*keys), keys, after=after, is_reversed=is_reversed)
    read = db.session.execute(rows.limit(size + 1)).all()
    shown = [row[0] for row in read[:size]]
    return Page(shown, next_cursor=cursor_of(read[size - 1][1:]) if len(read) > size else None)


def in_order(rows: Any, keys: Sequence[Any], *, after: str = "", is_reversed: bool = False) -> Any:
    """In order, from behind the row that the cursor names; a cursor that is none is ignored."""
    place = _place_in(after, keys) if after else None
    if place is not None:
        here = tuple_(*keys)
        rows = rows.where(here < place if is_reversed else here > place)
    return rows.order_by(*(key.desc() if is_reversed else key.asc() for key in keys))


def cursor_of(place: Sequence[Any]) -> str:
    """The cursor of a row, from the values of its keys."""
    return encode_cursor([one.isoformat() if isinstance(one, datetime) else one for one in place])


def _place_in(cursor: str, keys: Sequence[Any]) -> Any:
    given = decode_cursor(cursor, length=len(keys)) or []
    values = [_value_for(key, value) for key, value in zip(keys, given, strict=False)]
    if not values or None in values:
        return None
    return tuple_(*(literal(value, key.type) for key, value in zip(keys, values, strict=True)))


def _value_for(key: ColumnElement[Any], value: Any) -> Any:
    """The value as this key has it; None when it cannot be one."""
    if isinstance(key.type, UtcDateTime):
        return _moment(value)
    return value if isinstance(value, int if isinstance(key.type, Integer) else str) else None


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
