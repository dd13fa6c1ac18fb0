"""What is told of a rule beside what the rules themselves know, when it fails: asked of the database only then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from network.core import clock
from network.core.database import db
from network.hours.queries import list_recent_yeses
from network.hours.rules import first_start_on
from network.matching.conditions import Condition
from network.models import Region, RegionNeighbour, SupportRequest
from network.models.expertise import profile_region


def with_way_out(condition: Condition, request: SupportRequest, profile_id: int) -> Condition:
    """The condition with what else would help: the end of a rest, or a nearby region that could be asked too."""
    if condition.holds or condition.code not in _MORE:
        return condition
    return replace(condition, facts={**condition.facts, **_MORE[condition.code](condition, request, profile_id)})


def _end_of_rest(condition: Condition, _request: SupportRequest, profile_id: int) -> dict[str, Any]:
    """From which day one question more can be taken on."""
    taken_on = list_recent_yeses([profile_id]).get(profile_id, [])
    return {"until": first_start_on(taken_on, most=condition.facts["most"], today=clock.today())}


def _by_nearby_region(condition: Condition, request: SupportRequest, profile_id: int) -> dict[str, Any]:
    """The first nearby region by which it would come in, and whether the rules of the question ask those by themselves."""
    if condition.facts["reach"] != "regions":
        return {}
    nearby = db.session.scalar(
        select(Region.name)
        .join(RegionNeighbour, RegionNeighbour.neighbour_id == Region.id)
        .join(profile_region, profile_region.c.region_id == Region.id)
        .where(RegionNeighbour.region_id == request.region_id, profile_region.c.profile_id == profile_id)
        .order_by(RegionNeighbour.position, Region.id)
        .limit(1)
    )
    return {"nearby": nearby, "widens": request.policy.widen}


_MORE = {"rest": _end_of_rest, "reach": _by_nearby_region}
