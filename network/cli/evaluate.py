"""`evaluate matching`: how well questions find the offers that people judged to fit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import Any

import click
from flask.cli import AppGroup, with_appcontext

from network.cli.judged import (
    Judged,
    have_themes,
    read_grades,
    read_texts,
    warn_of_left_out,
    warn_of_missing,
    warn_of_no_themes,
    warn_of_nothing_relevant,
    warn_of_unknown,
)
from network.hearing.likeness import of_length_one
from network.hearing.rare_words import rare_words
from network.hearing.suggestions import FAINTEST, FAINTEST_LISTED, Suggestion, hear_needs, list_needs, name_needs
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
NEEDS_MEASURES: Mapping[str, Callable[[Sequence[str], Sequence[str]], float]] = {
    "needs_precision@3": lambda codes, themes: precision(codes, themes, at=3),
    "needs_recall@5": lambda codes, themes: recall(codes, themes, at=5),
}
Values = Mapping[str, Sequence[float]]
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
    grades, offered, questions = read_grades(relevance), read_texts(offers), read_texts(requests)
    asked = [one for one in questions if one.id in grades and part in (None, one.part)]
    if not offered:
        raise click.ClickException(f"There is no offer in {offers}.")
    if not asked:
        raise click.ClickException("None of the questions has a line in the relevance file.")
    judged = {one.id: grades[one.id] for one in asked}
    warn_of_left_out(questions={one.id for one in questions}, judged=grades)
    warn_of_unknown([*offered, *asked], needs={entry.code for entry in shipped_needs()})
    warn_of_missing(judged, offers={one.id for one in offered})
    warn_of_nothing_relevant(judged)
    warn_of_no_themes(offered, asked)
    figures = measure(offered, asked, grades)
    click.echo(json.dumps(figures, indent=2) if as_json else _in_words(figures))


def measure(
    offers: Sequence[Judged], asked: Sequence[Judged], grades: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    """All figures: the rankings from text, with confirmed needs and with parts left out; and the suggested needs.

    None for what cannot be measured: without themes nobody confirmed a need.
    """
    judged = [grades[one.id] for one in asked]
    heard = _Texts(offers, asked, hear_needs)
    suggested = _suggested(asked, list_needs)
    full = {**_values(heard.rankings(), judged), **suggested}
    is_confirmed = have_themes(offers) and have_themes(asked)
    confirmed = _values(heard.rankings(confirmed=True), judged) if is_confirmed else dict.fromkeys(MEASURES, ())
    ablations = {
        "lexical only": {
            **_values(_Texts(offers, asked, name_needs).rankings(), judged),
            **_suggested(asked, partial(name_needs, least=FAINTEST_LISTED)),
        },
        "needs only": {**_values(heard.rankings(parts=["needs"]), judged), **suggested},
        # What a text sounds like suggests no need by itself.
        "text only": {**_values(heard.rankings(parts=["text"]), judged), **dict.fromkeys(suggested, ())},
    }
    return {
        **_means(full),
        "n": len(asked),
        "confirmed": _means(confirmed),
        "intervals": {
            **_intervals(full),
            "confirmed": _intervals(confirmed),
            "ablations": {name: _intervals(values) for name, values in ablations.items()},
        },
        # No embeddings are shipped: docs/adr/0013 says what they were measured to add.
        "ablations": {**{name: _means(values) for name, values in ablations.items()}, "with extra": None},
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


def _suggested(asked: Iterable[Judged], suggest: Callable[..., list[Suggestion]]) -> Values:
    """Of the suggested needs: how many are right, and how many of the right ones are found."""
    found = [
        ([found.code for found in suggest(one.text, entries=shipped_needs())], one.themes)
        for one in asked
        if one.themes
    ]
    return {name: [of(codes, themes) for codes, themes in found] for name, of in NEEDS_MEASURES.items()}


def _values(rankings: Sequence[Sequence[str]], judged: Sequence[Mapping[str, int]]) -> Values:
    pairs = list(zip(rankings, judged, strict=True))
    return {name: [of(ranked, grades) for ranked, grades in pairs] for name, of in MEASURES.items()}


def _means(values: Values) -> dict[str, float | None]:
    return {name: round(fmean(ones), 4) if ones else None for name, ones in values.items()}


def _intervals(values: Values) -> dict[str, list[float] | None]:
    return {name: [round(edge, 4) for edge in interval(ones)] if ones else None for name, ones in values.items()}


def _in_words(figures: Mapping[str, Any]) -> str:
    intervals = figures["intervals"]
    lines = [f"{figures['n']} questions", *_rows(figures, intervals), "", "confirmed"]
    lines += _rows(figures["confirmed"], intervals["confirmed"])
    for name, values in figures["ablations"].items():
        lines += ["", name, *(_rows(values, intervals["ablations"][name]) if values else ["  not installed"])]
    return "\n".join(lines)


def _rows(values: Mapping[str, Any], intervals: Mapping[str, Any]) -> Iterator[str]:
    """A line for each measure; without a figure where there was nothing to measure it by."""
    for name in (*MEASURES, *NEEDS_MEASURES):
        if name not in values:
            continue
        if values[name] is None:
            yield f"  {name:20}not measured"
            continue
        low, high = intervals[name]
        yield f"  {name:20}{values[name]:.3f}  [{low:.3f} - {high:.3f}]"
