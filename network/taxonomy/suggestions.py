"""From free text to needs and forms: which terms are meant, how surely, and by which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from network.core.text import spans_of, stem, words_of
from network.models import Term
from network.models.taxonomy import Facet
from network.taxonomy import queries

# "Faalangst en perfectionisme", "Opstandig gedrag (ODD)": each part is a name of its own.
_LABEL_PARTS = re.compile(r"\s+en\s+|[/()]")


MOST_BETWEEN = 3
SHORTEST_IN_COMPOUND = 6
_DENIALS = frozenset({"geen", "niet", "zonder"})


@dataclass(frozen=True)
class Suggestion:
    """A term that the text seems to be about; confidence 0..1; evidence: the words of the text that led to it."""

    code: str
    label: str
    confidence: float
    evidence: tuple[str, ...]


def suggest_needs(text: str, *, limit: int = 6) -> list[Suggestion]:
    """The needs that the text seems to be about, the surest first."""
    return _suggest(text, queries.list_with_synonyms(Facet.NEED))[:limit]


def suggest_forms(text: str, *, limit: int = 4) -> list[Suggestion]:
    """The forms of support that the text asks for, the surest first."""
    return _suggest(text, queries.list_with_synonyms(Facet.FORM))[:limit]


def _suggest(text: str, terms: Sequence[Term]) -> list[Suggestion]:
    said = _Text(text)
    found = []
    for term in terms:
        if term.is_retired:
            continue
        phrases = (*_LABEL_PARTS.split(term.label_nl), *(synonym.phrase for synonym in term.synonyms))
        evidence = list(dict.fromkeys(piece for phrase in phrases for piece in said.pieces_like(phrase)))
        if evidence:
            confidence = 1 - 0.5 ** len(evidence)
            found.append(Suggestion(term.code, term.label_nl, confidence, tuple(evidence)))
    return sorted(found, key=lambda s: (-s.confidence, s.code))


class _Text:
    """A text as stems with their places, in which phrases are looked up."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = spans_of(text)
        self.words = words_of(text)
        self.stems = [stem(word) for word in self.words]

    def pieces_like(self, phrase: str) -> list[str]:
        """Where the phrase stands: its stems close together in any order, or within a compound; not when denied."""
        wanted = [stem(word) for word in words_of(phrase)]
        if not wanted:
            return []
        if len(wanted) == 1:
            places = [(at, at) for at, found in enumerate(self.stems) if _is_like(found, wanted[0])]
        else:
            places = self._windows(set(wanted), len(wanted) + MOST_BETWEEN)
        return [self._piece(first, last) for first, last in places if not self._is_denied(first, wanted)]

    def _windows(self, wanted: set[str], width: int) -> list[tuple[int, int]]:
        for start, found in enumerate(self.stems):
            within = self.stems[start : start + width]
            if found in wanted and wanted <= set(within):
                last = max(within.index(one) for one in wanted)
                return [(start, start + last)]
        return []

    def _is_denied(self, at: int, wanted: list[str]) -> bool:
        """ "geen dyslexie", but not "geen zin" where the phrase itself denies."""
        before = self.words[max(0, at - 1) : at]
        return bool(_DENIALS & set(before)) and not _DENIALS & set(wanted)

    def _piece(self, first: int, last: int) -> str:
        return self.text[self.spans[first][0] : self.spans[last][1]].casefold()


def _is_like(found: str, wanted: str) -> bool:
    """The same stem, or a compound that begins or ends with a longer one: gedragsproblemen, faalangsttraining."""
    if found == wanted:
        return True
    return len(wanted) >= SHORTEST_IN_COMPOUND and (found.startswith(wanted) or found.endswith(wanted))
