"""What a text sounds like, as a short vector over the needs: for finding what is like it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from math import sqrt
from typing import TypeVar

from network.hearing.classifier import classifier
from network.hearing.suggestions import FAINTEST, hear_needs, needs
from network.mentions.lexicon import Entry
from network.models.taxonomy import Facet
from network.taxonomy import queries

DIGITS = 4
# Above this two questions of the demo network share a confirmed need, but for one in fifty; texts alone: one in three.
LEAST_LIKENESS = 0.5
# Counts up when something else is kept of a text than before, so that what was kept is read anew.
KEPT = 2
# The columns that keep what heard a text have room for 16 letters.
HALF = 8

Heard = Mapping[str, float]
Key = TypeVar("Key", bound=Hashable)


def hear(text: str, entries: Sequence[Entry] = ()) -> dict[str, float]:
    """The needs heard in a text with their strength, together of length 1; empty when nothing is heard.

    Out of `entries`, or all in use.
    """
    return of_length_one({one.code: one.confidence for one in hear_needs(text, entries or needs(), least=FAINTEST)})


def of_length_one(found: Heard) -> dict[str, float]:
    """The same directions, together of length 1."""
    length = sqrt(sum(worth**2 for worth in found.values()))
    return {code: round(worth / length, DIGITS) for code, worth in found.items()} if length else {}


def likeness(one: Heard, other: Heard) -> float:
    """How much two texts sound alike, 0..1: the cosine of what is heard in them."""
    return min(1.0, sum(worth * other.get(code, 0.0) for code, worth in one.items()))


def most_alike(one: Heard, others: Mapping[Key, Heard], *, least: float, most: int) -> dict[Key, float]:
    """Which of the others sound most like this one, and how much, the most alike first; none below `least`.

    For anything with a text: questions, practice examples, offers. Equals stay in the order of `others`.
    """
    found = {key: likeness(one, other) for key, other in others.items()}
    chosen = sorted((key for key in found if found[key] >= least), key=lambda key: -found[key])
    return {key: found[key] for key in chosen[:most]}


def with_confirmed(heard: Heard, confirmed: Collection[str]) -> dict[str, float]:
    """What is heard in a text and what a person confirmed of it, each for a half; of length 1, or empty."""
    both = dict(heard)
    for code in confirmed:
        both[code] = both.get(code, 0.0) + 1.0 / sqrt(len(confirmed))
    length = sqrt(sum(worth * worth for worth in both.values()))
    return {code: worth / length for code, worth in both.items()} if length else {}


def written(vector: Heard) -> str:
    """A vector as one short text, for a column that is read often: `angst:0.8 faalangst:0.6`."""
    return " ".join(f"{code}:{worth:g}" for code, worth in vector.items())


def vector_of(text: str) -> dict[str, float]:
    """The vector that was written."""
    pairs = (pair.split(":") for pair in text.split())
    return {code: float(worth) for code, worth in pairs}


def model_in_use() -> str:
    """Names in 16 letters what hears now, the model and the names of the needs: what another one heard is heard again."""
    return classifier().trained_from[:HALF] + _fingerprint_of(queries.read_names(Facet.NEED))[:HALF]


def was_heard_by_model(name: str | None) -> bool:
    """Whether the present model heard what this name of `model_in_use` stands with, whatever the names were then."""
    return (name or "")[:HALF] == classifier().trained_from[:HALF]


@lru_cache(maxsize=2)
def _fingerprint_of(read: tuple[str, str]) -> str:
    """Changes with the names alone, whatever else is in the vocabulary. Kept as long as what is read is the same."""
    names = sorted((one.code, one.label_nl, sorted(one.synonyms)) for one in queries.names_of(read))
    return sha256(repr((KEPT, names)).encode()).hexdigest()
