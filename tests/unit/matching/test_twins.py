"""Who answers for several profiles is asked a question once: through the best of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.matching.twins import asked_through, asking_somebody_new

ANNE, BO, CAS = 1, 2, 3
PEOPLE = st.frozensets(st.integers(1, 4), max_size=3)


@pytest.mark.parametrize(
    ("own", "others", "through"),
    [
        ({ANNE}, {7: {ANNE}}, [7]),
        ({ANNE}, {7: {ANNE, BO}, 8: {CAS}}, [7]),
        ({ANNE, BO}, {7: {ANNE}, 8: {BO}}, [7, 8]),
        ({ANNE, BO}, {7: {ANNE}}, []),
        (set(), {7: {ANNE}}, []),
        ({ANNE}, {}, []),
    ],
)
def test_everybody_was_asked_or_somebody_was_not(own, others, through) -> None:
    assert asked_through(own, others) == through


def test_of_twins_the_first_is_asked_and_who_has_somebody_new_too() -> None:
    people = {
        "best": {ANNE},
        "twin": {ANNE},
        "with Bo": {ANNE, BO},
        "both": {ANNE, BO},
        "nobody": set(),
        "asked": {CAS},
    }

    assert list(asking_somebody_new(people, people.__getitem__, asked={CAS})) == ["best", "with Bo", "nobody"]


@given(st.lists(PEOPLE), PEOPLE)
def test_nobody_is_left_out_whom_no_other_reaches(several: list[frozenset[int]], asked: frozenset[int]) -> None:
    chosen = list(asking_somebody_new(several, lambda people: people, asked=asked))

    assert asked.union(*chosen) == asked.union(*several)
