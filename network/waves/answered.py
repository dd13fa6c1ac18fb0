"""What was answered before, read from what was written down of it."""

from __future__ import annotations

from sqlalchemy import select

from network.core.database import db
from network.models import AuditEvent, Match

DECLINED = "match.declined"
_ANSWERS = (DECLINED, "match.accepted", "match.expired")


def find_last_answer(match: Match) -> AuditEvent | None:
    """The last yes, no or silence to an invitation of this match; None when there was none."""
    return db.session.scalar(
        select(AuditEvent)
        .where(
            AuditEvent.subject_type == Match.__tablename__,
            AuditEvent.subject_id == match.id,
            AuditEvent.action.in_(_ANSWERS),
        )
        .order_by(AuditEvent.id.desc())
        .limit(1)
    )
