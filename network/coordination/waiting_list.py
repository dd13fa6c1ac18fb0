"""The waiting list as coordinators see it: for each question who would be asked if they had room, and from when they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from network.access.scope import Scope
from network.candidates.many import score_many
from network.coordination import queue
from network.directory import listing
from network.directory.listing import Card
from network.models import SupportRequest
from network.waves import profiles, turns

MOST_NAMED = 3


@dataclass(frozen=True)
class WaitingRow:
    """A question that waits. `held`: the best of those with another question to answer first; `full`: of those without
    room; and how many `more` there are. `akin`: ids of those who are only akin to what is asked.

    Where somebody has room since it was last offered, `has_room` says so, and nobody is named.
    """

    request: SupportRequest
    held: Sequence[Card]
    full: Sequence[Card]
    more: int
    akin: frozenset[int]
    has_room: bool


def list_rows(scope: Scope) -> list[WaitingRow]:
    """The waiting list of the reader's regions in its order, in a number of queries that does not grow."""
    requests = queue.list_waiting(scope)
    chances = score_many(requests, most=None)
    fitting = {key: [profile_id for profile_id, _total in found.best] for key, found in chances.items()}
    named = {key: (fitting[key] or list(found.full))[:MOST_NAMED] for key, found in chances.items()}
    cards = listing.cards_of(sorted({profile_id for ids in named.values() for profile_id in ids}))
    has_room = _who_has_room(requests, fitting)
    return [
        WaitingRow(
            request,
            held=[cards[profile_id] for profile_id in named[request.id] if fitting[request.id]],
            full=[cards[profile_id] for profile_id in named[request.id] if not fitting[request.id]],
            more=len(fitting[request.id] or chances[request.id].full) - len(named[request.id]),
            akin=chances[request.id].akin,
            has_room=request.id in has_room,
        )
        for request in requests
    ]


def _who_has_room(requests: Sequence[SupportRequest], fitting: Mapping[int, Sequence[int]]) -> set[int]:
    """The questions for which one of these profiles has room that no other question's invitation holds, by id."""
    ids = sorted({profile_id for some in fitting.values() for profile_id in some})
    rooms, found = turns.Rooms(ids), {one.id: one for one in profiles.list_profiles(ids)}
    return {
        request.id
        for request in requests
        if any(rooms.left(found[profile_id], request) > 0 for profile_id in fitting[request.id])
    }
