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
from network.matching.likeness import Document, Ranker
from network.taxonomy.lexicon import Entry
from network.taxonomy.suggestions import hear_needs, name_needs
from network.taxonomy.vocabulary import shipped_needs, shipped_parents

MEASURES: Mapping[str, Callable[[Sequence[str], Mapping[str, int]], float]] = {
    "ndcg@5": lambda ranked, grades: ndcg(ranked, grades, at=5),
    "ndcg@10": lambda ranked, grades: ndcg(ranked, grades, at=10),
    "success@1": lambda ranked, grades: success(ranked, grades, at=1),
    "recall@5": lambda ranked, grades: recall(ranked, [one for one, grade in grades.items() if grade], at=5),
}
# For ranking, faint suggestions help; on screen they would only be noise.
LEAST_HEARD = 0.05
# A need that is confirmed first is the main one.
SIDE_NEED = 0.8

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
    entries = shipped_needs()
    questions = [_document(row, entries) for row in asked]
    judged = [grades[question.key] for question in questions]
    ranker = Ranker([_document(row, entries) for row in offers], shipped_parents())
    from_text = _values([ranker.by_text(one) for one in questions], judged)
    confirmed = _values([ranker.by_confirmed(one) for one in questions], judged)
    suggested = _suggested(asked, entries)
    by_name = Ranker([_document(row, entries, hear=name_needs) for row in offers], shipped_parents())
    named = [_document(row, entries, hear=name_needs) for row in asked]
    return {
        **_means(from_text),
        **_means(suggested),
        "n": len(questions),
        "confirmed": _means(confirmed),
        "intervals": {
            **_intervals({**from_text, **suggested}),
            "confirmed": _intervals(confirmed),
        },
        "ablations": {
            "lexical only": _means(_values([by_name.by_text(one) for one in named], judged)),
            "words only": _means(_values([ranker.by_text(one, needs=False) for one in questions], judged)),
            "needs only": _means(_values([ranker.by_text(one, words=False) for one in questions], judged)),
            "with extra": None,
        },
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise click.ClickException(f"{path}: not a JSON object on each line ({error}).") from error


def _document(row: Mapping[str, Any], entries: Sequence[Entry], *, hear: Callable[..., Any] | None = None) -> Document:
    found = hear(row["text"], entries) if hear else hear_needs(row["text"], entries, least=LEAST_HEARD)
    heard = {one.code: one.confidence for one in found}
    confirmed = {code: SIDE_NEED if place else 1.0 for place, code in enumerate(row.get("themes", []))}
    return Document(row["id"], row["text"], heard, confirmed)


def _suggested(asked: Iterable[Mapping[str, Any]], entries: Sequence[Entry]) -> dict[str, list[float]]:
    """Of the suggested needs: how many are right, and how many of the right ones are found."""
    found = [
        ([one.code for one in hear_needs(row["text"], entries)], row["themes"]) for row in asked if row.get("themes")
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
