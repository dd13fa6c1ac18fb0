"""`evaluate matching`: how well questions find the offers that people judged to fit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import click
from flask.cli import AppGroup, with_appcontext

from network.cli.judged import (
    Judged,
    read_grades,
    read_texts,
    warn_of_missing,
    warn_of_nothing_relevant,
    warn_of_unknown,
)
from network.hearing.likeness import of_length_one
from network.hearing.rare_words import rare_words
from network.hearing.suggestions import FAINTEST, Suggestion, hear_needs, list_needs, name_needs
from network.hearing.vocabulary import shipped_needs, shipped_parents
from network.matching.evaluation import interval, ndcg, precision, recall, success
from network.matching.judging import OF_TEXTS, Document, Ranker
from network.matching.rules import MAIN_NEED_WEIGHT, SIDE_NEED_WEIGHT

MEASURES: Mapping[str, Callable[[Sequence[str], Mapping[str, int]], float]] = {
    "ndcg@5": lambda ranked, grades: ndcg(ranked, grades, at=5),
    "ndcg@10": lambda ranked, grades: ndcg(ranked, grades, at=10),
    "success@1": lambda ranked, grades: success(ranked, grades, at=1),
    "recall@5": lambda ranked, grades: recall(ranked, [one for one, grade in grades.items() if grade], at=5),
}
evaluate = AppGroup("evaluate", help="Measure the matching on a judged set.")
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@evaluate.command("matching")
@click.option("--offers", type=_file, required=True, help='JSON lines {"id", "text", "themes"?}')
@click.option("--requests", type=_file, required=True, help='JSON lines {"id", "text", "themes"?}')
@click.option("--relevance", type=_file, required=True, help='JSON lines {"b": request, "relevant": {offer: 1 or 2}}')
@click.option("--part", help="Only the questions of this part of the set.")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def matching(offers: Path, requests: Path, relevance: Path, part: str | None, as_json: bool) -> None:
    """Rank all offers for each question, from the texts alone and with confirmed needs, and measure the rankings."""
    grades, offered = read_grades(relevance), read_texts(offers)
    asked = [one for one in read_texts(requests) if one.id in grades and part in (None, one.part)]
    if not asked:
        raise click.ClickException("None of the questions has a line in the relevance file.")
    warn_of_unknown([*offered, *asked], needs={entry.code for entry in shipped_needs()})
    judged = {one.id: grades[one.id] for one in asked}
    warn_of_missing(judged, offers={one.id for one in offered})
    warn_of_nothing_relevant(judged)
    figures = measure(offered, asked, grades)
    click.echo(json.dumps(figures, indent=2) if as_json else _in_words(figures))


def measure(
    offers: Sequence[Judged], asked: Sequence[Judged], grades: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    """All figures: the rankings from text, with confirmed needs and with parts left out; and the suggested needs."""
    judged = [grades[one.id] for one in asked]
    heard = _Texts(offers, asked, hear_needs)
    named = _Texts(offers, asked, name_needs)
    from_text = _values(heard.rankings(), judged)
    confirmed = _values(heard.rankings(confirmed=True), judged)
    suggested = _suggested(asked)
    return {
        **_means(from_text),
        **_means(suggested),
        "n": len(asked),
        "confirmed": _means(confirmed),
        "intervals": {
            **_intervals({**from_text, **suggested}),
            "confirmed": _intervals(confirmed),
        },
        "ablations": {
            "lexical only": _means(_values(named.rankings(), judged)),
            "needs only": _means(_values(heard.rankings(parts=["needs"]), judged)),
            "text only": _means(_values(heard.rankings(parts=["text"]), judged)),
            # No embeddings are shipped: docs/adr/0013 says what they were measured to add.
            "with extra": None,
        },
    }


class _Texts:
    """The offers and questions of a set, read by one way of hearing needs."""

    def __init__(
        self, offers: Sequence[Judged], asked: Sequence[Judged], hearing: Callable[..., list[Suggestion]]
    ) -> None:
        self._hearing = hearing
        self._offers = [(one, self._heard(one)) for one in offers]
        self._asked = [(one, self._heard(one)) for one in asked]

    def rankings(self, *, confirmed: bool = False, parts: Sequence[str] = OF_TEXTS) -> list[list[str]]:
        """For each question the offers in order; with the needs heard in the texts, or with those people confirmed.

        As in the product: of a question's confirmed needs the first is the main one, an offer has all of its needs whole.
        """
        offers = [
            _document(one, dict.fromkeys(one.themes, 1.0) if confirmed else heard, heard) for one, heard in self._offers
        ]
        ranker = Ranker(offers, shipped_parents())
        questions = (_document(one, _confirmed(one) if confirmed else heard, heard) for one, heard in self._asked)
        return [ranker.rank(question, parts=parts) for question in questions]

    def _heard(self, one: Judged) -> dict[str, float]:
        return {found.code: found.confidence for found in self._hearing(one.text, shipped_needs(), least=FAINTEST)}


def _document(one: Judged, needs: Mapping[str, float], heard: Mapping[str, float]) -> Document:
    return Document(one.id, needs, of_length_one(heard), rare_words(one.text))


def _confirmed(one: Judged) -> dict[str, float]:
    weights = dict.fromkeys(one.themes[1:], SIDE_NEED_WEIGHT)
    return weights | dict.fromkeys(one.themes[:1], MAIN_NEED_WEIGHT)


def _suggested(asked: Iterable[Judged]) -> dict[str, list[float]]:
    """Of the suggested needs: how many are right, and how many of the right ones are found."""
    found = [
        ([found.code for found in list_needs(one.text, entries=shipped_needs())], one.themes)
        for one in asked
        if one.themes
    ]
    return {
        "needs_precision@3": [precision(codes, themes, at=3) for codes, themes in found],
        "needs_recall@5": [recall(codes, themes, at=5) for codes, themes in found],
    }


def _values(rankings: Sequence[Sequence[str]], judged: Sequence[Mapping[str, int]]) -> dict[str, list[float]]:
    pairs = list(zip(rankings, judged, strict=True))
    return {name: [of(ranked, grades) for ranked, grades in pairs] for name, of in MEASURES.items()}


def _means(values: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {name: round(fmean(ones), 4) if ones else 0.0 for name, ones in values.items()}


def _intervals(values: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    return {name: [round(edge, 4) for edge in interval(ones)] for name, ones in values.items()}


def _in_words(figures: Mapping[str, Any]) -> str:
    lines = [f"{figures['n']} questions"]
    for name, value in figures.items():
        if isinstance(value, float):
            low, high = figures["intervals"][name]
            lines.append(f"{name:20}{value:.3f}  [{low:.3f} - {high:.3f}]")
    for title, values in (("confirmed", figures["confirmed"]), *figures["ablations"].items()):
        found = "  ".join(f"{name} {value:.3f}" for name, value in values.items()) if values else "not installed"
        lines.append(f"{title:20}{found}")
    return "\n".join(lines)
