"""What a school learned, told for others: read by a coordinator first, then by everybody who is signed in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Aggregate, Base, enum_type
from network.models.engagement import Engagement
from network.models.expertise import ExpertiseProfile
from network.models.region import Region
from network.models.support_request import Setting
from network.models.taxonomy import Facet, Term
from network.models.user import User


class ExampleState(StrEnum):
    """`draft > in_review > published <> withdrawn`; what is sent back is a draft again."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class PracticeExample(Aggregate, Base):
    """What was the matter, what was done and what it brought, without a name of a pupil or of the school that asked.

    The traject that it came from is for those who took part in it and coordinators alone.
    """

    __tablename__ = "practice_example"

    title: Mapped[str] = mapped_column(String(120))
    situation: Mapped[str] = mapped_column(Text, default="")
    approach: Mapped[str] = mapped_column(Text, default="")
    learned: Mapped[str] = mapped_column(Text, default="")
    setting: Mapped[Setting | None] = mapped_column(enum_type(Setting, "setting"))
    state: Mapped[ExampleState] = mapped_column(enum_type(ExampleState, "state"), default=ExampleState.DRAFT)
    review_note: Mapped[str] = mapped_column(String(500), default="")
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    profile_id: Mapped[int | None] = mapped_column(ForeignKey("expertise_profile.id", ondelete="SET NULL"))
    engagement_id: Mapped[int | None] = mapped_column(ForeignKey("engagement.id", ondelete="SET NULL"), unique=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    heard: Mapped[str | None] = mapped_column(Text, deferred=True, deferred_group="heard")
    heard_by: Mapped[str | None] = mapped_column(String(16), deferred=True, deferred_group="heard")

    region: Mapped[Region | None] = relationship()
    profile: Mapped[ExpertiseProfile | None] = relationship()
    engagement: Mapped[Engagement | None] = relationship()
    author: Mapped[User | None] = relationship()
    terms: Mapped[list[ExampleTerm]] = relationship(back_populates="example", cascade="all, delete-orphan")

    __table_args__ = (
        CheckConstraint("state <> 'in_review' OR submitted_at IS NOT NULL", name="submitted_at_given"),
        CheckConstraint("state <> 'published' OR published_at IS NOT NULL", name="published_at_given"),
        CheckConstraint(
            "state = 'draft' OR (title <> '' AND situation <> '' AND approach <> '' AND learned <> '')",
            name="complete_when_sent",
        ),
        Index("ix_practice_example_listed", "state", "published_at", "id"),
        Index("ix_practice_example_region", "region_id", "state"),
    )

    def terms_of(self, facet: Facet) -> list[Term]:
        """The terms of one list, in the order of the taxonomy."""
        return sorted((link.term for link in self.terms if link.term.facet is facet), key=lambda t: t.position)

    def __repr__(self) -> str:
        return f"<PracticeExample {self.public_id}>"


class ExampleTerm(Base):
    """A need that an example is about, or the age group of which it tells."""

    __tablename__ = "example_term"

    example_id: Mapped[int] = mapped_column(ForeignKey("practice_example.id", ondelete="CASCADE"), primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), primary_key=True, index=True)

    example: Mapped[PracticeExample] = relationship(back_populates="terms")
    term: Mapped[Term] = relationship(lazy="joined", innerjoin=True)
