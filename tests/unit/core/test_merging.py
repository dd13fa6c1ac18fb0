"""What becomes of a field that two people had open at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.core.merging import Decision, Value, decide, digest_of, join, pack, unpack

TICKS = st.frozensets(st.sampled_from("abcd"))
# Few texts, so that two of three are often alike.
VALUES = st.sampled_from(["", "y", "Rust in de klas", "Rust,\nen meer: alles"])


@pytest.mark.parametrize(
    ("opened", "typed", "standing", "decision"),
    [
        ("a", "a", "a", Decision.SAME),
        ("a", "b", "b", Decision.SAME),
        ("a", "b", "a", Decision.KEPT),
        ("a", "a", "b", Decision.TAKEN),
        ("a", "b", "c", Decision.BOTH),
        ("a", "", "c", Decision.BOTH),
        ("", "", "c", Decision.TAKEN),
    ],
)
def test_who_changed_a_field_decides_what_becomes_of_it(
    opened: str, typed: str, standing: str, decision: Decision
) -> None:
    assert decide(digest_of(opened), typed, standing) is decision


def test_where_nobody_can_tell_who_changed_a_field_both_are_shown() -> None:
    assert decide(None, "a", "b") is Decision.BOTH
    assert decide("no digest", "a", "b") is Decision.BOTH
    assert decide(None, "a", "a") is Decision.SAME


@pytest.mark.parametrize(
    ("opened", "typed", "standing", "decision", "joined"),
    [
        ("a", "a", "ab", Decision.TAKEN, "ab"),
        ("a", "b", "a", Decision.KEPT, "b"),
        ("a", "ab", "ac", Decision.JOINED, "abc"),
        ("ab", "a", "bc", Decision.JOINED, "c"),
        ("a", "abc", "ab", Decision.KEPT, "abc"),
        ("ab", "a", "b", Decision.BOTH, None),
        ("", "?", "b", Decision.BOTH, None),
        ("a", "?", "ab", Decision.BOTH, None),
        ("?", "a", "b", Decision.JOINED, "ab"),
    ],
)
def test_a_list_has_the_ticks_of_both_where_they_go_together(
    opened: str, typed: str, standing: str, decision: Decision, joined: str | None
) -> None:
    seen, mine, theirs = digest_of(frozenset(opened)), frozenset(typed), frozenset(standing)

    assert decide(seen, mine, theirs, alone="?") is decision
    assert join(seen, mine, theirs, alone="?") == (None if joined is None else frozenset(joined))


@pytest.mark.parametrize("seen", [None, "no digest", digest_of("a")])
def test_ticks_of_which_nobody_can_tell_whose_they_are_are_not_joined(seen: str | None) -> None:
    assert decide(seen, frozenset("ab"), frozenset("ac")) is Decision.BOTH


@given(opened=TICKS, typed=TICKS, standing=TICKS)
def test_each_tick_is_as_whoever_changed_it_left_it(
    opened: frozenset[str], typed: frozenset[str], standing: frozenset[str]
) -> None:
    joined = join(digest_of(opened), typed, standing)

    expected = {one for one in "abcd" if (one in (typed if (one in typed) != (one in opened) else standing))}
    assert joined == (expected if expected or not (typed and standing) else None)


@given(opened=VALUES, typed=VALUES, standing=VALUES, came_along=st.booleans())
def test_nothing_vanishes_unseen_and_nothing_is_put_back(
    opened: str, typed: str, standing: str, came_along: bool
) -> None:
    decision = decide(digest_of(opened) if came_along else None, typed, standing)
    in_field = standing if decision is Decision.TAKEN else typed
    shown = {in_field, standing} if decision is Decision.BOTH else {in_field}

    if came_along and typed == opened:
        assert shown == {standing}, "what its reader did not touch is what stands"
    if came_along and standing == opened:
        assert shown == {typed}, "what only its reader changed is kept, and needs no second look"
    if typed != opened:
        assert in_field == typed
    if standing not in (opened, in_field):
        assert standing in shown, "what somebody else saved does not vanish without being shown"


@given(st.dictionaries(st.from_regex(r"[a-z_0-9]{1,12}", fullmatch=True), VALUES | TICKS))
def test_what_a_reader_saw_comes_back_with_the_form(values: dict[str, Value]) -> None:
    packed = pack("3", values)

    assert unpack(packed, "3") == {name: digest_of(value) for name, value in values.items()}
    assert unpack(packed, "4") == {}
    assert " " not in packed


@given(st.text())
def test_what_is_no_form_of_ours_says_nothing_or_what_it_says(packed: str) -> None:
    assert unpack(packed, "3") == {} or packed.startswith("3,")
