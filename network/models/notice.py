"""One message to one person, its delivery by mail, and which messages a person wants by mail."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core import clock
from network.core.database import Aggregate, Base, enum_type
from network.models.user import User


class Category(StrEnum):
    """What a reader can switch off by mail; ACCOUNT cannot be."""

    ACCOUNT = "account"
    INVITATIONS = "invitations"
    PROGRESS = "progress"
    ENGAGEMENTS = "engagements"
    PROFILES = "profiles"
    COORDINATION = "coordination"


class Notice(Aggregate, Base):
    """A message to a user (also in the inbox) or, before there is an account, to an address alone.

    `params` holds what the templates need: names of schools, codes, days; never a question's story, nor words of the
    product. `language` and `subject` are those of the day on which it was sent.
    """

    __tablename__ = "notice"

    kind: Mapped[str] = mapped_column(String(60))
    category: Mapped[Category] = mapped_column(enum_type(Category, "category"))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    address: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2), default="nl")
    dedupe_key: Mapped[str] = mapped_column(String(160), unique=True)
    subject: Mapped[str] = mapped_column(String(200))
    path: Mapped[str] = mapped_column(String(300), default="")
    params: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    is_urgent: Mapped[bool] = mapped_column(default=False)
    read_at: Mapped[datetime | None]

    recipient: Mapped[User | None] = relationship()

    __table_args__ = (
        CheckConstraint("recipient_id IS NOT NULL OR address <> ''", name="somebody"),
        Index("ix_notice_inbox", "recipient_id", "read_at", "id"),
        Index("ix_notice_new", "path", sqlite_where=text("read_at IS NULL"), postgresql_where=text("read_at IS NULL")),
    )


class DeliveryState(StrEnum):
    """SENDING is written before the mail server is spoken to, so that a kill in between is seen."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


class Delivery(Base):
    """The mail of one notice. `message_id` says in which mail it goes, that of another notice or its own; a repeat has the same.

    `last_error` and its moment stay when the mail gets through later.
    """

    __tablename__ = "delivery"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id", ondelete="CASCADE"), unique=True)
    state: Mapped[DeliveryState] = mapped_column(enum_type(DeliveryState, "state"), default=DeliveryState.PENDING)
    message_id: Mapped[str] = mapped_column(String(200))
    last_error: Mapped[str] = mapped_column(String(300), default="")
    failed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None]

    notice: Mapped[Notice] = relationship()

    __table_args__ = (
        Index("ix_delivery_state", "state"),
        Index("ix_delivery_mail", "message_id"),
        Index("ix_delivery_failed", "failed_at"),
    )


class NoticePreference(Base):
    """A row says: not this category by mail. It still comes in the inbox."""

    __tablename__ = "notice_preference"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    category: Mapped[Category] = mapped_column(enum_type(Category, "category"), primary_key=True)
