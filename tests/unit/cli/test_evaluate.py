"""Measuring the matching, and reading needs from standard input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

pytestmark = pytest.mark.usefixtures("session")

EVALUATION = Path(__file__).parents[2] / "evaluation"
FILES = [
    word for name in ("offers", "requests", "relevance") for word in (f"--{name}", str(EVALUATION / f"{name}.jsonl"))
]


def test_measures_every_figure_of_the_own_set(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["evaluate", "matching", *FILES, "--part", "tuning", "--json"])

    figures = json.loads(result.output)
    assert figures["n"] == 80
    assert figures["ndcg@5"] > figures["ablations"]["lexical only"]["ndcg@5"] > 0
    assert figures["confirmed"]["ndcg@5"] > figures["ndcg@5"]
    assert {"ndcg@5", "ndcg@10", "success@1", "recall@5", "needs_precision@3", "needs_recall@5"} <= figures.keys()
    low, high = figures["intervals"]["ndcg@5"]
    assert low < figures["ndcg@5"] < high


def test_a_file_that_is_not_json_gets_a_clear_sentence(app: Flask, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text("{oops\n")

    result = app.test_cli_runner().invoke(args=["evaluate", "matching", *FILES, "--offers", str(wrong)])

    assert result.exit_code == 1
    assert "not a JSON object on each line" in result.output


def test_suggests_needs_and_forms_for_each_line(app: Flask) -> None:
    texts = "Hij gooit met stoelen. Wie kan komen observeren?\nWij willen graag overleggen.\n"

    result = app.test_cli_runner().invoke(args=["suggest-needs", "--json"], input=texts)

    first, second = (json.loads(line) for line in result.output.splitlines())
    assert first["needs"][0]["code"] == "agressieregulatie"
    assert any("stoelen" in piece for piece in first["needs"][0]["evidence"])
    assert first["forms"][0]["code"] == "observatie"
    assert second["needs"] == []
