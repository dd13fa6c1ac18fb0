"""From free text to needs and forms: which terms are meant, how surely, and by which words.

Two hear the same text: the names of the terms, looked up, and a model that learned from phrases how schools
describe a need without naming it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from network.models.taxonomy import Facet
from network.taxonomy import queries
from network.taxonomy.classifier import Heard, classifier
from network.taxonomy.evidence import count_telling, strongest, trust, usual_stems
from network.taxonomy.lexicon import Entry, Place, Text, long_stems

# Each name that is found leaves this much of the doubt: a word may be said in passing.
DOUBT_PER_NAME = 0.7
# A name that is said of nothing else leaves less of it.
DOUBT_WHEN_SURE = 0.2
# Below this the model only guesses.
LEAST_CONFIDENCE = 0.12
# Fainter than this is noise, also for likeness. Below what is heard, a list of the best may go on with what hardly is.
FAINTEST = 0.02
FAINTEST_LISTED = 0.005
# A need named more surely than this, or by a name of so many words, is shown however faintly the model hears it; where
# there is no room for all, it goes before what is heard less surely than so.
SURELY_NAMED = 0.5
LONG_NAME = 3
NAMED_COUNTS_AS = 0.3
HARDLY_HEARD = 0.001
# Of a need that the text denies by its own name no more is left, however much the rest sounds like it.
DENIED_CONFIDENCE = 0.1


@dataclass(frozen=True)
class Suggestion:
    """A term that the text seems to be about; confidence 0..1; evidence: the words of the text that led to it.

    `is_named`: the text says it in so many words. `is_told`: the evidence is a reason by itself; if not, no word is, and
    the text as a whole sounds like the term.
    """

    code: str
    label: str
    confidence: float
    evidence: tuple[str, ...]
    is_named: bool = False
    is_told: bool = True


@dataclass(frozen=True)
class Named:
    """What the names of a term say: how surely (0..1), where they stand, and whether the text denies the term.

    `is_learned`: the model knows the words of these names too, unlike those that were added since.
    """

    confidence: float = 0.0
    places: tuple[Place, ...] = ()
    is_denied: bool = False
    is_learned: bool = True


def suggest_needs(text: str, *, limit: int = 6, entries: Sequence[Entry] = ()) -> list[Suggestion]:
    """The needs that the text seems to be about, the surest first, for a screen; none without words that led to it.

    What the text says in so many words is among them, however little else speaks of it. Out of `entries`, or all in use.
    """
    found = _with_evidence(text, entries, least=HARDLY_HEARD)
    shown = [one for one in found if one.is_named or one.confidence >= LEAST_CONFIDENCE]
    chosen = sorted(shown, key=lambda one: -max(one.confidence, NAMED_COUNTS_AS if one.is_named else 0.0))[:limit]
    return [one for one in shown if one in chosen]


def list_needs(text: str, *, limit: int = 10, entries: Sequence[Entry] = ()) -> list[Suggestion]:
    """The needs by confidence alone, for who takes the first few: the list goes on below what a screen shows.

    Empty when a screen would show nothing that is heard.
    """
    found = _with_evidence(text, entries, least=FAINTEST_LISTED)[:limit]
    return found if found and found[0].confidence >= LEAST_CONFIDENCE else []


def suggest_forms(text: str, *, limit: int = 4, entries: Sequence[Entry] = ()) -> list[Suggestion]:
    """The forms of support that the text asks for, the surest first; out of `entries`, or all in use."""
    entries = entries or _entries(Facet.FORM)
    return _of_names(Text(text, right=long_stems(entries)), entries)[:limit]


def needs() -> tuple[Entry, ...]:
    """The needs in use with all their names, as the taxonomy has them now."""
    return _entries(Facet.NEED)


def hear_needs(text: str, entries: Sequence[Entry], *, least: float = LEAST_CONFIDENCE) -> list[Suggestion]:
    """The needs out of `entries` that the text speaks of, the surest first: by their names and by the model.

    Of a very long text the first 20,000 letters are heard.
    """
    said = Text(text, right=long_stems(entries), usual=usual_stems())
    named, silent = _by_name(said, entries)
    heard = classifier().hear(said.as_meant, silent=silent)
    trusted = trust(count_telling(said, silent=silent))
    found = (_both(entry, named.get(entry.code, Named()), heard, said, trusted, least) for entry in entries)
    return _sorted(one for one in found if one.confidence >= least)


def name_needs(text: str, entries: Sequence[Entry], *, least: float = LEAST_CONFIDENCE) -> list[Suggestion]:
    """The needs whose names stand in the text, the surest first: without the model."""
    said = Text(text, right=long_stems(entries), usual=usual_stems())
    return [one for one in _of_names(said, entries) if one.confidence >= least]


def _with_evidence(text: str, entries: Sequence[Entry], *, least: float) -> list[Suggestion]:
    return [one for one in hear_needs(text, entries or needs(), least=least) if one.evidence]


def _entries(facet: Facet) -> tuple[Entry, ...]:
    return _entries_of(queries.read_names(facet))


@lru_cache(maxsize=4)
def _entries_of(read: tuple[str, str]) -> tuple[Entry, ...]:
    """Kept as long as the names are the same."""
    return tuple(Entry.of(term.code, term.label_nl, term.synonyms) for term in queries.names_of(read))


def _of_names(said: Text, entries: Sequence[Entry]) -> list[Suggestion]:
    named, _silent = _by_name(said, entries)
    found = ((entry, named[entry.code]) for entry in entries if entry.code in named)
    return _sorted(
        Suggestion(entry.code, entry.label, one.confidence, _pieces(said, one.places))
        for entry, one in found
        if one.places
    )


def _by_name(said: Text, entries: Sequence[Entry]) -> tuple[Mapping[str, Named], set[int]]:
    """What the names of each term say, where any stands in the text; and the words that deny one or are denied."""
    found: dict[str, Named] = {}
    silent: set[int] = set()
    for entry in entries:
        places = {name: said.find(name) for name in entry.names if said.may_have(name)}
        refused = {at for _stands, denied in places.values() for place in denied for at in place.words}
        silent |= refused
        standing = {
            name: kept
            for name, (stands, _denied) in places.items()
            if (kept := [place for place in stands if refused.isdisjoint(place.words)])
        }
        if standing or refused:
            is_denied = any(places[name][1] for name in entry.sure & places.keys()) and not entry.sure & standing.keys()
            found[entry.code] = _named(said, entry, standing, is_denied=is_denied)
    return found, silent | said.denying if silent or said.untroubled else silent


def _named(said: Text, entry: Entry, standing: Mapping[tuple[str, ...], Sequence[Place]], *, is_denied: bool) -> Named:
    places = tuple(place for stands in standing.values() for place in stands)
    different = len({said.folded(place) for place in places})
    doubt = DOUBT_WHEN_SURE ** len(entry.sure.intersection(standing)) * DOUBT_PER_NAME**different
    confidence = min(1 - doubt, DENIED_CONFIDENCE) if is_denied else 1 - doubt
    is_learned = usual_stems().issuperset(stem for name in standing for stem in name)
    return Named(confidence, places, is_denied, is_learned)


def _both(entry: Entry, named: Named, heard: Heard, said: Text, trusted: float, least: float) -> Suggestion:
    """What the names and the model say together. For a need or a name that it does not know, each takes away doubt."""
    sureness, _worth = heard.of(entry.code)
    sureness *= 1.0 if named.places else trusted
    is_learned = heard.knows(entry.code) and named.is_learned
    confidence = (
        _beside_model(sureness, named.confidence) if is_learned else 1 - (1 - named.confidence) * (1 - sureness)
    )
    places, is_told = named.places, bool(named.places)
    if sureness >= least:
        telling, tells = strongest(said, heard, entry.code)
        covered = {at for place in places for at in place.words}
        places += tuple(one for one in telling if one.first not in covered) if tells or not places else ()
        is_told = is_told or tells
    if named.is_denied:
        confidence = min(confidence, DENIED_CONFIDENCE)
    return Suggestion(entry.code, entry.label, confidence, _pieces(said, places), _is_named(named), is_told)


def _beside_model(sureness: float, by_name: float) -> float:
    """The model learned the names too: one that stands in the text no more than doubles the odds."""
    odds = (1 + by_name) * sureness
    return odds / (odds + 1 - sureness) if odds else 0.0


def _is_named(named: Named) -> bool:
    is_sure = named.confidence > SURELY_NAMED or any(len(place.words) >= LONG_NAME for place in named.places)
    return is_sure and not named.is_denied


def _pieces(said: Text, places: Iterable[Place]) -> tuple[str, ...]:
    """The words at these places as they were written, the same words once."""
    found: dict[str, str] = {}
    for place in places:
        found.setdefault(said.folded(place), said.piece(place))
    return tuple(found.values())


def _sorted(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    return sorted(suggestions, key=lambda one: (-one.confidence, one.code))
