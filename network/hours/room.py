"""When both limits of a profile leave room for a new question: its places, and what it takes on in thirty days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from network.core import clock
from network.followups.calendars import calendar_of
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
    """From when on there is room (None: nobody can tell), and which limit is the last to leave some; None: neither.

    `taken` of the `most` that this limit allows.
    """

    begins_on: date | None
    full_by: Limit | None = None
    taken: int = 0
    most: int = 0


class Booked:
    """What profiles have in hand and took on lately, read at once for all of them."""

    def __init__(self, profile_ids: Sequence[int]) -> None:
        self._ends = queries.list_expected_ends(profile_ids)
        self._yeses = queries.list_recent_yeses(profile_ids)

    def room_of(self, profile: ExpertiseProfile, *, usual_most: int) -> Room:
        """The room of one of them, where a region agreed on `usual_most` new questions in thirty days."""
        today, ends, yeses = clock.today(), self._ends.get(profile.id, []), self._yeses.get(profile.id, [])
        most_lately = profile.max_per_30_days or usual_most
        place_on = first_place_on(ends, most=profile.max_open, today=today)
        start_on = first_start_on(yeses, most=most_lately, today=today)
        by_places = Room(place_on, Limit.PLACES, len(ends), profile.max_open)
        by_lately = Room(start_on, Limit.LATELY, len(yeses), most_lately)
        if place_on is None or start_on is None:
            return by_places if place_on is None else by_lately
        if max(place_on, start_on) == today:
            return Room(today)
        return by_places if place_on >= start_on else by_lately


def rooms_of(profiles: Sequence[ExpertiseProfile]) -> Mapping[int, Room]:
    """The room of each profile by the rules of its own region, by internal id."""
    booked = Booked([profile.id for profile in profiles])
    policies = policies_of(profile.location.region_id for profile in profiles)
    return {
        profile.id: booked.room_of(profile, usual_most=policies[profile.location.region_id].max_per_30_days)
        for profile in profiles
    }


def school_day_from(profile: ExpertiseProfile, day: date) -> date:
    """The first school day of the profile on this day or after it."""
    return calendar_of(profile.location).next_school_day(day - timedelta(days=1))
