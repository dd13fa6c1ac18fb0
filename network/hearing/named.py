"""What the names of the terms say in a text: how surely, where they stand, and which of them it denies. Pure but for the
words that the model knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from network.hearing.evidence import usual_stems
from network.mentions.lexicon import Entry, Place, Text
from network.mentions.suspected import is_diagnosis

Name = tuple[str, ...]
Standing = Mapping[Name, Sequence[Place]]

# Each name that is found leaves this much of the doubt: a word may be said in passing.
DOUBT_PER_NAME = 0.7
# A name that is said of nothing else leaves less of it.
DOUBT_WHEN_SURE = 0.2
# A need named more surely than this, or by a name of so many words, is shown however faintly the model hears it.
SURELY_NAMED = 0.5
LONG_NAME = 3
# Of a need that the text denies by its own name no more is left, however much the rest sounds like it.
DENIED_CONFIDENCE = 0.1


@dataclass(frozen=True)
class Named:
    """What the names of a term say: how surely (0..1), where they stand, and whether the text denies the term.

    `is_learned`: the model knows the words of these names too, unlike those that were added since. `is_sure`: one of them
    is said of nothing else, or has several words. `is_suspected`: the text names the diagnosis, and never as a finding;
    `is_found`: it names one by a name that is said of nothing else, as a finding.
    """

    confidence: float = 0.0
    places: tuple[Place, ...] = ()
    is_denied: bool = False
    is_learned: bool = True
    is_sure: bool = False
    is_suspected: bool = False
    is_found: bool = False

    @property
    def in_so_many_words(self) -> bool:
        """Whether the text says it in so many words."""
        is_said = self.confidence > SURELY_NAMED or any(len(place.words) >= LONG_NAME for place in self.places)
        return is_said and not self.is_denied


def by_name(said: Text, entries: Sequence[Entry]) -> tuple[Mapping[str, Named], set[int]]:
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
    denies = silent or said.untroubled or said.set_aside or said.denies_trouble
    return found, silent | said.denying if denies else silent


def _named(said: Text, entry: Entry, standing: Standing, *, is_denied: bool) -> Named:
    places = tuple(place for stands in standing.values() for place in stands)
    different = len({said.folded(place) for place in places})
    sure = entry.sure.intersection(standing)
    firm = _firm(said, standing)
    doubt = DOUBT_WHEN_SURE ** len(sure) * DOUBT_PER_NAME**different
    return Named(
        confidence=min(1 - doubt, DENIED_CONFIDENCE) if is_denied else 1 - doubt,
        places=places,
        is_denied=is_denied,
        is_learned=usual_stems().issuperset(stem for name in standing for stem in name),
        is_sure=any(name in sure or len(name) > 1 for name in firm),
        is_suspected=_is_suspected(said, entry, standing),
        is_found=not is_denied and any(name in sure and is_diagnosis(name) for name in firm),
    )


def _firm(said: Text, standing: Standing) -> list[Name]:
    """The names that stand somewhere as more than a suspicion."""
    return [name for name, stands in standing.items() if not all(said.is_suspected(place) for place in stands)]


def _is_suspected(said: Text, entry: Entry, standing: Standing) -> bool:
    return entry.is_diagnosis and any(map(is_diagnosis, standing)) and not any(map(is_diagnosis, _firm(said, standing)))
