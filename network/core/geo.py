"""Distances on the globe; pure."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt


def distance_km(a: tuple[float, float] | None, b: tuple[float, float] | None) -> float | None:
    """Kilometres as the crow flies between two (latitude, longitude) pairs; None when one is unknown."""
    if a is None or b is None:
        return None
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))
