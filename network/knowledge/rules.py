"""The states of a practice example, and in how many words it stands beside a question. Pure."""

from __future__ import annotations

TRANSITIONS: dict[str, frozenset[str]] = {
    "draft": frozenset({"in_review"}),
    "in_review": frozenset({"published", "draft"}),
    "published": frozenset({"withdrawn"}),
    "withdrawn": frozenset({"published"}),
}


def may_move(state: str, to: str) -> bool:
    """Whether an example in `state` may go to `to`."""
    return to in TRANSITIONS[state]


def shortened(text: str, *, most: int) -> str:
    """The whole sentences at the beginning that fit in so many letters; of a first one that does not, its whole words."""
    told = " ".join(text.split())
    if len(told) <= most:
        return told
    cut = told[: most + 1]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    return cut[: end + 1] if end > 0 else told[:most].rsplit(" ", 1)[0][: most - 1].rstrip(",;:") + "…"
