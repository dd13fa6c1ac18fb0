"""What the figures of coordinators mean, as arithmetic; pure. The words stand on the page "Wat de cijfers betekenen"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Wait:
    """How many days a question waited for its first yes, or, when `is_answered` is false, has waited so far."""

    days: float
    is_answered: bool


def median_wait(waits: Iterable[Wait]) -> float | None:
    """The day by which half of the questions had a yes; None while fewer than half have one.

    Kaplan and Meier's estimate (JASA 53, 1958): unanswered questions are kept in for as long as they waited, so
    that the figure is not made rosy by leaving out those that wait longest.
    """
    known = sorted(waits, key=lambda wait: (wait.days, not wait.is_answered))
    at_risk, without_yes = len(known), 1.0
    for wait in known:
        if wait.is_answered:
            without_yes *= 1 - 1 / at_risk
            if without_yes <= 0.5 + 1e-12:
                return wait.days
        at_risk -= 1
    return None
