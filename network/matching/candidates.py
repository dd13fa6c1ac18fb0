"""Who could be asked: the database passes over most profiles, and what the rules need to know comes in as columns.

The cards first, then the rules that a card alone can tell, and only for who is left the past and the hours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Double,
    Enum,
    Row,
    Select,
    String,
    and_,
    bindparam,
    or_,
    select,
    type_coerce,
    union_all,
)

from network.core.geo import distances_km
from network.core.reading import read
from network.core.signatures import signature_of
from network.hearing.likeness import vector_of
from network.matching import history, hours
from network.matching.columns import Offers
from network.matching.conditions import OF_THE_PROFILE, may_be_asked, verdicts
from network.matching.rules import Surroundings, Wanted, family
from network.models import ProfileCard, SupportRequest
from network.models.expertise import ProfileState, Reach, profile_region

KM_PER_DEGREE = 111.2
# A degree of longitude is nowhere in the country shorter than this share of one of latitude.
EAST_WEST_SHARE = 0.58
NOBODY = 0

_AS_THEY_ARE = (
    "profile_id",
    "state",
    "location_id",
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

# What is told as text is read as text: a card is read far more often than any other row.
CARD = [
    type_coerce(column, String).label(column.name) if isinstance(column.type, Enum) else column
    for column in ProfileCard.__table__.columns
    if column.name != "model" and not column.name.endswith("signature")
]


def gather(
    request: SupportRequest, wanted: Wanted, around: Surroundings, *, also: int | None = None, anew: bool = False
) -> Offers:
    """All that is known of those who pass the rules of the profile itself; and of `also`, whether it passes or not.

    As many queries for one profile as for all. `anew`: as if nobody had been asked for this question yet.
    """
    rows = read_cards(_asked(wanted, around) | {"also": also or NOBODY})
    offers = from_cards(rows, wanted, usual_most=request.policy.max_per_30_days)
    passes = verdicts(wanted, offers, around, rules=OF_THE_PROFILE)
    chosen = np.flatnonzero(may_be_asked(passes) | (offers.profile_id == also)).tolist()
    return with_past(offers.where(chosen), [rows[row] for row in chosen], request, wanted, anew=anew)


def read_cards(values: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """The cards that the one statement finds: `values` are a signature for each list, regions, and a box on the map.

    A signature of 0 lets everybody pass; the box is where the questions come from.
    """
    return read(_PASSING, values)


def _asked(wanted: Wanted, around: Surroundings) -> dict[str, Any]:
    """The values of one question."""
    latitude, longitude = wanted.point or (None, None)
    return {
        "needs": signature_of(family(wanted.needs, around.parents)),
        "forms": signature_of(wanted.forms),
        "ages": signature_of(wanted.ages),
        "school_types": signature_of(wanted.school_types),
        "regions": [region_id for region_id in (wanted.region_id, *sorted(wanted.nearby_region_ids)) if region_id],
        "south": latitude,
        "north": latitude,
        "west": longitude,
        "east": longitude,
    }


def _passing() -> Select[Any]:
    """The cards of published profiles of open schools within reach that share a bit with all that is asked; and one profile more."""
    may_be_found = and_(ProfileCard.state == ProfileState.PUBLISHED, ProfileCard.is_open)
    shares_a_bit = (_shares_a_bit(name) for name in _SIGNATURES)
    fits = or_(and_(may_be_found, *shares_a_bit), ProfileCard.profile_id == bindparam("also"))
    return select(*CARD).where(ProfileCard.profile_id.in_(_within_reach()), fits).order_by(ProfileCard.profile_id)


def _shares_a_bit(name: str) -> ColumnElement[bool]:
    asked = bindparam(name, type_=BigInteger)
    return or_(asked == 0, _SIGNATURES[name].op("&")(asked) != 0)


def _within_reach() -> Select[Any]:
    """Ids by each kind of reach apart, so that each uses its own index; the rules draw the circle.

    Those from far away are many: they are looked up only when needs and forms, which the index holds, may fit.
    """
    in_region = profile_region.c.region_id.in_(bindparam("regions", expanding=True))
    kinds = (
        select(profile_region.c.profile_id).where(in_region),
        select(ProfileCard.profile_id).where(_is(Reach.NATIONAL)),
        select(ProfileCard.profile_id).where(_is(Reach.KILOMETRES), _in_the_box()),
        select(ProfileCard.profile_id).where(ProfileCard.profile_id == bindparam("also")),
    )
    return select(union_all(*kinds).subquery().c.profile_id)


def _is(reach: Reach) -> ColumnElement[bool]:
    may_fit = (_shares_a_bit("needs"), _shares_a_bit("forms"))
    return and_(ProfileCard.reach == reach, ProfileCard.state == ProfileState.PUBLISHED, *may_fit)


def _in_the_box() -> ColumnElement[bool]:
    """A box around the school that holds every location near enough; empty when the school's place is unknown."""
    south, north, west, east = (bindparam(name, type_=Double) for name in ("south", "north", "west", "east"))
    up = ProfileCard.reach_km / KM_PER_DEGREE
    aside = ProfileCard.reach_km / (KM_PER_DEGREE * EAST_WEST_SHARE)
    return and_(
        ProfileCard.latitude.between(south - up, north + up),
        ProfileCard.longitude.between(west - aside, east + aside),
    )


_SIGNATURES = {
    "needs": ProfileCard.need_signature,
    "forms": ProfileCard.form_signature,
    "ages": ProfileCard.age_signature,
    "school_types": ProfileCard.school_type_signature,
}
# Put together once: it is asked many times a day.
_PASSING = _passing()


def from_cards(rows: Sequence[Row[Any]], wanted: Wanted, *, usual_most: int) -> Offers:
    """What these cards say by themselves, as columns; what is heard in the texts comes later, for who is left."""
    if not rows:
        return Offers.of([])
    values = dict(zip((column.name for column in CARD), zip(*rows, strict=True), strict=True))
    latitudes, longitudes = (np.array(values[name], dtype=float) for name in ("latitude", "longitude"))
    told = {name: values[name] for name in _AS_THEY_ARE}
    read_from_text = {
        "needs": [_needs_of(text) for text in values["needs"]],
        "forms": [_codes_of(text) for text in values["forms"]],
        "ages": [_codes_of(text) for text in values["ages"]],
        "school_types": [_codes_of(text) for text in values["school_types"]],
        "region_ids": [_ids_of(text) for text in values["region_ids"]],
    }
    worked_out = {
        "km": distances_km(wanted.point, latitudes, longitudes),
        "most_per_30_days": [most or usual_most for most in values["max_per_30_days"]],
        "chose_most_itself": [bool(most) for most in values["max_per_30_days"]],
    }
    return Offers.from_columns(told | read_from_text | worked_out)


def with_past(
    offers: Offers, cards: Sequence[Row[Any]], request: SupportRequest, wanted: Wanted, *, anew: bool = False
) -> Offers:
    """These profiles with what is heard in their texts, what they did before, have in hand, and have left."""
    if not cards:
        return offers
    ids = offers.profile_id.tolist()
    heard = {"heard": heard_in_cards(cards)}
    past = history.gather(request, ids, anew=anew)
    room = hours.gather(offers, wanted, but_request_id=request.id if anew else None)
    return offers.but(heard | past | room)


def heard_in_cards(cards: Sequence[Row[Any]]) -> list[dict[str, float]]:
    """What the texts of these profiles sound like."""
    return [_heard_of(card.heard) for card in cards]


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
def _ids_of(text: str) -> frozenset[int]:
    return frozenset(int(number) for number in text.split())
