"""Reading people, what they are where, and open invitations, always within the reader's scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from network.access.scope import Scope
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.core.keyset import page_of
from network.core.pagination import Page
from network.models import AuditEvent, Invitation, Location, Membership, Region, User
from network.models.user import Role

PAGE_SIZE = 25

UNKNOWN_ADDRESS = "unknown_address"


def get_user(user_id: int) -> User:
    """The person with this internal id."""
    return db.session.get_one(User, user_id)


def find_user_by_email(email: str, *, locked: bool = False) -> User | None:
    """The active person with this address; `locked` until the end of the unit of work."""
    found = select(User).where(User.email == email, User.is_active.is_(True))
    return db.session.scalar(found.with_for_update() if locked else found)


def list_admins() -> Sequence[User]:
    """The active people who run this installation."""
    return db.session.scalars(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.role == Role.ADMIN, User.is_active.is_(True))
        .order_by(User.id)
    ).all()


def find_last_failure(address_number: int) -> AuditEvent | None:
    """The newest failed sign-in with an address that has no account."""
    return db.session.scalar(
        select(AuditEvent)
        .where(AuditEvent.subject_type == UNKNOWN_ADDRESS, AuditEvent.subject_id == address_number)
        .order_by(AuditEvent.id.desc())
        .limit(1)
    )


def find_user(public_id: str) -> User | None:
    """The active person with this public id."""
    return db.session.scalar(select(User).where(User.public_id == public_id, User.is_active.is_(True)))


def find_invitation(public_id: str) -> Invitation | None:
    """The invitation with this public id, open or not."""
    return db.session.scalar(
        select(Invitation)
        .where(Invitation.public_id == public_id)
        .options(joinedload(Invitation.location), joinedload(Invitation.region), joinedload(Invitation.invited_by))
    )


def get_invitation(public_id: str) -> Invitation:
    """The invitation; NotFound when there is none."""
    invitation = find_invitation(public_id)
    if invitation is None:
        raise NotFound(_("Deze uitnodiging bestaat niet meer."))
    return invitation


def list_open_invitations_to(
    email: str, role: Role, *, location: Location | None, region: Region | None
) -> Sequence[Invitation]:
    """The invitations of this address to this role that were not answered yet."""
    return db.session.scalars(
        select(Invitation).where(
            Invitation.email == email,
            Invitation.role == role,
            Invitation.location_id == (location.id if location else None),
            Invitation.region_id == (region.id if region else None),
            _IS_OPEN,
        )
    ).all()


def list_open_invitations(scope: Scope) -> Sequence[Invitation]:
    """The unanswered invitations to the reader's schools and regions, the newest first."""
    found = select(Invitation).outerjoin(Invitation.location).where(_IS_OPEN)
    if not scope.is_admin:
        found = found.where(_in_scope(scope, Invitation.location_id, Invitation.region_id))
    return db.session.scalars(
        found.options(joinedload(Invitation.location), joinedload(Invitation.region))
        .order_by(Invitation.id.desc())
        .limit(100)
    ).all()


def page_of_people(scope: Scope, *, words: str = "", after: str = "") -> Page[Membership]:
    """Who is what in the reader's schools and regions, by name."""
    found = select(Membership).join(Membership.user).outerjoin(Membership.location).where(User.is_active.is_(True))
    if not scope.is_admin:
        found = found.where(_in_scope(scope, Membership.location_id, Membership.region_id))
    if words:
        found = found.where(
            or_(
                User.name.icontains(words, autoescape=True),
                User.email.icontains(words, autoescape=True),
                Location.name.icontains(words, autoescape=True),
            )
        )
    found = found.options(
        contains_eager(Membership.user), joinedload(Membership.region), contains_eager(Membership.location)
    )
    return page_of(found, (User.name, Membership.id), size=PAGE_SIZE, after=after)


def get_membership(public_id: str) -> Membership:
    """The membership with its person and place; NotFound when it has ended."""
    membership = db.session.scalar(
        select(Membership)
        .where(Membership.public_id == public_id)
        .options(joinedload(Membership.user), joinedload(Membership.location), joinedload(Membership.region))
    )
    if membership is None:
        raise NotFound(_("Deze rol bestaat niet meer."))
    return membership


def has_membership(email: str, role: Role, *, location: Location | None, region: Region | None) -> bool:
    """Whether the person with this address is that already."""
    found = (
        select(Membership.id)
        .join(Membership.user)
        .where(
            User.email == email,
            Membership.role == role,
            Membership.location_id == (location.id if location else None),
            Membership.region_id == (region.id if region else None),
        )
    )
    return db.session.scalar(found.limit(1)) is not None


def hold_location(location_id: int) -> None:
    """Keep others who do the same out until the end of the transaction."""
    db.session.execute(select(Location.id).where(Location.id == location_id).with_for_update(key_share=True))


def count_people(location_id: int, *, but: int) -> tuple[int, int]:
    """How many admins, and how many people in all, a school has besides this one person."""
    rows = db.session.execute(
        select(Membership.role, func.count(Membership.user_id.distinct()))
        .where(Membership.location_id == location_id, Membership.user_id != but)
        .group_by(Membership.role)
    )
    counts = dict(rows.all())
    return counts.get(Role.SCHOOL_ADMIN, 0), sum(counts.values())


def list_places(scope: Scope, words: str, *, limit: int = 8) -> Sequence[Location]:
    """The reader's schools whose name holds the words, or whose code begins with them."""
    found = select(Location).where(
        Location.closed_on.is_(None),
        or_(Location.name.icontains(words, autoescape=True), Location.code.istartswith(words, autoescape=True)),
    )
    if not scope.is_admin:
        found = found.where(or_(Location.id.in_(scope.administers), Location.region_id.in_(scope.regions)))
    return db.session.scalars(found.order_by(Location.name, Location.code).limit(limit)).all()


def list_own_places(scope: Scope, *, limit: int = 2) -> Sequence[Location]:
    """The schools that the reader administers."""
    return db.session.scalars(select(Location).where(Location.id.in_(scope.administers)).limit(limit)).all()


def list_regions(scope: Scope) -> Sequence[Region]:
    """The regions that the reader coordinates, by name; all of them for an admin."""
    found = select(Region) if scope.is_admin else select(Region).where(Region.id.in_(scope.regions))
    return db.session.scalars(found.order_by(Region.name)).all()


def _in_scope(scope: Scope, location_id: Any, region_id: Any) -> ColumnElement[bool]:
    return or_(location_id.in_(scope.administers), region_id.in_(scope.regions), Location.region_id.in_(scope.regions))


_IS_OPEN = and_(Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
