"""From free text to needs and forms: which terms are meant, how surely, and by which words.

Two hear the same text: the names of the terms, looked up, and a model that learned from phrases how schools
describe a need without naming it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from network.hearing.classifier import Heard, classifier
from network.hearing.evidence import count_telling, frequent_stems, strongest, trust, usual_stems
from network.hearing.named import DENIED_CONFIDENCE, Named, by_name
from network.hearing.weights import weights_of
from network.mentions.lexicon import Entry, Place, Text, long_stems, single_stems
from network.mentions.slips import Spelling
from network.mentions.tried import without_tried
from network.models.taxonomy import Facet
from network.taxonomy import queries

# Below this the model only guesses.
LEAST_CONFIDENCE = 0.12
# Fainter than this is noise, also for likeness. Below what is heard, a list of the best may go on with what hardly is.
FAINTEST = 0.02
FAINTEST_LISTED = 0.005
# Where there is no room for all, what is named in so many words goes before what is heard less surely than so.
NAMED_COUNTS_AS = 0.3
HARDLY_HEARD = 0.001
# Heard so surely a need is ticked unasked. One ordinary word is no ground for that, unless the rest of the story leaves
# hardly a doubt; nor is a sentence with a few telling words, of which the model can make anything.
SURE = 0.65
SURE_BY_ONE_WORD = 0.9
LEAST_TELLING = 4


@dataclass(frozen=True)
class Suggestion:
    """A term that the text seems to be about; confidence 0..1; evidence: the words of the text that led to it.

    `is_named`: the text says it in so many words. `is_told`: the evidence is a reason by itself; if not, no word is, and
    the text as a whole sounds like the term. `is_sure`: sure enough, and on ground enough, to be ticked unasked; never a
    diagnosis that the text only suspects.
    """

    code: str
    label: str
    confidence: float
    evidence: tuple[str, ...]
    is_named: bool = False
    is_told: bool = True
    is_sure: bool = False


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
    said = Text(without_tried(text), spelling=Spelling(long_stems(entries)))
    return _of_names(said, entries)[:limit]


def needs() -> tuple[Entry, ...]:
    """The needs in use with all their names, as the taxonomy has them now."""
    return _entries(Facet.NEED)


def hear_needs(text: str, entries: Sequence[Entry], *, least: float = LEAST_CONFIDENCE) -> list[Suggestion]:
    """The needs out of `entries` that the text speaks of, the surest first: by their names and by the model.

    Of a very long text the first 20,000 letters are heard.
    """
    said = _read(text, entries)
    named, silent = by_name(said, entries)
    heard = classifier().hear(said.as_meant, silent=silent, weights=weights_of(said))
    telling = count_telling(said, silent=silent)
    found = (_both(entry, named.get(entry.code, Named()), heard, said, telling, least) for entry in entries)
    return _sorted(one for one in found if one.confidence >= least)


def name_needs(text: str, entries: Sequence[Entry], *, least: float = LEAST_CONFIDENCE) -> list[Suggestion]:
    """The needs whose names stand in the text, the surest first: without the model."""
    said = _read(text, entries)
    return [one for one in _of_names(said, entries) if one.confidence >= least]


def _read(text: str, entries: Sequence[Entry]) -> Text:
    spelling = Spelling(long_stems(entries), usual_stems(), frequent_stems(), single_stems(entries))
    return Text(text, spelling=spelling)


def _with_evidence(text: str, entries: Sequence[Entry], *, least: float) -> list[Suggestion]:
    return [one for one in hear_needs(text, entries or needs(), least=least) if one.evidence]


def _entries(facet: Facet) -> tuple[Entry, ...]:
    return _entries_of(queries.read_names(facet))


@lru_cache(maxsize=4)
def _entries_of(read: tuple[str, str]) -> tuple[Entry, ...]:
    """Kept as long as the names are the same."""
    return tuple(Entry.of(term.code, term.label_nl, term.synonyms) for term in queries.names_of(read))


def _of_names(said: Text, entries: Sequence[Entry]) -> list[Suggestion]:
    named, _silent = by_name(said, entries)
    found = ((entry, named[entry.code]) for entry in entries if entry.code in named)
    return _sorted(
        Suggestion(entry.code, entry.label, one.confidence, _pieces(said, one.places))
        for entry, one in found
        if one.places
    )


def _both(entry: Entry, named: Named, heard: Heard, said: Text, telling: int, least: float) -> Suggestion:
    """What the names and the model say together. For a need or a name that it does not know, each takes away doubt."""
    sureness, _worth = heard.of(entry.code)
    sureness *= 1.0 if named.places else trust(said, telling, entry)
    is_learned = heard.knows(entry.code) and named.is_learned
    confidence = (
        _beside_model(sureness, named.confidence) if is_learned else 1 - (1 - named.confidence) * (1 - sureness)
    )
    places, is_told = named.places, bool(named.places)
    if sureness >= least:
        strong, tells = strongest(said, heard, entry.code)
        covered = {at for place in places for at in place.words}
        places += tuple(one for one in strong if one.first not in covered) if tells or not places else ()
        is_told = is_told or tells
    # The model may give all it hears to one need; a diagnosis that was found stands beside it.
    if named.is_found:
        confidence = max(confidence, NAMED_COUNTS_AS)
    if named.is_denied:
        confidence = min(confidence, DENIED_CONFIDENCE)
    pieces = _pieces(said, places)
    firm = _pieces(said, (place for place in places if not said.is_suspected(place)))
    has_ground = confidence >= SURE and (named.is_sure or _has_ground(confidence, len(firm), telling))
    is_sure = named.is_found or (has_ground and not named.is_suspected)
    return Suggestion(entry.code, entry.label, confidence, pieces, named.in_so_many_words, is_told, is_sure)


def _has_ground(confidence: float, words: int, telling: int) -> bool:
    """Whether what is not surely named may be ticked: in a story that tells enough, by two words or with hardly a doubt."""
    return telling >= LEAST_TELLING and (words > 1 or (words == 1 and confidence >= SURE_BY_ONE_WORD))


def _beside_model(sureness: float, by_name: float) -> float:
    """The model learned the names too: one that stands in the text no more than doubles the odds."""
    odds = (1 + by_name) * sureness
    return odds / (odds + 1 - sureness) if odds else 0.0


def _pieces(said: Text, places: Iterable[Place]) -> tuple[str, ...]:
    """The words at these places as they were written, the same words once."""
    found: dict[str, str] = {}
    for place in places:
        found.setdefault(said.folded(place), said.piece(place))
    return tuple(found.values())


def _sorted(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    return sorted(suggestions, key=lambda one: (-one.confidence, one.code))
