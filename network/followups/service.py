"""Promising, moving and dropping follow-ups. What is done when one is due stands with the workers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from network.core import clock
from network.core.database import db
from network.followups.queries import Subject, entry_key, is_about
from network.models import Engagement, FollowUp, Match, SupportRequest
from network.models.followup import FollowUpKind, FollowUpState
from network.models.outbox import OutboxKind
from network.outbox import service as outbox


def schedule(kind: FollowUpKind, subject: Subject, *, due_at: datetime, dedupe_key: str | None = None) -> FollowUp:
    """Promise `kind` about the subject at `due_at`; the same promise (dedupe_key) is open once, and kept once.

    One that was dropped is open again. Without a key there is one promise of a kind per subject. See calendars.py
    for `due_at` in school days.
    """
    key = dedupe_key or f"{kind.value}:{subject.__tablename__}:{subject.id}"
    standing = db.session.scalar(select(FollowUp).where(FollowUp.dedupe_key == key))
    if standing is not None:
        if standing.state is FollowUpState.CANCELLED:
            _open_again(standing, due_at)
        return standing
    follow_up = FollowUp(kind=kind, due_at=due_at, dedupe_key=key, **_references(subject))
    db.session.add(follow_up)
    db.session.flush()
    _promise(follow_up)
    return follow_up


def reschedule(follow_up: FollowUp, *, due_at: datetime) -> None:
    """Move an open follow-up to another moment."""
    follow_up.due_at = due_at
    db.session.flush()
    _promise(follow_up)


def cancel(subject: Subject, *kinds: FollowUpKind) -> None:
    """Drop the open follow-ups of the subject, of the given kinds or of all."""
    found = select(FollowUp).where(is_about(subject), FollowUp.state == FollowUpState.OPEN)
    if kinds:
        found = found.where(FollowUp.kind.in_(kinds))
    for follow_up in db.session.scalars(found):
        follow_up.state = FollowUpState.CANCELLED
        follow_up.done_at = clock.now()


def finish(follow_up: FollowUp) -> None:
    """What was promised has been done, or was found to be no longer needed."""
    follow_up.state = FollowUpState.DONE
    follow_up.done_at = clock.now()


def _open_again(follow_up: FollowUp, due_at: datetime) -> None:
    follow_up.state, follow_up.due_at, follow_up.done_at = FollowUpState.OPEN, due_at, None
    db.session.flush()
    _promise(follow_up)


def _promise(follow_up: FollowUp) -> None:
    """One outbox entry per follow-up as it stands; older ones see that it is not yet due, or was done, and end."""
    outbox.add(OutboxKind.FOLLOW_UP, subject_id=follow_up.id, dedupe_key=entry_key(follow_up), due_at=follow_up.due_at)


def _references(subject: Subject) -> dict[str, int]:
    if isinstance(subject, Match):
        return {"match_id": subject.id, "request_id": subject.request_id}
    if isinstance(subject, Engagement):
        return {"engagement_id": subject.id, "request_id": subject.request_id}
    if isinstance(subject, SupportRequest):
        return {"request_id": subject.id}
    return {"profile_id": subject.id}
