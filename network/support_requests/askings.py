"""Each time that a profile was asked a question, and how that ended: read from the events of the question. Pure.

A match knows its last time of asking only. See docs/adr/0023.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from network.models import AuditEvent

ASKED = "match.invited"
TAKEN_BACK = "match.taken_back"
ACCEPTED, GIVEN_BACK = "match.accepted", "engagement.given_back"


class Ending(StrEnum):
    """How one time of asking ended; the last three by no word or silence of who was asked."""

    YES = "yes"
    NO = "no"
    SILENCE = "silence"
    GIVEN_BACK = "given_back"
    PUT_AWAY = "put_away"
    TAKEN_BACK = "taken_back"
    NOT_NEEDED = "not_needed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Asking:
    """One time of asking; without an ending it waits for an answer. `asked_at` None: only its end was written down."""

    asked_at: datetime | None
    ending: Ending | None = None
    ended_at: datetime | None = None


Askings = Mapping[int, Sequence[Asking]]

_ENDINGS = {
    ACCEPTED: Ending.YES,
    "match.declined": Ending.NO,
    "match.expired": Ending.SILENCE,
    "match.profile_archived": Ending.PUT_AWAY,
    TAKEN_BACK: Ending.TAKEN_BACK,
}
_ENDS_ALL = {ACCEPTED: Ending.NOT_NEEDED, "request.withdrawn": Ending.WITHDRAWN}

# All that tells of askings; the events of a question may hold others.
ACTIONS = (ASKED, *_ENDINGS, "request.withdrawn", GIVEN_BACK)


def askings_of(events: Iterable[AuditEvent]) -> dict[int, list[Asking]]:
    """The askings of each match of one question, by id, from its events; both in the order of time."""
    found: dict[int, list[Asking]] = {}
    for event in events:
        own = found.setdefault(event.subject_id, []) if event.action in {ASKED, *_ENDINGS} else []
        if event.action == ASKED:
            own.append(Asking(event.at))
        elif event.action in _ENDINGS:
            _end(own, _ENDINGS[event.action], event.at)
        elif event.action == GIVEN_BACK:
            _give_back(found.values(), event.at)
        if event.action in _ENDS_ALL:
            _end_all_open(found.values(), _ENDS_ALL[event.action], event.at)
    return found


def _end(own: list[Asking], ending: Ending, at: datetime) -> None:
    """A yes after silence is a late answer to the same asking."""
    is_late_yes = bool(own) and ending is Ending.YES and own[-1].ending is Ending.SILENCE
    asked_at = own.pop().asked_at if own and (own[-1].ending is None or is_late_yes) else None
    own.append(Asking(asked_at, ending, at))


def _end_all_open(askings: Iterable[list[Asking]], ending: Ending, at: datetime) -> None:
    for own in askings:
        if own and own[-1].ending is None:
            own[-1] = replace(own[-1], ending=ending, ended_at=at)


def _give_back(askings: Iterable[list[Asking]], at: datetime) -> None:
    """One question has one yes at a time: the last one is given back."""
    said_yes = [own for own in askings if own and own[-1].ending is Ending.YES]
    if said_yes:
        last = max(said_yes, key=lambda own: own[-1].ended_at or at)
        last[-1] = replace(last[-1], ending=Ending.GIVEN_BACK, ended_at=at)
