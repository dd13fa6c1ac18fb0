"""Scores: what makes a profile fit, and what may never make it fit less."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.core.policy import DEFAULT_WEIGHTS
from network.matching.columns import Floats, Offered, Offers
from network.matching.conditions import RULES, conditions, may_be_asked, verdicts
from network.matching.facts import explain
from network.matching.parts import PARTS, covered, rarity, score_all
from network.matching.rules import (
    Scored,
    Surroundings,
    Usual,
    Wanted,
    by_closeness,
    coverage,
    family,
    is_only_akin,
    order,
    tiers,
)

PARENTS = {"agressie": "gedrag", "weglopen": "gedrag", "angst": "emotie", "faalangst": "emotie"}
NEEDS = sorted({*PARENTS, *PARENTS.values()})
AROUND = Surroundings(parents=PARENTS, settings_of_form={"observatie": frozenset({"pupil"})})
WANTED = Wanted(
    key="7K3Q-M2",
    needs={"agressie": 1.0},
    forms=frozenset({"observatie"}),
    ages=frozenset({"groep-5-6"}),
    school_types=frozenset({"bo"}),
    region_id=1,
    hours=6,
)
OFFERED = Offered(
    profile_id=1,
    needs={"agressie": 1.0},
    forms=frozenset({"observatie"}),
    ages=frozenset({"groep-5-6", "groep-7-8"}),
    school_types=frozenset({"bo"}),
    km=10,
    free_hours=6,
    region_ids=frozenset({1}),
)


def score(offered: Offered, wanted: Wanted = WANTED, *others: Offered) -> Scored:
    """The score of a profile among others."""
    offers = Offers.of([offered, *others])
    _totals, parts = score_all(wanted, offers, AROUND, DEFAULT_WEIGHTS)
    (scored,) = explain(wanted, offers, AROUND, rows=[0], parts=parts, weights=DEFAULT_WEIGHTS)
    return scored


def total(offered: Offered, wanted: Wanted = WANTED) -> float:
    return score(offered, wanted).total


def part(code: str, offered: Offered, wanted: Wanted = WANTED, *others: Offered) -> float:
    return next(p.score for p in score(offered, wanted, *others).parts if p.code == code)


def rank_of(offered: Offered, others: list[Offered], wanted: Wanted) -> int:
    """The place of a profile among others, the first is 0."""
    offers = Offers.of([offered, *others])
    totals, _parts = score_all(wanted, offers, AROUND, DEFAULT_WEIGHTS)
    return order(wanted, offers, AROUND, totals).index(0)


@pytest.mark.parametrize(
    ("needs", "share"),
    [({"agressie"}, 1.0), ({"gedrag"}, 0.6), ({"weglopen"}, 0.25), ({"angst"}, 0.0)],
)
def test_a_need_is_covered_by_itself_its_group_or_its_neighbour(needs: set[str], share: float) -> None:
    assert coverage("agressie", needs, PARENTS)[0] == share


@pytest.mark.parametrize(
    ("asked", "own", "how"),
    [
        ("agressie", {"agressie", "weglopen"}, "covered"),
        ("agressie", {"gedrag", "weglopen"}, "near"),
        ("gedrag", {"weglopen"}, "near"),
        ("agressie", {"weglopen"}, "akin"),
        ("agressie", {"angst"}, "missing"),
    ],
)
def test_what_is_only_of_the_same_group_is_told_apart_from_what_is_near(asked: str, own: set[str], how: str) -> None:
    found = by_closeness([asked], own, PARENTS)

    groups = found.pop("groups")
    assert found == {"covered": [], "near": [], "akin": [], "missing": []} | {how: [asked]}
    assert groups == (["gedrag"] if how == "akin" else [])


def test_a_group_is_covered_by_what_is_in_it() -> None:
    assert coverage("gedrag", {"weglopen"}, PARENTS) == (0.8, "weglopen")


def test_the_family_of_a_need_is_its_whole_group_and_no_other() -> None:
    assert family({"agressie"}, PARENTS) == {"gedrag", "agressie", "weglopen"}


def test_rare_expertise_counts_more() -> None:
    wanted = replace(WANTED, needs={"agressie": 1.0, "angst": 1.0})
    common = [replace(OFFERED, profile_id=n) for n in range(2, 9)]
    rare = replace(OFFERED, profile_id=9, needs={"angst": 1.0})

    assert part("needs", rare, wanted, *common) > part("needs", OFFERED, wanted, *common[1:], rare)
    everybody = Offers.of([*common, rare])
    assert rarity(covered("angst", everybody, AROUND)) > rarity(covered("agressie", everybody, AROUND))


def test_an_offer_for_this_goes_before_an_offer_for_everything() -> None:
    broad = replace(OFFERED, needs={"agressie": 1.0, "angst": 1.0, "faalangst": 1.0})

    assert part("needs", OFFERED) > part("needs", broad) > 0.5


def test_a_side_need_counts_less_than_a_main_need() -> None:
    wanted = replace(WANTED, needs={"agressie": 1.0, "angst": 0.5})

    assert part("needs", OFFERED, wanted) > part("needs", replace(OFFERED, needs={"angst": 1.0}), wanted)


def test_a_new_provider_is_taken_to_answer_as_its_region_does() -> None:
    willing = replace(WANTED, usual=Usual(providers=5, busy=0.3, yeses=36, answers=40))
    refusing = replace(OFFERED, answers=10, yeses=0)

    assert part("answers", OFFERED, willing) == pytest.approx((36 + 2.5) / 45)
    assert part("answers", refusing, willing) < part("answers", OFFERED, willing)
    assert part("answers", OFFERED, WANTED) == 0.5


def test_the_same_places_taken_count_more_against_a_profile_in_a_region_that_is_calm() -> None:
    one_open = replace(OFFERED, open_engagements=1)
    calm, busy = (replace(WANTED, usual=Usual(providers=5, busy=share)) for share in (0.0, 1.0))

    assert part("load", one_open, busy) > part("load", one_open, WANTED) > part("load", one_open, calm)


def test_texts_that_sound_alike_score_more() -> None:
    wanted = replace(WANTED, heard={"agressie": 0.8, "angst": 0.6})

    assert part("text", replace(OFFERED, heard={"agressie": 1.0}), wanted) == pytest.approx(0.8 / 2)
    assert part("text", replace(OFFERED, heard={"weglopen": 1.0}), wanted) == 0


def test_texts_that_share_rare_words_score_more_whatever_is_heard_in_them() -> None:
    wanted = replace(WANTED, rare_words=frozenset({"rolstoel", "kleedkamer", "zwemles", "spierziek"}))
    alike = replace(OFFERED, rare_words=frozenset({"rolstoel", "gips", "tillift", "dwarslaesie"}))

    assert part("text", alike, wanted) == pytest.approx(0.25 / 0.3 / 2, abs=1e-3)
    assert part("text", replace(alike, rare_words=wanted.rare_words), wanted) == pytest.approx(0.5)
    assert part("text", replace(alike, rare_words=frozenset({"gips"})), wanted) == 0
    assert part("text", replace(alike, rare_words=frozenset()), wanted) == 0


def test_a_school_that_was_pleased_before_counts_and_one_that_was_not_counts_against() -> None:
    pleased = part("continuity", replace(OFFERED, worked_here=1, valued_here=5.0))
    displeased = part("continuity", replace(OFFERED, worked_here=1, valued_here=1.0))

    assert displeased < part("continuity", OFFERED) < pleased


def test_equals_stand_in_an_order_that_differs_per_question() -> None:
    offers = Offers.of([replace(OFFERED, profile_id=n) for n in range(1, 9)])
    totals, _parts = score_all(WANTED, offers, AROUND, DEFAULT_WEIGHTS)

    orders = {tuple(order(replace(WANTED, key=key), offers, AROUND, totals)) for key in ("a", "b", "c")}

    assert len(orders) == 3


def test_whoever_is_only_akin_comes_after_all_who_truly_cover_it_whatever_the_score() -> None:
    words = frozenset({"stoel"})
    akin = replace(OFFERED, needs={"weglopen": 1.0}, km=1, free_hours=60, heard=dict(WANTED.needs), rare_words=words)
    far = replace(OFFERED, km=80, free_hours=0.5, open_engagements=2)
    truly = [replace(far, profile_id=n, needs={code: 1.0}) for n, code in ((2, "agressie"), (3, "gedrag"))]
    wanted = replace(WANTED, heard=dict(WANTED.needs), rare_words=words)

    assert total(akin, wanted) > max(total(one, wanted) for one in truly)
    assert ranking(wanted, [akin, *truly]) == [2, 3, 1]


@pytest.mark.parametrize(("akin", "found"), [({2}, [[1, 3], [2]]), (set(), [[1, 2, 3]]), ({1, 2, 3}, [[1, 2, 3]])])
def test_no_tier_mixes_them_and_none_is_empty(akin: set[int], found: list[list[int]]) -> None:
    assert tiers([1, 2, 3], akin.__contains__) == found
    assert tiers([], akin.__contains__) == []


offers = st.builds(
    Offered,
    profile_id=st.integers(1, 1000),
    needs=st.dictionaries(st.sampled_from(NEEDS), st.just(1.0)),
    forms=st.frozensets(st.sampled_from(["observatie", "consult", "training-team"])),
    km=st.none() | st.floats(0, 300),
    starts_in_days=st.none() | st.integers(0, 200),
    free_hours=st.floats(0, 200),
    open_engagements=st.integers(0, 10),
    max_open=st.integers(0, 10),
    yeses=st.integers(0, 50),
    answers=st.integers(50, 100),
    heard=st.dictionaries(st.sampled_from(NEEDS), st.floats(0, 0.4), max_size=6),
    rare_words=st.frozensets(st.sampled_from("abcdef"), max_size=4),
    worked_here=st.integers(0, 5),
    valued_here=st.none() | st.floats(1, 5),
)
questions = st.builds(
    Wanted,
    key=st.just("7K3Q-M2"),
    needs=st.dictionaries(st.sampled_from(NEEDS), st.sampled_from([0.5, 1.0])),
    heard=st.dictionaries(st.sampled_from(NEEDS), st.floats(0, 0.4), max_size=6),
    rare_words=st.frozensets(st.sampled_from("abcdef"), max_size=4),
    forms=st.frozensets(st.sampled_from(["observatie", "consult"])),
    urgency=st.sampled_from(["calm", "normal", "urgent"]),
    start_in_days=st.integers(0, 90),
    hours=st.none() | st.floats(1, 100),
    usual=st.builds(
        Usual, providers=st.just(3), busy=st.none() | st.floats(0, 1.5), yeses=st.just(3), answers=st.integers(3, 40)
    ),
)


many = st.lists(offers, max_size=8, unique_by=lambda one: one.profile_id)


@given(questions, offers, many)
@settings(max_examples=150, deadline=None)
def test_scores_lie_between_nought_and_one_and_the_parts_add_up(
    wanted: Wanted, offered: Offered, others: list[Offered]
) -> None:
    scored = score(offered, wanted, *others)

    assert [p.code for p in scored.parts] == list(PARTS)
    assert all(0 <= p.score <= 1 for p in scored.parts)
    assert scored.total == pytest.approx(sum(p.score * p.weight for p in scored.parts))
    assert 0 <= scored.total <= 1 + 1e-9


@given(questions, offers, many, st.floats(0, 100), st.none() | st.integers(0, 200))
@settings(max_examples=100, deadline=None)
def test_more_hours_never_lower_a_rank(
    wanted: Wanted, offered: Offered, others: list[Offered], more: float, sooner: int | None
) -> None:
    """More hours free may also mean that work can begin, or can begin sooner."""
    others = [one for one in others if one.profile_id != offered.profile_id]
    starts = [days for days in (offered.starts_in_days, sooner) if days is not None]

    richer = replace(offered, free_hours=offered.free_hours + more, starts_in_days=min(starts, default=None))

    assert rank_of(richer, others, wanted) <= rank_of(offered, others, wanted)


@given(questions, offers, many, st.floats(0, 300), st.floats(0, 300))
@settings(max_examples=100, deadline=None)
def test_a_nearer_school_never_has_a_lower_rank(
    wanted: Wanted, offered: Offered, others: list[Offered], a: float, b: float
) -> None:
    others = [one for one in others if one.profile_id != offered.profile_id]
    near, far = sorted((a, b))

    assert rank_of(replace(offered, km=near), others, wanted) <= rank_of(replace(offered, km=far), others, wanted)


@given(questions, offers, many, st.data())
@settings(max_examples=300, deadline=None)
def test_one_need_more_covered_never_lowers_a_rank(
    wanted: Wanted, offered: Offered, others: list[Offered], data: st.DataObject
) -> None:
    others = [one for one in others if one.profile_id != offered.profile_id]
    need = data.draw(st.sampled_from(sorted(wanted.needs) or NEEDS[:1]))

    richer = replace(offered, needs={**offered.needs, need: 1.0} if wanted.needs else offered.needs)

    assert rank_of(richer, others, wanted) <= rank_of(offered, others, wanted)


own_needs = st.dictionaries(st.sampled_from(NEEDS), st.just(1.0), min_size=1)


@given(own_needs, st.lists(own_needs, min_size=2, max_size=6), st.data())
@settings(max_examples=300, deadline=None)
def test_one_need_more_covered_never_narrows_the_lead_over_anybody(
    asked: dict[str, float], several: list[dict[str, float]], data: st.DataObject
) -> None:
    """Although it makes that need less rare, for all of them."""
    wanted = replace(WANTED, needs={code: data.draw(st.sampled_from([0.5, 1.0])) for code in asked})
    need = data.draw(st.sampled_from(sorted(asked)))
    before = [replace(OFFERED, profile_id=n, needs=own) for n, own in enumerate(several)]
    richer = [replace(before[0], needs={**before[0].needs, need: 1.0}), *before[1:]]

    leads = [totals[0] - totals[1:] for totals in (totals_of(before, wanted), totals_of(richer, wanted))]

    assert (leads[1] >= leads[0] - 1e-9).all()


def test_a_need_that_becomes_less_rare_by_being_covered_does_not_cost_the_one_who_covers_it() -> None:
    wanted = replace(WANTED, needs={"gedrag": 1.0, "emotie": 1.0})
    before = [replace(OFFERED, needs={"agressie": 1.0}), replace(OFFERED, profile_id=2, needs={"emotie": 1.0})]
    richer = [replace(OFFERED, needs={"agressie": 1.0, "gedrag": 1.0}), before[1]]

    (own, other), (own_richer, other_then) = totals_of(before, wanted), totals_of(richer, wanted)

    assert own_richer - other_then > own - other


def totals_of(several: list[Offered], wanted: Wanted) -> Floats:
    return score_all(wanted, Offers.of(several), AROUND, DEFAULT_WEIGHTS)[0]


@given(questions, many, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_rows_does_not_matter(wanted: Wanted, several: list[Offered], chance: Random) -> None:
    shuffled = several.copy()
    chance.shuffle(shuffled)

    assert ranking(wanted, shuffled) == ranking(wanted, several)


@given(questions, many, st.data())
@settings(max_examples=60, deadline=None)
def test_names_do_not_matter(wanted: Wanted, several: list[Offered], data: st.DataObject) -> None:
    """The same profiles under other numbers, and the same question under another code, give the same scores."""
    others = data.draw(st.lists(st.integers(1, 10**6), min_size=len(several), max_size=len(several), unique=True))
    renamed = [replace(one, profile_id=number) for one, number in zip(several, others, strict=True)]
    if not several:
        return

    totals, again = totals_of(several, wanted), totals_of(renamed, replace(wanted, key=data.draw(st.text())))

    assert again.tolist() == totals.tolist()


def ranking(wanted: Wanted, several: list[Offered]) -> list[int]:
    if not several:
        return []
    offers = Offers.of(several)
    totals, _parts = score_all(wanted, offers, AROUND, DEFAULT_WEIGHTS)
    return [several[row].profile_id for row in order(wanted, offers, AROUND, totals)]


@given(questions, many)
@settings(max_examples=100, deadline=None)
def test_nobody_who_truly_covers_a_need_comes_after_one_who_is_only_akin(
    wanted: Wanted, several: list[Offered]
) -> None:
    """Also as it is told of one profile; and in each tier the score decides."""
    found = {one.profile_id: by_closeness(wanted.needs, one.needs, PARENTS) for one in several}
    totals = dict(zip((one.profile_id for one in several), totals_of(several, wanted), strict=True)) if several else {}

    in_order = [(is_only_akin(found[number]), -round(totals[number], 9)) for number in ranking(wanted, several)]

    assert in_order == sorted(in_order)


@given(questions, many)
@settings(max_examples=60, deadline=None)
def test_what_is_decided_for_all_is_what_is_told_of_each(wanted: Wanted, several: list[Offered]) -> None:
    offers = Offers.of(several)

    decided = may_be_asked(verdicts(wanted, offers, AROUND))

    told = [all(c.holds for c in conditions(wanted, offers, row, AROUND)) for row in range(len(several))]
    assert decided.tolist() == told


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({}, set()),
        ({"state": "paused"}, {"not_paused"}),
        ({"state": "paused", "paused_until": date(2026, 12, 5)}, {"not_paused"}),
        ({"state": "paused", "paused_until": date(2026, 12, 4)}, {"pause_over"}),
        ({"state": "published", "paused_until": date(2027, 12, 4)}, set()),
        ({"state": "draft"}, {"published"}),
        ({"is_confirmed": False}, {"published"}),
        ({"is_open": False}, {"location_open"}),
        ({"needs": {"angst": 1.0}}, {"need"}),
        ({"forms": frozenset({"consult"})}, {"form"}),
        ({"ages": frozenset({"groep-1-2"})}, {"age"}),
        ({"school_types": frozenset({"vo"})}, {"school_type"}),
        ({"region_ids": frozenset({2})}, {"reach"}),
        ({"reach": "kilometres", "reach_km": 5}, {"reach"}),
        ({"reach": "kilometres", "reach_km": 50, "km": None}, {"reach"}),
        ({"reach": "national", "region_ids": frozenset()}, set()),
        ({"is_absent": True}, {"present"}),
        ({"declined_reason": "too_far"}, {"not_declined"}),
        ({"is_passed_over": True}, {"not_passed_over"}),
        ({"asked_state": "invited"}, {"not_asked_yet"}),
        ({"asked_through": ("Rots",)}, {"not_asked_otherwise"}),
        ({"is_answered": False}, {"answered_by_somebody"}),
        ({"location_id": 0}, {"other_location"}),
        ({"leaves_out_own_board": True, "board_id": 0}, {"other_board"}),
        ({"open_engagements": 3}, {"place_left"}),
        ({"recent_yeses": 2}, {"rest"}),
        ({"starts_in_days": None}, {"hours"}),
    ],
)
def test_each_hard_rule_says_for_itself_whether_it_holds(change: dict, broken: set[str]) -> None:  # type: ignore[type-arg]
    wanted, offers = replace(WANTED, begin_on=date(2026, 12, 4)), Offers.of([replace(OFFERED, **change)])

    assert {c.code for c in conditions(wanted, offers, 0, AROUND) if not c.holds} == broken
    assert may_be_asked(verdicts(wanted, offers, AROUND))[0] == (not broken)
    assert may_be_asked(verdicts(wanted, offers, AROUND), but=broken)[0]


def test_every_rule_has_a_case_that_breaks_it() -> None:
    marks = [mark for mark in test_each_hard_rule_says_for_itself_whether_it_holds.pytestmark if mark.args]

    assert {code for _change, broken in marks[0].args[1] for code in broken} == set(RULES)
