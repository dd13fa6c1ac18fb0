"""How much each word of a text counts for what is heard: most where the pupil is spoken of, and where the story begins.

What stands beside a worry (who else has something, what was tried, how the writer feels) is told in other sentences. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from network.mentions.lexicon import Text

COUNTS_MORE = 1.2

_PUPIL = frozenset({"hij", "ze", "zij"})
_ENDS_SENTENCE = re.compile(r"[.!?\n…]")


def weights_of(said: Text) -> list[float]:
    """For each word, in order."""
    weights = [1.0] * len(said.words)
    for sentence in _sentences(said):
        is_of_pupil = not _PUPIL.isdisjoint(said.words[sentence.start : sentence.stop])
        weight = (COUNTS_MORE if is_of_pupil else 1.0) * (1.0 if sentence.start else COUNTS_MORE)
        weights[sentence.start : sentence.stop] = [weight] * len(sentence)
    return weights


def _sentences(said: Text) -> Iterator[range]:
    """Each sentence as the places of its words."""
    between = (said.text[end:begin] for (_first, end), (begin, _last) in pairwise(said.spans))
    starts = [0, *(at for at, mark in enumerate(between, start=1) if _ENDS_SENTENCE.search(mark)), len(said.spans)]
    yield from (range(first, end) for first, end in pairwise(starts))
