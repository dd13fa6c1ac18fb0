"""A division of open questions over profiles: what was proposed, what a coordinator made of it, and what was sent."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Aggregate, Base, enum_type
from network.models.expertise import ExpertiseProfile
from network.models.match import Match
from network.models.region import Region
from network.models.support_request import SupportRequest
from network.models.user import User


class DivisionState(StrEnum):
    """`draft > sent | dropped`."""

    DRAFT = "draft"
    SENT = "sent"
    DROPPED = "dropped"


class ItemState(StrEnum):
    """`open > sent | skipped`; a line that nobody was chosen for stays open."""

    OPEN = "open"
    SENT = "sent"
    SKIPPED = "skipped"


division_region = Table(
    "division_region",
    Base.metadata,
    Column("division_id", ForeignKey("division.id", ondelete="CASCADE"), primary_key=True),
    Column("region_id", ForeignKey("region.id"), primary_key=True, index=True),
)


class Division(Aggregate, Base):
    """`figures` is what was found when it was proposed: numbers and codes, no text. `changes` counts changed lines."""

    __tablename__ = "division"

    state: Mapped[DivisionState] = mapped_column(enum_type(DivisionState, "state"), default=DivisionState.DRAFT)
    most_per_profile: Mapped[int]
    first_after_days: Mapped[int]
    protects_small: Mapped[bool] = mapped_column(default=True)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    changes: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    regions: Mapped[list[Region]] = relationship(secondary=division_region, order_by="Region.code")
    created_by: Mapped[User] = relationship(foreign_keys=[created_by_id])
    items: Mapped[list[DivisionItem]] = relationship(
        back_populates="division", cascade="all, delete-orphan", order_by="DivisionItem.position"
    )

    __table_args__ = (
        CheckConstraint("most_per_profile BETWEEN 1 AND 50", name="most_per_profile_range"),
        CheckConstraint("first_after_days >= 0", name="first_after_days_range"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at_when_sent"),
    )


class DivisionItem(Base):
    """One question: whom the whole gives it, whom it would get on its own, and whom the coordinator chose.

    Points are ten-thousandths of a score. `candidates` are [profile id, points, version of the profile], the best
    first; `request_version` and those versions tell at sending whether anything changed since.
    """

    __tablename__ = "division_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    division_id: Mapped[int] = mapped_column(ForeignKey("division.id", ondelete="CASCADE"))
    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id", ondelete="CASCADE"), index=True)
    request_version: Mapped[int]
    position: Mapped[int]
    hours: Mapped[float]
    goes_first: Mapped[bool]
    candidates: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    proposed_id: Mapped[int | None] = mapped_column(ForeignKey("expertise_profile.id"))
    proposed_points: Mapped[int] = mapped_column(default=0)
    alone_id: Mapped[int | None] = mapped_column(ForeignKey("expertise_profile.id"))
    alone_points: Mapped[int] = mapped_column(default=0)
    chosen_id: Mapped[int | None] = mapped_column(ForeignKey("expertise_profile.id"))
    chosen_points: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(String(32), default="")
    state: Mapped[ItemState] = mapped_column(enum_type(ItemState, "state"), default=ItemState.OPEN)
    skipped_because: Mapped[str] = mapped_column(String(32), default="")
    match_id: Mapped[int | None] = mapped_column(ForeignKey("match.id", ondelete="SET NULL"))

    division: Mapped[Division] = relationship(back_populates="items")
    request: Mapped[SupportRequest] = relationship()
    proposed: Mapped[ExpertiseProfile | None] = relationship(foreign_keys=[proposed_id])
    alone: Mapped[ExpertiseProfile | None] = relationship(foreign_keys=[alone_id])
    chosen: Mapped[ExpertiseProfile | None] = relationship(foreign_keys=[chosen_id])
    match: Mapped[Match | None] = relationship()

    __table_args__ = (
        UniqueConstraint("division_id", "request_id"),
        CheckConstraint("(state = 'skipped') = (skipped_because <> '')", name="reason_when_skipped"),
        Index("ix_division_item_position", "division_id", "position"),
    )
