"""Which of a region's rules contradict each other, and which go oddly together; pure. The words stand in advice.py."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from network.core.policy import Policy

# What comes after what in the life of an invitation, and how many school days later at least.
_IN_THIS_ORDER = (
    ("first_reminder_days", "second_reminder_days", 1),
    ("second_reminder_days", "invitation_days", 1),
    ("next_wave_days", "invitation_days", 0),
)

_DAYS_OF_A_WEEK = 5


@dataclass(frozen=True, order=True)
class Contradiction:
    """A step that comes too soon: of `field` the `least` will do, or of `other` the `most` (below 1: it cannot be mended there)."""

    least: int
    most: int
    field: str
    other: str


def find_contradictions(values: Mapping[str, Any]) -> list[Contradiction]:
    """One for each step that comes too soon, with the last of those that it must wait for; what has no value is passed over."""
    found: dict[str, Contradiction] = {}
    for before, after, more in _IN_THIS_ORDER:
        if before in values and after in values and values[after] < values[before] + more:
            one = Contradiction(values[before] + more, values[after] - more, after, before)
            found[after] = max(one, found.get(after, one))
    return list(found.values())


class Oddity(StrEnum):
    """Rules that make a promise untrue or a mail senseless, though a region may have its reasons."""

    LINK_ENDS_EARLY = "link_ends_early"
    WORD_BEFORE_LOOK = "word_before_look"
    WORD_BEFORE_ANSWERS = "word_before_answers"
    SILENT_BEFORE_ASKED = "silent_before_asked"
    SILENT_EVERY_WEEK = "silent_every_week"
    EFFECT_BEFORE_LOOKING_BACK = "effect_before_looking_back"
    WIDENS_TO_NOBODY = "widens_to_nobody"
    NEIGHBOURS_NOT_ASKED = "neighbours_not_asked"


@dataclass(frozen=True)
class _Check:
    """`said_at`: the rule beside which it is said; `beside`: the others on which it hangs; `holds` for (policy, has_neighbours)."""

    said_at: str
    beside: tuple[str, ...]
    holds: Callable[[Policy, bool], bool]


def longest_between_mails(policy: Policy) -> int:
    """How many school days there may be between two mails about an invitation, or between the last one and its end."""
    first, second = policy.first_reminder_days, policy.second_reminder_days
    return max(first, second - first, policy.invitation_days - second)


_CHECKS: dict[Oddity, _Check] = {
    Oddity.LINK_ENDS_EARLY: _Check(
        "answer_link_days",
        ("first_reminder_days", "second_reminder_days", "invitation_days"),
        lambda policy, _has: policy.answer_link_days < longest_between_mails(policy),
    ),
    Oddity.WORD_BEFORE_LOOK: _Check(
        "still_searching_days",
        ("triage", "coordinator_days"),
        lambda policy, _has: policy.triage and policy.still_searching_days <= policy.coordinator_days,
    ),
    Oddity.WORD_BEFORE_ANSWERS: _Check(
        "still_searching_days",
        ("next_wave_days",),
        lambda policy, _has: policy.still_searching_days < policy.next_wave_days,
    ),
    Oddity.SILENT_BEFORE_ASKED: _Check(
        "silent_engagement_days",
        ("check_in_days",),
        lambda policy, _has: policy.silent_engagement_days <= policy.check_in_days,
    ),
    Oddity.SILENT_EVERY_WEEK: _Check(
        "silent_engagement_days", (), lambda policy, _has: policy.silent_engagement_days <= _DAYS_OF_A_WEEK
    ),
    Oddity.EFFECT_BEFORE_LOOKING_BACK: _Check(
        "effect_weeks",
        ("evaluation_days",),
        lambda policy, _has: policy.effect_weeks * _DAYS_OF_A_WEEK <= policy.evaluation_days,
    ),
    Oddity.WIDENS_TO_NOBODY: _Check("widen", (), lambda policy, has_neighbours: policy.widen and not has_neighbours),
    Oddity.NEIGHBOURS_NOT_ASKED: _Check(
        "widen", (), lambda policy, has_neighbours: has_neighbours and not policy.widen
    ),
}


def find_oddities(policy: Policy, *, has_neighbours: bool, unsound: Collection[str] = ()) -> dict[Oddity, str]:
    """What is odd in these rules, each with the name of the rule beside which it is said; nothing of those that are `unsound`."""
    return {
        oddity: check.said_at
        for oddity, check in _CHECKS.items()
        if not {check.said_at, *check.beside} & set(unsound) and check.holds(policy, has_neighbours)
    }
