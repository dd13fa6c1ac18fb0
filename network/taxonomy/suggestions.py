"""From free text to needs and forms: which terms are meant, how surely, and by which words.

Two hear the same text: the names of the terms, looked up, and a model that learned from phrases how schools
describe a need without naming it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from network.models.taxonomy import Facet
from network.taxonomy import queries
from network.taxonomy.classifier import Heard, classifier
from network.taxonomy.lexicon import Entry, Place, Text, long_stems

# Each name that is found leaves this much of the doubt: a word may be said in passing.
DOUBT_PER_NAME = 0.7
# A name that is said of nothing else leaves less of it.
DOUBT_WHEN_SURE = 0.2
# The model learned the names too: beside it they add little. For a need that it does not know they are all there is.
NAME_BESIDE_MODEL = 0.15
# Below this the model only guesses.
LEAST_CONFIDENCE = 0.12
# Of the words that the model heard a need in, those that count at least a third as much as the first.
MOST_WORDS = 3
SHARE_OF_FIRST = 0.3
SHORTEST_EVIDENCE = 3
# A word that more than about one text in fifty has is no evidence (inverse document frequency).
LEAST_RARITY = 5.0


@dataclass(frozen=True)
class Suggestion:
    """A term that the text seems to be about; confidence 0..1; evidence: the words of the text that led to it."""

    code: str
    label: str
    confidence: float
    evidence: tuple[str, ...]


def suggest_needs(text: str, *, limit: int = 6) -> list[Suggestion]:
    """The needs that the text seems to be about, the surest first."""
    return hear_needs(text, needs())[:limit]


def suggest_forms(text: str, *, limit: int = 4) -> list[Suggestion]:
    """The forms of support that the text asks for, the surest first."""
    entries = _entries(Facet.FORM)
    return _sorted(_by_name(Text(text, right=long_stems(entries)), entries)[0].values())[:limit]


def needs() -> list[Entry]:
    """The needs in use with all their names, as the taxonomy has them now."""
    return _entries(Facet.NEED)


def hear_needs(text: str, entries: Sequence[Entry], *, least: float = LEAST_CONFIDENCE) -> list[Suggestion]:
    """The needs out of `entries` that the text speaks of, the surest first: by their names and by the model."""
    said = Text(text, right=long_stems(entries), usual=_usual_stems())
    named, denied = _by_name(said, entries)
    heard = classifier().hear(said.words, silent=denied)
    found = [_both(entry, named.get(entry.code), heard, said) for entry in entries]
    return _sorted(one for one in found if one.confidence >= least)


def name_needs(text: str, entries: Sequence[Entry], *, least: float = LEAST_CONFIDENCE) -> list[Suggestion]:
    """The needs whose names stand in the text, the surest first: without the model."""
    named, _denied = _by_name(Text(text, right=long_stems(entries), usual=_usual_stems()), entries)
    return _sorted(one for one in named.values() if one.confidence >= least)


def _entries(facet: Facet) -> list[Entry]:
    return [Entry.of(term.code, term.label_nl, term.synonyms) for term in queries.list_names(facet)]


@cache
def _usual_stems() -> frozenset[str]:
    """The stems that the model knows: such a word is not a slip."""
    return frozenset(classifier().rarity_of_stems())


@cache
def _everyday_stems() -> frozenset[str]:
    """The stems that many texts have: such a word proves nothing."""
    return frozenset(stem for stem, rarity in classifier().rarity_of_stems().items() if rarity < LEAST_RARITY)


def _by_name(said: Text, entries: Sequence[Entry]) -> tuple[Mapping[str, Suggestion], set[int]]:
    """The terms whose names stand in the text; and the words that deny one."""
    found: dict[str, Suggestion] = {}
    denied: set[int] = set()
    for entry in entries:
        evidence: dict[str, None] = {}
        doubt = 1.0
        for name in entry.names:
            places, refused = said.find(name)
            evidence.update(dict.fromkeys(said.piece(place) for place in places))
            denied.update(at for place in refused for at in range(place.first, place.last + 1))
            doubt *= DOUBT_WHEN_SURE if places and name in entry.sure else 1.0
        if evidence:
            confidence = 1 - doubt * DOUBT_PER_NAME ** len(evidence)
            found[entry.code] = Suggestion(entry.code, entry.label, confidence, tuple(evidence))
    return found, denied


def _both(entry: Entry, named: Suggestion | None, heard: Heard, said: Text) -> Suggestion:
    """What the names and the model say together: each takes away a part of the doubt."""
    sureness, worth = heard.of(entry.code)
    by_name = (named.confidence if named else 0.0) * (NAME_BESIDE_MODEL if heard.knows(entry.code) else 1.0)
    confidence = 1 - (1 - by_name) * (1 - sureness)
    pieces = list(named.evidence) if named else []
    if sureness >= LEAST_CONFIDENCE:
        pieces += [word for word in _strongest(said, worth) if not any(word in piece for piece in pieces)]
    return Suggestion(entry.code, entry.label, confidence, tuple(pieces))


def _strongest(said: Text, worth: Sequence[float]) -> list[str]:
    """The words in which the model heard the need, in the order of the text."""
    by_worth = sorted(range(len(said.words)), key=lambda at: -worth[at])
    telling = [at for at in by_worth if worth[at] > 0 and _is_telling(said, at)]
    chosen = [at for at in telling[:MOST_WORDS] if worth[at] >= SHARE_OF_FIRST * worth[telling[0]]]
    return list(dict.fromkeys(said.piece(Place(at, at)) for at in sorted(chosen)))


def _is_telling(said: Text, at: int) -> bool:
    return len(said.words[at]) >= SHORTEST_EVIDENCE and said.stems[at] not in _everyday_stems()


def _sorted(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    return sorted(suggestions, key=lambda one: (-one.confidence, one.code))
