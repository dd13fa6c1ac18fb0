"""Hours for questions that begin in different weeks: none from before the beginning, and each hour once."""

from __future__ import annotations

from network.division.hours import Hours, Work

SIXTEEN_WEEKS = Hours(by_week=(8.0, 8.0, *[1.0] * 14))


def test_hours_before_the_beginning_are_no_hours_for_a_question() -> None:
    assert SIXTEEN_WEEKS.left_for(0) == 8 + 8 + 10
    assert SIXTEEN_WEEKS.left_for(1) == 8 + 11
    assert SIXTEEN_WEEKS.left_for(2) == 12
    assert SIXTEEN_WEEKS.left_for(8) == 8


def test_what_begins_earlier_leaves_later_weeks_alone_as_long_as_it_can() -> None:
    assert SIXTEEN_WEEKS.left_for(4, [Work(0, 16)]) == 12
    assert SIXTEEN_WEEKS.left_for(4, [Work(0, 26)]) == 4
    assert SIXTEEN_WEEKS.left_for(0, [Work(4, 12)]) == 8 + 8 + 2


def test_what_is_held_counts_and_never_leaves_less_than_nothing() -> None:
    hours = Hours(SIXTEEN_WEEKS.by_week, held=(Work(2, 20),))

    assert hours.left_for(2) == 0
    assert not hours.hold([Work(2, 1)])
    assert hours.hold([])


def test_two_that_fit_alone_may_not_fit_together() -> None:
    assert SIXTEEN_WEEKS.hold([Work(2, 8)])
    assert SIXTEEN_WEEKS.hold([Work(0, 16), Work(2, 12)])
    assert not SIXTEEN_WEEKS.hold([Work(2, 8), Work(3, 8)])
