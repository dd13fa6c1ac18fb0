"""Distances on the globe; pure."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

EARTH_RADIUS_KM = 6371.0

Point = tuple[float, float]


def distance_km(a: Point | None, b: Point | None) -> float | None:
    """Kilometres as the crow flies between two (latitude, longitude) pairs; None when one is unknown."""
    if a is None or b is None:
        return None
    return float(distances_km(a, np.array([b[0]]), np.array([b[1]]))[0])


def distances_km(here: Point | None, latitudes: NDArray[Any], longitudes: NDArray[Any]) -> NDArray[np.float64]:
    """The same from one point to many, in degrees; NaN where one is unknown."""
    if here is None:
        return np.full(len(latitudes), np.nan)
    lat, lon = np.radians(latitudes.astype(float)), np.radians(longitudes.astype(float))
    lat_here, lon_here = np.radians(here)
    half = np.sin((lat - lat_here) / 2) ** 2 + np.cos(lat) * np.cos(lat_here) * np.sin((lon - lon_here) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, half)))
