"""The states of a traject, and the days on which its contact can have been; pure."""

from __future__ import annotations

from datetime import date, timedelta

# `planned > closed` is work that stopped before it began.
TRANSITIONS: dict[str, frozenset[str]] = {
    "planned": frozenset({"running", "closed"}),
    "running": frozenset({"closed"}),
    "closed": frozenset(),
}


# Who can help often rings the school before saying yes on the site.
CONTACT_GRACE = timedelta(days=14)


def may_move(state: str, to: str) -> bool:
    """Whether a traject in `state` may go to `to`."""
    return to in TRANSITIONS[state]


def earliest_contact(agreed_on: date, starts_on: date | None) -> date:
    """The first day that contact of a traject can be of, which was agreed to then and whose plan starts then."""
    return min(agreed_on, starts_on or agreed_on) - CONTACT_GRACE
