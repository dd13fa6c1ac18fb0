"""The division that is best as a whole: a mixed-integer programme over the pairs, solved by HiGHS. Pure.

What is promised is kept by taking the best of several divisions that all keep to the limits, the one of "each
on its own" among them; docs/adr/0011 says why these promises.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import nlargest
from time import monotonic

import numpy as np

# Its parts are loaded when they are first used: they are large, and most pages and commands never divide.
import scipy
from numpy.typing import NDArray

from network.division import rules
from network.division.rules import POINTS, Case, Given

TIME_LIMIT_SECONDS = 4.0

WORTH_OF_FIRST = 2 * POINTS

# What HiGHS takes for a whole number, and its status when it is sure.
WHOLE_WITHIN = 1e-6
SOLVED = 0

Numbers = NDArray[np.float64]


class Proof(StrEnum):
    """How sure it is that nothing better exists."""

    BEST = "best"
    TIME_WAS_UP = "time_was_up"


@dataclass(frozen=True)
class Outcome:
    """Both divisions of one case, from question to pair."""

    together: Given
    alone: Given
    proof: Proof
    seconds: float


@dataclass
class _Search:
    """One case as matrices, and what was found so far."""

    case: Case
    until: float
    alone: Given
    found: list[Given] = field(default_factory=list)
    is_proven: bool = True

    def __post_init__(self) -> None:
        pairs = self.case.pairs
        self.points = np.array([pair.worth for pair in pairs], dtype=float)
        self.is_first = np.array([pair.question in self.case.first for pair in pairs], dtype=float)
        self.limits = [*_one_each(self.case, self.alone), *_room(self.case)]

    def best(self, gain: Numbers, *more: scipy.optimize.LinearConstraint) -> Given | None:
        """The division with the highest gain within the limits; None when time was up without any.

        At first a question may be given in parts: that is soon solved, and when all of it is whole it is the best.
        Else what is whole stays as it is and the rest is made whole, seldom far from the best; then the best is looked
        for in the time that is left.
        """
        shares = self._solve(gain, more, in_parts=True)
        if shares is None or _is_whole(shares):
            return self._keep(shares)
        near = self._solve(gain, more, least=np.floor(shares + WHOLE_WITHIN))
        found = [one for one in (near, self._solve(gain, more)) if one is not None]
        return self._keep(max(found, key=lambda one: gain @ one.round(), default=None))

    def _solve(
        self,
        gain: Numbers,
        more: Sequence[scipy.optimize.LinearConstraint],
        *,
        in_parts: bool = False,
        least: Numbers | None = None,
    ) -> Numbers | None:
        """How much of each pair is given; None when nothing was found in time or nothing exists.

        `least`: what is given already; the best beside that proves nothing.
        """
        left = self.until - monotonic()
        if left <= 0:
            self.is_proven = False
            return None
        result = scipy.optimize.milp(
            -gain,
            integrality=np.full(len(gain), int(not in_parts)),
            bounds=scipy.optimize.Bounds(0 if least is None else least, 1),
            constraints=[*self.limits, *more],
            options={"time_limit": left, "mip_rel_gap": 0.0},
        )
        if least is None:
            self.is_proven = self.is_proven and result.status == SOLVED
        return result.x

    def _keep(self, shares: Numbers | None) -> Given | None:
        if shares is None:
            return None
        given = {pair.question: pair for pair, share in zip(self.case.pairs, shares, strict=True) if share > 0.5}
        self.found.append(given)
        return given


def divide(case: Case, *, time_limit: float = TIME_LIMIT_SECONDS) -> Outcome:
    """The best division, beside what each question would get on its own.

    Promised, whatever the time: nobody over its limits; no lower total than on its own; none of the oldest and
    most urgent that would get somebody on its own goes without. Within that as many of them as possible are
    served, and then the total is the highest.
    """
    begun = monotonic()
    alone = rules.each_on_its_own(case)
    if not case.pairs:
        return Outcome(alone, alone, Proof.BEST, monotonic() - begun)
    search = _Search(case, begun + time_limit, alone)
    _look(search)
    return Outcome(
        together=_best_of([alone, *search.found], case, alone),
        alone=alone,
        proof=Proof.BEST if search.is_proven else Proof.TIME_WAS_UP,
        seconds=monotonic() - begun,
    )


def _look(search: _Search) -> None:
    """Serving one of the first is worth two full scores; seldom is that not enough, or too much: then look again."""
    case = search.case
    kind = search.best(search.points + WORTH_OF_FIRST * search.is_first)
    if kind is None:
        return
    most = _most_first(search, rules.first_served(case, kind))
    if rules.first_served(case, kind) < most:
        kind = search.best(search.points, _at_least(search.is_first, most)) or kind
    floor = rules.total_of(search.alone)
    if rules.total_of(kind) >= floor:
        return
    within = search.best(search.is_first, _at_least(search.points, floor))
    if within is not None:
        served = _at_least(search.is_first, rules.first_served(case, within))
        search.best(search.points, _at_least(search.points, floor), served)


def _most_first(search: _Search, served: int) -> int:
    """How many of the first can be served at most; a search only when some of those who could be are not."""
    if served == len({pair.question for pair in search.case.pairs} & search.case.first):
        return served
    kindest = search.best(search.is_first)
    return served if kindest is None else rules.first_served(search.case, kindest)


def _best_of(divisions: Sequence[Given], case: Case, alone: Given) -> Given:
    """The best of those that keep every promise; the plain one does by definition."""
    floor = rules.total_of(alone)
    kept = [given for given in divisions if _keeps(given, case, alone) and rules.total_of(given) >= floor]
    return max(kept, key=lambda given: (rules.first_served(case, given), rules.total_of(given)))


def _keeps(given: Given, case: Case, alone: Given) -> bool:
    return rules.keeps_to_limits(case, given) and all(key in given for key in alone if key in case.first)


def _is_whole(shares: Numbers) -> bool:
    return bool(np.abs(shares - shares.round()).max() <= WHOLE_WITHIN)


def _one_each(case: Case, alone: Given) -> list[scipy.optimize.LinearConstraint]:
    """At most one profile per question; exactly one for the first who would get somebody on their own."""
    order = {key: row for row, key in enumerate(case.questions)}
    at_least = [1.0 if key in alone and key in case.first else 0.0 for key in case.questions]
    rows = [order[pair.question] for pair in case.pairs]
    return [scipy.optimize.LinearConstraint(_matrix(rows, np.ones(len(rows)), len(order)), at_least, 1.0)]


def _room(case: Case) -> list[scipy.optimize.LinearConstraint]:
    """No more questions and no more hours per profile than there is room for, in whatever weeks they begin."""
    order = {key: row for row, key in enumerate(case.profiles)}
    rows = [order[pair.profile] for pair in case.pairs]
    places = scipy.optimize.LinearConstraint(
        _matrix(rows, np.ones(len(rows)), len(order)), -np.inf, [case.limits[key] for key in case.profiles]
    )
    own: dict[int, list[int]] = {}
    for column, pair in enumerate(case.pairs):
        own.setdefault(pair.profile, []).append(column)
    scarce: dict[tuple[int, ...], float] = {}
    for key, columns in own.items():
        scarce |= _scarce_hours(case, key, columns)
    return [places, _at_most(case, scarce)]


def _scarce_hours(case: Case, profile: int, columns: Sequence[int]) -> dict[tuple[int, ...], float]:
    """The groups of a profile's pairs that share weeks, with the hours that these weeks have for them.

    Left out is what its places rule out already: that the longest questions it has places for take more hours.
    """
    having, places = case.profiles[profile].hours, case.limits[profile]
    asked = {column: case.questions[case.pairs[column].question].work for column in columns}
    most = sum(nlargest(places, (work.hours for work in asked.values())))
    found: dict[tuple[int, ...], float] = {}
    for first, last in having.spans(work.week for work in asked.values()):
        room = having.room_in(first, last)
        if room >= most:
            continue
        group = tuple(column for column, work in asked.items() if first <= work.week <= last)
        if sum(nlargest(places, (asked[column].hours for column in group))) > room:
            found[group] = min(found.get(group, np.inf), room)
    return found


def _at_most(case: Case, scarce: Mapping[tuple[int, ...], float]) -> scipy.optimize.LinearConstraint:
    columns = [column for group in scarce for column in group]
    rows = np.repeat(np.arange(len(scarce)), [len(group) for group in scarce])
    hours = np.array([case.questions[case.pairs[column].question].hours for column in columns])
    matrix = scipy.sparse.csr_array((hours, (rows, columns)), shape=(len(scarce), len(case.pairs)))
    return scipy.optimize.LinearConstraint(matrix, -np.inf, list(scarce.values()))


def _matrix(rows: Sequence[int], values: Numbers, height: int) -> scipy.sparse.csr_array:
    return scipy.sparse.csr_array((values, (rows, range(len(rows)))), shape=(height, len(rows)))


def _at_least(values: Numbers, least: int) -> scipy.optimize.LinearConstraint:
    """What the chosen pairs have of `values` together is at least this."""
    return scipy.optimize.LinearConstraint(scipy.sparse.csr_array(values.reshape(1, -1)), least, np.inf)
