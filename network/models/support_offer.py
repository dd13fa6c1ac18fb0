"""What a special school gives to more schools at once: a training, a webinar, an open consultation hour; and who takes part."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core import clock
from network.core.database import Aggregate, Base, enum_type
from network.models.region import Region
from network.models.school import Location
from network.models.taxonomy import Facet, Term
from network.models.user import User


class OfferKind(StrEnum):
    """In which way it is given."""

    TRAINING = "training"
    WEBINAR = "webinar"
    CONSULTATION_HOUR = "consultation_hour"


class OfferState(StrEnum):
    """`draft > published > cancelled`."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


offer_region = Table(
    "offer_region",
    Base.metadata,
    Column("offer_id", ForeignKey("support_offer.id", ondelete="CASCADE"), primary_key=True),
    Column("region_id", ForeignKey("region.id"), primary_key=True, index=True),
)


class SupportOffer(Aggregate, Base):
    """One meeting that a special school gives, for some regions or, with none named, for the whole country.

    `place`: where it is, in words; `link`: its page online, for who takes part alone. `places` None: as many as come.
    """

    __tablename__ = "support_offer"

    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"), index=True)
    kind: Mapped[OfferKind] = mapped_column(enum_type(OfferKind, "kind"))
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text)
    state: Mapped[OfferState] = mapped_column(enum_type(OfferState, "state"), default=OfferState.DRAFT)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200), default="")
    link: Mapped[str] = mapped_column(String(300), default="")
    places: Mapped[int | None]
    cancel_note: Mapped[str] = mapped_column(String(300), default="")
    published_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    heard: Mapped[str | None] = mapped_column(Text, deferred=True, deferred_group="heard")
    heard_by: Mapped[str | None] = mapped_column(String(16), deferred=True, deferred_group="heard")

    location: Mapped[Location] = relationship()
    terms: Mapped[list[OfferTerm]] = relationship(back_populates="offer", cascade="all, delete-orphan")
    regions: Mapped[list[Region]] = relationship(secondary=offer_region, order_by="Region.code")
    sign_ups: Mapped[list[SignUp]] = relationship(
        back_populates="offer", cascade="all, delete-orphan", passive_deletes=True, order_by="SignUp.id"
    )

    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint("places IS NULL OR (places BETWEEN 1 AND 1000)", name="places_range"),
        CheckConstraint("place <> '' OR link <> ''", name="somewhere"),
        CheckConstraint("state = 'draft' OR published_at IS NOT NULL", name="published_at_given"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_at_when_cancelled"),
        Index("ix_support_offer_coming", "state", "starts_at", "id"),
    )

    @property
    def has_begun(self) -> bool:
        """Whether nobody can sign up or off any more."""
        return self.starts_at <= clock.now()

    @property
    def is_over(self) -> bool:
        """Whether it stands with what has been."""
        return self.ends_at <= clock.now()

    @property
    def needs(self) -> list[Term]:
        """What it is about, in the order of the taxonomy."""
        found = (link.term for link in self.terms if link.term.facet is Facet.NEED)
        return sorted(found, key=lambda term: term.position)

    def __repr__(self) -> str:
        return f"<SupportOffer {self.public_id}>"


class OfferTerm(Base):
    """A need that an offer is about."""

    __tablename__ = "offer_term"

    offer_id: Mapped[int] = mapped_column(ForeignKey("support_offer.id", ondelete="CASCADE"), primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), primary_key=True, index=True)

    offer: Mapped[SupportOffer] = relationship(back_populates="terms")
    term: Mapped[Term] = relationship(lazy="joined", innerjoin=True)


class SignUpState(StrEnum):
    """`signed_up <> cancelled`, until it begins."""

    SIGNED_UP = "signed_up"
    CANCELLED = "cancelled"


class SignUp(Base):
    """One person who takes part in an offer, or changed their mind; `at`: since when that is so."""

    __tablename__ = "sign_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("support_offer.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    state: Mapped[SignUpState] = mapped_column(enum_type(SignUpState, "state"), default=SignUpState.SIGNED_UP)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    offer: Mapped[SupportOffer] = relationship(back_populates="sign_ups")
    user: Mapped[User] = relationship()

    __table_args__ = (UniqueConstraint("offer_id", "user_id"),)
