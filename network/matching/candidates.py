"""Who could be asked: the database picks the profiles, and gathers what the rules need to know of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from math import cos, radians

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import load_only

from network.core import clock
from network.core.database import db
from network.core.geo import distance_km
from network.expertise import capacity
from network.matching import history
from network.matching.rules import Offered, Surroundings, Wanted, family
from network.models import ExpertiseProfile, Location, ProfileTerm, School, SupportRequest, Term
from network.models.expertise import ProfileState, Reach, profile_region
from network.models.taxonomy import Facet

HORIZON_WEEKS = 12
WINDOW_WEEKS = 8
LONGEST_REACH_KM = 300
KM_PER_DEGREE = 111.2


def list_candidate_ids(request: SupportRequest, wanted: Wanted, around: Surroundings) -> Sequence[int]:
    """The profiles that pass the hard rules which a database decides best: state, needs, forms, ages, reach."""
    conditions = [
        ExpertiseProfile.state == ProfileState.PUBLISHED,
        ExpertiseProfile.confirmed_at.is_not(None),
        _within_reach(request),
        _has(Facet.NEED, family({*wanted.main_needs, *wanted.side_needs}, around.parents)),
    ]
    for facet, codes in (
        (Facet.FORM, wanted.forms),
        (Facet.AGE_GROUP, wanted.ages),
        (Facet.SCHOOL_TYPE, wanted.school_types),
    ):
        if codes:
            conditions.append(_has(facet, codes))
    return db.session.scalars(
        select(ExpertiseProfile.id).join(ExpertiseProfile.location).where(*conditions).order_by(ExpertiseProfile.id)
    ).all()


def gather(request: SupportRequest, wanted: Wanted, profile_ids: Iterable[int]) -> list[Offered]:
    """What the rules need to know of these profiles; as many queries for one as for all."""
    ids = list(profile_ids)
    profiles = _profiles(ids)
    terms = _terms(ids)
    regions = _regions(ids)
    past = history.gather(request, ids)
    likeness = history.text_likeness(request, ids)
    weeks = HORIZON_WEEKS + wanted.start_in_days // 7
    free = capacity.free_hours_by_week(ids, from_on=clock.today(), weeks=min(weeks, 52))
    here = _point(request.location)
    found = []
    for profile, location, board_id in profiles:
        own = terms.get(profile.id, {})
        starts_in_days, hours = _earliest(profile, free[profile.id], wanted)
        found.append(
            Offered(
                profile_id=profile.id,
                needs=own.get(Facet.NEED, frozenset()),
                forms=own.get(Facet.FORM, frozenset()),
                ages=own.get(Facet.AGE_GROUP, frozenset()),
                school_types=own.get(Facet.SCHOOL_TYPE, frozenset()),
                km=distance_km(here, _point(location)),
                starts_in_days=starts_in_days,
                free_hours=hours,
                max_open=profile.max_open,
                most_per_30_days=profile.max_per_30_days or request.policy.max_per_30_days,
                text_likeness=likeness.get(profile.id, 0.0),
                state=profile.state.value,
                is_confirmed=profile.confirmed_at is not None,
                reach=profile.reach.value,
                reach_km=profile.reach_km,
                region_ids=regions.get(profile.id, frozenset()),
                board_id=board_id,
                leaves_out_own_board=profile.leaves_out_own_board,
                **past.of(profile.id, wanted),
            )
        )
    return found


def _profiles(ids: list[int]) -> Sequence[tuple[ExpertiseProfile, Location, int]]:
    columns = (
        ExpertiseProfile.state,
        ExpertiseProfile.confirmed_at,
        ExpertiseProfile.reach,
        ExpertiseProfile.reach_km,
        ExpertiseProfile.max_open,
        ExpertiseProfile.max_per_30_days,
        ExpertiseProfile.lead_days,
        ExpertiseProfile.leaves_out_own_board,
    )
    rows = db.session.execute(
        select(ExpertiseProfile, Location, School.board_id)
        .join(ExpertiseProfile.location)
        .join(Location.school)
        .where(ExpertiseProfile.id.in_(ids))
        .options(load_only(*columns), load_only(Location.latitude, Location.longitude))
        .order_by(ExpertiseProfile.id)
    )
    return rows.all()


def _terms(ids: list[int]) -> dict[int, dict[Facet, frozenset[str]]]:
    rows = db.session.execute(
        select(ProfileTerm.profile_id, Term.facet, Term.code)
        .join(Term, Term.id == ProfileTerm.term_id)
        .where(ProfileTerm.profile_id.in_(ids))
    )
    sets: dict[int, dict[Facet, set[str]]] = {}
    for profile_id, facet, code in rows:
        sets.setdefault(profile_id, {}).setdefault(facet, set()).add(code)
    return {id: {facet: frozenset(codes) for facet, codes in facets.items()} for id, facets in sets.items()}


def _regions(ids: list[int]) -> dict[int, frozenset[int]]:
    rows = db.session.execute(
        select(profile_region.c.profile_id, profile_region.c.region_id).where(profile_region.c.profile_id.in_(ids))
    )
    sets: dict[int, set[int]] = {}
    for profile_id, region_id in rows:
        sets.setdefault(profile_id, set()).add(region_id)
    return {id: frozenset(regions) for id, regions in sets.items()}


def _earliest(profile: ExpertiseProfile, free: capacity.FreeWeeks, wanted: Wanted) -> tuple[int | None, float]:
    """In how many days work can begin (None: not within the horizon), and the hours free from the wanted start on."""
    today = clock.today()
    ready = today + timedelta(days=profile.lead_days)
    first = next((monday for monday, hours in free.items() if hours >= 1 and monday + timedelta(days=4) >= ready), None)
    begin = today + timedelta(days=wanted.start_in_days)
    window = [hours for monday, hours in free.items() if monday + timedelta(days=6) >= begin][:WINDOW_WEEKS]
    if first is None:
        return None, sum(window)
    return (max(first, ready) - today).days, sum(window)


def _has(facet: Facet, codes: Iterable[str]) -> ColumnElement[bool]:
    return exists(
        select(ProfileTerm.term_id)
        .join(Term, Term.id == ProfileTerm.term_id)
        .where(ProfileTerm.profile_id == ExpertiseProfile.id, Term.facet == facet, Term.code.in_(list(codes)))
    )


def _within_reach(request: SupportRequest) -> ColumnElement[bool]:
    in_region = exists(
        select(profile_region.c.profile_id).where(
            profile_region.c.profile_id == ExpertiseProfile.id,
            profile_region.c.region_id.in_([request.region_id, *request.nearby_region_ids]),
        )
    )
    return or_(
        ExpertiseProfile.reach == Reach.NATIONAL,
        and_(ExpertiseProfile.reach == Reach.REGIONS, in_region),
        and_(ExpertiseProfile.reach == Reach.KILOMETRES, _in_the_box(request.location)),
    )


def _in_the_box(here: Location) -> ColumnElement[bool]:
    """A square around the school that holds every location near enough; the circle is drawn by the rules."""
    if here.latitude is None or here.longitude is None:
        return Location.id.is_(None)
    north = ExpertiseProfile.reach_km / KM_PER_DEGREE
    east = ExpertiseProfile.reach_km / (KM_PER_DEGREE * cos(radians(here.latitude)))
    return and_(
        Location.latitude.between(here.latitude - north, here.latitude + north),
        Location.longitude.between(here.longitude - east, here.longitude + east),
    )


def _point(location: Location) -> tuple[float, float] | None:
    if location.latitude is None or location.longitude is None:
        return None
    return location.latitude, location.longitude
