"""What is overdue about a question: where several things are at once, a word on how it stands comes after the others."""

from __future__ import annotations

from sqlalchemy import and_, or_, select

from network.core import clock
from network.core.database import db
from network.models import FollowUp, OutboxEntry
from network.models.followup import FollowUpKind, FollowUpState
from network.models.outbox import OutboxKind, OutboxState

_MAY_CHANGE_IT = (FollowUpKind.NEXT_WAVE, FollowUpKind.INVITATION_EXPIRY, FollowUpKind.OFFER_WAITING)


def is_about_to_change(request_id: int) -> bool:
    """Whether a worker has yet to do at this moment what may make another word on how the question stands true.

    The caller holds the question. What failed and is tried again later is not waited for, nor what was given up.
    """
    now = clock.now()
    promised = select(FollowUp.id).where(
        FollowUp.request_id == request_id,
        FollowUp.kind.in_(_MAY_CHANGE_IT),
        FollowUp.state == FollowUpState.OPEN,
        FollowUp.due_at <= now,
    )
    does_it = or_(
        and_(OutboxEntry.kind == OutboxKind.FOLLOW_UP, OutboxEntry.subject_id.in_(promised)),
        and_(OutboxEntry.kind == OutboxKind.MATCH_REQUEST, OutboxEntry.subject_id == request_id),
    )
    found = select(OutboxEntry.id).where(OutboxEntry.state == OutboxState.PENDING, OutboxEntry.due_at <= now, does_it)
    return db.session.scalar(found.limit(1)) is not None
