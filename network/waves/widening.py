"""Nearby regions: when nobody of the own candidates is left, specialists who serve the next region are asked too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from network.access.audit import record
from network.access.surroundings import find_region_around
from network.core.database import db
from network.models import Match, Region, RegionNeighbour, SupportRequest, Widening
from network.models.expertise import Reach, profile_region


def find_next(request: SupportRequest) -> Region | None:
    """The nearby region that comes next for this question; None where the policy does not want it or none is left."""
    return _next_region(request) if request.policy.widen else None


def widen(request: SupportRequest, region: Region) -> None:
    """Let this nearby region count for the question."""
    request.widenings.append(Widening(region=region))


def note_widened(request: SupportRequest, region: Region, *, finds_nobody: bool) -> None:
    """Write down for the story of the question that the region counts from now on, and whether nobody there fits."""
    record("request.widened", request, actor_id=None, request=request, region=region.name, finds_nobody=finds_nobody)


def narrow(request: SupportRequest) -> None:
    """Begin with the own region again."""
    request.widenings.clear()


def mark(request: SupportRequest, matches: Iterable[Match]) -> None:
    """Keep with each match by which other region it came in: none where the profile reaches the school anyway.

    A nearby one that was asked too; else the profile's own, for who was asked by hand. What came in that way stays
    so, also when the search has begun anew: it opens no story that was closed.
    """
    matches = list(matches)
    served = _served_by([match.profile_id for match in matches])
    around = find_region_around(request)
    nearby = [around] if around is not None else []
    nearby += [one.region_id for one in request.widenings]
    for match in matches:
        match.via_region_id = _via(request, match, served.get(match.profile_id, set()), nearby)


def come_by(request: SupportRequest, match: Match, nearby: Sequence[Region]) -> None:
    """Keep with a match that it came in by one of these regions, when its profile does not reach the school itself.

    The question itself is not widened: its own search goes on as its region wants it.
    """
    if request.region_id is None or match.profile.reach_from(match.profile.location) is not Reach.REGIONS:
        return
    served = {region.id for region in match.profile.regions}
    if request.region_id not in served:
        others = (region.id for region in nearby if region.id in served)
        match.via_region_id = match.via_region_id or next(others, None)


def _via(request: SupportRequest, match: Match, regions: set[int], nearby: Sequence[int]) -> int | None:
    reach = match.profile.reach_from(match.profile.location)
    if reach is not Reach.REGIONS or request.region_id in regions:
        return None
    asked_too = next((region_id for region_id in nearby if region_id in regions), None)
    return asked_too or match.via_region_id or match.profile.location.region_id or min(regions, default=None)


def _next_region(request: SupportRequest) -> Region | None:
    return db.session.scalar(
        select(Region)
        .join(RegionNeighbour, RegionNeighbour.neighbour_id == Region.id)
        .where(
            RegionNeighbour.region_id == request.region_id,
            RegionNeighbour.neighbour_id.not_in(request.nearby_region_ids | ({find_region_around(request)} - {None})),
        )
        .order_by(RegionNeighbour.position, Region.id)
        .limit(1)
    )


def _served_by(profile_ids: list[int]) -> Mapping[int, set[int]]:
    rows = db.session.execute(
        select(profile_region.c.profile_id, profile_region.c.region_id).where(
            profile_region.c.profile_id.in_(profile_ids)
        )
    )
    found: dict[int, set[int]] = {}
    for profile_id, region_id in rows:
        found.setdefault(profile_id, set()).add(region_id)
    return found
