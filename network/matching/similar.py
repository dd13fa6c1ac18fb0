"""What is most like something, by what is heard in their texts: questions, offers and practice examples alike. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from network.matching.rules import likeness

# Two texts about the same need, in other words, stay above this; a text about a neighbouring need seldom does.
ALIKE_FROM = 0.5
MOST_ALIKE = 5

Key = TypeVar("Key", bound=Hashable)
Vector = Mapping[str, float]


def most_alike(asked: Vector, others: Mapping[Key, Vector], *, most: int = MOST_ALIKE) -> list[Key]:
    """The keys of those most like what is asked, the best first; equals stay in the order in which they come."""
    keys = list(others)
    found = likeness(asked, list(others.values())).tolist()
    alike = [at for at, share in enumerate(found) if share >= ALIKE_FROM]
    return [keys[at] for at in sorted(alike, key=lambda at: -found[at])[:most]]
