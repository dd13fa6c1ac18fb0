"""The floor of matching: all profiles as arrays in memory, filtered, scored on all ten parts and sorted with NumPy alone.

In: reach, capacity and needs are decided for everybody, and the ten parts worked out for who is left, as the product
does. Out: reading the database, reading words (what age, school type, form and the past say is laid out beforehand),
reasons, and the lot between equals.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import select

from network.candidates import gathering
from network.candidates.cards import CARD
from network.candidates.wanted import surroundings, wanted_of
from network.core.database import db
from network.core.geo import distances_km
from network.core.reading import read
from network.matching.columns import Offers
from network.matching.conditions import may_be_asked, verdicts
from network.matching.parts import (
    DISTANCE_WHEN_REMOTE,
    FAR_ROAD_KM,
    FOCUS,
    HELPS_OTHERS,
    LEAST_FOCUS,
    MOST_IN_COMMON,
    NEAR_ROAD_KM,
    NEUTRAL,
    PART_OF_WORDS,
    PARTS,
    PATIENCE_DAYS,
    PRIOR_ANSWERS,
    RARITY_AMONG_FEW,
    ROAD_FACTOR,
    UNKNOWN_DISTANCE,
    USUAL_HOURS,
    WORKED_HERE_UNVALUED,
)
from network.matching.rules import Surroundings, nearness, shares
from network.models import ProfileCard, SupportRequest

_OF_WORDS = (
    "published",
    "not_paused",
    "pause_over",
    "location_open",
    "answered_by_somebody",
    "age",
    "school_type",
    "form",
    "other_location",
    "other_board",
    "present",
    "not_declined",
    "not_passed_over",
    "not_asked_yet",
)


class Floor:
    """Everything is read and laid out beforehand; `best` is what is timed."""

    def __init__(self, request_id: int) -> None:
        request = db.session.get_one(SupportRequest, request_id)
        self.wanted, around = wanted_of(request), surroundings()
        cards = read(select(*CARD).order_by(ProfileCard.profile_id))
        everybody = gathering.from_cards(cards, self.wanted, usual_most=request.policy.max_per_30_days)
        self.offers: Offers = gathering.with_past(everybody, request, self.wanted)
        self.weights = np.array(list(shares(request.policy.weights, PARTS).values()))
        self.latitude, self.longitude = (
            np.array([getattr(card, name) for card in cards], dtype=float) for name in ("latitude", "longitude")
        )
        self._lay_out_words(around)
        self._lay_out_needs(around)

    def best(self) -> list[int]:
        """Filter, score, sort: the profiles in order."""
        km = distances_km(self.wanted.point, self.latitude, self.longitude)
        rows = np.flatnonzero(self._reaches(km) & self.words_fit & self._has_room())
        covered = (self.near_needs[rows, None, :] * self.near[None, :, :]).max(axis=2)
        rows, covered = rows[covered.any(axis=1)], covered[covered.any(axis=1)]
        parts = np.column_stack(
            [
                self._needs(rows, covered),
                *self._of_words(rows),
                *self._of_place_and_time(rows, km),
                *self._of_past(rows),
            ]
        )
        totals = np.clip(parts, 0.0, 1.0) @ self.weights
        return [int(one) for one in self.offers.profile_id[rows[np.argsort(-totals)]]]

    def _lay_out_words(self, around: Surroundings) -> None:
        wanted, offers = self.wanted, self.offers
        fitting = {form for form, settings in around.settings_of_form.items() if wanted.setting in settings}
        self.words_fit = may_be_asked(verdicts(wanted, offers, around, rules=_OF_WORDS))
        self.in_region = np.array([wanted.region_id in own for own in offers.region_ids])
        self.is_national, self.is_by_km = offers.reach == "national", offers.reach == "kilometres"
        self.form_share = np.array([len(wanted.forms & own) / max(1, len(wanted.forms)) for own in offers.forms])
        self.setting = np.array([HELPS_OTHERS if fitting.isdisjoint(own) else 1.0 for own in offers.forms])
        self.is_remote = bool(wanted.forms) and wanted.forms <= around.remote_forms
        self.heard = np.array([[own.get(code, 0.0) for code in wanted.heard] for own in offers.heard])
        self.asked_heard = np.array(list(wanted.heard.values()))
        asked_words = sorted(wanted.rare_words)
        self.has_word = np.array([[word in own for word in asked_words] for own in offers.rare_words])
        self.words_of_both = np.sqrt([max(1, len(own) * len(asked_words)) for own in offers.rare_words])

    def _lay_out_needs(self, around: Surroundings) -> None:
        codes, asked = self.offers.need_codes, list(self.wanted.needs)
        near = np.array([[nearness(code, other, around.parents) for other in codes] for code in asked])
        is_near = near.any(axis=0)
        self.near, self.near_needs = near[:, is_near], self.offers.need_shares[:, is_near]
        self.beside = self.offers.need_shares[:, ~is_near].sum(axis=1)
        self.worth = np.array(list(self.wanted.needs.values()))

    def _reaches(self, km: Any) -> Any:
        by_km = self.is_by_km & (km <= self.offers.reach_km)
        return self.is_national | by_km | (self.in_region & ~self.is_by_km)

    def _has_room(self) -> Any:
        offers = self.offers
        has_place = (offers.open_engagements < offers.max_open) & (offers.recent_yeses < offers.most_per_30_days)
        return has_place & ~np.isnan(offers.starts_in_days)

    def _needs(self, rows: Any, covered: Any) -> Any:
        rarity = 1.0 + np.log((len(rows) + 1) / (covered.sum(axis=0) + 1)) / np.log(len(rows) + RARITY_AMONG_FEW)
        worth = self.worth * rarity
        return covered @ worth / worth.sum() * np.maximum(LEAST_FOCUS, (1.0 + self.beside[rows]) ** -FOCUS)

    def _of_words(self, rows: Any) -> tuple[Any, ...]:
        in_common = self.has_word[rows].sum(axis=1) / self.words_of_both[rows] / MOST_IN_COMMON
        alike = self.heard[rows] @ self.asked_heard
        text = (1.0 - PART_OF_WORDS) * alike + PART_OF_WORDS * np.minimum(1.0, in_common)
        return self.form_share[rows], self.setting[rows], text

    def _of_place_and_time(self, rows: Any, km: Any) -> tuple[Any, ...]:
        wanted, offers = self.wanted, self.offers
        road = np.maximum(0.0, km[rows] * ROAD_FACTOR - NEAR_ROAD_KM) / (FAR_ROAD_KM - NEAR_ROAD_KM)
        distance = np.maximum(1.0 - road, DISTANCE_WHEN_REMOTE if self.is_remote else -np.inf)
        late = np.maximum(0.0, offers.starts_in_days[rows] - wanted.start_in_days)
        return (
            np.where(np.isnan(km[rows]), UNKNOWN_DISTANCE, distance),
            1.0 - late / PATIENCE_DAYS[wanted.urgency],
            offers.free_hours[rows] / (wanted.hours or USUAL_HOURS),
        )

    def _of_past(self, rows: Any) -> tuple[Any, ...]:
        offers = self.offers
        usual = self.wanted.usual
        busy = offers.open_engagements[rows] / np.maximum(offers.max_open[rows], 1)
        beside = NEUTRAL if usual.busy is None else NEUTRAL + usual.busy - busy
        rate = (usual.yeses + PRIOR_ANSWERS * NEUTRAL) / (usual.answers + PRIOR_ANSWERS)
        valued = offers.valued_here[rows]
        here = np.where(np.isnan(valued), WORKED_HERE_UNVALUED, (valued - 1) / 4)
        return (
            (1.0 - busy + np.clip(beside, 0.0, 1.0)) / 2,
            (offers.yeses[rows] + PRIOR_ANSWERS * rate) / (offers.answers[rows] + PRIOR_ANSWERS),
            np.where(offers.worked_here[rows] > 0, here, NEUTRAL),
        )
