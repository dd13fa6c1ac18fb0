"""Measuring the matching, and reading needs from standard input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from network import cli, create_app
from network.cli.evaluate import measure
from network.cli.judged import Judged

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
    ablations = figures["ablations"]
    low, high = figures["intervals"]["ablations"]["lexical only"]["needs_recall@5"]
    assert low < ablations["lexical only"]["needs_recall@5"] < high < figures["needs_recall@5"]
    assert ablations["needs only"]["needs_recall@5"] == figures["needs_recall@5"]
    assert (ablations["text only"]["needs_recall@5"], ablations["with extra"]) == (None, None)


OFFER = '{"id": 1, "text": "Wij helpen bij faalangst", "themes": ["faalangst"]}'
OTHER = '{"id": 2, "text": "Wij helpen bij epilepsie", "themes": null}'
QUESTION = '{"id": "q", "text": "Ze heeft faalangst", "themes": ["faalangst"]}'
GRADE = '{"b": "q", "relevant": {"1": 2}}'


def run(app: Flask, folder: Path, **lines: str) -> Result:
    """The command on small files, of which some are given."""
    contents = {"offers": f"{OFFER}\n{OTHER}\n", "requests": QUESTION, "relevance": GRADE, **lines}
    words = []
    for name, content in contents.items():
        (folder / f"{name}.jsonl").write_bytes(content.encode())
        words += [f"--{name}", str(folder / f"{name}.jsonl")]
    return app.test_cli_runner().invoke(args=["evaluate", "matching", *words, "--json"])


@pytest.mark.parametrize(
    ("file", "line", "reason"),
    [
        ("offers", "{oops", "Expecting"),
        ("offers", "[1, 2]", "not an object"),
        ("offers", '{"id": "a"}', '"text" must be a text'),
        ("offers", '{"id": "a", "text": null}', '"text" must be a text'),
        ("requests", '{"text": "Ze huilt"}', '"id" must be'),
        ("requests", '{"id": "q", "text": "Ze huilt", "themes": "angst"}', '"themes" must be a list'),
        ("requests", '{"id": "q", "text": "Ze huilt", "themes": 3}', '"themes" must be a list'),
        ("relevance", '{"b": "q", "relevant": {"1": "2"}}', "a grade must be"),
        ("relevance", '{"b": "q", "relevant": ["1"]}', '"relevant" must be an object'),
        ("relevance", '{"relevant": {"1": 2}}', '"b" must be'),
    ],
)
def test_a_wrong_line_gets_a_clear_sentence(app: Flask, tmp_path: Path, file: str, line: str, reason: str) -> None:
    result = run(app, tmp_path, **{file: f"\n{line}\n"})

    assert result.exit_code == 1
    assert f"{file}.jsonl, line 2" in result.output
    assert reason in result.output


def test_numbers_as_ids_no_themes_and_marks_within_a_text_are_measured_all_the_same(app: Flask, tmp_path: Path) -> None:
    question = QUESTION.replace("Ze heeft", "Ze\u2028heeft")

    result = run(app, tmp_path, requests=f"\ufeff{question}\r\n")

    assert result.stderr == ""
    assert json.loads(result.stdout)["ndcg@5"] == 1.0


def test_what_can_never_be_found_is_told_and_the_rest_is_measured(app: Flask, tmp_path: Path) -> None:
    result = run(
        app,
        tmp_path,
        requests=QUESTION.replace('["faalangst"]', '["faalangst", "kwijt"]'),
        relevance=GRADE.replace('"1": 2', '"1": 2, "9": 1'),
    )

    assert "Themes that are no needs: kwijt." in result.stderr
    assert "Relevant offers that do not exist: 9." in result.stderr
    assert 0 < json.loads(result.stdout)["ndcg@5"] < 1


def test_doubles_are_told_and_grades_of_all_lines_count(app: Flask, tmp_path: Path) -> None:
    offer, question = '{"id": "o", "text": "Wij helpen bij boosheid."}', '{"id": "q", "text": "Hij is snel boos."}'
    relevance = '{"b": "q", "relevant": {"o": 2.0}}\n{"b": "q", "relevant": {"p": 0}}'

    result = run(app, tmp_path, offers=f"{offer}\n{offer}", requests=question, relevance=relevance)

    assert (result.exit_code, json.loads(result.stdout)["ndcg@5"]) == (0, 1.0)
    assert "offers.jsonl, only the first counts: o." in result.stderr


def test_a_question_for_which_nothing_is_relevant_is_named(app: Flask, tmp_path: Path) -> None:
    result = run(app, tmp_path, relevance='{"b": "q", "relevant": {}}')

    assert "Questions for which no offer is relevant: q." in result.stderr


def test_what_is_in_one_file_alone_is_told_and_left_out(app: Flask, tmp_path: Path) -> None:
    other, unknown = QUESTION.replace('"q"', '"nobody"'), GRADE.replace('"q"', '"gone"')

    result = run(app, tmp_path, requests=f"{QUESTION}\n{other}", relevance=f"{GRADE}\n{unknown}")

    assert "Questions without a line in the relevance file, left out (1): nobody." in result.stderr
    assert "Questions of the relevance file that do not exist, left out (1): gone." in result.stderr
    assert json.loads(result.stdout)["n"] == 1


def test_without_an_offer_there_is_nothing_to_measure(app: Flask, tmp_path: Path) -> None:
    result = run(app, tmp_path, offers="\n")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no offer in" in result.stderr


@pytest.mark.parametrize(
    ("file", "line", "told", "is_suggested"),
    [
        ("requests", QUESTION, "No question has themes: suggested and confirmed needs are not measured.", False),
        ("offers", OFFER, "No offer has themes: confirmed needs are not measured.", True),
    ],
)
def test_without_themes_what_they_measure_is_told_to_be_none(
    app: Flask, tmp_path: Path, file: str, line: str, told: str, is_suggested: bool
) -> None:
    result = run(app, tmp_path, **{file: line.replace('["faalangst"]', "null")})

    figures = json.loads(result.stdout)
    assert told in result.stderr
    assert (figures["needs_recall@5"] is not None, figures["ndcg@5"]) == (is_suggested, 1.0)
    assert {*figures["confirmed"].values(), *figures["intervals"]["confirmed"].values()} == {None}


@pytest.mark.parametrize(("main", "side"), [("a", "b"), ("b", "a")])
def test_confirmed_needs_count_as_in_the_product(main: str, side: str) -> None:
    """An offer has all of its needs whole, so the later one that covers the main need wins; whatever the names."""
    asked = [Judged("q", "", ("angst", "adhd", "prikkelverwerking"))]
    offers = [Judged(main, "", ("rekenen", "angst")), Judged(side, "", ("adhd",))]

    assert measure(offers, asked, {"q": {main: 1}})["confirmed"]["success@1"] == 1.0


def test_suggests_needs_and_forms_for_each_line(app: Flask) -> None:
    texts = "Hij gooit met stoelen. Wie kan komen observeren?\nWij willen graag overleggen.\n"

    result = app.test_cli_runner().invoke(args=["suggest-needs", "--json"], input=texts)

    first, second = (json.loads(line) for line in result.output.splitlines())
    assert first["needs"][0]["code"] == "agressieregulatie"
    assert any("stoelen" in piece for piece in first["needs"][0]["evidence"])
    assert first["forms"][0]["code"] == "observatie"
    assert second["needs"] == []


def test_a_line_that_is_no_utf_8_stops_nothing(app: Flask) -> None:
    texts = b"\xef\xbb\xbfHij heeft dyslexie \xff en faalangst, al 1\xc2\xbd jaar.\nWij willen graag overleggen.\n"

    result = app.test_cli_runner().invoke(args=["suggest-needs", "--json"], input=texts)

    assert result.exit_code == 0
    first, second = (json.loads(line) for line in result.output.splitlines())
    assert {"dyslexie", "faalangst"} <= {need["code"] for need in first["needs"]}
    assert second["needs"] == []


def test_needs_are_suggested_before_there_is_a_database(app: Flask, tmp_path: Path) -> None:
    fresh = create_app(app.config["NAAST"].model_copy(update={"database_url": f"sqlite:///{tmp_path / 'none.db'}"}))
    cli.register(fresh)

    result = fresh.test_cli_runner().invoke(args=["suggest-needs", "--json"], input="Zij heeft dyslexie.\n")

    assert json.loads(result.stdout)["needs"][0]["code"] == "dyslexie", result.output
