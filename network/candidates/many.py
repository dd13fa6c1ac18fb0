"""Many questions scored at once: who may be asked for each, and how well it fits. For dividing scarce hours.

What is the same for all of them is read once, and nothing is explained; rules and scores are those of field.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from network.candidates import gathering, history, hours, track_record
from network.candidates.cards import list_cards_for_any
from network.candidates.wanted import surroundings, wanted_of_many
from network.core.geo import Point, distances_km
from network.core.policy import Policy
from network.matching.columns import Bools, Offers
from network.matching.conditions import OF_CAPACITY, OF_THE_MOMENT, OF_THE_PROFILE, may_be_asked, verdicts
from network.matching.parts import score_all
from network.matching.rules import Surroundings, Wanted, covers_truly, family, order
from network.models import SupportRequest

Best = list[tuple[int, float]]


@dataclass(frozen=True)
class Chances:
    """The best who may be asked now, as (profile id, total 0..1), in the order of the ranking.

    `full`: where nobody may, those who would be asked if they had room (ranking.list_full_if_nobody_free). `akin`: who is
    only akin to what is asked, and comes after the others.
    """

    best: Best
    akin: frozenset[int] = frozenset()
    full: Sequence[int] = ()

    @property
    def is_full(self) -> bool:
        """Whether it is only for lack of room that nobody may be asked."""
        return bool(self.full)


def score_many(
    requests: Sequence[SupportRequest], *, most: int | None, nearby_region_ids: Collection[int] = ()
) -> dict[int, Chances]:
    """Per question the best `most` (None: all) who may be asked now, and whether there are none because all who fit are full.

    The same as ranking each question, in a number of queries that does not grow. Who serves one of
    `nearby_region_ids` may be asked too.
    """
    around = surroundings()
    nearby = frozenset(nearby_region_ids)
    wanted = {
        key: replace(one, nearby_region_ids=one.nearby_region_ids | (nearby - {one.region_id}))
        for key, one in wanted_of_many(requests).items()
    }
    everybody = _Everybody(requests, list(wanted.values()))
    found = {request.id: everybody.chances_of(request, wanted[request.id], around) for request in requests}
    return {key: replace(chances, best=chances.best[:most]) for key, chances in found.items()}


class _Everybody:
    """All who are within reach of one of the questions, with all that is known of them."""

    def __init__(self, requests: Sequence[SupportRequest], wanted: Sequence[Wanted]) -> None:
        cards = list_cards_for_any(wanted)
        self.offers = gathering.from_cards(cards, Wanted(key=""), usual_most=0)
        self.places = np.array([(card.latitude, card.longitude) for card in cards], dtype=float).reshape(-1, 2)
        self.having = {
            name: _who_has(getattr(self.offers, name)) for name in ("needs", "forms", "ages", "school_types")
        }
        self.known = track_record.gather(self.offers.profile_id.tolist(), but_request_id=None)
        self.starting_in: dict[int, dict[str, NDArray[Any]]] = {}
        self.here = history.worked_at(sorted({request.location_id for request in requests}))
        self.before = history.asked_for([request.id for request in requests])
        self.twins = history.twins_of(self.offers.profile_id.tolist(), self.before)

    def chances_of(self, request: SupportRequest, wanted: Wanted, around: Surroundings) -> Chances:
        """Who may be asked for one question, the best first, and whether it is only room that nobody may."""
        policy = request.policy
        rows = np.flatnonzero(self._share_something(wanted, around))
        near = self.offers.where(rows).but({"km": self._km(wanted.point, rows)})
        chosen = may_be_asked(verdicts(wanted, near, around, rules=OF_THE_PROFILE))
        rows, near = rows[chosen], near.where(chosen).with_usual_most(policy.max_per_30_days)
        if not len(near):
            return Chances([])
        known = near.but(self._of_the_moment(request, wanted, near, rows))
        found = verdicts(wanted, known, around, rules=OF_THE_MOMENT)
        passing = may_be_asked(found)
        best = _ranked(wanted, known.where(passing), around, policy)
        akin = frozenset(known.profile_id[~covers_truly(wanted, known, around)].tolist())
        if best:
            return Chances(best, akin)
        but_full = may_be_asked(found, but=OF_CAPACITY) & ~passing
        full = _ranked(wanted, known.where(but_full), around, policy)
        return Chances([], akin, full=[profile_id for profile_id, _total in full])

    def _share_something(self, wanted: Wanted, around: Surroundings) -> Bools:
        """Who shares a code with each list: quickly, before the rules look at the few that are left."""
        asked = {
            "needs": family(wanted.needs, around.parents),
            "forms": wanted.forms,
            "ages": wanted.ages,
            "school_types": wanted.school_types,
        }
        found = np.ones(len(self.offers), dtype=bool)
        for name, codes in asked.items():
            if codes:
                some = [self.having[name][code] for code in codes if code in self.having[name]]
                found &= np.logical_or.reduce(some) if some else False
        return found

    def _km(self, point: Point | None, rows: NDArray[Any]) -> NDArray[np.float64]:
        return distances_km(point, self.places[rows, 0], self.places[rows, 1])

    def _of_the_moment(
        self, request: SupportRequest, wanted: Wanted, offers: Offers, rows: NDArray[Any]
    ) -> dict[str, Any]:
        """What hangs on the question: who helped its school before, who was asked, who is away, and the hours."""
        here, before = self.here.get(request.location_id, {}), self.before.get(request.id, {})
        same = {name: column[rows] for name, column in self._of_the_start(wanted).items()}
        twins = self.twins.get(request.id, {})
        return same | history.of_question(offers.profile_id.tolist(), here, before, twins)

    def _of_the_start(self, wanted: Wanted) -> dict[str, NDArray[Any]]:
        """What all questions with the same wanted start see of everybody: read once for each of these days."""
        if wanted.start_in_days not in self.starting_in:
            found = self.known | hours.gather(self.offers, wanted, but_request_id=None)
            columns = {name: np.asarray(column) for name, column in found.items()}
            self.starting_in[wanted.start_in_days] = columns
        return self.starting_in[wanted.start_in_days]


def _ranked(wanted: Wanted, offers: Offers, around: Surroundings, policy: Policy) -> Best:
    """These profiles with their totals, the best first; below the threshold nobody."""
    if not len(offers):
        return []
    totals, _parts = score_all(wanted, offers, around, policy.weights)
    in_order = order(wanted, offers, around, totals)
    return [
        (int(offers.profile_id[row]), float(totals[row])) for row in in_order if totals[row] >= policy.rank_threshold
    ]


def _who_has(lists: Sequence[Collection[str]]) -> Mapping[str, Bools]:
    """For each code which rows have it."""
    found: dict[str, Bools] = {}
    for row, codes in enumerate(lists):
        for code in codes:
            found.setdefault(code, np.zeros(len(lists), dtype=bool))[row] = True
    return found
