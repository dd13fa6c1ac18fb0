"""A regular school's question, its needs, and what was added to it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core import clock
from network.core.database import Aggregate, Base, enum_type
from network.core.ids import new_question_code
from network.core.policy import Policy
from network.models.region import Region, RegionPolicy
from network.models.school import Location
from network.models.taxonomy import Facet, Term
from network.models.user import User


class RequestState(StrEnum):
    """See the table of transitions in support_requests/rules.py."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_TRIAGE = "in_triage"
    SEARCHING = "searching"
    STUCK = "stuck"
    MATCHED = "matched"
    RUNNING = "running"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


# Somebody who was asked may still say yes.
WANTS_A_YES = frozenset({RequestState.SEARCHING, RequestState.STUCK})


class Setting(StrEnum):
    """Whom the question is about."""

    PUPIL = "pupil"
    GROUP = "group"
    TEAM = "team"
    SCHOOL = "school"


class Urgency(StrEnum):
    """How soon help is wanted."""

    CALM = "calm"
    NORMAL = "normal"
    URGENT = "urgent"


class SupportRequest(Aggregate, Base):
    """A question of a location: no pupil in it, only a band of ages, needs and an anonymous story."""

    __tablename__ = "support_request"

    code: Mapped[str] = mapped_column(String(7), unique=True, default=new_question_code)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"), index=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    policy_id: Mapped[int | None] = mapped_column(ForeignKey("region_policy.id"))
    requester_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    state: Mapped[RequestState] = mapped_column(enum_type(RequestState, "state"), default=RequestState.DRAFT)
    title: Mapped[str] = mapped_column(String(120), default="")
    story: Mapped[str] = mapped_column(Text, default="")
    tried: Mapped[str] = mapped_column(Text, default="")
    setting: Mapped[Setting] = mapped_column(enum_type(Setting, "setting"), default=Setting.PUPIL)
    urgency: Mapped[Urgency] = mapped_column(enum_type(Urgency, "urgency"), default=Urgency.NORMAL)
    wanted_start_on: Mapped[date | None]
    estimated_hours: Mapped[float | None]
    leaves_forms_open: Mapped[bool] = mapped_column(default=False)
    wave: Mapped[int] = mapped_column(default=0)
    submitted_at: Mapped[datetime | None]
    first_yes_at: Mapped[datetime | None]
    stuck_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    coordinator_looks_until: Mapped[datetime | None]
    heard: Mapped[str | None] = mapped_column(Text, deferred=True, deferred_group="heard")
    heard_by: Mapped[str | None] = mapped_column(String(16), deferred=True, deferred_group="heard")
    is_waiting: Mapped[bool] = mapped_column(default=False)
    waiting_since: Mapped[datetime | None]

    location: Mapped[Location] = relationship()
    region: Mapped[Region | None] = relationship()
    region_policy: Mapped[RegionPolicy | None] = relationship()
    requester: Mapped[User] = relationship()
    terms: Mapped[list[RequestTerm]] = relationship(back_populates="request", cascade="all, delete-orphan")
    notes: Mapped[list[RequestNote]] = relationship(
        back_populates="request", cascade="all, delete-orphan", order_by="RequestNote.id"
    )
    widenings: Mapped[list[Widening]] = relationship(cascade="all, delete-orphan", order_by="Widening.id")

    __table_args__ = (
        CheckConstraint("estimated_hours IS NULL OR estimated_hours > 0", name="hours_range"),
        CheckConstraint("state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", name="submitted_at_given"),
        CheckConstraint(
            "NOT is_waiting OR (state = 'searching' AND waiting_since IS NOT NULL)", name="waits_while_searching"
        ),
        Index("ix_support_request_queue", "region_id", "state", "submitted_at", "id"),
        Index(
            "ix_support_request_waiting",
            "waiting_since",
            sqlite_where=text("is_waiting"),
            postgresql_where=text("is_waiting"),
        ),
    )

    @property
    def policy(self) -> Policy:
        """The rules this question is handled under."""
        return self.region_policy.policy if self.region_policy else Policy()

    @property
    def most_waves(self) -> int:
        """So many waves are asked before a coordinator looks: each nearby region adds one."""
        return self.policy.max_waves + len(self.widenings)

    @property
    def has_waves_left(self) -> bool:
        """Whether one more wave may be asked before a coordinator looks."""
        return self.wave < self.most_waves

    @property
    def nearby_region_ids(self) -> frozenset[int]:
        """The nearby regions whose specialists are asked too."""
        return frozenset(widening.region_id for widening in self.widenings)

    def terms_of(self, facet: Facet) -> list[Term]:
        """The terms of one list: main needs first, then in the order of the taxonomy."""
        links = [link for link in self.terms if link.term.facet is facet]
        return [link.term for link in sorted(links, key=lambda k: (not k.is_main, k.term.position))]

    def __repr__(self) -> str:
        return f"<SupportRequest {self.code}>"


class RequestTerm(Base):
    """A need (main or side), a wanted form, the age group or school type of a question."""

    __tablename__ = "request_term"

    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id", ondelete="CASCADE"), primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), primary_key=True, index=True)
    is_main: Mapped[bool] = mapped_column(default=True)

    request: Mapped[SupportRequest] = relationship(back_populates="terms")
    term: Mapped[Term] = relationship(lazy="joined", innerjoin=True)


class Widening(Base):
    """A nearby region whose specialists are asked too, because nobody of the own candidates was left."""

    __tablename__ = "request_widening"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id", ondelete="CASCADE"))
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    region: Mapped[Region] = relationship()

    __table_args__ = (UniqueConstraint("request_id", "region_id"),)


class NoteKind(StrEnum):
    """ADDITION is the requester's, for all parties; the others are for coordinators alone.

    ASKED_AFTER is what one heard who asked how a traject goes; it goes on, and its text may be empty.
    """

    ADDITION = "addition"
    COORDINATOR = "coordinator"
    ASKED_AFTER = "asked_after"


class RequestNote(Base):
    """Something said about a question after it was sent."""

    __tablename__ = "request_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id", ondelete="CASCADE"), index=True)
    kind: Mapped[NoteKind] = mapped_column(enum_type(NoteKind, "kind"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    request: Mapped[SupportRequest] = relationship(back_populates="notes")
    author: Mapped[User] = relationship()
