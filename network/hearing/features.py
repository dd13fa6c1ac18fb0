"""What a text is made of for the learned part: stems, pairs of stems, and pieces of words. Pure."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from network.core.text import stem_of

SHORTEST_PIECE = 3
LONGEST_PIECE = 5
# Words between two that still make a pair: "gooit met stoelen" knows gooit-stoelen.
REACH = 2
# A whole word says more than a pair or a piece.
STEM_WEIGHT = 2.0

_PIECE_MARK = "~"


class Kind(StrEnum):
    """The sort of a feature, which its name shows."""

    STEM = "stem"
    PAIR = "pair"
    PIECE = "piece"


def kind_of(name: str) -> Kind:
    """What sort of feature this is."""
    if name.startswith(_PIECE_MARK):
        return Kind.PIECE
    return Kind.PAIR if " " in name else Kind.STEM


def weight_of(name: str) -> float:
    """How much a feature counts beside its rarity."""
    return STEM_WEIGHT if kind_of(name) is Kind.STEM else 1.0


def features_by_word(words: list[str]) -> list[tuple[str, ...]]:
    """For each folded word, in order: the features that it brings in; a pair belongs to its last word."""
    stems = [stem_of(word) for word in words]
    return [
        (*own_features(word), *(f"{before} {stems[at]}" for before in stems[max(0, at - REACH) : at]))
        for at, word in enumerate(words)
    ]


@lru_cache(maxsize=50_000)
def own_features(word: str) -> tuple[str, ...]:
    """The features of a word by itself: its stem, and its pieces with the edges marked."""
    edged = f"<{word}>"
    pieces = {
        _PIECE_MARK + edged[start : start + length]
        for length in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for start in range(len(edged) - length + 1)
    }
    return (stem_of(word), *sorted(pieces))
