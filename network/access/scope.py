"""Whose rows a reader sees: handed to queries, so that an unscoped read looks odd."""

from __future__ import annotations

from dataclasses import dataclass

from network.access.viewer import Viewer
from network.models.user import Role


@dataclass(frozen=True)
class Scope:
    """Internal ids: where the reader asks, where the reader gives, and which regions the reader coordinates."""

    user_id: int
    asks_at: frozenset[int]
    gives_at: frozenset[int]
    administers: frozenset[int]
    regions: frozenset[int]
    is_national: bool = False
    is_admin: bool = False

    @property
    def is_only_national(self) -> bool:
        """Whether the reader looks after nothing but what no coordinator does."""
        return self.is_national and not self.regions


def scope_of(viewer: Viewer) -> Scope:
    """The scope of a reader."""
    return Scope(
        user_id=viewer.user_id,
        asks_at=viewer.locations_as(Role.REQUESTER),
        gives_at=viewer.locations_as(Role.SPECIALIST, Role.SCHOOL_ADMIN),
        administers=viewer.locations_as(Role.SCHOOL_ADMIN),
        regions=viewer.regions,
        is_national=viewer.is_national,
        is_admin=viewer.is_admin,
    )
