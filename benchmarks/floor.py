"""The floor of matching: all profiles as arrays in memory, filtered and scored with NumPy alone."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import select

from network.core.database import db
from network.core.geo import distances_km
from network.matching import candidates
from network.matching.columns import Offers
from network.matching.conditions import OF_CAPACITY, may_be_asked, verdicts
from network.matching.parts import PARTS
from network.matching.rules import nearness, shares
from network.matching.wanted import surroundings, wanted_of
from network.models import ProfileCard, SupportRequest

_PER_BATCH = 20_000
_OF_WORDS = ("published", "age", "school_type", "form", "other_board", "present", "not_declined", "not_passed_over")


class Floor:
    """Everything is read and laid out beforehand, also what words say; `best` is what is timed."""

    def __init__(self, request_id: int) -> None:
        request = db.session.get_one(SupportRequest, request_id)
        wanted, around = wanted_of(request), surroundings()
        offers = _everybody(request)
        self.weights = np.array(list(shares(request.policy.weights, PARTS).values()))
        self.ids, self.needs = offers.profile_id, offers.need_shares.astype(np.float32)
        self.near = np.array(
            [[nearness(code, other, around.parents) for other in offers.need_codes] for code in wanted.needs],
            dtype=np.float32,
        )
        self.worth = np.array(list(wanted.needs.values()), dtype=np.float32)
        self.words_fit = may_be_asked(verdicts(wanted, offers, around, rules=_OF_WORDS))
        self.in_region = np.array([request.region_id in own for own in offers.region_ids])
        self.is_national, self.reach_km = offers.reach == "national", np.nan_to_num(offers.reach_km)
        self.here: Any = (request.location.latitude, request.location.longitude)
        self.latitude, self.longitude = _points()
        self.heard = np.array([[own.get(code, 0.0) for code in wanted.heard] for own in offers.heard])
        self.asked_heard = np.array(list(wanted.heard.values()))
        self.has_room = may_be_asked(verdicts(wanted, offers, around, rules=OF_CAPACITY))
        self.numbers = np.column_stack(
            [offers.free_hours / 6, offers.open_engagements / 6, offers.yeses / (offers.answers + 5)]
        )

    def best(self) -> list[int]:
        """Filter, score, sort: the profiles in order."""
        km = distances_km(self.here, self.latitude, self.longitude)
        within = self.is_national | self.in_region | ((self.reach_km > 0) & (km <= self.reach_km))
        rows = np.flatnonzero(within & self.words_fit & self.has_room)
        covered = (self.needs[rows, None, :] * self.near[None, :, :]).max(axis=2)
        rows, covered = rows[covered.any(axis=1)], covered[covered.any(axis=1)]
        parts = np.column_stack(
            [
                covered @ self.worth / self.worth.sum(),
                self.heard[rows] @ self.asked_heard,
                1 - km[rows] / 90,
                self.numbers[rows],
            ]
        )
        totals = parts @ self.weights[: parts.shape[1]]
        return [int(one) for one in self.ids[rows[np.argsort(-totals)]]]


def _everybody(request: SupportRequest) -> Offers:
    wanted = wanted_of(request)
    rows = db.session.execute(select(*candidates.CARD).order_by(ProfileCard.profile_id)).all()
    offers = candidates.from_cards(rows, wanted, usual_most=request.policy.max_per_30_days)
    return candidates.with_past(offers, rows, request, wanted)


def _points() -> tuple[Any, Any]:
    rows = db.session.execute(
        select(ProfileCard.latitude, ProfileCard.longitude).order_by(ProfileCard.profile_id)
    ).all()
    latitude, longitude = zip(*rows, strict=True)
    return np.array(latitude, dtype=float), np.array(longitude, dtype=float)
