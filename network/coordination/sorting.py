"""The orders of the queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import case

from network.core import keyset
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
    return keyset.in_order(rows, sort.keys, after=after, is_reversed=sort.is_reversed)
