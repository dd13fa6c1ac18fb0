"""Who comes closest to a question that nobody fits, with what would have to change before each is invited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from network.candidates.near_misses import list_near_misses
from network.explaining.hurdles import Hurdle, hurdles_of
from network.explaining.sentences import Labels
from network.models import ExpertiseProfile, SupportRequest
from network.waves import profiles

MOST_CLOSE = 5


@dataclass(frozen=True)
class Close:
    """A profile and the hard rules that it lacks."""

    profile: ExpertiseProfile
    hurdles: Sequence[Hurdle]


def list_close(request: SupportRequest, words: Labels) -> list[Close]:
    """The profiles that lack the fewest hard rules, the closest first."""
    near = list_near_misses(request, most=MOST_CLOSE)
    found = {one.id: one for one in profiles.list_profiles([miss.profile_id for miss in near])}
    return [Close(found[miss.profile_id], hurdles_of(miss.hindered_by, words)) for miss in near]
