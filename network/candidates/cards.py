"""The cards of profiles that the database finds for questions: it passes over most of them, and lets too many through, never too few.

Signatures hold a bit for each code, and a box stands for a circle; the rules decide.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Date,
    Double,
    Enum,
    Row,
    Select,
    String,
    and_,
    bindparam,
    case,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from network.core.reading import read
from network.core.signatures import bits_of_forms, bits_of_needs, signature_of
from network.matching.rules import Surroundings, Wanted, family
from network.models import ExpertiseProfile, Location, ProfileCard
from network.models.expertise import ProfileState, Reach, profile_region

KM_PER_DEGREE = 111.2
# A degree of longitude is nowhere in the country shorter than this share of one of latitude.
EAST_WEST_SHARE = 0.58
NOBODY = 0
_PUBLIC = (ProfileState.PUBLISHED, ProfileState.PAUSED)
# A signature that lets everybody pass.
ANYTHING = 0

# What is told as text is read as text: a card is read far more often than any other row.
CARD = [
    type_coerce(column, String).label(column.name) if isinstance(column.type, Enum) else column
    for column in ProfileCard.__table__.columns
    if column.name != "model" and not column.name.endswith(("signature", "bits"))
]


def list_cards_for(wanted: Wanted, around: Surroundings, *, also: int | None = None) -> Sequence[Row[Any]]:
    """Who is within reach of one question and may offer what it asks; and the profile `also`, wherever it is."""
    return _by_profile(read(_PASSING, _asked_by(wanted, around) | {"also": also or NOBODY}))


def list_cards_near(
    wanted: Wanted, around: Surroundings, *, region_ids: Collection[int], most: int
) -> Sequence[Row[Any]]:
    """Who may offer one of the needs of a question in or beside its region, also without what else it asks; at most `most`.

    First who shares a bit with more of what it asks. A paused profile is among them. `region_ids`: those beside it.
    """
    asked = _asked_by(wanted, around)
    regions = sorted({*asked["regions"], *region_ids})
    return read(_NEAR, asked | {"regions": regions, "own_location": wanted.location_id, "most": most})


def _asked_by(wanted: Wanted, around: Surroundings) -> dict[str, Any]:
    latitude, longitude = wanted.point or (None, None)
    near = family(wanted.needs, around.parents)
    return {
        "need_bits": bits_of_needs(near),
        "form_bits": bits_of_forms(wanted.forms),
        "needs": signature_of(near),
        "forms": signature_of(wanted.forms),
        "ages": signature_of(wanted.ages),
        "school_types": signature_of(wanted.school_types),
        "begin_on": wanted.begin_on,
        "regions": [region_id for region_id in (wanted.region_id, *sorted(wanted.nearby_region_ids)) if region_id],
        "south": latitude,
        "north": latitude,
        "west": longitude,
        "east": longitude,
    }


def list_cards_for_any(wanted: Sequence[Wanted]) -> Sequence[Row[Any]]:
    """Who is within reach of one of these questions, whatever they offer."""
    points = [one.point for one in wanted if one.point]
    latitudes, longitudes = [point[0] for point in points], [point[1] for point in points]
    regions = {region_id for one in wanted for region_id in (one.region_id, *one.nearby_region_ids) if region_id}
    anything = {
        **dict.fromkeys(_TO_FIT, ANYTHING),
        "begin_on": max((one.begin_on for one in wanted if one.begin_on), default=None),
        "regions": sorted(regions),
        "south": min(latitudes, default=None),
        "north": max(latitudes, default=None),
        "west": min(longitudes, default=None),
        "east": max(longitudes, default=None),
    }
    return _by_profile(read(_PASSING, anything | {"also": NOBODY}))


def _by_profile(cards: Sequence[Row[Any]]) -> Sequence[Row[Any]]:
    """Put in order here: a database carries whole cards around for it."""
    return sorted(cards, key=itemgetter(0))


def _passing() -> Select[Any]:
    """The cards of published profiles of open schools within reach that share a bit with all that is asked; and one profile more.

    And of those who are paused, and no more when the help is to begin.
    """
    is_over_in_time = ProfileCard.paused_until <= bindparam("begin_on", type_=Date)
    is_published = ProfileCard.state == ProfileState.PUBLISHED
    is_so_in_time = and_(ProfileCard.state == ProfileState.PAUSED, is_over_in_time)
    may_be_found = and_(or_(is_published, is_so_in_time), ProfileCard.is_open)
    fits = or_(and_(may_be_found, *_may_fit()), ProfileCard.profile_id == bindparam("also"))
    return select(*CARD).where(ProfileCard.profile_id.in_(_within_reach()), fits)


def _may_fit() -> list[ColumnElement[bool]]:
    return [_shares_a_bit(name) for name in _TO_FIT]


def _shares_a_bit(name: str) -> ColumnElement[bool]:
    asked, own = bindparam(name, type_=BigInteger), _SIGNATURES[name]
    shares = own.op("&")(asked) != 0
    # A process of the version before wrote no such bits: the rules decide.
    return or_(asked == ANYTHING, own.is_(None), shares) if name in _OF_THIS_VERSION else or_(asked == ANYTHING, shares)


def _within_reach() -> Select[Any]:
    """Ids by each kind of reach apart, so that each uses its own index; the rules draw the circle.

    Those from far away are many: they are looked up only when they may fit, which the index tells.
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
    return and_(ProfileCard.reach == reach, _is_public(), *_may_fit())


def _near() -> Select[Any]:
    """The cards of profiles of open schools in or around some regions that share a need, the fewest differences first."""
    is_found = and_(
        _is_public(), ProfileCard.is_open, _shares_a_bit("needs"), ProfileCard.location_id != bindparam("own_location")
    )
    same = [_shares_a_bit(name) for name in ("forms", "ages", "school_types")]
    same.append(ProfileCard.state == ProfileState.PUBLISHED)
    alike = sum((case((one, 1), else_=0) for one in same), start=literal(0))
    return (
        select(*CARD)
        .where(ProfileCard.profile_id.in_(_in_or_around()), is_found)
        .order_by(alike.desc(), ProfileCard.profile_id)
        .limit(bindparam("most"))
    )


def _in_or_around() -> Select[Any]:
    """Ids of who works in one of the regions, stands there, or comes from elsewhere to the question's school."""
    regions: BindParameter[Any] = bindparam("regions", expanding=True)
    may_come = and_(_is_public(), _shares_a_bit("needs"))
    kinds = (
        select(profile_region.c.profile_id).where(profile_region.c.region_id.in_(regions)),
        select(ExpertiseProfile.id).join(ExpertiseProfile.location).where(Location.region_id.in_(regions)),
        select(ProfileCard.profile_id).where(ProfileCard.reach == Reach.NATIONAL, may_come),
        select(ProfileCard.profile_id).where(ProfileCard.reach == Reach.KILOMETRES, may_come, _in_the_box()),
    )
    return select(union_all(*kinds).subquery().c.profile_id)


def _is_public() -> ColumnElement[bool]:
    return ProfileCard.state.in_(_PUBLIC)


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
    "need_bits": ProfileCard.need_bits,
    "form_bits": ProfileCard.form_bits,
}
_OF_THIS_VERSION = ("need_bits", "form_bits")
# Who comes close is found by the signatures: of those only so many are looked at, and other bits would let others in.
_TO_FIT = (*_OF_THIS_VERSION, "ages", "school_types")
# Put together once: they are asked many times a day.
_PASSING, _NEAR = _passing(), _near()
