"""Who comes closest to a question that nobody fits: those whom one or two rules keep from being asked.

Looked for among a limited number of profiles in and beside the question's region. A least score is no rule here: what a
profile scores among those who may be asked is known only when it may be asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select

from network.candidates import gathering
from network.candidates.cards import list_cards_near
from network.candidates.wanted import surroundings, wanted_of
from network.candidates.ways_out import with_way_out
from network.core.database import db
from network.matching.columns import Offers
from network.matching.conditions import RULES, Condition, conditions, may_be_asked, verdicts
from network.matching.parts import score_all
from network.matching.rules import order
from network.models import RegionNeighbour, SupportRequest

MOST_LOOKED_AT = 500
MOST_HINDRANCES = 2

# Who was asked or passed over stands on the list with what became of it; the school itself is never asked, and who does
# something else altogether is not close.
_SETTLED = frozenset(
    {"need", "not_declined", "not_passed_over", "not_asked_yet", "not_asked_otherwise", "other_location"}
)


@dataclass(frozen=True)
class NearMiss:
    """A profile that may be asked once the rules that hinder it hold."""

    profile_id: int
    hindered_by: Sequence[Condition]


def list_near_misses(request: SupportRequest, *, most: int) -> list[NearMiss]:
    """The profiles, at most `most`, that the fewest rules keep from being asked; of equals in the order of the ranking.

    The work does not grow with the number of profiles: see MOST_LOOKED_AT.
    """
    near = _Near(request)
    return [near.miss_of(row) for row in near.closest()[:most]]


class _Near:
    """Those who are looked at for one question, with what is known of them."""

    def __init__(self, request: SupportRequest) -> None:
        self.request, self.wanted, self.around = request, wanted_of(request), surroundings()
        self.offers = self._gather(request)
        if len(self.offers):
            self.totals, _parts = score_all(self.wanted, self.offers, self.around, request.policy.weights)

    def closest(self) -> list[int]:
        """The rows of those who lack one rule, then two."""
        if not len(self.offers):
            return []
        found = verdicts(self.wanted, self.offers, self.around)
        settled = may_be_asked({code: found[code] for code in _SETTLED})
        lacking = np.sum([~found[code] for code in RULES if code not in _SETTLED], axis=0)
        is_near = settled & (lacking >= 1) & (lacking <= MOST_HINDRANCES)
        in_order = order(self.wanted, self.offers, self.around, self.totals)
        return sorted((row for row in in_order if is_near[row]), key=lambda row: int(lacking[row]))

    def miss_of(self, row: int) -> NearMiss:
        """This one with the rules that it lacks, and what was found."""
        profile_id = int(self.offers.profile_id[row])
        rules = conditions(self.wanted, self.offers, row, self.around)
        return NearMiss(profile_id, [with_way_out(one, self.request, profile_id) for one in rules if not one.holds])

    def _gather(self, request: SupportRequest) -> Offers:
        beside = select(RegionNeighbour.neighbour_id).where(RegionNeighbour.region_id == request.region_id)
        cards = list_cards_near(
            self.wanted, self.around, region_ids=db.session.scalars(beside).all(), most=MOST_LOOKED_AT
        )
        offers = gathering.from_cards(cards, self.wanted, usual_most=request.policy.max_per_30_days)
        return gathering.with_past(offers, request, self.wanted)
