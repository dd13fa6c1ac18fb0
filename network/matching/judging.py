"""Ranking judged offers for judged questions by the rules that rank profiles, as far as texts and needs go. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from network.core.policy import DEFAULT_WEIGHTS
from network.matching.columns import Offered, Offers
from network.matching.parts import score_all
from network.matching.rules import Surroundings, Wanted, order

# Texts say nothing of distance, hours or the past: only these parts count, against each other as by default.
OF_TEXTS = ("needs", "text")


@dataclass(frozen=True)
class Document:
    """A question or an offer: its needs (how much each counts, 0..1), what its text sounds like (length 1), its rare words."""

    key: str
    needs: Mapping[str, float] = field(default_factory=dict)
    heard: Mapping[str, float] = field(default_factory=dict)
    rare_words: frozenset[str] = frozenset()


class Ranker:
    """Ranks the same offers for many questions."""

    def __init__(self, offers: Sequence[Document], parents: Mapping[str, str]) -> None:
        self.keys = [offer.key for offer in offers]
        rows = (
            Offered(row, needs=offer.needs, heard=offer.heard, rare_words=offer.rare_words)
            for row, offer in enumerate(offers)
        )
        self._offers = Offers.of(rows)
        self._around = Surroundings(parents=parents)

    def rank(self, question: Document, *, parts: Sequence[str] = OF_TEXTS) -> list[str]:
        """The keys of the offers, the best first; by some of the `parts` alone: an ablation."""
        needs = question.needs if "needs" in parts else {}
        wanted = Wanted(question.key, needs=needs, heard=question.heard, rare_words=question.rare_words)
        weights = {code: DEFAULT_WEIGHTS[code] for code in parts}
        totals, _parts = score_all(wanted, self._offers, self._around, weights)
        return [self.keys[row] for row in order(wanted, self._offers, self._around, totals)]
