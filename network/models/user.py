"""People, their sessions, what they are where, and the invitations by which they come in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core import clock
from network.core.database import Aggregate, Base, enum_type
from network.models.region import Region
from network.models.school import Location


class Role(StrEnum):
    """A permission role. A job title is something else: free text of the person."""

    REQUESTER = "requester"
    SPECIALIST = "specialist"
    SCHOOL_ADMIN = "school_admin"
    COORDINATOR = "coordinator"
    NATIONAL = "national"
    ADMIN = "admin"


SCHOOL_ROLES = frozenset({Role.REQUESTER, Role.SPECIALIST, Role.SCHOOL_ADMIN})

_PLACE_OF_ROLE = (
    "(role IN ('requester', 'specialist', 'school_admin') AND location_id IS NOT NULL AND region_id IS NULL)"
    " OR (role = 'coordinator' AND region_id IS NOT NULL AND location_id IS NULL)"
    " OR (role IN ('national', 'admin') AND region_id IS NULL AND location_id IS NULL)"
)


class User(Aggregate, Base):
    """A person with an account."""

    __tablename__ = "user"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="nl")
    is_active: Mapped[bool] = mapped_column(default=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    last_failed_at: Mapped[datetime | None]
    last_signed_in_at: Mapped[datetime | None]

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="Membership.id"
    )

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[:1].isupper()] or self.name.split()
        return (words[0][:1] + words[-1][:1]).upper() if words else "?"

    def __repr__(self) -> str:
        return f"<User {self.public_id}>"


class Membership(Aggregate, Base):
    """What a person is, and where: a role at a location, in a region, or in the country."""

    __tablename__ = "membership"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(enum_type(Role, "role"))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"), index=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"), index=True)

    user: Mapped[User] = relationship(back_populates="memberships")
    location: Mapped[Location | None] = relationship()
    region: Mapped[Region | None] = relationship()

    __table_args__ = (
        CheckConstraint(_PLACE_OF_ROLE, name="place_of_role"),
        Index("uq_membership_location", "user_id", "role", "location_id", unique=True),
        Index("uq_membership_region", "user_id", "role", "region_id", unique=True),
    )


class UserSession(Base):
    """A signed-in browser. The cookie holds a random token, this row only its hash; revoking it ends it."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class Invitation(Aggregate, Base):
    """An open door for one e-mail address to one role at one place, for fourteen days."""

    __tablename__ = "invitation"

    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    role: Mapped[Role] = mapped_column(enum_type(Role, "role"))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"), index=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"), index=True)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    location: Mapped[Location | None] = relationship()
    region: Mapped[Region | None] = relationship()
    invited_by: Mapped[User | None] = relationship()

    __table_args__ = (CheckConstraint(_PLACE_OF_ROLE, name="place_of_role"),)

    @property
    def has_expired(self) -> bool:
        """Whether its link lets nobody in any more."""
        return self.expires_at < clock.now()
