"""The states of a question and the moves between them, as a table; pure."""

from __future__ import annotations

from datetime import datetime, timedelta

# From each state, the states that may follow. `matched > closed` is work that stopped before it began;
# `matched > searching` a specialist who had to give the question back.
TRANSITIONS: dict[str, frozenset[str]] = {
    "draft": frozenset({"submitted", "withdrawn"}),
    "submitted": frozenset({"searching", "in_triage", "withdrawn"}),
    "in_triage": frozenset({"searching", "withdrawn"}),
    "searching": frozenset({"matched", "stuck", "withdrawn"}),
    "stuck": frozenset({"searching", "withdrawn"}),
    "matched": frozenset({"running", "searching", "closed", "withdrawn"}),
    "running": frozenset({"closed", "withdrawn"}),
    "closed": frozenset({"searching"}),
    "withdrawn": frozenset(),
}

OPEN_STATES = frozenset({"submitted", "in_triage", "searching", "stuck", "matched", "running"})
WAITING_STATES = frozenset({"submitted", "in_triage", "searching", "stuck"})

# A search begins within seconds, and what fails is tried for less than an hour: then something is wrong.
BEGINS_WITHIN = timedelta(hours=1)


def may_move(state: str, to: str) -> bool:
    """Whether a question in `state` may go to `to`."""
    return to in TRANSITIONS[state]


def is_open(state: str) -> bool:
    """Sent, and not yet closed or withdrawn."""
    return state in OPEN_STATES


def is_search_late(state: str, sent_at: datetime, now: datetime) -> bool:
    """Whether the search for a question that was sent should have begun by now, and did not."""
    return state == "submitted" and now - sent_at > BEGINS_WITHIN
