"""Looking up the names of a term in a text: by stem, in compounds, with spelling mistakes, not when denied. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from network.core.text import stem_of
from network.mentions.bygone import set_aside_words
from network.mentions.contrast import words_that_go_well
from network.mentions.denial import RULED_OUT, denied_words, is_good, is_trouble
from network.mentions.measured import measured_numbers
from network.mentions.slips import SHORTEST_MISSPELT, Spelling
from network.mentions.suspected import is_diagnosis, suspected_words
from network.mentions.untroubled import untroubled_words
from network.mentions.words import DENIALS, FINDINGS, ONLY_DENY, SIGNS, TROUBLE_STEMS
from network.taxonomy.spellings import spelt_words_of

# "Faalangst en perfectionisme", "Opstandig gedrag (ODD)": each part is a name of its own.
_LABEL_PARTS = re.compile(r"\s+en\s+|[/()]")

MOST_BETWEEN = 3
# "ADHD is uitgesloten door de kinderarts": so far behind what is denied stands who found that, and how.
REACH_OF_FINDING = 5
SHORTEST_IN_COMPOUND = 6
# About three thousand words: nobody tells more, and hearing must end.
MOST_LETTERS = 20_000
AS_WRITTEN = Spelling()
# As stems, as names have them: "geen zin" denies by itself.
_DENYING_STEMS = frozenset(stem_of(word) for word in DENIALS)
# What ends a clause when it stands between two words; a hyphen between blanks does too.
_ENDS_CLAUSE = re.compile(r"[,.;:!?()\[\]\n…–—]|\s-\s")


@dataclass(frozen=True)
class Entry:
    """A term with the stems of each of its names.

    `sure`: those that are said of nothing else, as the label and what is written with a capital: HSP, Tourette, NT2.
    """

    code: str
    label: str
    names: tuple[tuple[str, ...], ...]
    sure: frozenset[tuple[str, ...]] = frozenset()

    @property
    def is_diagnosis(self) -> bool:
        """Whether the label begins with what somebody must have found: ADHD, not behaviour that may be ODD."""
        return is_diagnosis(self.names[0]) if self.names else False

    def is_called(self, stems: Collection[str]) -> bool:
        """Whether one of these stems is a word of its label, before any "en": rekenen of Rekenen-wiskunde."""
        return bool(self.names) and not set(self.names[0]).isdisjoint(stems)

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

    @property
    def words(self) -> range:
        """The numbers of its words."""
        return range(self.first, self.last + 1)


@lru_cache(maxsize=20_000)
def stems_of_name(name: str) -> tuple[str, ...]:
    """The stems of a name, remembered."""
    return tuple(stem_of(word) for word, _begin, _end in spelt_words_of(name))


def long_stems(entries: Iterable[Entry]) -> frozenset[str]:
    """The stems of all names that are long enough to be recognised when misspelt."""
    return frozenset().union(*(_long_stems(entry.names) for entry in entries))


def single_stems(entries: Iterable[Entry]) -> frozenset[str]:
    """The names that are one word, as stems."""
    return frozenset(name[0] for entry in entries for name in entry.names if len(name) == 1)


@lru_cache(maxsize=2_000)
def _long_stems(names: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(stem for name in names for stem in name if len(stem) >= SHORTEST_MISSPELT)


class Text:
    """A text as stems with their places, a misspelt word as what it is meant to be; of a longer one the first 20,000 letters."""

    def __init__(self, text: str, *, spelling: Spelling = AS_WRITTEN) -> None:
        self.text = text[:MOST_LETTERS]
        located = spelt_words_of(self.text)
        self.spans = [(begin, end) for _word, begin, end in located]
        self.words = [word for word, _begin, _end in located]
        written = [stem_of(word) for word in self.words]
        self._measured = measured_numbers(self.words, self._breaks())
        self.stems = [
            self._measured[at].name if at in self._measured else spelling.meant(word)
            for at, word in enumerate(self.words)
        ]
        self.as_meant = [
            word if meant == stem else meant for word, stem, meant in zip(self.words, written, self.stems, strict=True)
        ]
        self.suspected = suspected_words(self.as_meant, self._breaks())
        self._known = frozenset(self.stems)
        self._places = _places_by_edge(self.stems)
        # "Niet-vloeiend", "nee-kleuter": what a hyphen ties to the next word denies nothing by itself.
        free = ["" if word in DENIALS and self._leads(at) else word for at, word in enumerate(self.words)]
        self.untroubled = untroubled_words(free, self._breaks()) | words_that_go_well(free, self._breaks())
        self.set_aside = set_aside_words(self.words, self._breaks())
        self._denied = denied_words(free, self._breaks()) | self.untroubled | self.set_aside

    @property
    def denies_trouble(self) -> bool:
        """Whether something is denied that nobody misses."""
        return any(map(self._is_bad, self._denied))

    @property
    def denying(self) -> frozenset[int]:
        """The places of what tells only that something is denied: noch, nee, the signs that there are not, who ruled it out."""
        return (
            self.untroubled
            | self.set_aside
            | {
                at
                for at, word in enumerate(self.words)
                if word in ONLY_DENY
                or (at in self._denied and (word in SIGNS or word == RULED_OUT or self._is_bad(at)))
                or (word in FINDINGS and not self._denied.isdisjoint(range(at - REACH_OF_FINDING, at)))
            }
        )

    def _is_bad(self, at: int) -> bool:
        """Whether a word says what nobody misses: ruzie, mutisme, eetproblemen."""
        return self.stems[at] in TROUBLE_STEMS or is_trouble(stem_of(self.words[at])) or is_diagnosis((self.stems[at],))

    def may_have(self, name: tuple[str, ...]) -> bool:
        """Whether all words of the name stand somewhere."""
        return name[0] in self._places if len(name) == 1 else self._known.issuperset(name)

    def find(self, name: tuple[str, ...]) -> tuple[list[Place], list[Place]]:
        """Where the name stands, close together in any order or within a compound; and where it is denied."""
        if not self.may_have(name):
            return [], []
        if len(name) == 1:
            places = [Place(at, at) for at in self._places[name[0]]]
        else:
            places = self._windows(set(name), len(name) + MOST_BETWEEN)
        denied = [place for place in places if self._is_denied(place, name)]
        return [place for place in places if place not in denied], denied

    def piece(self, place: Place) -> str:
        """The words of the text at a place, as they were written; a number with what it measures."""
        first = self._measured[place.first].first if place.first in self._measured else place.first
        return self.text[self.spans[first][0] : self.spans[place.last][1]]

    def is_suspected(self, place: Place) -> bool:
        """Whether a diagnosis that is only suspected stands here."""
        return not self.suspected.isdisjoint(place.words)

    def folded(self, place: Place) -> str:
        """The same words, for comparing."""
        return " ".join(self.words[place.first : place.last + 1])

    def _windows(self, wanted: set[str], width: int) -> list[Place]:
        for start, found in enumerate(self.stems):
            if found in wanted and wanted <= set(within := self.stems[start : start + width]):
                return [Place(start, start + max(within.index(one) for one in wanted))]
        return []

    def _is_denied(self, place: Place, name: tuple[str, ...]) -> bool:
        """ "geen dyslexie", but not "geen zin" where the name itself denies, nor a skill, nor a paper about it."""
        if not _DENYING_STEMS.isdisjoint(name):
            return False
        if is_good(name) and self.untroubled.isdisjoint(place.words) and not self._is_bad(place.first):
            return False
        if len(name) > 1:
            within = self.words[place.first : place.last + 1]
            return not self._denied.isdisjoint((place.first, place.last)) or not DENIALS.isdisjoint(within)
        if place.first not in self._denied:
            return False
        return is_trouble(self.stems[place.first]) or (
            self.stems[place.first] == name[0] and not self._leads(place.last)
        )

    def _leads(self, at: int) -> bool:
        """Whether a hyphen makes it the beginning of another word: adhd-medicatie."""
        following = at + 1
        return following < len(self.spans) and self._between(following) == "-" and not is_trouble(self.stems[following])

    def _breaks(self) -> set[int]:
        return {at for at in range(1, len(self.spans)) if _ENDS_CLAUSE.search(self._between(at))}

    def _between(self, at: int) -> str:
        return self.text[self.spans[at - 1][1] : self.spans[at][0]]


def _places_by_edge(stems: list[str]) -> dict[str, list[int]]:
    """Where each stem stands, also as the begin or the end of a compound: gedragsproblemen, faalangsttraining."""
    places: dict[str, list[int]] = {}
    for at, stem in enumerate(stems):
        lengths = range(SHORTEST_IN_COMPOUND, len(stem))
        edges = {stem, *(stem[:length] for length in lengths), *(stem[-length:] for length in lengths)}
        for edge in edges:
            places.setdefault(edge, []).append(at)
    return places
