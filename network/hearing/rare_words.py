"""The rare words of a text: two texts that share some are about the same thing, whatever the needs that are heard in them."""

from __future__ import annotations

from functools import cache

from network.core.text import stem_of, words_of
from network.hearing.classifier import classifier

# Inverse document frequency, among the texts that the model learned from: what stands in one of some 250 texts or fewer.
LEAST_RARITY = 5.5
# Shorter ones are abbreviations of anything.
SHORTEST = 3
# A long text says the same thing in many words; more of them would only thin out what two texts share.
MOST = 40


def rare_words(text: str) -> frozenset[str]:
    """The stems of the rarest words of a text; one that the model never read is as rare as can be."""
    stems = {stem_of(word) for word in words_of(text) if len(word) >= SHORTEST and not word.isdecimal()}
    known = _rarity()
    never_read = max(known.values())
    rare = {stem: known.get(stem, never_read) for stem in stems}
    kept = sorted((stem for stem in rare if rare[stem] >= LEAST_RARITY), key=lambda stem: (-rare[stem], stem))
    return frozenset(kept[:MOST])


@cache
def _rarity() -> dict[str, float]:
    return classifier().rarity_of_stems()
