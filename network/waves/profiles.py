"""The profiles that somebody looks for, by name or by their own page; and what one of them has in hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from network.access.scope import Scope
from network.core import clock
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.hours.rules import RECENT_DAYS
from network.models import Engagement, ExpertiseProfile, Location, Match
from network.models.engagement import EngagementState
from network.models.expertise import ProfileState


def get_profile(public_id: str) -> ExpertiseProfile:
    """The profile with its location; NotFound when there is none."""
    profile = db.session.scalar(
        select(ExpertiseProfile)
        .where(ExpertiseProfile.public_id == public_id)
        .options(joinedload(ExpertiseProfile.location))
    )
    if profile is None:
        raise NotFound(_("Dit profiel bestaat niet meer."))
    return profile


def list_profiles(ids: Sequence[int]) -> Sequence[ExpertiseProfile]:
    """These profiles."""
    found = select(ExpertiseProfile).where(ExpertiseProfile.id.in_(ids)).order_by(ExpertiseProfile.id)
    return db.session.scalars(found).all()


def list_profiles_elsewhere(match: Match, words: str, *, limit: int = 10) -> Sequence[ExpertiseProfile]:
    """Published profiles of other schools whose title, school or place holds these words."""
    return db.session.scalars(
        select(ExpertiseProfile)
        .join(ExpertiseProfile.location)
        .where(
            ExpertiseProfile.state == ProfileState.PUBLISHED,
            ExpertiseProfile.location_id != match.profile.location_id,
            _holds(words),
        )
        .options(joinedload(ExpertiseProfile.location))
        .order_by(ExpertiseProfile.title, ExpertiseProfile.id)
        .limit(limit)
    ).all()


def list_profiles_named(words: str, scope: Scope, *, limit: int) -> Sequence[ExpertiseProfile]:
    """Profiles in the country of which title, school or place hold each of these words.

    What is not published, or no more, only in the regions in scope.
    """
    is_own = Location.region_id.in_(scope.regions)
    return db.session.scalars(
        select(ExpertiseProfile)
        .join(ExpertiseProfile.location)
        .where(
            or_(is_own, ExpertiseProfile.state.in_([ProfileState.PUBLISHED, ProfileState.PAUSED])),
            *(_holds(word) for word in words.split()),
        )
        .options(joinedload(ExpertiseProfile.location))
        .order_by(ExpertiseProfile.title, ExpertiseProfile.id)
        .limit(limit)
    ).all()


class TakenOn(NamedTuple):
    """How many trajects of a profile are under way, and how many new questions it took on in the last thirty days,
    whatever became of the work since."""

    under_way: int
    recent: int


def count_taken_on(profile: ExpertiseProfile) -> TakenOn:
    """What the profile took on, counted in one statement."""
    return count_taken_on_by([profile.id])[profile.id]


def count_taken_on_by(profile_ids: Sequence[int]) -> dict[int, TakenOn]:
    """The same of many profiles, by id."""
    is_recent = Engagement.created_at > clock.now() - timedelta(days=RECENT_DAYS)
    under_way = func.count(Engagement.id).filter(Engagement.state != EngagementState.CLOSED)
    counts = select(Engagement.profile_id, under_way, func.count(Engagement.id).filter(is_recent))
    rows = db.session.execute(
        counts.where(Engagement.profile_id.in_(profile_ids)).group_by(Engagement.profile_id)
    ).all()
    found = {profile_id: TakenOn(*told) for profile_id, *told in rows}
    return {profile_id: found.get(profile_id, TakenOn(0, 0)) for profile_id in profile_ids}


def _holds(words: str) -> ColumnElement[bool]:
    columns = (ExpertiseProfile.title, Location.name, Location.place)
    return or_(*(column.icontains(words, autoescape=True) for column in columns))
