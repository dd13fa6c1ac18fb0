"""What is usual in each region, counted now and then: with it the score of a profile is compared (docs/adr/0026)."""

from __future__ import annotations

from sqlalchemy import Select, Subquery, case, delete, func, insert, select, union

from network.candidates.track_record import ANSWERS
from network.core import clock
from network.core.database import db, unit_of_work
from network.core.reading import read
from network.models import Engagement, ExpertiseProfile, Location, Match, ProfileCard, Region, RegionFigures
from network.models.engagement import EngagementState
from network.models.expertise import ProfileState, profile_region
from network.models.match import MatchState


def count_regions() -> None:
    """Count anew what is usual in every region; a region without providers has no figures. A unit of work of its own."""
    counted = read(_counted())
    with unit_of_work():
        # Whoever counts at the same moment waits here, and finds the same.
        held = set(db.session.scalars(select(Region.id).order_by(Region.id).with_for_update(key_share=True)))
        db.session.execute(delete(RegionFigures))
        # A region can be gone since it was counted.
        rows = [row._asdict() | {"counted_at": clock.now()} for row in counted if row.region_id in held]
        if rows:
            db.session.execute(insert(RegionFigures), rows)


def _counted() -> Select[int, int, float, int, int]:
    providers, said, in_hand = _providers(), _said(), _in_hand()
    places = case((ProfileCard.max_open > 1, ProfileCard.max_open), else_=1)
    busy = func.coalesce(in_hand.c.open, 0) * 1.0 / places
    return (
        select(
            providers.c.region_id,
            func.count().label("providers"),
            func.avg(busy).label("busy"),
            func.coalesce(func.sum(said.c.yeses), 0).label("yeses"),
            func.coalesce(func.sum(said.c.answers), 0).label("answers"),
        )
        .select_from(providers)
        .join(ProfileCard, ProfileCard.profile_id == providers.c.id)
        .outerjoin(said, said.c.profile_id == providers.c.id)
        .outerjoin(in_hand, in_hand.c.profile_id == providers.c.id)
        .where(ProfileCard.state == ProfileState.PUBLISHED)
        .group_by(providers.c.region_id)
    )


def _providers() -> Subquery:
    """Who works in a region or is at home in it, once each."""
    at_home = (
        select(ExpertiseProfile.id, Location.region_id)
        .join(ExpertiseProfile.location)
        .where(Location.region_id.is_not(None))
    )
    works_there = select(profile_region.c.profile_id.label("id"), profile_region.c.region_id)
    return union(works_there, at_home).subquery()


def _said() -> Subquery:
    yes = func.count(case((Match.state == MatchState.ACCEPTED, 1)))
    return (
        select(Match.profile_id, yes.label("yeses"), func.count().label("answers"))
        .where(Match.state.in_(ANSWERS))
        .group_by(Match.profile_id)
        .subquery()
    )


def _in_hand() -> Subquery:
    return (
        select(Engagement.profile_id, func.count().label("open"))
        .where(Engagement.state != EngagementState.CLOSED)
        .group_by(Engagement.profile_id)
        .subquery()
    )
