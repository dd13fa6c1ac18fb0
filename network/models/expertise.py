"""Expertise profiles of special schools: what they can, for whom, how far, who, and with how many hours."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Addressed, Aggregate, Base, enum_type
from network.models.region import Region
from network.models.school import Location
from network.models.taxonomy import Facet, Term
from network.models.user import User


class ProfileState(StrEnum):
    """`draft > in_review > published <> paused > archived`."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    PAUSED = "paused"
    ARCHIVED = "archived"


class Reach(StrEnum):
    """How far a profile goes."""

    REGIONS = "regions"
    KILOMETRES = "kilometres"
    NATIONAL = "national"


profile_region = Table(
    "profile_region",
    Base.metadata,
    Column("profile_id", ForeignKey("expertise_profile.id", ondelete="CASCADE"), primary_key=True),
    Column("region_id", ForeignKey("region.id"), primary_key=True, index=True),
)


class ExpertiseProfile(Aggregate, Base):
    """What one location is good at, and what it offers to others."""

    __tablename__ = "expertise_profile"

    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[ProfileState] = mapped_column(enum_type(ProfileState, "state"), default=ProfileState.DRAFT)
    reach: Mapped[Reach] = mapped_column(enum_type(Reach, "reach"), default=Reach.REGIONS)
    reach_km: Mapped[int | None]
    max_open: Mapped[int] = mapped_column(default=3)
    max_per_30_days: Mapped[int | None]
    lead_days: Mapped[int] = mapped_column(default=5)
    leaves_out_own_board: Mapped[bool] = mapped_column(default=False)
    review_note: Mapped[str] = mapped_column(String(500), default="")
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    paused_until: Mapped[date | None]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    location: Mapped[Location] = relationship()
    terms: Mapped[list[ProfileTerm]] = relationship(back_populates="profile", cascade="all, delete-orphan")
    regions: Mapped[list[Region]] = relationship(secondary=profile_region, order_by="Region.code")
    people: Mapped[list[ProfilePerson]] = relationship(
        back_populates="profile", cascade="all, delete-orphan", order_by="ProfilePerson.id"
    )
    capacity: Mapped[list[CapacityPeriod]] = relationship(
        back_populates="profile", cascade="all, delete-orphan", order_by="CapacityPeriod.starts_on"
    )
    absences: Mapped[list[Absence]] = relationship(
        back_populates="profile", cascade="all, delete-orphan", order_by="Absence.starts_on"
    )
    reservations: Mapped[list[HourReservation]] = relationship(
        cascade="all, delete-orphan", order_by="HourReservation.id"
    )

    __table_args__ = (
        CheckConstraint("reach <> 'kilometres' OR reach_km IS NOT NULL", name="reach_km_given"),
        CheckConstraint("reach_km IS NULL OR (reach_km BETWEEN 1 AND 300)", name="reach_km_range"),
        CheckConstraint("max_open BETWEEN 0 AND 50", name="max_open_range"),
        Index("ix_expertise_profile_state", "state"),
    )

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: published, and also while it is paused."""
        return self.state in {ProfileState.PUBLISHED, ProfileState.PAUSED}

    def reach_from(self, location: Location) -> Reach:
        """How far it goes from its school: clusters 1 and 2 stand outside the regions and serve the whole country."""
        return Reach.NATIONAL if location.serves_nationally else self.reach

    def gives_hours_from(self, day: date) -> bool:
        """Whether it gives any hours on this day or later; absences and holidays aside."""
        later = (period for period in self.capacity if period.ends_on is None or period.ends_on >= day)
        return any(period.hours_per_week > 0 for period in later)

    def terms_of(self, facet: Facet) -> list[Term]:
        """The terms of one list, in the order of the taxonomy."""
        return sorted((link.term for link in self.terms if link.term.facet is facet), key=lambda t: t.position)

    def __repr__(self) -> str:
        return f"<ExpertiseProfile {self.public_id}>"


class ProfileTerm(Base):
    """A need, form, age group or school type that a profile covers."""

    __tablename__ = "profile_term"

    profile_id: Mapped[int] = mapped_column(ForeignKey("expertise_profile.id", ondelete="CASCADE"), primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), primary_key=True, index=True)

    profile: Mapped[ExpertiseProfile] = relationship(back_populates="terms")
    term: Mapped[Term] = relationship(lazy="joined", innerjoin=True)


class ProfileStem(Base):
    """The search index: a stem that occurs in a profile, with the weight of the place where it stands."""

    __tablename__ = "profile_stem"

    stem: Mapped[str] = mapped_column(String(60), primary_key=True)
    profile_id: Mapped[int] = mapped_column(
        ForeignKey("expertise_profile.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    weight: Mapped[float]


class ProfilePerson(Addressed, Base):
    """Who works in a profile; those with an account and `answers` get the questions."""

    __tablename__ = "profile_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("expertise_profile.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120), default="")
    answers: Mapped[bool] = mapped_column(default=True)

    profile: Mapped[ExpertiseProfile] = relationship(back_populates="people")
    user: Mapped[User | None] = relationship()


class CapacityPeriod(Addressed, Base):
    """Hours a week from a date on, until an end or further notice."""

    __tablename__ = "capacity_period"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("expertise_profile.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    hours_per_week: Mapped[float]

    profile: Mapped[ExpertiseProfile] = relationship(back_populates="capacity")

    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="order"),
        CheckConstraint("hours_per_week >= 0 AND hours_per_week <= 400", name="hours_range"),
    )


class Absence(Addressed, Base):
    """Days on which nobody of the profile is there."""

    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("expertise_profile.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    profile: Mapped[ExpertiseProfile] = relationship(back_populates="absences")

    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="order"),)


class HourReservation(Base):
    """Hours of one week (named by its Monday) that an engagement holds."""

    __tablename__ = "hour_reservation"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("expertise_profile.id", ondelete="CASCADE"))
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"), index=True)
    week_on: Mapped[date]
    hours: Mapped[float]

    __table_args__ = (
        Index("ix_hour_reservation_week", "profile_id", "week_on"),
        CheckConstraint("hours >= 0", name="hours_range"),
    )
