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
    stems = [stem(word) for word in words_of(text)]
    spans = spans_of(text)
    found = []
    for term in terms:
        evidence = _evidence(term, stems, spans, text)
        if evidence and not term.is_retired:
            confidence = 1 - 0.5 ** len(evidence)
            found.append(Suggestion(term.code, term.label_nl, confidence, tuple(evidence)))
    return sorted(found, key=lambda s: (-s.confidence, s.code))


def _evidence(term: Term, stems: list[str], spans: list[tuple[int, int]], text: str) -> list[str]:
    """The pieces of the text in which the label or a synonym of the term stands."""
    pieces = {}
    for phrase in (*_LABEL_PARTS.split(term.label_nl), *(synonym.phrase for synonym in term.synonyms)):
        wanted = [stem(word) for word in words_of(phrase)]
        for start in range(len(stems) - len(wanted) + 1):
            if wanted and stems[start : start + len(wanted)] == wanted:
                piece = text[spans[start][0] : spans[start + len(wanted) - 1][1]]
                pieces[piece.casefold()] = piece
    return list(pieces.values())
