"""Whose a question is: of who asked it, or colleagues when they left; and who looks after it: the coordinators of its
region, national staff where there are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from network.access.scope import Scope
from network.core.database import db
from network.models import Membership, Region, SupportRequest, User
from network.models.user import Role


def looked_after_in(scope: Scope) -> ColumnElement[bool]:
    """Which questions are the reader's to look after, as a condition on SupportRequest."""
    own = SupportRequest.region_id.in_(scope.regions)
    if not scope.is_national:
        return own
    somebody = _coordinators().where(Membership.region_id == SupportRequest.region_id).correlate(SupportRequest)
    return or_(own, and_(SupportRequest.submitted_at.is_not(None), ~exists(somebody)))


def is_left_to_national(request: SupportRequest) -> bool:
    """Whether the question was sent, and nobody coordinates where it comes from."""
    somebody = _coordinators().where(Membership.region_id == request.region_id)
    return request.submitted_at is not None and not db.session.scalar(select(exists(somebody)))


def regions_left_to_national() -> frozenset[int]:
    """Internal ids of the regions that nobody coordinates."""
    somebody = _coordinators().where(Membership.region_id == Region.id).correlate(Region)
    return frozenset(db.session.scalars(select(Region.id).where(~exists(somebody))))


def list_who_ask(request: SupportRequest) -> Sequence[User]:
    """Who hears what becomes of a question: who asked it, or everybody who asks for the school when they left it."""
    asking = db.session.scalars(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.location_id == request.location_id, Membership.role == Role.REQUESTER, User.is_active.is_(True)
        )
        .order_by(Membership.id)
    ).all()
    return [request.requester] if request.requester in asking else asking


def _coordinators() -> Select[int]:
    return (
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.role == Role.COORDINATOR, User.is_active.is_(True))
    )
