"""The numbers by which a region works, with the defaults of the product; a region's own stand in RegionPolicy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

DEFAULT_WEIGHTS = {
    "needs": 0.34,
    "form": 0.08,
    "setting": 0.04,
    "text": 0.12,
    "distance": 0.10,
    "start": 0.10,
    "hours": 0.08,
    "load": 0.06,
    "answers": 0.04,
    "continuity": 0.04,
}


@dataclass(frozen=True)
class Policy:
    """One version of a region's rules. Days are school days of the receiver unless the name says otherwise.

    Defaults: the choices of comparable systems (conseillers-entreprises, immersion-facile, dora, aplus,
    mon-aide-cyber), none of them measured in schools; every one can be changed per region.
    """

    triage: bool = False
    wave_size: int = 3
    next_wave_days: int = 5
    max_waves: int = 3
    first_reminder_days: int = 3
    second_reminder_days: int = 7
    still_searching_days: int = 9
    coordinator_days: int = 3
    silent_engagement_days: int = 15
    check_in_days: int = 10
    evaluation_days: int = 10
    effect_weeks: int = 6
    profile_fresh_months: int = 6
    answer_link_days: int = 8
    invitation_days: int = 14
    max_per_30_days: int = 2
    rank_threshold: float = 0.0
    widen: bool = False
    waiting_alert_days: int = 10
    weights: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Self:
        """The policy of stored values; unknown ones are ignored, missing ones get the default."""
        known = {f.name for f in fields(cls)}
        given = {name: value for name, value in values.items() if name in known}
        if "weights" in given:
            given["weights"] = {**DEFAULT_WEIGHTS, **given["weights"]}
        return cls(**given)

    def to_values(self) -> dict[str, Any]:
        """Plain values, to be stored."""
        return asdict(self)
