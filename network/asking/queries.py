"""Reading for who asks: what the reader began, and the schools for which the reader may ask."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from network.access.scope import Scope
from network.core.database import db
from network.models import Location, SupportRequest, User


def find_begun(draft_id: str, requester_id: int, asks_at: Collection[int]) -> SupportRequest | None:
    """What this person made with the form of that id, sent or not, for a school where the person may still ask."""
    return db.session.scalar(
        select(SupportRequest).where(
            SupportRequest.public_id == draft_id,
            SupportRequest.requester_id == requester_id,
            SupportRequest.location_id.in_(asks_at),
        )
    )


def is_free(draft_id: str) -> bool:
    """Whether no question has this public id."""
    return db.session.scalar(select(SupportRequest.id).where(SupportRequest.public_id == draft_id)) is None


def hold(request: SupportRequest) -> None:
    """Wait until whoever else changes the question is done, read it anew, and keep others waiting until the end."""
    db.session.refresh(request, with_for_update={"key_share": True, "of": SupportRequest})


def hold_person(person: User) -> None:
    """Wait for what this person is sending in another request, and keep that waiting until the end."""
    db.session.execute(select(User.id).where(User.id == person.id).with_for_update())


def list_locations(scope: Scope) -> Sequence[Location]:
    """The schools for which the reader may ask."""
    return db.session.scalars(
        select(Location).where(Location.id.in_(scope.asks_at), Location.closed_on.is_(None)).order_by(Location.name)
    ).all()
