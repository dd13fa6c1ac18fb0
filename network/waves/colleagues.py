"""Who else can answer an invitation or be named for it: colleagues of the same school, profiles of other schools."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from network.core.database import db
from network.models import (
    ExpertiseProfile,
    Location,
    Match,
    Membership,
    PassedInvitation,
    Suggestion,
    SupportRequest,
    User,
)
from network.models.expertise import ProfileState
from network.models.user import Role
from network.waves import queries


def list_asked_people(match: Match) -> Sequence[User]:
    """Who may answer an invitation by link: those who answer for the profile, and colleagues it was passed to."""
    answering = queries.list_answering_people(match.profile)
    passed = db.session.scalars(
        select(User)
        .join(PassedInvitation, PassedInvitation.to_id == User.id)
        .where(PassedInvitation.match_id == match.id, User.id.in_(_specialists_at(match.profile.location_id)))
        .order_by(PassedInvitation.id)
    ).all()
    return [*answering, *(person for person in passed if person not in answering)]


def list_colleagues(match: Match, *, of: User) -> Sequence[User]:
    """The other specialists of the school that was asked."""
    return db.session.scalars(
        select(User)
        .where(User.id.in_(_specialists_at(match.profile.location_id)), User.id != of.id)
        .order_by(User.name, User.id)
    ).all()


def list_suggestions(request: SupportRequest) -> Sequence[Suggestion]:
    """The profiles that specialists named for this question."""
    return db.session.scalars(
        select(Suggestion)
        .where(Suggestion.request_id == request.id)
        .options(
            joinedload(Suggestion.profile).joinedload(ExpertiseProfile.location), joinedload(Suggestion.suggested_by)
        )
        .order_by(Suggestion.id)
    ).all()


def list_profiles_elsewhere(match: Match, words: str, *, limit: int = 10) -> Sequence[ExpertiseProfile]:
    """Published profiles of other schools whose title, school or place holds these words."""
    return db.session.scalars(
        select(ExpertiseProfile)
        .join(ExpertiseProfile.location)
        .where(
            ExpertiseProfile.state == ProfileState.PUBLISHED,
            ExpertiseProfile.location_id != match.profile.location_id,
            or_(
                ExpertiseProfile.title.icontains(words, autoescape=True),
                Location.name.icontains(words, autoescape=True),
                Location.place.icontains(words, autoescape=True),
            ),
        )
        .options(joinedload(ExpertiseProfile.location))
        .order_by(ExpertiseProfile.title, ExpertiseProfile.id)
        .limit(limit)
    ).all()


def _specialists_at(location_id: int) -> Select[int]:
    return (
        select(User.id)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.location_id == location_id, Membership.role == Role.SPECIALIST, User.is_active.is_(True))
    )
