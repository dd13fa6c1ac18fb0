"""Reasons in words, for matches of today and for those that were stored when less was known."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from network.matching.explanations import BRIEFLY, Reader, why
from network.matching.parts import PARTS
from network.models import Match

# As matches were stored at first: without what the others do, and without what is heard in both texts.
FIRST_FACTS: dict[str, dict[str, Any]] = {
    "needs": {"covered": ["angst"], "near": [], "missing": ["faalangst"]},
    "form": {"offers": [], "asked": 1},
    "setting": {"setting": "pupil", "fits": True},
    "text": {"share": 0.25},
    "distance": {"km": None},
    "start": {"days": None, "late": None},
    "hours": {"free": 0.0, "asked": 6.0},
    "load": {"open": 1, "places": 3},
    "answers": {"yes": 0, "asked": 0},
    "continuity": {"times": 0, "score": None},
}


def match_of(*parts: tuple[str, dict[str, Any]]) -> Match:
    return Match(parts=[{"code": code, "score": 0.5, "weight": 0.1, "facts": facts} for code, facts in parts])


@pytest.fixture(autouse=True)
def _dutch(app: Flask, session: object):
    with app.test_request_context():
        yield


@pytest.mark.parametrize("reader", list(Reader))
def test_a_match_that_was_stored_long_ago_is_still_explained(reader: Reader) -> None:
    reasons = why(match_of(*FIRST_FACTS.items()), reader=reader)

    assert [one.code for one in reasons] == list(PARTS)
    assert all(one.sentence and "None" not in one.sentence for one in reasons)


def test_a_part_that_the_rules_have_no_more_is_left_out() -> None:
    old = match_of(("words", {"share": 0.3}), ("distance", {"km": 3.0}))

    assert [one.code for one in why(old)] == ["distance"]
    assert [one.code for one in why(old, brief=True)] == ["distance"]


def test_briefly_says_only_what_says_most() -> None:
    reasons = why(match_of(*FIRST_FACTS.items()), brief=True)

    assert {one.code for one in reasons} == set(BRIEFLY)


def test_answers_are_told_beside_those_of_the_others() -> None:
    (known,) = why(match_of(("answers", {"yes": 2, "asked": 3, "others": 0.62})))
    (new,) = why(match_of(("answers", {"yes": 0, "asked": 0, "others": 0.62})))

    assert known.sentence == "Zei 2 keer ja, op 3 vragen. De anderen die kunnen, zeiden 62 van de 100 keer ja."
    assert new.sentence.endswith("De anderen die kunnen, zeiden 62 van de 100 keer ja.")


def test_hours_that_nobody_estimated_are_not_called_asked_for() -> None:
    for reader in Reader:
        (guessed,) = why(match_of(("hours", {"free": 8.0, "asked": 6.0, "is_usual": True})), reader=reader)
        (asked,) = why(match_of(("hours", {"free": 8.0, "asked": 5.0, "is_usual": False})), reader=reader)

        assert "we rekenen met 6 uur" in guessed.sentence
        assert "vraag" not in guessed.sentence
        assert "5 uur" in asked.sentence
        assert "vraag" in asked.sentence
