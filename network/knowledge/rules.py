"""The states of a practice example, what it may not name, and in how many words it stands beside a question. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

TRANSITIONS: dict[str, frozenset[str]] = {
    "draft": frozenset({"in_review"}),
    "in_review": frozenset({"published", "draft"}),
    "published": frozenset({"withdrawn"}),
    "withdrawn": frozenset({"published", "draft"}),
}
# Who told it goes on with these.
WRITABLE = frozenset({"draft", "withdrawn"})


def may_move(state: str, to: str) -> bool:
    """Whether an example in `state` may go to `to`."""
    return to in TRANSITIONS[state]


def find_named(text: str, names: Iterable[str]) -> str:
    """The first of these names that stands in the text, as it is written: "De Brug" is a school, "de brug" is none."""
    return next((name for name in names if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)), "")


def shortened(text: str, *, most: int) -> str:
    """The whole sentences at the beginning that fit in so many letters; of a first one that does not, its whole words."""
    told = " ".join(text.split())
    if len(told) <= most:
        return told
    cut = told[: most + 1]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    return cut[: end + 1] if end > 0 else told[:most].rsplit(" ", 1)[0][: most - 1].rstrip(",;:") + "…"
