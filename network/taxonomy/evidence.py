"""Which words of a text tell of a need, and which were the ones in which the model heard it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import numpy as np

from network.taxonomy.classifier import Floats, classifier
from network.taxonomy.lexicon import Place, Text
from network.taxonomy.words import FILLERS

# Of the words that the model heard a need in, those that count at least a third as much as the first.
MOST_WORDS = 3
SHARE_OF_FIRST = 0.3
SHORTEST = 3
# A word that more than about one text in fifty has proves nothing (inverse document frequency).
LEAST_RARITY = 4.9
# With so many telling words the model is as sure as it says; with fewer it has little to go by.
ENOUGH_TELLING = 3
SURENESS_BY_TELLING = (0.0, 0.6, 0.85)


def may_tell(said: Text, at: int) -> bool:
    """Whether a word can be what the matter is."""
    stem = said.stems[at]
    return len(said.words[at]) >= SHORTEST and stem not in _everyday_stems() and stem not in FILLERS


def count_telling(said: Text, *, silent: Collection[int]) -> int:
    """How many telling words of the text the model knows."""
    known = usual_stems()
    return len(
        {stem for at, stem in enumerate(said.stems) if at not in silent and stem in known and may_tell(said, at)}
    )


def trust(telling: int) -> float:
    """The share of its sureness that the model keeps with so many telling words."""
    return 1.0 if telling >= ENOUGH_TELLING else SURENESS_BY_TELLING[telling]


def strongest(said: Text, worth: Floats) -> list[Place]:
    """The words in which the model heard the need, in the order of the text."""
    by_worth = np.argsort(-worth, kind="stable").tolist()
    telling = [at for at in by_worth if worth[at] > 0 and may_tell(said, at)]
    chosen = [at for at in telling[:MOST_WORDS] if worth[at] >= SHARE_OF_FIRST * worth[telling[0]]]
    return [Place(at, at) for at in sorted(chosen)]


@cache
def usual_stems() -> frozenset[str]:
    """The stems that the model knows: such a word is not a slip."""
    return frozenset(classifier().rarity_of_stems())


@cache
def _everyday_stems() -> frozenset[str]:
    return frozenset(stem for stem, rarity in classifier().rarity_of_stems().items() if rarity < LEAST_RARITY)
