"""Reading profiles: one, those of the reader's own schools, and who could be named in them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from network.access.scope import Scope
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.models import (
    ExpertiseProfile,
    FollowUp,
    Location,
    Membership,
    ProfileTerm,
    Region,
    User,
)
from network.models.followup import FollowUpKind, FollowUpState
from network.models.school import SPECIAL_KINDS
from network.models.user import Role


def get_profile(public_id: str) -> ExpertiseProfile:
    """The profile with all that its page shows; NotFound when there is none."""
    profile = db.session.scalar(
        select(ExpertiseProfile)
        .where(ExpertiseProfile.public_id == public_id)
        .options(
            joinedload(ExpertiseProfile.location),
            selectinload(ExpertiseProfile.terms).joinedload(ProfileTerm.term),
            selectinload(ExpertiseProfile.regions),
            selectinload(ExpertiseProfile.people),
            selectinload(ExpertiseProfile.capacity),
            selectinload(ExpertiseProfile.absences),
        )
    )
    if profile is None:
        raise NotFound(_("Dit profiel bestaat niet, of is niet voor jou."))
    return profile


def hold(profile: ExpertiseProfile) -> None:
    """Wait until whoever else changes the profile is done, read it anew, and keep others waiting until the end."""
    db.session.refresh(profile, with_for_update={"key_share": True, "of": ExpertiseProfile})


def list_own_profiles(scope: Scope) -> Sequence[ExpertiseProfile]:
    """The profiles of the reader's schools by title."""
    return db.session.scalars(
        select(ExpertiseProfile)
        .where(ExpertiseProfile.location_id.in_(scope.gives_at))
        .options(joinedload(ExpertiseProfile.location), selectinload(ExpertiseProfile.capacity))
        .order_by(ExpertiseProfile.title, ExpertiseProfile.id)
    ).all()


def list_own_locations(scope: Scope) -> Sequence[Location]:
    """The special schools for which the reader may make a profile."""
    return db.session.scalars(
        select(Location)
        .where(Location.id.in_(scope.gives_at), Location.kind.in_(SPECIAL_KINDS), Location.closed_on.is_(None))
        .order_by(Location.name)
    ).all()


def list_specialists(location: Location) -> Sequence[User]:
    """The people with an account who can answer for a profile of this school."""
    return db.session.scalars(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.location_id == location.id, Membership.role == Role.SPECIALIST, User.is_active.is_(True))
        .order_by(User.name)
    ).all()


def list_regions() -> Sequence[Region]:
    """All regions by code."""
    return db.session.scalars(select(Region).order_by(Region.code)).all()


def list_reviewers(region_id: int | None) -> Sequence[User]:
    """Who reads what is to be published: the region's coordinators; national staff where there are none, and outside the regions."""
    people = select(User).join(Membership, Membership.user_id == User.id).where(User.is_active.is_(True))
    own = people.where(Membership.region_id == region_id, Membership.role == Role.COORDINATOR)
    national = people.where(Membership.role == Role.NATIONAL)
    found = db.session.scalars(own.order_by(User.id)).all()
    return found or db.session.scalars(national.order_by(User.id)).all()


def list_keepers(profile: ExpertiseProfile) -> Sequence[User]:
    """Who keeps the profile true: the people in it who have an account, else the school's specialists."""
    named = [person.user for person in profile.people if person.user is not None]
    return named or list_specialists(profile.location)


def find_follow_up(profile: ExpertiseProfile, kind: FollowUpKind) -> FollowUp | None:
    """The open promise of this kind about the profile."""
    return db.session.scalar(
        select(FollowUp).where(
            FollowUp.profile_id == profile.id, FollowUp.kind == kind, FollowUp.state == FollowUpState.OPEN
        )
    )
