"""Reading what is promised about a subject, and what was done of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from network.core import clock
from network.core.database import db
from network.models import Engagement, ExpertiseProfile, FollowUp, Match, OutboxEntry, SupportRequest
from network.models.followup import FollowUpKind, FollowUpState
from network.models.outbox import OutboxKind, OutboxState

Subject = SupportRequest | Match | Engagement | ExpertiseProfile


def is_due(subject: Subject, kind: FollowUpKind) -> bool:
    """Whether a promise of this kind is open and due: this worker or another keeps it soon, unless it was given up."""
    due_at = find_due_at(subject, kind)
    return due_at is not None and due_at <= clock.now()


def find_due_at(subject: Subject, kind: FollowUpKind) -> datetime | None:
    """When the first open promise of this kind is kept; None where there is none, or the work was given up."""
    return db.session.scalar(
        select(func.min(FollowUp.due_at))
        .join(OutboxEntry, and_(OutboxEntry.kind == OutboxKind.FOLLOW_UP, OutboxEntry.subject_id == FollowUp.id))
        .where(
            is_about(subject),
            FollowUp.kind == kind,
            FollowUp.state == FollowUpState.OPEN,
            OutboxEntry.state == OutboxState.PENDING,
        )
    )


def find_last_done_at(subject: Subject, kind: FollowUpKind) -> datetime | None:
    """When a promise of this kind was kept last."""
    return db.session.scalar(
        select(func.max(FollowUp.done_at)).where(
            is_about(subject), FollowUp.kind == kind, FollowUp.state == FollowUpState.DONE
        )
    )


def is_about(subject: Subject) -> ColumnElement[bool]:
    """A promise that is about the subject; about a question are those of its matches and trajects too."""
    if isinstance(subject, Match):
        return FollowUp.match_id == subject.id
    if isinstance(subject, Engagement):
        return FollowUp.engagement_id == subject.id
    if isinstance(subject, SupportRequest):
        return FollowUp.request_id == subject.id
    return FollowUp.profile_id == subject.id
