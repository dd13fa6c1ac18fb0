"""Who is asked and may answer for a profile, to whom an invitation can be passed on, and who steers the question."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask
from sqlalchemy import Select, select

from network.candidates import answerers
from network.core.database import db
from network.models import Engagement, ExpertiseProfile, Match, Membership, PassedInvitation, User
from network.models.user import Role


def init_app(app: Flask) -> None:
    """Lets the page of a question, of a slice below this one, say who steers it."""
    app.jinja_env.globals["coordinators_of"] = lambda request: list_coordinators(request.region_id)


def list_answering_people(profile: ExpertiseProfile) -> Sequence[User]:
    """Who gets the questions of a profile (answerers.people_of)."""
    answering = answerers.people_of([profile.id])[profile.id]
    return db.session.scalars(select(User).where(User.id.in_(answering)).order_by(User.id)).all()


def list_who_work_on(engagement: Engagement) -> Sequence[User]:
    """Who hears of a traject at the side that helps: its specialist, or who answers for the profile when they left."""
    specialist = engagement.specialist
    still_there = _specialists_at(engagement.profile.location_id).where(User.id == specialist.id)
    return [specialist] if db.session.scalar(still_there) else list_answering_people(engagement.profile)


def list_asked_people(match: Match) -> Sequence[User]:
    """Who may answer an invitation by link: those who answer for the profile, and colleagues it was passed to."""
    answering = list_answering_people(match.profile)
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


def list_coordinators(region_id: int | None) -> Sequence[User]:
    """The coordinators of a region; national staff where there are none, and outside the regions."""
    people = select(User).join(Membership, Membership.user_id == User.id).where(User.is_active.is_(True))
    own = people.where(Membership.region_id == region_id, Membership.role == Role.COORDINATOR)
    national = people.where(Membership.role == Role.NATIONAL)
    found = db.session.scalars(own.order_by(Membership.id)).all()
    return found or db.session.scalars(national.order_by(Membership.id)).all()


def find_user(public_id: str) -> User | None:
    """The active person with this public id."""
    return db.session.scalar(select(User).where(User.public_id == public_id, User.is_active.is_(True)))


def get_user(user_id: int) -> User:
    """The person with this internal id."""
    return db.session.get_one(User, user_id)


def _specialists_at(location_id: int) -> Select[int]:
    return (
        select(User.id)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.location_id == location_id, Membership.role == Role.SPECIALIST, User.is_active.is_(True))
    )
