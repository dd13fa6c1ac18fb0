"""Which regions a profile serves: where its hours are divided."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from sqlalchemy import select

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
    return reach is Reach.NATIONAL or any(region.id in region_ids for region in profile.regions)


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
