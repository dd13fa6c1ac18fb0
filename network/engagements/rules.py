"""The states of a traject; pure."""

from __future__ import annotations

# `planned > closed` is work that stopped before it began.
TRANSITIONS: dict[str, frozenset[str]] = {
    "planned": frozenset({"running", "closed"}),
    "running": frozenset({"closed"}),
    "closed": frozenset(),
}


def may_move(state: str, to: str) -> bool:
    """Whether a traject in `state` may go to `to`."""
    return to in TRANSITIONS[state]
