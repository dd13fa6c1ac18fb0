"""What is told of a score: it can be worked out again, it adds up, and it says with what a profile is compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.matching.columns import Offered
from network.matching.facts import FACTS
from network.matching.parts import PARTS
from network.matching.rules import Usual, Wanted, points, shown
from tests.unit.matching.test_rules import OFFERED, WANTED, many, offers, part, questions, score


def facts(code: str, offered: Offered, wanted: Wanted = WANTED, *others: Offered) -> Mapping[str, Any]:
    return next(p.facts for p in score(offered, wanted, *others).parts if p.code == code)


def test_where_nobody_counted_a_profile_is_compared_with_an_even_chance_and_with_itself() -> None:
    busy = replace(OFFERED, answers=10, yeses=10, open_engagements=2)

    assert part("answers", busy) == pytest.approx((10 + 5 * 0.5) / 15)
    assert part("load", busy) == pytest.approx((1 / 3 + 0.5) / 2)
    assert facts("load", busy) == {"open": 2, "places": 3, "usual": None, "providers": 0}


def test_what_is_usual_in_the_region_is_told_beside_what_the_profile_did_itself() -> None:
    wanted = replace(WANTED, usual=Usual(providers=4, busy=0.25, yeses=6, answers=6))
    second = replace(OFFERED, answers=8, yeses=2, open_engagements=1)

    assert part("answers", second, wanted) == pytest.approx((2 + 5 * (6 + 2.5) / 11) / 13)
    told = facts("answers", second, wanted)
    assert told == {"yes": 2, "asked": 8, "usual_yes": 6, "usual_asked": 6, "usual": 0.7727, "prior": 5}
    assert facts("load", second, wanted) == {"open": 1, "places": 3, "usual": 0.25, "providers": 4}


@given(questions, offers, many)
@settings(max_examples=100, deadline=None)
def test_each_part_can_be_worked_out_again_from_the_facts_that_are_told(
    wanted: Wanted, offered: Offered, others: list[Offered]
) -> None:
    others = [one for one in others if one.profile_id != offered.profile_id]
    scored = score(offered, wanted, *others)
    told = {p.code: p.facts for p in scored.parts}

    again = {code: min(1.0, max(0.0, BY_HAND[code](told[code]))) for code in BY_HAND}

    found = {p.code: p.score for p in scored.parts}
    assert again == pytest.approx({code: found[code] for code in BY_HAND}, abs=0.001)


def _needs_by_hand(told: Mapping[str, Any]) -> float:
    worth = sum(one["weight"] * one["rarity"] for one in told["each"])
    got = sum(one["weight"] * one["rarity"] * one["share"] for one in told["each"])
    return got / worth * told["focus"] if worth else told["unknown"]


def _distance_by_hand(told: Mapping[str, Any]) -> float:
    if told["road_km"] is None:
        return float(told["unknown"])
    beyond = max(0.0, told["road_km"] - told["near_km"])
    return max(told["least"], 1 - beyond / (told["far_km"] - told["near_km"]))


def _load_by_hand(told: Mapping[str, Any]) -> float:
    busy = told["open"] / max(1, told["places"])
    usual = busy if told["usual"] is None else told["usual"]
    return (1 - busy + min(1.0, max(0.0, 0.5 + usual - busy))) / 2


def _continuity_by_hand(told: Mapping[str, Any]) -> float:
    if not told["times"]:
        return float(told["unknown"])
    return float(told["unvalued"] if told["score"] is None else (told["score"] - 1) / 4)


def _text_by_hand(told: Mapping[str, Any]) -> float:
    of_both = sqrt(told["asked"] * told["offered"]) or 1.0
    return (told["alike"] + min(1.0, told["shared"] / of_both / told["most"])) / 2


BY_HAND: dict[str, Callable[[Mapping[str, Any]], float]] = {
    "needs": _needs_by_hand,
    "form": lambda told: len(told["offers"]) / told["asked"] if told["asked"] else 1.0,
    "setting": lambda told: 1.0 if told["fits"] else told["else"],
    "text": _text_by_hand,
    "distance": _distance_by_hand,
    "start": lambda told: 0.0 if told["late"] is None else 1 - told["late"] / told["patience"],
    "hours": lambda told: told["free"] / told["asked"],
    "load": _load_by_hand,
    "answers": lambda told: (told["yes"] + told["prior"] * told["usual"]) / (told["asked"] + told["prior"]),
    "continuity": _continuity_by_hand,
}


def test_every_part_is_told_and_worked_out_again() -> None:
    assert list(FACTS) == list(PARTS) == list(BY_HAND)


shares_of_one = st.floats(0, 1)


@given(st.lists(st.tuples(shares_of_one, shares_of_one), min_size=1, max_size=10))
@settings(deadline=None)
def test_the_points_that_are_shown_add_up_to_the_score_that_is_shown(weighed: list[tuple[float, float]]) -> None:
    whole = sum(weight for _score, weight in weighed) or 1.0
    added = [score * weight / whole for score, weight in weighed]

    found = points(added, sum(added))

    assert round(sum(found), 1) == shown(sum(added))
    assert all(abs(one - 100 * exact) < 0.1 + 1e-6 for one, exact in zip(found, added, strict=True))
    assert all(one == 0 for one, exact in zip(found, added, strict=True) if exact == 0)


@given(questions, offers, many)
@settings(max_examples=60, deadline=None)
def test_the_points_of_a_real_score_add_up_and_so_do_the_weights(
    wanted: Wanted, offered: Offered, others: list[Offered]
) -> None:
    scored = score(offered, wanted, *others)

    assert round(sum(points([p.score * p.weight for p in scored.parts], scored.total)), 1) == shown(scored.total)
    assert round(sum(points([p.weight for p in scored.parts], 1.0)), 1) == 100.0


def test_points_add_up_also_when_what_is_kept_was_rounded() -> None:
    assert points([0.1, 0.2, 0.1976], 0.4981) == [10.0, 20.0, 19.8]
