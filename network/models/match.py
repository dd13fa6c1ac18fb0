"""One question and one profile: the score, its explanation, and what became of the invitation."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core import clock
from network.core.database import Aggregate, Base, enum_type
from network.models.expertise import ExpertiseProfile
from network.models.region import Region
from network.models.support_request import WANTS_A_YES, SupportRequest
from network.models.user import User


class MatchState(StrEnum):
    """`proposed > invited > accepted | declined | expired`, `proposed | invited > withdrawn | superseded`.

    `expired > accepted`: a late yes, while the school is without help. `accepted | expired > superseded > proposed` when
    the question is searched for anew; `invited_at` then stays, and tells who was asked before. See docs/adr/0005.
    It is of the last time of asking; each time is an event (support_requests/askings.py).
    """

    PROPOSED = "proposed"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class DeclineReason(StrEnum):
    """Why a specialist cannot take a question now."""

    NO_HOURS = "no_hours"
    NOT_OUR_EXPERTISE = "not_our_expertise"
    TOO_FAR = "too_far"
    KNOWN_OTHERWISE = "known_otherwise"
    OTHER = "other"


class Match(Aggregate, Base):
    """`parts` is the explanation as it was when the profile was ranked: codes and numbers, no text.

    `via_region` is the region by which a profile came in that does not serve the question's own: a nearby one, or
    where it works, when a coordinator asked it by hand.
    """

    __tablename__ = "match"

    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = mapped_column(ForeignKey("expertise_profile.id"))
    state: Mapped[MatchState] = mapped_column(enum_type(MatchState, "state"), default=MatchState.PROPOSED)
    rank: Mapped[int]
    total: Mapped[float]
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    wave: Mapped[int | None]
    by_hand: Mapped[bool] = mapped_column(default=False)
    via_region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    invited_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decline_reason: Mapped[DeclineReason | None] = mapped_column(enum_type(DeclineReason, "decline_reason"))
    decline_note: Mapped[str] = mapped_column(String(300), default="")

    request: Mapped[SupportRequest] = relationship()
    profile: Mapped[ExpertiseProfile] = relationship()
    answered_by: Mapped[User | None] = relationship()
    via_region: Mapped[Region | None] = relationship()

    __table_args__ = (
        UniqueConstraint("request_id", "profile_id"),
        Index(
            "uq_match_one_accepted",
            "request_id",
            unique=True,
            sqlite_where=text("state = 'accepted'"),
            postgresql_where=text("state = 'accepted'"),
        ),
        Index("ix_match_profile_state", "profile_id", "state"),
        CheckConstraint("total >= 0 AND total <= 1", name="total_range"),
        CheckConstraint("(state = 'declined') = (decline_reason IS NOT NULL)", name="reason_when_declined"),
        CheckConstraint("state = 'proposed' OR state = 'withdrawn' OR invited_at IS NOT NULL", name="invited_at_given"),
    )

    @property
    def asking(self) -> str:
        """This one time of asking, as a key: a question that is searched for anew can ask the same profile again."""
        return f"{self.id}:{self.invited_at:%Y%m%d%H%M%S%f}"

    @property
    def is_passed_over(self) -> bool:
        """Whether a coordinator chose not to ask this candidate: it never was an invitation, and no school reads of it."""
        return self.state is MatchState.WITHDRAWN and self.invited_at is None

    @property
    def hides_school(self) -> bool:
        """Whether those who were asked may not know where the question comes from: of another region, and no yes."""
        return self.via_region_id is not None and self.state is not MatchState.ACCEPTED

    @property
    def shows_text(self) -> bool:
        """Whether those who were asked may read story and title: while a yes is welcome, and after it."""
        if self.state is MatchState.ACCEPTED:
            return True
        may_say_yes = self.state is MatchState.INVITED or (
            self.state is MatchState.EXPIRED and self.request.state in WANTS_A_YES
        )
        return may_say_yes and not self.hides_school


class PassedInvitation(Base):
    """An open invitation that one specialist passed to a colleague of the same school, who can answer it too."""

    __tablename__ = "passed_invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    match_id: Mapped[int] = mapped_column(ForeignKey("match.id", ondelete="CASCADE"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (UniqueConstraint("match_id", "to_id"),)


class Suggestion(Base):
    """A profile that a specialist named for a question: a candidate when it fits, not a promise."""

    __tablename__ = "suggestion"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = mapped_column(ForeignKey("expertise_profile.id"))
    suggested_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    profile: Mapped[ExpertiseProfile] = relationship()
    suggested_by: Mapped[User] = relationship()

    __table_args__ = (UniqueConstraint("request_id", "profile_id"),)
