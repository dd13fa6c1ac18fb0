"""The hours that a profile has for questions that begin in different weeks. Pure.

Weeks are counted from this one on (0). Work on a question fits within WINDOW_WEEKS of its beginning or not at all,
so hours before a beginning are no hours for that question, and hours in the same weeks are spent once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

# As far ahead as ranking looks for a beginning.
WINDOW_WEEKS = 12

# Sums of hours differ in their last binary digits; far less than any hours that people write.
HOURS_SLACK = 1e-6


class Work(NamedTuple):
    """What one question takes: the week in which it can begin, and its hours."""

    week: int
    hours: float


@dataclass(frozen=True)
class Hours:
    """The free hours of each week, and the work that waits for an answer and holds some of them."""

    by_week: tuple[float, ...]
    held: tuple[Work, ...] = ()

    def spans(self, weeks: Iterable[int]) -> list[tuple[int, int]]:
        """The first and last beginning of every group of work that shares its weeks, for work of these `weeks`."""
        begins = sorted({*weeks, *(work.week for work in self.held)})
        return [(first, last) for at, first in enumerate(begins) for last in begins[at:]]

    def room_in(self, first: int, last: int) -> float:
        """The most hours for all work that begins from week `first` up to `last`."""
        free = sum(self.by_week[first : last + WINDOW_WEEKS])
        return max(0.0, free - _begun_in(first, last, self.held))

    def left_for(self, week: int, taken: Collection[Work] = ()) -> float:
        """The most hours for one more question that begins in `week`, beside the work that is `taken`."""
        spans = self.spans([week, *(work.week for work in taken)])
        return min(
            self.room_in(first, last) - _begun_in(first, last, taken) for first, last in spans if first <= week <= last
        )

    def hold(self, taken: Collection[Work]) -> bool:
        """Whether all this work fits: by Hall's theorem when it does in every span of weeks."""
        slack = HOURS_SLACK * (1 + len(taken))
        return all(
            _begun_in(first, last, taken) <= self.room_in(first, last) + slack
            for first, last in self.spans(work.week for work in taken)
        )


def _begun_in(first: int, last: int, every: Iterable[Work]) -> float:
    return sum(work.hours for work in every if first <= work.week <= last)
