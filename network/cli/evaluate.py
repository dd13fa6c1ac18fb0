"""`evaluate matching`: how well questions find the offers that people judged to fit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import click
from flask.cli import AppGroup, with_appcontext

from network.matching.evaluation import interval, ndcg, precision, recall, success
from network.matching.judging import OF_TEXTS, Document, Ranker
from network.taxonomy.hearing import FAINTEST, of_length_one
from network.taxonomy.suggestions import Suggestion, hear_needs, name_needs
from network.taxonomy.vocabulary import shipped_needs, shipped_parents

MEASURES: Mapping[str, Callable[[Sequence[str], Mapping[str, int]], float]] = {
    "ndcg@5": lambda ranked, grades: ndcg(ranked, grades, at=5),
    "ndcg@10": lambda ranked, grades: ndcg(ranked, grades, at=10),
    "success@1": lambda ranked, grades: success(ranked, grades, at=1),
    "recall@5": lambda ranked, grades: recall(ranked, [one for one, grade in grades.items() if grade], at=5),
}
# A need that is confirmed first is the main one; here every other one is a side need.
SIDE_NEED = 0.6

_Row = Mapping[str, Any]

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
    grades = {row["b"]: row["relevant"] for row in _rows(relevance)}
    asked = [row for row in _rows(requests) if row["id"] in grades and part in (None, row.get("part"))]
    if not asked:
        raise click.ClickException("None of the questions has a line in the relevance file.")
    figures = measure(_rows(offers), asked, grades)
    click.echo(json.dumps(figures, indent=2) if as_json else _in_words(figures))


def measure(
    offers: Sequence[dict[str, Any]], asked: Sequence[dict[str, Any]], grades: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    """All figures: the rankings from text, with confirmed needs and with parts left out; and the suggested needs."""
    judged = [grades[row["id"]] for row in asked]
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

    def __init__(self, offers: Sequence[_Row], asked: Sequence[_Row], hearing: Callable[..., list[Suggestion]]) -> None:
        self.offers, self.asked = offers, asked
        self._hearing = hearing

    def rankings(self, *, confirmed: bool = False, parts: Sequence[str] = OF_TEXTS) -> list[list[str]]:
        """For each question the offers in order; with the needs heard in the texts, or with those people confirmed."""
        ranker = Ranker([self._document(row, confirmed=confirmed) for row in self.offers], shipped_parents())
        return [ranker.rank(self._document(row, confirmed=confirmed), parts=parts) for row in self.asked]

    def _document(self, row: _Row, *, confirmed: bool) -> Document:
        heard = {one.code: one.confidence for one in self._hearing(row["text"], shipped_needs(), least=FAINTEST)}
        return Document(row["id"], _confirmed(row) if confirmed else heard, of_length_one(heard))


def _confirmed(row: _Row) -> dict[str, float]:
    return {code: SIDE_NEED if place else 1.0 for place, code in enumerate(row.get("themes", []))}


def _suggested(asked: Iterable[_Row]) -> dict[str, list[float]]:
    """Of the suggested needs: how many are right, and how many of the right ones are found."""
    found = [
        ([one.code for one in hear_needs(row["text"], shipped_needs(), least=FAINTEST)], row["themes"])
        for row in asked
        if row.get("themes")
    ]
    return {
        "needs_precision@3": [precision(codes, themes, at=3) for codes, themes in found],
        "needs_recall@5": [recall(codes, themes, at=5) for codes, themes in found],
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise click.ClickException(f"{path}: not a JSON object on each line ({error}).") from error


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
