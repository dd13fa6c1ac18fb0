"""Which regions a profile serves: where its hours are divided."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from sqlalchemy import exists, select

from network.access.surroundings import regions_around
from network.core.database import db
from network.core.geo import distances_km
from network.models import ExpertiseProfile, Location
from network.models.expertise import Reach


def serves(profile: ExpertiseProfile, region_ids: Collection[int]) -> bool:
    """Whether schools of one of these regions may find the profile, as far as matching looks."""
    if not profile.is_public or not region_ids:
        return False
    reach = profile.reach_from(profile.location)
    if reach is Reach.KILOMETRES:
        return _is_near(profile, region_ids)
    own = {region.id for region in profile.regions}
    return reach is Reach.NATIONAL or not own.isdisjoint(region_ids) or _is_around(own, region_ids)


def _is_around(own: Collection[int], region_ids: Collection[int]) -> bool:
    """Whether one of the profile's own regions lies around a school of these regions that has a national one."""
    around = regions_around(region_ids).subquery()
    return bool(own) and bool(db.session.scalar(select(exists().where(around.c.id.in_(own)))))


def _is_near(profile: ExpertiseProfile, region_ids: Collection[int]) -> bool:
    """Whether an open school of these regions lies within the kilometres that the profile goes."""
    here = profile.location
    if here.latitude is None or here.longitude is None or profile.reach_km is None:
        return False
    rows = db.session.execute(
        select(Location.latitude, Location.longitude).where(
            Location.region_id.in_(region_ids),
            Location.closed_on.is_(None),
            Location.latitude.is_not(None),
            Location.longitude.is_not(None),
        )
    ).all()
    there = np.array([tuple(row) for row in rows], dtype=float).reshape(-1, 2)
    return bool((distances_km((here.latitude, here.longitude), there[:, 0], there[:, 1]) <= profile.reach_km).any())
