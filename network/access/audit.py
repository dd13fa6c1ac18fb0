"""Writing down what was done: one event per change, in the transaction of the change; and when it was done last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from network.core.database import Base, db
from network.models import AuditEvent, SupportRequest

# The subject of an event that is about no row of a table.
INSTALLATION = "installation"


def record(
    action: str, subject: Base, *, actor_id: int | None, request: SupportRequest | None = None, **details: Any
) -> AuditEvent:
    """Add the event `action` ("request.submitted") about `subject`; details are codes, ids and counts, no text.

    With `request` the event is part of that question's time line. `actor_id` None: the platform itself.
    """
    db.session.flush()
    event = AuditEvent(
        action=action,
        actor_id=actor_id,
        subject_type=subject.__tablename__,
        subject_id=subject.id,  # type: ignore[attr-defined]  # every aggregate has one
        request_id=request.id if request is not None else None,
        region_id=request.region_id if request is not None else getattr(subject, "region_id", None),
        details=details,
    )
    db.session.add(event)
    return event


def record_of_all(action: str, **details: Any) -> None:
    """Add the event `action` about the installation as a whole, where no row, or thousands, are its subject."""
    event = AuditEvent(action=action, subject_type=INSTALLATION, subject_id=0, details=details)
    db.session.add(event)


def record_all(
    action: str, subjects: Sequence[Base], *, actor_id: int | None, details: Sequence[dict[str, Any]] = ()
) -> None:
    """Add the same event about each of many subjects at once, for imports; `details` in the order of the subjects."""
    if not subjects:
        return
    db.session.flush()
    events = [
        {
            "action": action,
            "actor_id": actor_id,
            "subject_type": subject.__tablename__,
            "subject_id": subject.id,  # type: ignore[attr-defined]  # every aggregate has one
            "region_id": getattr(subject, "region_id", None),
            "details": own,
        }
        for subject, own in zip(subjects, details or [{} for _ in subjects], strict=True)
    ]
    db.session.execute(insert(AuditEvent), events)


def list_last_at(action: str, subjects: type[Base], ids: Collection[int]) -> dict[int, datetime]:
    """When this was last done to each of these rows, by id; one to which it never was is not among them."""
    rows = db.session.execute(
        select(AuditEvent.subject_id, func.max(AuditEvent.at))
        .where(
            AuditEvent.subject_type == subjects.__tablename__,
            AuditEvent.subject_id.in_(ids),
            AuditEvent.action == action,
        )
        .group_by(AuditEvent.subject_id)
    )
    return dict(rows.all())
