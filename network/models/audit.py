"""What was done by whom: one row per change, in the change's own transaction; also the source of time lines."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core import clock
from network.core.database import Base
from network.models.user import User


class AuditEvent(Base):
    """`details` holds codes, ids and counts; never free text of a person."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    action: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    request_id: Mapped[int | None] = mapped_column(ForeignKey("support_request.id"))
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    actor: Mapped[User | None] = relationship()

    __table_args__ = (
        Index("ix_audit_event_request", "request_id", "at"),
        Index("ix_audit_event_subject", "subject_type", "subject_id"),
    )
