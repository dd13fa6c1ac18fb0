"""The states of a profile, and for how long it holds true. Pure."""

from __future__ import annotations

TRANSITIONS: dict[str, frozenset[str]] = {
    "draft": frozenset({"in_review", "archived"}),
    "in_review": frozenset({"published", "draft", "archived"}),
    "published": frozenset({"paused", "in_review", "archived"}),
    "paused": frozenset({"published", "archived"}),
    "archived": frozenset({"draft"}),
}

DAYS_A_MONTH = 30.44


def may_move(state: str, to: str) -> bool:
    """Whether a profile in `state` may go to `to`."""
    return to in TRANSITIONS[state]


def days_of(months: int) -> int:
    """How many days so many months have, on average."""
    return round(months * DAYS_A_MONTH)
