"""What is most like something, by what is heard in the texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.matching.similar import ALIKE_FROM, MOST_ALIKE, most_alike, with_confirmed

CODES = st.sampled_from(["angst", "faalangst", "dyslexie", "gedrag"])
VECTORS = st.dictionaries(CODES, st.floats(0, 1), max_size=3)


def test_the_most_alike_come_first_and_what_is_about_something_else_not_at_all() -> None:
    others = {"other": {"dyslexie": 1.0}, "near": {"angst": 0.6, "dyslexie": 0.8}, "same": {"angst": 1.0}}

    assert most_alike({"angst": 1.0}, others) == ["same", "near"]


def test_at_most_five_and_equals_stay_in_their_order() -> None:
    others = {number: {"angst": 1.0} for number in (9, 3, 7, 1, 8, 2)}

    assert most_alike({"angst": 1.0}, others) == [9, 3, 7, 1, 8]


def test_nothing_is_like_a_text_in_which_nothing_was_heard() -> None:
    assert most_alike({}, {"one": {"angst": 1.0}, "silent": {}}) == []
    assert most_alike({"angst": 1.0}, {"silent": {}}) == []
    assert most_alike({"angst": 1.0}, {}) == []


def test_what_a_person_confirmed_counts_as_much_as_all_that_is_heard() -> None:
    vector = with_confirmed({"angst": 0.6, "gedrag": 0.8}, ["faalangst"])

    assert sum(share**2 for share in vector.values()) == pytest.approx(1)
    assert vector["faalangst"] ** 2 == pytest.approx(vector["angst"] ** 2 + vector["gedrag"] ** 2)
    assert with_confirmed({}, ["angst"]) == {"angst": 1.0}
    assert with_confirmed({}, []) == {}


@given(VECTORS, st.dictionaries(st.integers(), VECTORS, max_size=12))
def test_nobody_left_out_is_more_alike_than_who_is_named(asked: dict[str, float], others: dict) -> None:
    named = most_alike(asked, others)

    worth = {key: sum(share * other.get(code, 0.0) for code, share in asked.items()) for key, other in others.items()}
    left_out = [worth[key] for key in others if key not in named]
    assert len(named) <= MOST_ALIKE
    assert all(worth[key] >= ALIKE_FROM for key in named)
    least = min((worth[key] for key in named), default=0.0) if len(named) == MOST_ALIKE else ALIKE_FROM
    assert all(share <= least for share in left_out)
