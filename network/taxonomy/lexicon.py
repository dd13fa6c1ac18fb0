"""Looking up the names of a term in a text: by stem, in compounds, with spelling mistakes, not when denied. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from network.core.text import spans_of, words_of
from network.taxonomy.features import stem_of

# "Faalangst en perfectionisme", "Opstandig gedrag (ODD)": each part is a name of its own.
_LABEL_PARTS = re.compile(r"\s+en\s+|[/()]")

MOST_BETWEEN = 3
SHORTEST_IN_COMPOUND = 6
SHORTEST_MISSPELT = 6
_DENIALS = frozenset({"geen", "niet", "zonder"})


@dataclass(frozen=True)
class Entry:
    """A term with the stems of each of its names.

    `sure`: those that are said of nothing else, as the label and what is written with a capital: HSP, Tourette, NT2.
    """

    code: str
    label: str
    names: tuple[tuple[str, ...], ...]
    sure: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, code: str, label: str, synonyms: Iterable[str]) -> Entry:
        """The parts of the label and the synonyms, each as stems."""
        given = [*_LABEL_PARTS.split(label), *synonyms]
        names = [stems_of_name(name) for name in given]
        sure = (stems for stems, name in zip(names, given, strict=True) if any(letter.isupper() for letter in name))
        return cls(code, label, tuple(dict.fromkeys(name for name in names if name)), frozenset(sure))


@dataclass(frozen=True)
class Place:
    """Where a name stands: the first and the last word."""

    first: int
    last: int


@lru_cache(maxsize=20_000)
def stems_of_name(name: str) -> tuple[str, ...]:
    """The stems of a name, remembered."""
    return tuple(stem_of(word) for word in words_of(name))


def long_stems(entries: Iterable[Entry]) -> frozenset[str]:
    """The stems of all names that are long enough to be recognised when misspelt."""
    return frozenset(
        stem for entry in entries for name in entry.names for stem in name if len(stem) >= SHORTEST_MISSPELT
    )


class Text:
    """A text as stems with their places. `right`: stems to which a misspelt word is brought, if it is not `usual`."""

    def __init__(self, text: str, *, right: frozenset[str] = frozenset(), usual: Collection[str] = ()) -> None:
        self.text = text
        self.spans = spans_of(text)
        self.words = words_of(text)
        self.stems = [_spelt(stem_of(word), right, usual) for word in self.words]
        self._known = frozenset(self.stems)
        self._places = _places_by_edge(self.stems)

    def find(self, name: tuple[str, ...]) -> tuple[list[Place], list[Place]]:
        """Where the name stands, close together in any order or within a compound; and where it is denied."""
        if len(name) == 1:
            places = [Place(at, at) for at in self._places.get(name[0], ())]
        else:
            places = self._windows(set(name), len(name) + MOST_BETWEEN) if self._known.issuperset(name) else []
        denied = [place for place in places if self._is_denied(place.first, name)]
        return [place for place in places if place not in denied], denied

    def piece(self, place: Place) -> str:
        """The words of the text at a place, as they were written."""
        return self.text[self.spans[place.first][0] : self.spans[place.last][1]].casefold()

    def _windows(self, wanted: set[str], width: int) -> list[Place]:
        for start, found in enumerate(self.stems):
            if found in wanted and wanted <= set(within := self.stems[start : start + width]):
                return [Place(start, start + max(within.index(one) for one in wanted))]
        return []

    def _is_denied(self, at: int, name: tuple[str, ...]) -> bool:
        """ "geen dyslexie", but not "geen zin" where the name itself denies."""
        before = self.words[max(0, at - 1) : at]
        return bool(_DENIALS & set(before)) and not _DENIALS & set(name)


def _places_by_edge(stems: list[str]) -> dict[str, list[int]]:
    """Where each stem stands, also as the begin or the end of a compound: gedragsproblemen, faalangsttraining."""
    places: dict[str, list[int]] = {}
    for at, stem in enumerate(stems):
        lengths = range(SHORTEST_IN_COMPOUND, len(stem))
        edges = {stem, *(stem[:length] for length in lengths), *(stem[-length:] for length in lengths)}
        for edge in edges:
            places.setdefault(edge, []).append(at)
    return places


def _spelt(stem: str, right: frozenset[str], usual: Collection[str]) -> str:
    if len(stem) < SHORTEST_MISSPELT or stem in right or stem in usual:
        return stem
    return _nearest(stem, right) or stem


@lru_cache(maxsize=20_000)
def _nearest(stem: str, right: frozenset[str]) -> str:
    """The right stem that is one slip away, "" when there is none."""
    near = process.extractOne(stem, right, scorer=OSA.distance, score_cutoff=1)
    return near[0] if near and near[0][0] == stem[0] else ""
