"""Reasons in words, for matches of today and for those that were stored when less was known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from network.explaining import calculation
from network.explaining.explanations import BRIEFLY, Reader, Reason, reasons_of, why
from network.explaining.sentences import GONE
from network.matching.columns import Offered
from network.matching.parts import PARTS
from network.matching.rules import Wanted
from network.models import Match
from tests.unit.matching.test_rules import OFFERED, WANTED, score

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
    kept = [{"code": code, "score": 0.5, "weight": 0.1, "facts": facts} for code, facts in parts]
    return Match(parts=kept, total=0.05 * len(kept))


@pytest.fixture(autouse=True)
def _dutch(app: Flask, session: object):
    with app.test_request_context():
        yield


@pytest.mark.parametrize("reader", list(Reader))
def test_a_match_that_was_stored_long_ago_is_still_explained(reader: Reader) -> None:
    reasons = why(match_of(*FIRST_FACTS.items()), reader=reader)

    assert [one.code for one in reasons] == list(PARTS)
    assert all(one.sentence and "None" not in one.sentence for one in reasons)


@pytest.mark.parametrize(
    ("reader", "words"),
    [(Reader.SPECIALIST, "De school ligt op minder dan 1 km."), (Reader.SCHOOL, "Minder dan 1 km van de school.")],
)
def test_the_school_next_door_is_not_0_km_away(reader: Reader, words: str) -> None:
    (reason,) = why(match_of(("distance", {"km": 0.0})), reader=reader)

    assert reason.sentence == words


def test_parts_that_the_rules_have_no_more_stand_as_one_so_that_all_adds_up() -> None:
    old = match_of(("words", {"share": 0.3}), ("style", {}), ("distance", {"km": 3.0}))

    distance, gone = why(old)

    assert (distance.code, distance.points, gone.code, gone.points) == ("distance", 5.0, GONE, 10.0)
    assert [one.code for one in why(old, brief=True)] == ["distance"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"times": 1, "now": 1, "score": None}, "Helpt nu bij een andere vraag van deze school."),
        (
            {"times": 2, "now": 1, "score": 4.0},
            "Helpt nu bij een andere vraag van deze school. Eerder op deze school geweest; gewaardeerd met een 4 van 5.",
        ),
        ({"times": 1, "now": 0, "score": None}, "Eerder op deze school geweest."),
    ],
)
def test_who_helps_the_school_now_is_not_called_new_there(told: dict[str, Any], words: str) -> None:
    (reason,) = why(match_of(("continuity", told | {"unvalued": 0.75, "unknown": 0.5})))

    assert reason.sentence == words
    assert ("Nu bezig" in reason.how) == (told["times"] == told["now"])


def test_briefly_says_only_what_says_most() -> None:
    reasons = why(match_of(*FIRST_FACTS.items()), brief=True)

    assert {one.code for one in reasons} == set(BRIEFLY)


def answers_of(yes: int, asked: int, usual_yes: int, usual_asked: int) -> str:
    facts = {"yes": yes, "asked": asked, "usual_yes": usual_yes, "usual_asked": usual_asked, "usual": 0.62}
    (reason,) = why(match_of(("answers", facts | {"prior": 5})))
    return reason.sentence


def test_answers_are_told_beside_those_that_were_really_given_in_the_region() -> None:
    known, new = answers_of(2, 3, 31, 50), answers_of(0, 0, 31, 50)

    assert known == "Zei 2 keer ja, op 3 vragen. De profielen in de regio zeiden samen 31 keer ja op 50 vragen."
    assert new.endswith("gewoon is. De profielen in de regio zeiden samen 31 keer ja op 50 vragen.")


def test_nothing_is_said_of_a_region_with_hardly_any_answers_or_providers() -> None:
    assert answers_of(2, 3, 4, 4) == "Zei 2 keer ja, op 3 vragen."
    assert answers_of(0, 0, 0, 0) == "Nog niet eerder gevraagd."
    for few in ({"usual": None, "providers": 0}, {"usual": 0.5, "providers": 2}):
        (alone,) = why(match_of(("load", {"open": 1, "places": 3} | few)))
        assert alone.sentence == "1 van de 3 plekken bezet."
    (of_before,) = why(match_of(("answers", {"yes": 2, "asked": 3, "others": 0.5})))
    assert of_before.sentence == "Zei 2 keer ja, op 3 vragen."


def test_the_load_of_the_region_says_how_many_are_counted() -> None:
    (one,) = why(match_of(("load", {"open": 1, "places": 3, "usual": 0.25, "providers": 4})))

    assert one.sentence.endswith("Van de 4 profielen in de regio is gemiddeld 25 % van de plekken bezet.")


def test_scores_of_before_that_compared_with_others_are_still_told() -> None:
    (load,) = why(match_of(("load", {"open": 1, "places": 3, "others": 0.25, "others_count": 4})))
    (answers,) = why(match_of(("answers", {"yes": 2, "asked": 3, "others": 0.5, "others_yes": 9, "others_asked": 9})))

    assert load.sentence == "1 van de 3 plekken bezet."
    assert answers.sentence == "Zei 2 keer ja, op 3 vragen."


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        (Reader.SCHOOL, "Niet in hun profiel: agressie. Wel verwant aan agressie (binnen gedrag)."),
        (
            Reader.SPECIALIST,
            "Dit is net iets anders dan jullie profiel. De school vraagt: agressie. Jullie doen iets verwants, binnen "
            "gedrag. Denk mee als je iets ziet; een nee is hier heel gewoon.",
        ),
    ],
)
def test_what_is_only_of_the_same_group_is_not_called_near(reader: Reader, words: str) -> None:
    akin, child = replace(OFFERED, needs={"weglopen": 1.0}), replace(OFFERED, needs={"gedrag": 1.0})

    said = [reasons_of(score(one).parts, 0.5, {}, reader=reader)[0].sentence for one in (akin, child)]

    assert said[0] == words
    assert "dicht" in said[1]
    assert "groep" not in said[1]


def test_what_is_not_in_the_profile_is_named_once_and_then_what_it_is_akin_to() -> None:
    facts = {"covered": [], "near": ["ruzie"], "akin": ["bang"], "missing": ["letters"], "groups": ["gevoel"]}

    (reason,) = why(match_of(("needs", facts)))

    assert reason.sentence == (
        "Ligt dicht bij wat zij doen: ruzie. Niet in hun profiel: bang, letters. Wel verwant aan bang (binnen gevoel)."
    )


def test_who_does_part_of_what_is_asked_is_not_told_that_it_is_another_profile() -> None:
    both = replace(WANTED, needs={"agressie": 1.0, "angst": 0.5})
    offered = replace(OFFERED, needs={"angst": 1.0, "weglopen": 1.0})

    said = reasons_of(score(offered, both).parts, 0.5, {}, reader=Reader.SPECIALIST)[0].sentence

    assert "Dit staat in jullie profiel: angst." in said
    assert said.endswith("Dit staat niet in jullie profiel: agressie. Jullie doen wel iets verwants, binnen gedrag.")
    assert "net iets anders" not in said


def in_full(offered: Offered, wanted: Wanted, *others: Offered) -> dict[str, Reason]:
    scored = score(offered, wanted, *others)
    return {one.code: one for one in reasons_of(scored.parts, scored.total, {})}


def test_a_coordinator_can_read_of_each_part_how_it_was_worked_out() -> None:
    found = in_full(OFFERED, WANTED, replace(OFFERED, profile_id=2))

    assert all(one.how for one in found.values())
    assert found["distance"].how.startswith("Hemelsbreed × 1,3 is 13 km over de weg. Tot 10 km is dit deel 100,")
    assert found["start"].how.endswith("van 100 naar 0 in 42 dagen.")


def test_needs_are_told_with_how_far_they_are_covered_and_what_they_count_for() -> None:
    two = replace(WANTED, needs={"agressie": 1.0, "angst": 0.5})

    how = in_full(replace(OFFERED, needs={"agressie": 1.0, "weglopen": 1.0}), two)["needs"].how

    assert "agressie: gedekt voor 100 %. Telt 1 (hoofdzaak) × " in how
    assert "angst: gedekt voor 0 %. Telt 0,5 (bijzaak) × " in how
    assert "Samen is dat " in how


def test_what_can_be_done_from_afar_says_so() -> None:
    remote = replace(WANTED, forms=frozenset({"consult"}))

    assert "dan is dit deel minstens 70" in in_full(OFFERED, remote)["distance"].how.lower()
    assert "minstens" not in in_full(OFFERED, WANTED)["distance"].how


def test_what_was_not_kept_is_not_worked_out() -> None:
    whys = {one.code: one.how for one in why(match_of(*FIRST_FACTS.items()))}

    assert not any(whys[code] for code in ("needs", "setting", "distance", "start", "load", "answers", "continuity"))


def test_what_is_shown_adds_up() -> None:
    reasons = in_full(replace(OFFERED, km=33, free_hours=2), WANTED).values()

    total = score(replace(OFFERED, km=33, free_hours=2)).total
    assert round(sum(one.points for one in reasons), 1) == round(100 * total, 1)
    assert round(sum(one.weight for one in reasons), 1) == 100


def test_hours_that_nobody_estimated_are_not_called_asked_for() -> None:
    for reader in Reader:
        (guessed,) = why(match_of(("hours", {"free": 8.0, "asked": 6.0, "is_usual": True})), reader=reader)
        (asked,) = why(match_of(("hours", {"free": 8.0, "asked": 5.0, "is_usual": False})), reader=reader)

        assert "we rekenen met 6 uur" in guessed.sentence
        assert "vraag" not in guessed.sentence
        assert "5 uur" in asked.sentence
        assert "vraag" in asked.sentence


@pytest.mark.parametrize(
    ("days", "words"), [(0, "0 dagen later"), (1, "1 dag later dan gewenst"), (2, "2 dagen later dan gewenst")]
)
def test_one_day_late_is_one_day(days: int, words: str) -> None:
    how = in_full(replace(OFFERED, starts_in_days=WANTED.start_in_days + days), WANTED)["start"].how

    assert how.startswith(words)


@pytest.mark.parametrize(("reader", "who"), [(Reader.SCHOOL, "Zij"), (Reader.SPECIALIST, "Jullie")])
def test_a_wanted_day_that_passed_is_not_what_a_start_is_later_than(reader: Reader, who: str) -> None:
    past = replace(WANTED, begin_on=date(2026, 11, 29), is_start_past=True)
    parts = score(replace(OFFERED, starts_in_days=5), past).parts

    (start,) = [one for one in reasons_of(parts, 0.5, {}, reader=reader) if one.code == "start"]

    assert start.sentence == f"De gewenste dag is voorbij. {who} kunnen vanaf vr 4 december."
    assert start.how.startswith("De gewenste dag was voorbij; het is 5 dagen later dan de dag waarop we rekenden.")


@pytest.mark.parametrize(
    ("beside", "words"), [(1.0, "1 ander onderwerp."), (2.0, "2 andere onderwerpen."), (1.5, "1,5 andere onderwerpen.")]
)
def test_one_other_topic_is_one(beside: float, words: str) -> None:
    each = [{"code": "angst", "weight": 1.0, "rarity": 1.0, "share": 1.0}]
    kept = {"each": each, "beside": beside, "focus": 0.8, "unknown": 0.5, "covered": [], "near": [], "missing": []}

    assert f"Het profiel doet ook {words}" in calculation.how("needs", kept, {})


@pytest.mark.parametrize(
    ("score", "words"),
    [(1.0, "past goed"), (0.75, "past goed"), (0.74, "past redelijk"), (0.4, "past redelijk"), (0.39, "past minder")],
)
def test_who_does_not_add_up_reads_the_score_in_words(score: float, words: str) -> None:
    reason = Reason("needs", "Onderwerp", score, "", weight=1.0, points=1.0, how="")

    assert reason.fit == words
