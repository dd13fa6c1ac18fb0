"""With whom an invitation lies that was passed on: colleagues who got it too, and who left the answer to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import exists, select

from network.core.database import db
from network.models import AuditEvent, ExpertiseProfile, Match, Membership, PassedInvitation, User
from network.models.user import Role
from network.waves import people

# A "not me" of one person: it says nothing for the school, so the match stays as it is. See docs/adr/0005.
LEFT = "match.left_to_colleague"

# Ids of matches, each with that of a person who left it to colleagues.
Left = Collection[tuple[int, int | None]]


def list_awaited_people(match: Match) -> Sequence[User]:
    """Who may answer by link and did not leave it to a colleague: whom to remind; all of them, when nobody else is left."""
    left, asked = list_left([match]), people.list_asked_people(match)
    return [person for person in asked if (match.id, person.id) not in left] or asked


def list_who_got_it(matches: Sequence[Match], left: Left) -> dict[int, list[User]]:
    """By id of the match: to whom it was passed on, works there and did not leave it to others (`left`: list_left)."""
    found: dict[int, list[User]] = {match.id: [] for match in matches}
    for match_id, person in db.session.execute(_passed_to(found)):
        if (match_id, person.id) not in left:
            found[match_id].append(person)
    return found


def list_left(matches: Sequence[Match]) -> Left:
    """Which match who left to a colleague, by ids; not at an earlier time of asking, nor who was passed it on since."""
    got_it_since = exists().where(
        PassedInvitation.match_id == Match.id,
        PassedInvitation.to_id == AuditEvent.actor_id,
        PassedInvitation.created_at > AuditEvent.at,
    )
    rows = db.session.execute(
        select(Match.id, AuditEvent.actor_id)
        .join(AuditEvent, AuditEvent.subject_id == Match.id)
        .where(
            AuditEvent.subject_type == Match.__tablename__,
            AuditEvent.subject_id.in_([match.id for match in matches]),
            AuditEvent.action == LEFT,
            AuditEvent.at >= Match.invited_at,
            ~got_it_since,
        )
    )
    return {(match_id, person_id) for match_id, person_id in rows}


def _passed_to(match_ids: Collection[int]) -> Any:
    """Rows of an id of a match and a person."""
    works_there = exists().where(
        Membership.user_id == User.id,
        Membership.location_id == ExpertiseProfile.location_id,
        Membership.role == Role.SPECIALIST,
    )
    return (
        select(PassedInvitation.match_id, User)
        .join(User, User.id == PassedInvitation.to_id)
        .join(Match, Match.id == PassedInvitation.match_id)
        .join(ExpertiseProfile, ExpertiseProfile.id == Match.profile_id)
        .where(PassedInvitation.match_id.in_(match_ids), User.is_active.is_(True), works_there)
        .order_by(PassedInvitation.id)
    )
