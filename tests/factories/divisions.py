"""Divisions of questions over profiles."""

from __future__ import annotations

from typing import Any

from network.models import Division, DivisionItem, ExpertiseProfile, Region, SupportRequest, User
from tests.factories.base import saved


def make_division(
    *, region: Region, user: User, lines: dict[SupportRequest, ExpertiseProfile | None] | None = None, **values: Any
) -> Division:
    """A draft that gives each question of `lines` to its profile, as on its own."""
    items = [
        DivisionItem(
            request=request,
            request_version=request.version,
            position=position,
            hours=6.0,
            goes_first=False,
            candidates=[[profile.id, 8000, profile.version]] if profile else [],
            reason="" if profile else "no_candidate",
            **dict.fromkeys(("proposed", "alone", "chosen"), profile),
            **{f"{role}_points": 8000 if profile else 0 for role in ("proposed", "alone", "chosen")},
        )
        for position, (request, profile) in enumerate((lines or {}).items())
    ]
    defaults = {"most_per_profile": 2, "first_after_days": 9, "figures": {"proof": "best", "left_out": 0}}
    return saved(Division(regions=[region], created_by=user, items=items, **{**defaults, **values}))
