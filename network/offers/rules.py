"""The states of an offer, and who still fits in; pure."""

from __future__ import annotations

TRANSITIONS: dict[str, frozenset[str]] = {
    "draft": frozenset({"published"}),
    "published": frozenset({"cancelled"}),
    "cancelled": frozenset(),
}


def may_move(state: str, to: str) -> bool:
    """Whether an offer in `state` may go to `to`."""
    return to in TRANSITIONS[state]


def is_full(places: int | None, taken: int) -> bool:
    """Whether nobody more can take part; without a number of places everybody can."""
    return places is not None and taken >= places
