"""Ranking offers by the needs and the words of a question, from texts or from confirmed needs. Pure.

A need counts as far as the offer covers it in the taxonomy, more when few offer it; the words break the ties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from network.core.text import words_of
from network.matching.rules import coverage
from network.taxonomy.features import stem_of

# How much the likeness of words counts beside the needs, and what the text adds to needs that a person confirmed.
WORDS_WEIGHT = 1.0
HEARD_WEIGHT = 0.5
# An offer for this one thing goes before an offer for everything.
BREADTH = 0.8

Needs = Mapping[str, float]


@dataclass(frozen=True)
class Document:
    """A question or an offer: the needs heard in its text (0..1 each), those confirmed by a person, and its words."""

    key: str
    text: str
    heard: Needs
    confirmed: Needs


class Ranker:
    """Ranks the same offers for many questions."""

    def __init__(self, offers: Sequence[Document], parents: Mapping[str, str]) -> None:
        self.offers = offers
        self.words = WordIndex([offer.text for offer in offers])
        self._heard = NeedIndex([offer.heard for offer in offers], parents)
        self._confirmed = NeedIndex([offer.confirmed for offer in offers], parents)

    def by_text(self, question: Document, *, words: bool = True, needs: bool = True) -> list[str]:
        """The keys of the offers, the best first, from the texts alone; with one of the two left out: an ablation."""
        return self._rank(self._text_scores(question, words=words, needs=needs))

    def by_confirmed(self, question: Document) -> list[str]:
        """The best first, from the needs that people confirmed on both sides; the text decides between equals."""
        sure = self._confirmed.likeness(question.confirmed)
        text = self._text_scores(question)
        return self._rank([one + HEARD_WEIGHT * other for one, other in zip(sure, text, strict=True)])

    def _text_scores(self, question: Document, *, words: bool = True, needs: bool = True) -> list[float]:
        by_words = self.words.likeness(question.text) if words else [0.0] * len(self.offers)
        by_needs = self._heard.likeness(question.heard) if needs else [0.0] * len(self.offers)
        return [WORDS_WEIGHT * one + other for one, other in zip(by_words, by_needs, strict=True)]

    def _rank(self, scores: Sequence[float]) -> list[str]:
        order = sorted(range(len(scores)), key=lambda at: (-scores[at], self.offers[at].key))
        return [self.offers[at].key for at in order]


class NeedIndex:
    """How far sets of needs cover what is asked, rare needs counting more."""

    def __init__(self, offered: Sequence[Needs], parents: Mapping[str, str]) -> None:
        self.offered = offered
        self._near = cache(lambda asked, other: coverage(asked, frozenset({other}), parents)[0])
        self.total = [sqrt(sum(share**2 for share in needs.values())) or 1.0 for needs in offered]
        self.mass = Counter({code: sum(needs.get(code, 0.0) for needs in offered) for code in _codes(offered)})

    def likeness(self, asked: Needs) -> list[float]:
        """For each set, 0..1: how far it covers what is asked; one that is about little else scores higher."""
        length = sqrt(sum((share * self.rarity(code)) ** 2 for code, share in asked.items())) or 1.0
        return [self._one(asked, at) / length for at in range(len(self.offered))]

    def rarity(self, code: str) -> float:
        """1 for what everybody offers, more for what few do."""
        return 1.0 + log((1 + len(self.offered)) / (1 + self.mass[code])) / 2

    def _one(self, asked: Needs, at: int) -> float:
        got = sum(share * self.rarity(code) * self._covered(code, self.offered[at]) for code, share in asked.items())
        return float(got / self.total[at] ** BREADTH)

    def _covered(self, code: str, needs: Needs) -> float:
        return max((share * self._near(code, other) for other, share in needs.items()), default=0.0)


class WordIndex:
    """Likeness of texts by their stems: the cosine of tf-idf vectors."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(_stems(text)) for text in texts]
        within = Counter(stem for one in counts for stem in one)
        self.rarity = {stem: log((1 + len(texts)) / (1 + count)) + 1 for stem, count in within.items()}
        self.vectors = [self._vector(one) for one in counts]

    def likeness(self, text: str) -> list[float]:
        """The cosine with each text, 0..1."""
        asked = self._vector(Counter(_stems(text)))
        return [sum(asked[stem] * worth for stem, worth in one.items() if stem in asked) for one in self.vectors]

    def _vector(self, counts: Counter[str]) -> dict[str, float]:
        found = {stem: (1 + log(count)) * self.rarity[stem] for stem, count in counts.items() if stem in self.rarity}
        length = sqrt(sum(worth**2 for worth in found.values())) or 1.0
        return {stem: worth / length for stem, worth in found.items()}


def _stems(text: str) -> list[str]:
    return [stem_of(word) for word in words_of(text)]


def _codes(offered: Iterable[Needs]) -> set[str]:
    return {code for needs in offered for code in needs}
