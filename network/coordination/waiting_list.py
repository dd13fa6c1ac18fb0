"""The waiting list as coordinators see it: for each question who would be asked if they had room, and from when they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from network.access.scope import Scope
from network.coordination import queue
from network.expertise import directory
from network.expertise.directory import Card
from network.matching.many import score_many
from network.models import SupportRequest

MOST_NAMED = 3


@dataclass(frozen=True)
class WaitingRow:
    """A question that waits. `full`: the best of those without room, and how many `more` there are.

    Where somebody may be asked since it was last offered, `has_room` says so, and nobody is named.
    """

    request: SupportRequest
    full: Sequence[Card]
    more: int
    has_room: bool


def list_rows(scope: Scope) -> list[WaitingRow]:
    """The waiting list of the reader's regions in its order, in a number of queries that does not grow."""
    requests = queue.list_waiting(scope)
    chances = score_many(requests, most=1)
    named = {key: found.full[:MOST_NAMED] for key, found in chances.items()}
    cards = directory.cards_of(sorted({profile_id for ids in named.values() for profile_id in ids}))
    return [
        WaitingRow(
            request,
            full=[cards[profile_id] for profile_id in named[request.id]],
            more=len(chances[request.id].full) - len(named[request.id]),
            has_room=bool(chances[request.id].best),
        )
        for request in requests
    ]
