"""Rules of a region that cannot stand beside each other, and those that go oddly together."""

from __future__ import annotations

import pytest

from network.core.policy import Policy
from network.policies.consistency import Contradiction, Oddity, find_contradictions, find_oddities


def odd(*, neighbours: bool = False, unsound: tuple[str, ...] = (), **values: object) -> dict[Oddity, str]:
    return find_oddities(Policy.from_values(values), has_neighbours=neighbours, unsound=unsound)


def test_of_two_that_a_step_must_wait_for_the_last_is_named_and_what_is_not_known_is_passed_over() -> None:
    values = {"second_reminder_days": 14, "invitation_days": 14, "next_wave_days": 20}

    assert find_contradictions(values) == [Contradiction(20, 14, "invitation_days", "next_wave_days")]
    assert find_contradictions({"second_reminder_days": 14, "next_wave_days": 20}) == []


def test_the_rules_of_the_product_are_in_order_and_not_odd() -> None:
    assert find_contradictions(Policy().to_values()) == []
    assert odd() == odd(widen=True, neighbours=True) == odd(triage=True) == {}


@pytest.mark.parametrize(
    ("values", "oddity", "said_at"),
    [
        ({"answer_link_days": 6}, Oddity.LINK_ENDS_EARLY, "answer_link_days"),
        ({"triage": True, "coordinator_days": 9}, Oddity.WORD_BEFORE_LOOK, "still_searching_days"),
        ({"still_searching_days": 4}, Oddity.WORD_BEFORE_ANSWERS, "still_searching_days"),
        ({"check_in_days": 15}, Oddity.SILENT_BEFORE_ASKED, "silent_engagement_days"),
        ({"check_in_days": 3, "silent_engagement_days": 5}, Oddity.SILENT_EVERY_WEEK, "silent_engagement_days"),
        ({"effect_weeks": 2}, Oddity.EFFECT_BEFORE_LOOKING_BACK, "effect_weeks"),
        ({"widen": True}, Oddity.WIDENS_TO_NOBODY, "widen"),
        ({"neighbours": True}, Oddity.NEIGHBOURS_NOT_ASKED, "widen"),
    ],
)
def test_what_goes_oddly_together_is_said_beside_one_of_them(
    values: dict[str, object], oddity: Oddity, said_at: str
) -> None:
    assert odd(**values) == {oddity: said_at}


@pytest.mark.parametrize(
    "values",
    [
        {"answer_link_days": 7},
        {"coordinator_days": 9},
        {"triage": True, "coordinator_days": 8},
        {"still_searching_days": 5},
        {"check_in_days": 14},
        {"check_in_days": 3, "silent_engagement_days": 6},
        {"effect_weeks": 3},
    ],
)
def test_what_just_fits_is_not_odd(values: dict[str, object]) -> None:
    assert odd(**values) == {}


def test_nothing_is_said_of_what_cannot_be_read() -> None:
    assert odd(still_searching_days=4, unsound=("next_wave_days",)) == {}
