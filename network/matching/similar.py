"""What is most like something, by what is heard in texts and what people confirmed of them. Pure.

For questions, offers and practice examples alike: each is a vector over the needs.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from math import sqrt
from typing import TypeVar

from network.matching.rules import likeness

# Above this two questions of the demo network share a confirmed need, but for one in fifty; texts alone: one in three.
ALIKE_FROM = 0.5
MOST_ALIKE = 5

Key = TypeVar("Key", bound=Hashable)
Vector = Mapping[str, float]


def with_confirmed(heard: Vector, confirmed: Collection[str]) -> dict[str, float]:
    """What is heard in a text and what a person confirmed, each for a half; of length 1, or empty."""
    both = dict(heard)
    for code in confirmed:
        both[code] = both.get(code, 0.0) + 1.0 / sqrt(len(confirmed))
    length = sqrt(sum(worth * worth for worth in both.values()))
    return {code: worth / length for code, worth in both.items()} if length else {}


def most_alike(asked: Vector, others: Mapping[Key, Vector], *, most: int = MOST_ALIKE) -> list[Key]:
    """The keys of those most like what is asked, the best first; equals stay in the order in which they come."""
    keys = list(others)
    found = likeness(asked, list(others.values())).tolist()
    alike = [at for at, share in enumerate(found) if share >= ALIKE_FROM]
    return [keys[at] for at in sorted(alike, key=lambda at: -found[at])[:most]]
