"""Whether a profile has room to take a question on now; what who was asked reads where it has none, and cannot say yes."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from network.core.i18n import _
from network.hours import full_words
from network.hours.room import Booked, Room, school_day_from
from network.models import ExpertiseProfile, Match, SupportRequest


@dataclass(frozen=True)
class Full:
    """`why`: of what it is full, and until when. `way_out`: what must happen before a yes, and what its team can do."""

    why: str
    way_out: str

    @property
    def words(self) -> str:
        return f"{self.why} {self.way_out}"


def list_full(matches: Sequence[Match]) -> Set[int]:
    """Of which of these matches the profile has no room for the question, by id; in two queries."""
    booked = Booked([match.profile_id for match in matches])
    return {match.id for match in matches if _room(booked, match.profile, match.request).full_by is not None}


def find_full(profile: ExpertiseProfile, request: SupportRequest) -> Full | None:
    """Why this profile cannot take on this question now; None where it can."""
    room = _room(Booked([profile.id]), profile, request)
    if room.full_by is None:
        return None
    from_on = school_day_from(profile, room.begins_on) if room.begins_on else None
    way_out = " ".join((_("Ja zeggen kan zodra er plek is."), full_words.way_out(room.full_by)))
    return Full(full_words.of_limit(room, from_on=from_on), way_out)


def _room(booked: Booked, profile: ExpertiseProfile, request: SupportRequest) -> Room:
    """By the rules under which the question was sent."""
    return booked.room_of(profile, usual_most=request.policy.max_per_30_days)
