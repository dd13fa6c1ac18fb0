"""Reading what is promised about a subject, and what was done of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from network.core import clock
from network.core.database import db
from network.models import Engagement, ExpertiseProfile, FollowUp, Match, OutboxEntry, SupportRequest
from network.models.followup import FollowUpKind, FollowUpState
from network.models.outbox import OutboxState

Subject = SupportRequest | Match | Engagement | ExpertiseProfile


def is_due(subject: Subject, kind: FollowUpKind) -> bool:
    """Whether a promise of this kind is open and due: this worker or another keeps it soon, unless it was given up."""
    due_at = find_due_at(subject, kind)
    return due_at is not None and due_at <= clock.now()


def find_due_at(subject: Subject, kind: FollowUpKind) -> datetime | None:
    """When the first open promise of this kind is kept; None where there is none, or the work was given up."""
    found = select(FollowUp).where(is_about(subject), FollowUp.kind == kind, FollowUp.state == FollowUpState.OPEN)
    promises = db.session.scalars(found.order_by(FollowUp.due_at)).all()
    return next((one.due_at for one in promises if not _is_given_up(one)), None)


def entry_key(follow_up: FollowUp) -> str:
    """The outbox entry that will do the follow-up as it stands now.

    The version is in the key, so that a promise that is made again does not lean on an entry that was worked off,
    or that a worker has in hand at this moment.
    """
    return f"follow-up:{follow_up.id}:{follow_up.version}"


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


def _is_given_up(follow_up: FollowUp) -> bool:
    dead = (OutboxEntry.dedupe_key == entry_key(follow_up), OutboxEntry.state == OutboxState.DEAD)
    return db.session.scalar(select(OutboxEntry.id).where(*dead)) is not None
