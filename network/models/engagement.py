"""The work together: plan, contact moments, closing, and what both sides thought of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core import clock
from network.core.database import Aggregate, Base, enum_type
from network.models.expertise import ExpertiseProfile
from network.models.match import Match
from network.models.support_request import SupportRequest
from network.models.user import User


class EngagementState(StrEnum):
    """`planned > running > closed`."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How it ended."""

    RESOLVED = "resolved"
    PARTLY = "partly"
    NOT_RESOLVED = "not_resolved"
    REFERRED = "referred"
    STOPPED = "stopped"


class Engagement(Aggregate, Base):
    """A traject: one accepted match, from plan to closing."""

    __tablename__ = "engagement"

    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id"), index=True)
    match_id: Mapped[int] = mapped_column(ForeignKey("match.id"), index=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("expertise_profile.id"))
    specialist_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    state: Mapped[EngagementState] = mapped_column(enum_type(EngagementState, "state"), default=EngagementState.PLANNED)
    goal: Mapped[str] = mapped_column(Text, default="")
    hours_planned: Mapped[float | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    outcome: Mapped[Outcome | None] = mapped_column(enum_type(Outcome, "outcome"))
    closing_note: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    request: Mapped[SupportRequest] = relationship()
    match: Mapped[Match] = relationship()
    profile: Mapped[ExpertiseProfile] = relationship()
    specialist: Mapped[User] = relationship(foreign_keys=[specialist_id])
    contacts: Mapped[list[ContactMoment]] = relationship(
        back_populates="engagement", cascade="all, delete-orphan", order_by="ContactMoment.held_on"
    )
    evaluations: Mapped[list[Evaluation]] = relationship(
        back_populates="engagement", cascade="all, delete-orphan", order_by="Evaluation.id"
    )

    __table_args__ = (
        Index("ix_engagement_profile_state", "profile_id", "state"),
        CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="outcome_when_closed"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="order"),
        CheckConstraint("hours_planned IS NULL OR hours_planned > 0", name="hours_range"),
    )


class ContactKind(StrEnum):
    """How people met."""

    VISIT = "visit"
    OBSERVATION = "observation"
    CALL = "call"
    ONLINE = "online"


class ContactMoment(Aggregate, Base):
    """One moment of contact, with the hours it took."""

    __tablename__ = "contact_moment"

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"), index=True)
    held_on: Mapped[date]
    hours: Mapped[float]
    kind: Mapped[ContactKind] = mapped_column(enum_type(ContactKind, "kind"))
    note: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    engagement: Mapped[Engagement] = relationship(back_populates="contacts")
    author: Mapped[User] = relationship()

    __table_args__ = (CheckConstraint("hours > 0 AND hours <= 24", name="hours_range"),)


class Side(StrEnum):
    """Who looks back."""

    REQUESTER = "requester"
    SPECIALIST = "specialist"


class EvaluationMoment(StrEnum):
    """CLOSING is asked ten days after the end, EFFECT six school weeks after it."""

    CLOSING = "closing"
    EFFECT = "effect"


class Evaluation(Aggregate, Base):
    """What one side thought, at one moment: asked once, given once."""

    __tablename__ = "evaluation"

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"))
    side: Mapped[Side] = mapped_column(enum_type(Side, "side"))
    moment: Mapped[EvaluationMoment] = mapped_column(enum_type(EvaluationMoment, "moment"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    given_at: Mapped[datetime | None]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    score: Mapped[int | None]
    still_helps: Mapped[str] = mapped_column(String(10), default="")
    remarks: Mapped[str] = mapped_column(Text, default="")

    engagement: Mapped[Engagement] = relationship(back_populates="evaluations")

    __table_args__ = (
        UniqueConstraint("engagement_id", "side", "moment"),
        CheckConstraint("score IS NULL OR score BETWEEN 1 AND 5", name="score_range"),
        CheckConstraint("still_helps IN ('', 'yes', 'partly', 'no')", name="still_helps"),
    )
