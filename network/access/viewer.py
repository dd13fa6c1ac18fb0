"""The reader of a page, as plain values: who, where, in which roles. Loaded once per request by identity.py."""

from __future__ import annotations

from dataclasses import dataclass

from network.models.user import Role


@dataclass(frozen=True)
class Position:
    """One membership of the reader; `has_expertise`: at a special school, or one that has a profile."""

    role: Role
    location_id: int | None = None
    region_id: int | None = None
    place: str = ""
    has_expertise: bool = False


@dataclass(frozen=True)
class Viewer:
    """A signed-in person; `session_id` is the row of this browser's session."""

    user_id: int
    public_id: str
    name: str
    email: str
    language: str
    initials: str
    positions: tuple[Position, ...] = ()
    session_id: int | None = None
    unread: int = 0

    def has_role(self, *roles: Role) -> bool:
        return any(position.role in roles for position in self.positions)

    def locations_as(self, *roles: Role) -> frozenset[int]:
        """Internal ids of the locations where the reader has one of the roles."""
        found = (p.location_id for p in self.positions if p.role in roles)
        return frozenset(id for id in found if id is not None)

    @property
    def regions(self) -> frozenset[int]:
        """Internal ids of the regions that the reader coordinates."""
        return frozenset(p.region_id for p in self.positions if p.region_id is not None)

    @property
    def is_national(self) -> bool:
        return self.has_role(Role.NATIONAL)

    @property
    def is_admin(self) -> bool:
        return self.has_role(Role.ADMIN)

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]

    @property
    def place(self) -> str:
        """The organisation shown beside the name."""
        return next((p.place for p in self.positions if p.place), "")
