"""Which words of a text tell of a need, and which were the ones in which the model heard it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from network.hearing.classifier import Heard, classifier
from network.mentions.lexicon import Entry, Place, Text
from network.mentions.words import FILLERS, MEASURES, MOMENTS

# Of the words that the model heard a need in, those that tell at least a third as much as the first.
MOST_WORDS = 3
SHARE_OF_FIRST = 0.3
# A word that tells less of a need, in log odds, is no reason for who reads it: the text as a whole sounds like the need.
# Read off 400 suggestions for the tuning questions and those of the demo.
LEAST_TOLD = 0.35
SHORTEST = 3
# A word that more than about one text in forty-seven has proves nothing (inverse document frequency); "rekenen" must not be one.
LEAST_RARITY = 4.85
# About eleven texts in seventeen thousand have it.
MOST_RARITY_OF_FREQUENT = 8.3
# With so many telling words the model is as sure as it says; with fewer it has little to go by.
ENOUGH_TELLING = 3
SURENESS_BY_TELLING = (0.0, 0.6, 0.85)
# A text of fewer words says nothing of a pupil. Of its one telling word ("Geboren.") the model can make anything: unless the
# need is called so, too little is left to be shown.
LEAST_WORDS = 3
SURENESS_BY_BARE_WORD = 0.1


def may_tell(said: Text, at: int) -> bool:
    """Whether a word can be what the matter is."""
    stem = said.stems[at]
    return len(said.words[at]) >= SHORTEST and stem not in _telling_nothing()


def count_telling(said: Text, *, silent: Collection[int]) -> int:
    """How many telling words of the text the model knows."""
    known = usual_stems()
    return len(
        {stem for at, stem in enumerate(said.stems) if at not in silent and stem in known and may_tell(said, at)}
    )


def trust(said: Text, telling: int, entry: Entry) -> float:
    """The share of its sureness of a need that is not named which the model keeps with so many telling words."""
    if telling == 1 and len(said.words) < LEAST_WORDS and not entry.is_called(said.stems):
        return SURENESS_BY_BARE_WORD
    return 1.0 if telling >= ENOUGH_TELLING else SURENESS_BY_TELLING[telling]


def strongest(said: Text, heard: Heard, code: str) -> tuple[list[Place], bool]:
    """The words in which the model heard this need, what tells most of it first; and whether they tell it by themselves.

    Where none does, the one that comes nearest. None where no word speaks for the need at all.
    """
    _sureness, worth = heard.of(code)
    speaking = [at for at in range(len(worth)) if worth[at] > 0 and may_tell(said, at)]
    if not speaking:
        return [], False
    told = heard.told_of(code)
    told[[at for at in speaking if said.stems[at] in MOMENTS]] = 0.0
    first, *others = sorted(speaking, key=lambda at: -told[at])[:MOST_WORDS]
    least = max(LEAST_TOLD, SHARE_OF_FIRST * float(told[first]))
    return [Place(at, at) for at in (first, *(at for at in others if told[at] >= least))], bool(
        told[first] >= LEAST_TOLD
    )


@cache
def usual_stems() -> frozenset[str]:
    """The stems that the model knows: such a word is not a slip."""
    return frozenset(classifier().rarity_of_stems())


@cache
def frequent_stems() -> frozenset[str]:
    """The stems of so many of the texts that the model learned from that a word near to one is likely to be a slip."""
    return frozenset(
        stem for stem, rarity in classifier().rarity_of_stems().items() if rarity < MOST_RARITY_OF_FREQUENT
    )


@cache
def _telling_nothing() -> frozenset[str]:
    rarities = classifier().rarity_of_stems()
    return FILLERS | MEASURES | {stem for stem, rarity in rarities.items() if rarity < LEAST_RARITY}
