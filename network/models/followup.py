"""A due promise in the domain: what the platform will do, when, about what; visible on the screen of its subject."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Aggregate, Base, enum_type
from network.models.engagement import Engagement
from network.models.expertise import ExpertiseProfile
from network.models.match import Match
from network.models.support_request import SupportRequest


class FollowUpKind(StrEnum):
    """What will be done; workers/tasks/follow_ups.py says by which service."""

    FIRST_REMINDER = "first_reminder"
    SECOND_REMINDER = "second_reminder"
    NEXT_WAVE = "next_wave"
    STILL_SEARCHING = "still_searching"
    CHECK_IN = "check_in"
    SILENT_ENGAGEMENT = "silent_engagement"
    EVALUATION = "evaluation"
    EFFECT_QUESTION = "effect_question"
    PROFILE_FRESHNESS = "profile_freshness"
    PROFILE_RESUME = "profile_resume"
    OFFER_WAITING = "offer_waiting"
    INVITATION_EXPIRY = "invitation_expiry"
    WAITING_LONG = "waiting_long"


class FollowUpState(StrEnum):
    """OPEN until done or no longer needed."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class FollowUp(Aggregate, Base):
    """Exactly one of the four subjects is given (request stands beside match and engagement for look-up)."""

    __tablename__ = "follow_up"

    kind: Mapped[FollowUpKind] = mapped_column(enum_type(FollowUpKind, "kind"))
    state: Mapped[FollowUpState] = mapped_column(enum_type(FollowUpState, "state"), default=FollowUpState.OPEN)
    dedupe_key: Mapped[str] = mapped_column(String(120), unique=True)
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    request_id: Mapped[int | None] = mapped_column(ForeignKey("support_request.id", ondelete="CASCADE"))
    match_id: Mapped[int | None] = mapped_column(ForeignKey("match.id", ondelete="CASCADE"), index=True)
    engagement_id: Mapped[int | None] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"), index=True)
    profile_id: Mapped[int | None] = mapped_column(ForeignKey("expertise_profile.id", ondelete="CASCADE"), index=True)

    request: Mapped[SupportRequest | None] = relationship()
    match: Mapped[Match | None] = relationship()
    engagement: Mapped[Engagement | None] = relationship()
    profile: Mapped[ExpertiseProfile | None] = relationship()

    __table_args__ = (Index("ix_follow_up_request", "request_id", "state", "due_at"),)
