"""Who could be asked, as columns that hold what the rules need to know.

The cards first, then the rules that a card alone can tell, and only for who is left the past and the hours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from sys import intern
from typing import Any

import numpy as np
from sqlalchemy import Row

from network.candidates import history, hours, track_record
from network.candidates.cards import CARD, list_cards_for
from network.core.geo import distances_km
from network.hearing.likeness import vector_of
from network.matching.columns import Offers
from network.matching.conditions import OF_THE_PROFILE, may_be_asked, verdicts
from network.matching.rules import Surroundings, Wanted
from network.models import SupportRequest

_AS_THEY_ARE = (
    "profile_id",
    "state",
    "paused_until",
    "location_id",
    "holiday_region",
    "is_confirmed",
    "confirmed_on",
    "is_open",
    "reach",
    "reach_km",
    "max_open",
    "lead_days",
    "board_id",
    "leaves_out_own_board",
)


def gather(
    request: SupportRequest, wanted: Wanted, around: Surroundings, *, also: int | None = None, **as_if: bool
) -> Offers:
    """All that is known of those who pass the rules of the profile itself; and of `also`, whether it passes or not.

    As many queries for one profile as for all. `as_if`: see with_past.
    """
    rows = list_cards_for(wanted, around, also=also)
    offers = from_cards(rows, wanted, usual_most=request.policy.max_per_30_days)
    passes = verdicts(wanted, offers, around, rules=OF_THE_PROFILE)
    chosen = may_be_asked(passes) | (offers.profile_id == also)
    return with_past(offers.where(chosen), request, wanted, **as_if)


def from_cards(rows: Sequence[Row[Any]], wanted: Wanted, *, usual_most: int) -> Offers:
    """What these cards say by themselves, as columns."""
    if not rows:
        return Offers.of([])
    values = dict(zip((column.name for column in CARD), zip(*rows, strict=True), strict=True))
    latitudes, longitudes = (np.array(values[name], dtype=float) for name in ("latitude", "longitude"))
    told = {name: values[name] for name in _AS_THEY_ARE}
    read_from_text = {
        "needs": map(_needs_of, values["needs"]),
        "forms": map(_codes_of, values["forms"]),
        "ages": map(_codes_of, values["ages"]),
        "school_types": map(_codes_of, values["school_types"]),
        "region_ids": map(_ids_of, values["region_ids"]),
        "heard": map(_heard_of, values["heard"]),
        "rare_words": map(_words_of, values["rare_words"]),
    }
    worked_out = {
        "km": distances_km(wanted.point, latitudes, longitudes),
        "most_per_30_days": [most or usual_most for most in values["max_per_30_days"]],
        "chose_most_itself": [bool(most) for most in values["max_per_30_days"]],
    }
    return Offers.from_columns(told | read_from_text | worked_out)


def with_past(
    offers: Offers, request: SupportRequest, wanted: Wanted, *, anew: bool = False, reopened: bool = False
) -> Offers:
    """These profiles with what they did before, have in hand, and have left.

    `anew`: as if nobody had been asked for this question yet; `reopened`: as when it would be searched for anew now.
    """
    if not len(offers):
        return offers
    ids = offers.profile_id.tolist()
    own = request.id if anew else None
    past = history.gather(request, ids, anew=anew, reopened=reopened) | track_record.gather(ids, but_request_id=own)
    room = hours.gather(offers, wanted, but_request_id=own)
    return offers.but(past | room)


# Many profiles name the same codes: each text is read once.
@lru_cache(maxsize=50_000)
def _codes_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


@lru_cache(maxsize=50_000)
def _needs_of(text: str) -> dict[str, float]:
    return dict.fromkeys(text.split(), 1.0)


@lru_cache(maxsize=50_000)
def _heard_of(text: str) -> dict[str, float]:
    return vector_of(text)


@lru_cache(maxsize=50_000)
def _words_of(text: str) -> tuple[str, ...]:
    """No set: that would take ten times the room. The same word of many texts is kept once."""
    return tuple(map(intern, text.split()))


@lru_cache(maxsize=50_000)
def _ids_of(text: str) -> frozenset[int]:
    return frozenset(int(number) for number in text.split())
