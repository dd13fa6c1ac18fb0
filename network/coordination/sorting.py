"""The orders of the queue, and the place of a row in them by which the next page begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, literal, tuple_

from network.core.database import UtcDateTime
from network.core.pagination import decode_cursor, encode_cursor
from network.models import Location, SupportRequest
from network.models.support_request import RequestState
from network.waves.waiting import URGENCY_RANKS

USUAL = "oudste"

# What needs a person comes first; what is over, last.
STATE_RANKS = {
    RequestState.STUCK: 0,
    RequestState.IN_TRIAGE: 1,
    RequestState.SUBMITTED: 2,
    RequestState.SEARCHING: 3,
    RequestState.MATCHED: 4,
    RequestState.RUNNING: 5,
    RequestState.CLOSED: 6,
    RequestState.WITHDRAWN: 7,
}

# Each ends in the id, so that no two rows have the same place.
_KEYS: dict[str, tuple[Any, ...]] = {
    "asked": (SupportRequest.submitted_at, SupportRequest.id),
    "urgency": (case(URGENCY_RANKS, value=SupportRequest.urgency), SupportRequest.submitted_at, SupportRequest.id),
    "state": (case(STATE_RANKS, value=SupportRequest.state), SupportRequest.submitted_at, SupportRequest.id),
    "school": (Location.search_name, Location.id, SupportRequest.submitted_at, SupportRequest.id),
}


@dataclass(frozen=True)
class Sort:
    """A column of the queue and which end comes first; `direction` as a reader would say it of the column's words."""

    column: str
    is_reversed: bool
    direction: str

    @property
    def keys(self) -> tuple[Any, ...]:
        return _KEYS[self.column]


SORTS = {
    "oudste": Sort("asked", False, "ascending"),
    "nieuwste": Sort("asked", True, "descending"),
    "meeste-haast": Sort("urgency", False, "descending"),
    "minste-haast": Sort("urgency", True, "ascending"),
    "vast-eerst": Sort("state", False, "ascending"),
    "klaar-eerst": Sort("state", True, "descending"),
    "school": Sort("school", False, "ascending"),
    "school-terug": Sort("school", True, "descending"),
}

# The order in which a column is put first, and the other way round.
NATURAL = {
    "asked": ("oudste", "nieuwste"),
    "urgency": ("meeste-haast", "minste-haast"),
    "state": ("vast-eerst", "klaar-eerst"),
    "school": ("school", "school-terug"),
}


def in_order(rows: Any, sort: Sort, *, after: str = "") -> Any:
    """In order, from behind the row that the cursor names; a cursor that is none is ignored."""
    place = _place_in(after, sort.keys) if after else None
    if place is not None:
        keys = tuple_(*sort.keys)
        rows = rows.where(keys < place if sort.is_reversed else keys > place)
    return rows.order_by(*(key.desc() if sort.is_reversed else key.asc() for key in sort.keys))


def cursor_of(place: Sequence[Any]) -> str:
    """The cursor of a row, from the values of its sort keys."""
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
