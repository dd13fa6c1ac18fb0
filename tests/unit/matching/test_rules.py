"""Scores: what makes a profile fit, and what may never make it fit less."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.core.policy import DEFAULT_WEIGHTS
from network.matching.conditions import conditions, may_be_asked
from network.matching.rules import Offered, Surroundings, Wanted, coverage, family, rank, score

PARENTS = {"agressie": "gedrag", "weglopen": "gedrag", "angst": "emotie", "faalangst": "emotie"}
NEEDS = sorted({*PARENTS, *PARENTS.values()})
AROUND = Surroundings(parents=PARENTS, settings_of_form={"observatie": frozenset({"pupil"})})
WANTED = Wanted(key="7K3Q-M2", main_needs=("agressie",), forms=frozenset({"observatie"}), region_id=1, hours=6)
OFFERED = Offered(
    profile_id=1,
    needs=frozenset({"agressie"}),
    forms=frozenset({"observatie"}),
    km=10,
    free_hours=6,
    region_ids=frozenset({1}),
)


def total(offered: Offered, wanted: Wanted = WANTED) -> float:
    return score(wanted, offered, AROUND, DEFAULT_WEIGHTS).total


def part(code: str, offered: Offered, wanted: Wanted = WANTED) -> float:
    return next(p.score for p in score(wanted, offered, AROUND, DEFAULT_WEIGHTS).parts if p.code == code)


@pytest.mark.parametrize(
    ("needs", "share"),
    [({"agressie"}, 1.0), ({"gedrag"}, 0.6), ({"weglopen"}, 0.25), ({"angst"}, 0.0)],
)
def test_a_need_is_covered_by_itself_its_group_or_its_neighbour(needs: set[str], share: float) -> None:
    assert coverage("agressie", frozenset(needs), PARENTS)[0] == share


def test_a_group_is_covered_by_what_is_in_it() -> None:
    assert coverage("gedrag", frozenset({"weglopen"}), PARENTS) == (0.8, "weglopen")


def test_the_family_of_a_need_is_its_whole_group_and_no_other() -> None:
    assert family({"agressie"}, PARENTS) == {"gedrag", "agressie", "weglopen"}


def test_rare_expertise_counts_more() -> None:
    wanted = replace(WANTED, main_needs=("agressie", "angst"))
    rare = replace(AROUND, rarity={"angst": 2.0, "agressie": 1.0})

    common = score(wanted, OFFERED, rare, DEFAULT_WEIGHTS).parts[0].score
    scarce = score(wanted, replace(OFFERED, needs=frozenset({"angst"})), rare, DEFAULT_WEIGHTS).parts[0].score

    assert scarce > common


def test_a_new_provider_is_not_punished_for_having_no_answers() -> None:
    assert part("answers", OFFERED) == pytest.approx(AROUND.yes_rate)
    assert part("answers", replace(OFFERED, answers=10, yeses=0)) < part("answers", OFFERED)


def test_a_school_that_was_pleased_before_counts_and_one_that_was_not_counts_against() -> None:
    pleased = part("continuity", replace(OFFERED, worked_here=1, valued_here=5.0))
    displeased = part("continuity", replace(OFFERED, worked_here=1, valued_here=1.0))

    assert displeased < part("continuity", OFFERED) < pleased


def test_equals_stand_in_an_order_that_differs_per_question() -> None:
    scored = [score(WANTED, replace(OFFERED, profile_id=n), AROUND, DEFAULT_WEIGHTS) for n in range(1, 9)]

    orders = {tuple(one.profile_id for one in rank(scored, key=key)) for key in ("a", "b", "c")}

    assert len(orders) == 3
    assert rank(scored, key="a") == rank(list(reversed(scored)), key="a")


offers = st.builds(
    Offered,
    profile_id=st.integers(1, 1000),
    needs=st.frozensets(st.sampled_from(NEEDS)),
    forms=st.frozensets(st.sampled_from(["observatie", "consult", "training-team"])),
    km=st.none() | st.floats(0, 300),
    starts_in_days=st.none() | st.integers(0, 200),
    free_hours=st.floats(0, 200),
    open_engagements=st.integers(0, 10),
    max_open=st.integers(0, 10),
    yeses=st.integers(0, 50),
    answers=st.integers(50, 100),
    text_likeness=st.floats(0, 1),
    worked_here=st.integers(0, 5),
    valued_here=st.none() | st.floats(1, 5),
)
questions = st.builds(
    Wanted,
    key=st.just("7K3Q-M2"),
    main_needs=st.lists(st.sampled_from(NEEDS), unique=True).map(tuple),
    forms=st.frozensets(st.sampled_from(["observatie", "consult"])),
    urgency=st.sampled_from(["calm", "normal", "urgent"]),
    start_in_days=st.integers(0, 90),
    hours=st.none() | st.floats(1, 100),
)


@given(questions, offers)
@settings(max_examples=150, deadline=None)
def test_scores_lie_between_nought_and_one_and_the_parts_add_up(wanted: Wanted, offered: Offered) -> None:
    scored = score(wanted, offered, AROUND, DEFAULT_WEIGHTS)

    assert all(0 <= p.score <= 1 for p in scored.parts)
    assert scored.total == pytest.approx(sum(p.score * p.weight for p in scored.parts))
    assert 0 <= scored.total <= 1 + 1e-9


@given(questions, offers, st.floats(0, 100))
@settings(max_examples=100, deadline=None)
def test_more_hours_never_make_it_worse(wanted: Wanted, offered: Offered, more: float) -> None:
    assert total(replace(offered, free_hours=offered.free_hours + more), wanted) >= total(offered, wanted) - 1e-9


@given(questions, offers, st.floats(0, 300), st.floats(0, 300))
@settings(max_examples=100, deadline=None)
def test_a_nearer_school_is_never_worse(wanted: Wanted, offered: Offered, a: float, b: float) -> None:
    near, far = sorted((a, b))

    assert total(replace(offered, km=near), wanted) >= total(replace(offered, km=far), wanted) - 1e-9


@given(questions, offers, st.sampled_from(NEEDS))
@settings(max_examples=100, deadline=None)
def test_one_need_more_is_never_worse(wanted: Wanted, offered: Offered, need: str) -> None:
    assert total(replace(offered, needs=offered.needs | {need}), wanted) >= total(offered, wanted) - 1e-9


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({}, set()),
        ({"state": "paused"}, {"published"}),
        ({"is_confirmed": False}, {"published"}),
        ({"needs": frozenset({"angst"})}, {"need"}),
        ({"forms": frozenset({"consult"})}, {"form"}),
        ({"region_ids": frozenset({2})}, {"reach"}),
        ({"reach": "kilometres", "reach_km": 5}, {"reach"}),
        ({"reach": "kilometres", "reach_km": 50, "km": None}, {"reach"}),
        ({"reach": "national", "region_ids": frozenset()}, set()),
        ({"is_absent": True}, {"present"}),
        ({"declined_reason": "too_far"}, {"not_declined"}),
        ({"is_passed_over": True}, {"not_passed_over"}),
        ({"leaves_out_own_board": True, "board_id": 0}, {"other_board"}),
        ({"open_engagements": 3}, {"place_left"}),
        ({"recent_yeses": 2}, {"rest"}),
        ({"starts_in_days": None}, {"hours"}),
    ],
)
def test_each_hard_rule_says_for_itself_whether_it_holds(change: dict, broken: set[str]) -> None:  # type: ignore[type-arg]
    offered = replace(OFFERED, **change)

    assert {c.code for c in conditions(WANTED, offered, AROUND) if not c.holds} == broken
    assert may_be_asked(WANTED, offered, AROUND) is not broken or not broken
