"""All who could be asked for a question, scored together and put in order; nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from network.candidates import gathering
from network.candidates.wanted import surroundings, wanted_of
from network.core.policy import Policy
from network.matching.columns import Floats, Offers
from network.matching.conditions import OF_CAPACITY, OF_THE_MOMENT, RULES, Condition, conditions, may_be_asked, verdicts
from network.matching.facts import explain
from network.matching.parts import score_all
from network.matching.rules import Scored, Surroundings, Wanted, covers_truly, order
from network.models import SupportRequest


@dataclass(frozen=True)
class Assessment:
    """One profile for one question: its score, its place among those who may still be asked (1: the first), every rule.

    `is_akin`: it is only akin to what is asked, and comes after the `truly` others who cover it and may be asked.
    """

    scored: Scored
    rank: int
    of: int
    is_akin: bool
    truly: int
    conditions: Sequence[Condition]

    @property
    def may_be_asked(self) -> bool:
        return all(one.holds for one in self.conditions)


def of_score(total: float, least: float) -> Condition:
    """The rule of the region that a score is high enough."""
    return Condition("score", total >= least, {"total": total, "least": least})


class Field:
    """All who could be asked for a question, scored together.

    `anew`: as on the day it is sent, with nobody asked for it yet and no nearby region but that around the school.
    `reopened`: as when it would be searched for anew now, which frees who said yes before, or nothing; `first_round`: as
    that begins, in the own region again.
    """

    def __init__(
        self,
        request: SupportRequest,
        *,
        also: int | None = None,
        anew: bool = False,
        reopened: bool = False,
        first_round: bool = False,
    ) -> None:
        self.policy = request.policy
        self.wanted: Wanted = wanted_of(request)
        if anew or first_round:
            around = self.wanted.nearby_region_ids - request.nearby_region_ids
            self.wanted = replace(self.wanted, nearby_region_ids=around)
        self.around: Surroundings = surroundings()
        everybody = gathering.gather(request, self.wanted, self.around, also=also, anew=anew, reopened=reopened)
        # Whoever was gathered passes the rules of the profile; only `also` may not.
        rules = OF_THE_MOMENT if also is None else RULES
        self.found = verdicts(self.wanted, everybody, self.around, rules=rules)
        self.passing = may_be_asked(self.found)
        self.everybody: Offers = everybody
        truly = covers_truly(self.wanted, everybody, self.around)
        # Who is only akin to what is asked, by id: asked after all who truly cover it.
        self.akin: frozenset[int] = frozenset(everybody.profile_id[~truly].tolist())

    def rank(self) -> tuple[Offers, Floats, Floats, list[int]]:
        """Those who may be asked: their columns, totals, parts, and rows in order; below the threshold nobody."""
        return self._score(self.passing)

    def order_under(self, policy: Policy) -> list[int]:
        """The profiles, by id, in the order in which other rules than the question's would ask them."""
        everybody = self.everybody.with_usual_most(policy.max_per_30_days)
        passing = may_be_asked(verdicts(self.wanted, everybody, self.around))
        offers = everybody.where(passing)
        if not len(offers):
            return []
        totals, _parts = score_all(self.wanted, offers, self.around, policy.weights)
        rows = order(self.wanted, offers, self.around, totals)
        return [int(offers.profile_id[row]) for row in rows if totals[row] >= policy.rank_threshold]

    def list_full(self) -> list[int]:
        """Those who would be asked if they had room, by id."""
        return self.list_kept_out_by(OF_CAPACITY)

    def list_kept_out_by(self, rules: Collection[str]) -> list[int]:
        """Those who would be asked if it were not for these rules, by id."""
        offers, _totals, _parts, rows = self._score(may_be_asked(self.found, but=rules) & ~self.passing)
        return [int(offers.profile_id[row]) for row in rows]

    def assess(self, profile_id: int) -> Assessment:
        """One profile among those who may be asked, whether it is one of them or not."""
        chosen = self.passing | (self.everybody.profile_id == profile_id)
        offers, totals, parts, rows = self._score(chosen, least=0.0)
        row, least = offers.row_of(profile_id), self.policy.rank_threshold
        (found,) = self.explain(offers, parts, [row])
        rules = conditions(self.wanted, offers, row, self.around)
        if least:
            rules.append(of_score(float(totals[row]), least))
        beside = [other for other in rows if other == row or totals[other] >= least]
        truly = sum(int(offers.profile_id[other]) not in self.akin for other in beside if other != row)
        return Assessment(found, beside.index(row) + 1, len(beside), profile_id in self.akin, truly, rules)

    def explain(self, offers: Offers, parts: Floats, rows: Sequence[int]) -> list[Scored]:
        """Some rows with the facts behind each part."""
        return explain(self.wanted, offers, self.around, rows=rows, parts=parts, weights=self.policy.weights)

    def _score(self, chosen: Any, *, least: float | None = None) -> tuple[Offers, Floats, Floats, list[int]]:
        offers = self.everybody.where(chosen)
        if not len(offers):
            return offers, np.zeros(0), np.zeros((0, 0)), []
        totals, parts = score_all(self.wanted, offers, self.around, self.policy.weights)
        threshold = self.policy.rank_threshold if least is None else least
        rows = [row for row in order(self.wanted, offers, self.around, totals) if totals[row] >= threshold]
        return offers, totals, parts, rows
