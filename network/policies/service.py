"""A region's rules: the version in force, and a new version when a coordinator changes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from network.access.audit import record
from network.access.scope import Scope
from network.core.database import db
from network.core.errors import Conflict, NotFound
from network.core.i18n import _
from network.core.policy import Policy
from network.core.versions import hold
from network.followups.policies import find_policy_in_force, policy_of
from network.models import Region, RegionNeighbour, RegionPolicy


def list_regions(scope: Scope) -> Sequence[Region]:
    """The regions of the reader."""
    return db.session.scalars(select(Region).where(Region.id.in_(scope.regions)).order_by(Region.code)).all()


def get_region(scope: Scope, public_id: str = "") -> Region:
    """The region with this public id, or the reader's first; NotFound when it is not the reader's."""
    regions = list_regions(scope)
    for region in regions:
        if not public_id or region.public_id == public_id:
            return region
    raise NotFound(_("Dit samenwerkingsverband bestaat niet, of is niet voor jou."))


def number_in_force(region: Region) -> int:
    """The number of the version in force; 0 while the region works by the defaults of the product."""
    standing = find_policy_in_force(region.id)
    return standing.number if standing else 0


def policy_in_force(region: Region) -> Policy:
    """The rules that hold for new questions."""
    return policy_of(region.id)


def policy_with(region: Region, values: Mapping[str, Any]) -> Policy:
    """The rules in force with other values; nothing is put into force."""
    return Policy.from_values({**policy_in_force(region).to_values(), **values})


def change(region: Region, values: Mapping[str, Any], *, seen_number: str | int | None, actor_id: int) -> RegionPolicy:
    """Put new rules into force for questions that are sent from now on.

    Conflict when somebody else changed the rules after the reader opened them (`seen_number`); others wait from here on.
    """
    hold(region)
    number = number_in_force(region)
    if str(number) != str(seen_number):
        raise Conflict(_("Een collega wijzigde de afspraken terwijl jij ze open had."))
    merged = policy_with(region, values).to_values()
    policy = RegionPolicy(region=region, number=number + 1, values=merged, created_by_id=actor_id)
    db.session.add(policy)
    record("policy.changed", region, actor_id=actor_id, number=policy.number, changed=sorted(values))
    return policy


def list_possible_neighbours(region: Region) -> Sequence[Region]:
    """The other regions of the same sector, by name."""
    return db.session.scalars(
        select(Region).where(Region.sector == region.sector, Region.id != region.id).order_by(Region.name)
    ).all()


def list_neighbours(region: Region) -> list[Region]:
    """The nearby regions in the order in which they are asked."""
    return [link.neighbour for link in region.neighbours]


def choose_neighbours(region: Region, public_ids: Sequence[str], *, actor_id: int) -> None:
    """Ask these regions, in this order, when nobody of the own candidates is left; it holds for open questions too."""
    known = {one.public_id: one for one in list_possible_neighbours(region)}
    chosen = [known[public_id] for public_id in public_ids if public_id in known]
    if chosen == list_neighbours(region):
        return
    standing = {link.neighbour_id: link for link in region.neighbours}
    links = [standing.get(one.id) or RegionNeighbour(neighbour=one) for one in chosen]
    for position, link in enumerate(links, start=1):
        link.position = position
    region.neighbours = links
    record("policy.neighbours_chosen", region, actor_id=actor_id, codes=[one.code for one in chosen])
