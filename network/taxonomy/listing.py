"""One list of the taxonomy as those who keep it see it: by words, by what misses its meaning, and by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from network.core.text import fold
from network.models import Term
from network.models.taxonomy import Facet
from network.taxonomy import queries

WITHOUT_MEANING = "zonder"


@dataclass(frozen=True)
class Filters:
    """What the reader looks for; values that are not in the lists count as no filter."""

    facet: Facet = Facet.NEED
    words: str = ""
    is_without_meaning: bool = False

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> Filters:
        """The filters of an address: `lijst`, `zoek`, `uitleg`."""
        wanted = args.get("lijst", "")
        return cls(
            facet=Facet(wanted) if wanted in set(Facet) else Facet.NEED,
            words=args.get("zoek", "")[:80].strip(),
            is_without_meaning=args.get("uitleg") == WITHOUT_MEANING,
        )

    def to_args(self) -> dict[str, str]:
        """The filters as they stand in an address; the usual ones are left out."""
        args = {
            "lijst": "" if self.facet is Facet.NEED else self.facet.value,
            "zoek": self.words,
            "uitleg": WITHOUT_MEANING if self.is_without_meaning else "",
        }
        return {name: value for name, value in args.items() if value}

    def of_list(self, facet: Facet) -> Filters:
        """The same, of another list."""
        return replace(self, facet=facet)

    @property
    def without_meaning(self) -> Filters:
        """The same, of the terms that miss a meaning."""
        return replace(self, is_without_meaning=True)


@dataclass(frozen=True)
class Listing:
    """The terms that were found in one list; `counts`: how many the same filters find in each list.

    `missing`: how many of those with the words miss a meaning, in Dutch or in English; `missing_elsewhere`: how many do
    in the other lists where any does. Without filters the needs stand in
    `groups`, each under its head; what is found by filters, and every other list, is one row after another in `terms`.
    """

    terms: Sequence[Term]
    groups: Sequence[tuple[Term, Sequence[Term]]]
    counts: Mapping[Facet, int]
    missing: int
    missing_elsewhere: Mapping[Facet, int]


def list_found(filters: Filters) -> Listing:
    """What these filters find."""
    wanted = fold(filters.words).split()
    holding = [term for term in queries.list_all_with_synonyms() if all(word in _said_of(term) for word in wanted)]
    missing = [term for term in holding if misses_meaning(term)]
    missing_in = dict(Counter(term.facet for term in missing))
    found = missing if filters.is_without_meaning else holding
    terms = [term for term in found if term.facet is filters.facet]
    is_whole = filters.facet is Facet.NEED and not wanted and not filters.is_without_meaning
    return Listing(
        terms=terms,
        groups=_grouped(terms) if is_whole else [],
        counts={facet: sum(term.facet is facet for term in found) for facet in Facet},
        missing=missing_in.pop(filters.facet, 0),
        missing_elsewhere=missing_in,
    )


def misses_meaning(term: Term) -> bool:
    """Whether who reads Dutch or who reads English is not told in their language what it means."""
    return not (term.definition and term.definition_en)


def _said_of(term: Term) -> str:
    names = [term.label_nl, term.label_en, *(synonym.phrase for synonym in term.synonyms)]
    return fold("\n".join(names))


def _grouped(terms: Sequence[Term]) -> list[tuple[Term, Sequence[Term]]]:
    return [(head, [one for one in terms if one.parent_id == head.id]) for head in terms if head.parent_id is None]
