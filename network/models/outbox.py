"""The technical promise that workers claim: a row committed with its cause."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from network.core import clock
from network.core.database import Addressed, Base, enum_type


class OutboxKind(StrEnum):
    """What is to be done; workers/handlers.py says by which service."""

    MATCH_REQUEST = "match_request"
    FOLLOW_UP = "follow_up"
    DELIVER_NOTICE = "deliver_notice"
    OFFER_ROOM = "offer_room"
    HEAR_ANEW = "hear_anew"
    SEND_LINE = "send_line"


class OutboxState(StrEnum):
    """PENDING until done, or DEAD when it failed as often as its kind may: then a person must look."""

    PENDING = "pending"
    DONE = "done"
    DEAD = "dead"


class OutboxEntry(Addressed, Base):
    """A lease (owner, until) marks who is at work; a lease that ran out is free again. `failing_since`: its first failure
    since it was promised, or given a new chance."""

    __tablename__ = "outbox_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[OutboxKind] = mapped_column(enum_type(OutboxKind, "kind"))
    subject_id: Mapped[int]
    dedupe_key: Mapped[str] = mapped_column(String(160), unique=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    state: Mapped[OutboxState] = mapped_column(enum_type(OutboxState, "state"), default=OutboxState.PENDING)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None] = mapped_column(String(80))
    lease_until: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(300), default="")
    failing_since: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_outbox_entry_due", "state", "due_at"),)
