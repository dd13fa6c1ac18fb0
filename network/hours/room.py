"""When both limits of a profile leave room for a new question: its places, and what it takes on in thirty days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from network.core import clock
from network.followups.policies import policies_of
from network.hours import queries
from network.hours.rules import first_place_on, first_start_on
from network.models import ExpertiseProfile


class Limit(StrEnum):
    """What keeps a profile that has hours from a new question."""

    PLACES = "places"
    LATELY = "lately"


@dataclass(frozen=True)
class Room:
    """From when on there is room (None: nobody can tell), and which limit is the last to leave some; None: neither."""

    begins_on: date | None
    full_by: Limit | None


def rooms_of(profiles: Sequence[ExpertiseProfile]) -> Mapping[int, Room]:
    """The room of each profile, by internal id."""
    today, ids = clock.today(), [profile.id for profile in profiles]
    ends, yeses = queries.list_expected_ends(ids), queries.list_recent_yeses(ids)
    policies = policies_of(profile.location.region_id for profile in profiles)
    rooms: dict[int, Room] = {}
    for profile in profiles:
        most = profile.max_per_30_days or policies[profile.location.region_id].max_per_30_days
        place_on = first_place_on(ends.get(profile.id, []), most=profile.max_open, today=today)
        start_on = first_start_on(yeses.get(profile.id, []), most=most, today=today)
        rooms[profile.id] = _room(place_on, start_on, today)
    return rooms


def _room(place_on: date | None, start_on: date | None, today: date) -> Room:
    if place_on is None or start_on is None:
        return Room(None, Limit.PLACES if place_on is None else Limit.LATELY)
    last = max(place_on, start_on)
    if last == today:
        return Room(today, None)
    return Room(last, Limit.PLACES if place_on == last else Limit.LATELY)
