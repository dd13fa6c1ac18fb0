"""The rules by which a region works: the version in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from network.core.database import db
from network.core.policy import Policy
from network.models import RegionPolicy


def find_policy_in_force(region_id: int | None) -> RegionPolicy | None:
    """The newest policy of the region; None where it has none: then the defaults hold."""
    if region_id is None:
        return None
    return db.session.scalar(
        select(RegionPolicy).where(RegionPolicy.region_id == region_id).order_by(RegionPolicy.number.desc()).limit(1)
    )


def policies_of(region_ids: Iterable[int | None]) -> Mapping[int | None, Policy]:
    """The numbers by which each of these regions works now."""
    ids = set(region_ids)
    standing = db.session.scalars(
        select(RegionPolicy).where(RegionPolicy.region_id.in_(ids - {None})).order_by(RegionPolicy.number)
    )
    return {**dict.fromkeys(ids, Policy()), **{one.region_id: one.policy for one in standing}}


def policy_of(region_id: int | None) -> Policy:
    """The numbers by which the region works now."""
    standing = find_policy_in_force(region_id)
    return standing.policy if standing else Policy()
