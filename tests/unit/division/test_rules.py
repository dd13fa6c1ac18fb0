"""Dividing questions: nobody over the limits, never less than each on its own, and truly the best."""

from __future__ import annotations

import itertools
import random
from types import SimpleNamespace

import pytest
import scipy
from hypothesis import given, settings
from hypothesis import strategies as st

from network.division import rules, solver
from network.division.hours import WINDOW_WEEKS, Hours, Work
from network.division.rules import POINTS, Case, Pair, Profile, Question, Reason, Settings
from network.division.solver import Proof

WEEKS = st.sampled_from([0, 0, 2, 6, 20])
QUARTERS = st.integers(1, 40).map(lambda quarters: quarters / 4)

questions = st.lists(
    st.builds(
        Question,
        key=st.integers(1, 99),
        hours=QUARTERS,
        asked=st.floats(0, 9),
        waited_days=st.integers(0, 14),
        is_urgent=st.booleans(),
        week=WEEKS,
    ),
    max_size=6,
    unique_by=lambda question: question.key,
)
profiles = st.lists(
    st.builds(
        Profile,
        key=st.integers(1, 99),
        hours=st.builds(
            Hours,
            by_week=st.lists(st.just(0.0) | QUARTERS, min_size=1, max_size=18).map(tuple),
            held=st.lists(st.builds(Work, week=WEEKS, hours=QUARTERS), max_size=2).map(tuple),
        ),
        places=st.integers(-1, 4),
        weekly_hours=st.sampled_from([0.5, 1, 2, 4, 8]),
    ),
    max_size=4,
    unique_by=lambda profile: profile.key,
)
how = st.builds(
    Settings, most_per_profile=st.integers(1, 3), first_after_days=st.integers(0, 10), protects_small=st.booleans()
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Question], list[Profile], list[Pair], Settings]:
    asked, having = draw(questions), draw(profiles)
    pairs = [
        Pair(question.key, profile.key, draw(st.integers(0, POINTS)), is_akin=draw(st.booleans()))
        for question in asked
        for profile in having
        if draw(st.booleans())
    ]
    return asked, having, pairs, draw(how)


def every_division(case: Case) -> list[dict[int, Pair]]:
    """Brute force: all that keep to the limits."""
    chances = rules.pairs_by_question(case.pairs)
    options = [[None, *chances.get(key, [])] for key in case.questions]
    found = []
    for choice in itertools.product(*options):
        division = {pair.question: pair for pair in choice if pair is not None}
        if rules.keeps_to_limits(case, division):
            found.append(division)
    return found


def allowed(case: Case, alone: rules.Given) -> list[dict[int, Pair]]:
    """Those of them that keep the promises: no lower total than on its own, and none of the first goes without."""
    floor = rules.total_of(alone)
    promised = [key for key in alone if key in case.first]
    return [
        division
        for division in every_division(case)
        if rules.total_of(division) >= floor and all(key in division for key in promised)
    ]


def with_hours(key: int, hours: float, places: int, weekly_hours: float) -> Profile:
    """One whose hours are all in this week."""
    return Profile(key, Hours((hours,)), places, weekly_hours)


def can_be_worked(hours: Hours, given: list[Work]) -> bool:
    """Week by week, what must be done first is done first: all of it within twelve weeks, or as much as before.

    What is held may be more than there is: then nothing more is asked than that what is given adds nothing to it.
    """
    return undone(hours, [*hours.held, *given]) <= undone(hours, list(hours.held)) + 1e-6


def undone(hours: Hours, work: list[Work]) -> float:
    """The hours of this work that find no place."""
    left = [[one.week + WINDOW_WEEKS, one.week, one.hours] for one in sorted(work)]
    for week, free in enumerate(hours.by_week):
        for one in left:
            until, begin, asked = one
            if begin <= week < until:
                spent = min(free, asked)
                one[2], free = asked - spent, free - spent
    return sum(asked for _until, _begin, asked in left)


def worth(case: Case, division: rules.Given) -> tuple[int, int]:
    return rules.first_served(case, division), rules.total_of(division)


@given(cases())
def test_nobody_gets_more_than_there_is_room_for(rows) -> None:
    case = rules.case_of(*rows)

    outcome = solver.divide(case)

    for division in (outcome.together, outcome.alone):
        for key, profile in case.profiles.items():
            got = [pair for pair in division.values() if pair.profile == key]
            assert len(got) <= max(0, min(profile.places, rows[3].most_per_profile))
            assert can_be_worked(profile.hours, [case.questions[pair.question].work for pair in got])
        assert all(pair in rows[2] for pair in division.values())


@given(cases())
def test_together_is_never_less_than_each_on_its_own(rows) -> None:
    case = rules.case_of(*rows)

    outcome = solver.divide(case)

    assert rules.total_of(outcome.together) >= rules.total_of(outcome.alone)
    assert all(key in outcome.together for key in outcome.alone if key in case.first)
    assert rules.first_served(case, outcome.together) >= rules.first_served(case, outcome.alone)


@given(cases())
def test_when_there_is_no_time_it_is_still_not_less(rows) -> None:
    case = rules.case_of(*rows)

    outcome = solver.divide(case, time_limit=0)

    assert outcome.together == outcome.alone
    assert outcome.proof is (Proof.TIME_WAS_UP if case.pairs else Proof.BEST)


@settings(deadline=None)
@given(cases())
def test_it_is_the_best_of_all_divisions_that_keep_the_promises(rows) -> None:
    case = rules.case_of(*rows)

    outcome = solver.divide(case)

    assert outcome.proof is Proof.BEST
    assert worth(case, outcome.together) == max(worth(case, division) for division in allowed(case, outcome.alone))


@pytest.mark.parametrize("status", [1, 2, 4])
def test_the_best_is_not_claimed_when_the_solver_was_not_sure(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    case = scarce(0)
    monkeypatch.setattr(scipy.optimize, "milp", lambda *_words, **_settings: SimpleNamespace(status=status, x=None))

    outcome = solver.divide(case)

    assert outcome.proof is Proof.TIME_WAS_UP
    assert outcome.together == outcome.alone


def scarce(seed: int) -> Case:
    """Hours in some weeks only, fewer than the questions take that begin in different weeks."""
    chance = random.Random(seed)
    having = [
        Profile(key, Hours(tuple(chance.choice([0, 0, 0.5, 1, 2]) for _ in range(18))), chance.randint(1, 3), 8)
        for key in range(3)
    ]
    asked = [
        Question(key, chance.choice([2, 3, 5, 8]), asked=key, week=chance.choice([0, 1, 3, 6]), is_urgent=key > 4)
        for key in range(6)
    ]
    pairs = [
        Pair(question.key, profile.key, chance.randint(1000, POINTS))
        for question in asked
        for profile in chance.sample(having, 2)
    ]
    return rules.case_of(asked, having, pairs, Settings(most_per_profile=3, protects_small=False))


def test_where_hours_are_scarce_it_is_the_best_too() -> None:
    gained = 0
    for seed in range(60):
        case = scarce(seed)

        outcome = solver.divide(case)

        best = max(worth(case, division) for division in allowed(case, outcome.alone))
        assert (outcome.proof, worth(case, outcome.together)) == (Proof.BEST, best)
        gained += best > worth(case, outcome.alone)
    assert gained > 24


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows, chance: random.Random) -> None:
    mixed = [chance.sample(part, len(part)) for part in rows[:3]]

    assert solver.divide(rules.case_of(*mixed, rows[3])).together == solver.divide(rules.case_of(*rows)).together


@given(cases())
def test_who_gets_nobody_hears_why(rows) -> None:
    case = rules.case_of(*rows)
    together = solver.divide(case).together

    reasons = rules.reasons_of(case, together)

    assert {*reasons, *together} == set(case.questions)
    assert not {*reasons} & {*together}


def test_one_gives_way_when_the_whole_gains() -> None:
    old, young = Question(1, 4, asked=1), Question(2, 4, asked=2)
    a, b = with_hours(1, 4, 1, 8), with_hours(2, 4, 1, 8)
    pairs = [Pair(1, 1, 9000), Pair(1, 2, 8000), Pair(2, 1, 9000)]

    outcome = solver.divide(rules.case_of([old, young], [a, b], pairs, Settings()))

    assert outcome.alone == {1: pairs[0]}
    assert outcome.together == {1: pairs[1], 2: pairs[2]}


def test_whoever_is_only_akin_helps_where_nobody_else_can_and_takes_nobodys_turn() -> None:
    """Both questions could have the first profile, which has one place; the second is akin to both, and scores higher."""
    old, young = Question(1, 4, asked=1), Question(2, 4, asked=2)
    a, b = with_hours(1, 4, 1, 8), with_hours(2, 4, 1, 8)
    truly = [Pair(1, 1, 3000), Pair(2, 1, 4000)]
    akin = [Pair(1, 2, 9900, is_akin=True), Pair(2, 2, 9000, is_akin=True)]

    outcome = solver.divide(rules.case_of([old, young], [a, b], [*truly, *akin], Settings()))

    assert outcome.alone == {1: truly[0], 2: akin[1]}
    assert outcome.together == {1: akin[0], 2: truly[1]}


def test_no_school_is_left_alone_for_a_few_points_of_another() -> None:
    """The second profile covers what the young one asks a little better, and is the only one, akin, for the old one."""
    old, young = Question(1, 4, asked=1), Question(2, 4, asked=2)
    a, b = with_hours(1, 4, 1, 8), with_hours(2, 4, 1, 8)
    pairs = [Pair(1, 2, 5850, is_akin=True), Pair(2, 1, 7400), Pair(2, 2, 8150)]

    outcome = solver.divide(rules.case_of([old, young], [a, b], pairs, Settings()))

    assert outcome.together == {1: pairs[0], 2: pairs[1]}


def test_an_urgent_question_goes_before_a_higher_score() -> None:
    urgent, calm = Question(1, 4, asked=2, is_urgent=True), Question(2, 4, asked=1)
    rows = [urgent, calm], [with_hours(1, 4, 1, 8)], [Pair(1, 1, 6000), Pair(2, 1, 5500)], Settings()

    assert set(solver.divide(rules.case_of(*rows)).together) == {1}


def test_but_one_more_of_the_first_may_not_cost_the_whole_more_than_it_has_on_its_own() -> None:
    """Both could be served, at two percent of what the first of them gets now."""
    both = [Question(1, 4, asked=1, is_urgent=True), Question(2, 4, asked=2, is_urgent=True)]
    pairs = [Pair(1, 1, 9000), Pair(1, 2, 100), Pair(2, 1, 100)]

    outcome = solver.divide(rules.case_of(both, [with_hours(1, 4, 1, 8), with_hours(2, 4, 1, 8)], pairs, Settings()))

    assert outcome.together == {1: pairs[0]}
    assert outcome.proof is Proof.BEST


def test_a_small_school_gets_its_share_and_always_one() -> None:
    usual = [with_hours(key, 40, 9, 8) for key in (1, 2, 3, 4)]
    half, tiny, full = with_hours(5, 40, 9, 4), with_hours(6, 40, 9, 1), with_hours(7, 40, 0, 1)

    limits = rules.limits_of([*usual, half, tiny, full], Settings(most_per_profile=4))

    assert limits == {1: 4, 2: 4, 3: 4, 4: 4, 5: 2, 6: 1, 7: 0}
    assert rules.limits_of([*usual, tiny], Settings(most_per_profile=4, protects_small=False))[6] == 4


def test_the_reasons_name_what_is_lacking() -> None:
    asked = [Question(key, hours) for key, hours in ((1, 4), (2, 4), (3, 9), (4, 4), (5, 4), (6, 4))]
    having = [with_hours(1, 4, 1, 8), with_hours(2, 8, 0, 8)]
    pairs = [Pair(2, 2, 1000), Pair(3, 1, 1000), Pair(4, 1, 2000), Pair(5, 1, 1000)]
    case = rules.case_of(asked, having, pairs, Settings(), full=[6])

    assert rules.reasons_of(case, solver.divide(case).together) == {
        1: Reason.NO_CANDIDATE,
        2: Reason.NO_PLACE,
        3: Reason.TOO_FEW_HOURS,
        5: Reason.GIVEN_TO_OTHERS,
        6: Reason.ALL_FULL,
    }


def test_nothing_to_divide_is_no_problem() -> None:
    empty = rules.case_of([], [], [], Settings())
    nobody = rules.case_of([Question(1, 4)], [], [], Settings())

    assert solver.divide(empty).together == {}
    assert solver.divide(nobody).together == {}


def test_hours_are_kept_to_the_quarter() -> None:
    asked = [Question(key, 0.25) for key in range(1, 6)]
    case = rules.case_of(asked, [with_hours(1, 1.0, 9, 8)], [Pair(key, 1, 100) for key in range(1, 6)], Settings(9))

    assert len(solver.divide(case).together) == 4


def test_one_more_of_the_first_is_served_even_when_many_must_shift_for_it() -> None:
    """Four move along at nearly a full score each; elsewhere the whole gains more than that."""
    row = [Question(key, 4, asked=key, is_urgent=True) for key in (1, 2, 3, 4, 9)]
    shift = [pair for key in (1, 2, 3, 4) for pair in (Pair(key, key, 9900), Pair(key, key + 1, 100))]
    pairs = [*shift, Pair(9, 1, 100)]
    places = [with_hours(key, 4, 1, 8) for key in range(1, 6)]
    for n in (20, 30, 40, 50, 60):
        row += [Question(n, 4, asked=0), Question(n + 1, 4, asked=5)]
        pairs += [Pair(n, n, 5100), Pair(n, n + 1, 5000), Pair(n + 1, n, 9900)]
        places += [with_hours(n, 4, 1, 8), with_hours(n + 1, 4, 1, 8)]
    case = rules.case_of(row, places, pairs, Settings())

    outcome = solver.divide(case)

    assert 9 not in outcome.alone
    assert 9 in outcome.together
    assert outcome.proof is Proof.BEST


def elsewhere(gain: int) -> tuple[list[Question], list[Profile], list[Pair]]:
    """Far from the rest: one gives way at 100 points, so that another is helped for `gain` more."""
    asked = [Question(20, 4, asked=0), Question(21, 4, asked=5)]
    pairs = [Pair(20, 20, 5100), Pair(20, 21, 5000), Pair(21, 20, gain)]
    return asked, [with_hours(20, 4, 1, 8), with_hours(21, 4, 1, 8)], pairs


def test_one_of_the_first_keeps_its_place_also_against_another_of_the_first() -> None:
    asked, having, pairs = elsewhere(900)
    asked += [Question(1, 4, asked=1, is_urgent=True), Question(2, 4, asked=2, is_urgent=True)]
    pairs += [Pair(1, 1, 1000), Pair(2, 1, 9000)]

    outcome = solver.divide(rules.case_of(asked, [*having, with_hours(1, 4, 1, 8)], pairs, Settings()))

    assert set(outcome.together) == {1, 20, 21}


def test_where_one_more_of_the_first_costs_too_much_the_rest_still_gains() -> None:
    asked, having, pairs = elsewhere(900)
    asked += [Question(1, 4, asked=1, is_urgent=True), Question(2, 4, asked=2, is_urgent=True)]
    having += [with_hours(1, 4, 1, 8), with_hours(2, 4, 1, 8)]
    pairs += [Pair(1, 1, 9000), Pair(1, 2, 100), Pair(2, 1, 100)]

    outcome = solver.divide(rules.case_of(asked, having, pairs, Settings()))

    assert set(outcome.together) == {1, 20, 21}


def test_waiting_long_begins_on_the_day_that_was_set() -> None:
    days = Settings(first_after_days=9)

    assert rules.goes_first(Question(1, 4, waited_days=9), days)
    assert not rules.goes_first(Question(1, 4, waited_days=8), days)
