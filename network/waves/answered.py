"""What was answered before, read from what was written down of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from network.access.audit import list_last_at
from network.core.database import db
from network.models import AuditEvent, Match
from network.support_requests.askings import ASKED

DECLINED = "match.declined"
_EXPIRED = "match.expired"
_ANSWERS = (DECLINED, "match.accepted", _EXPIRED)


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


def find_asked_at(match: Match, *, answered_at: datetime) -> datetime | None:
    """When the match was asked what was answered then; None when that was not written down."""
    return db.session.scalar(
        select(func.max(AuditEvent.at)).where(
            AuditEvent.subject_type == Match.__tablename__,
            AuditEvent.subject_id == match.id,
            AuditEvent.action == ASKED,
            AuditEvent.at <= answered_at,
        )
    )


def list_silences(match_ids: Collection[int]) -> dict[int, datetime]:
    """When an invitation of these matches last ended without an answer, by match; who always answered is not among them."""
    return list_last_at(_EXPIRED, Match, match_ids)
