"""One account per role, to look around with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from network.core.database import db
from network.demo.data import PASSWORD
from network.models import Engagement, ExpertiseProfile, Match, Membership, SupportRequest, User
from network.models.match import MatchState
from network.models.user import Role
from network.waves.fullness import list_full
from network.waves.people import list_asked_people

WORDS = {
    Role.REQUESTER: "asks questions",
    Role.SPECIALIST: "helps",
    Role.SCHOOL_ADMIN: "runs a school",
    Role.COORDINATOR: "coordinates",
    Role.NATIONAL: "national staff",
    Role.ADMIN: "operator",
}


def list_lines() -> Iterator[str]:
    """The logins as lines for the terminal."""
    yield f"Password of every demo account: {PASSWORD}"
    for role, user in _by_role().items():
        yield f"  {WORDS[role]:<16} {user.email}"


def list_users() -> list[User]:
    """Whose logins those are."""
    return list(_by_role().values())


def _by_role() -> dict[Role, User]:
    return {role: user for role in Role if (user := _somebody(role)) is not None}


def _somebody(role: Role) -> User | None:
    """Somebody with this role and much to see; who helps has a question to answer, if anybody has with a yes that is taken."""
    people = _busiest_first(role)
    able = (person for person in people if role is Role.SPECIALIST and _can_say_yes(person))
    return next(able, people[0] if people else None)


def _busiest_first(role: Role) -> Sequence[User]:
    asked = select(func.count(SupportRequest.id)).where(SupportRequest.requester_id == User.id).scalar_subquery()
    works = select(func.count(Engagement.id)).where(Engagement.specialist_id == User.id).scalar_subquery()
    said = select(func.count(Match.id)).where(Match.answered_by_id == User.id).scalar_subquery()
    at_own_school = Match.profile.has(ExpertiseProfile.location_id == Membership.location_id)
    is_asked = select(Match.id).where(Match.state == MatchState.INVITED, at_own_school).exists()
    return db.session.scalars(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.role == role)
        .order_by(is_asked.desc(), (asked + works + said).desc(), User.id)
    ).all()


def _can_say_yes(person: User) -> bool:
    """Whether one of the questions put to the person finds room."""
    open_ones = db.session.scalars(select(Match).where(Match.state == MatchState.INVITED)).all()
    own = [match for match in open_ones if person in list_asked_people(match)]
    return len(list_full(own)) < len(own)
