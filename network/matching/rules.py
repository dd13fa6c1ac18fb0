"""How well a profile fits a question: parts between 0 and 1, weighed into one total. Pure.

A part holds codes and numbers; explanations.py says them in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

# How far a need that a profile does not name itself is covered by one that is near it in the taxonomy.
BY_CHILD = 0.8
BY_PARENT = 0.6
BY_SIBLING = 0.25

SIDE_NEED_WEIGHT = 0.5

# Straight lines to roads; a quarter of an hour by car costs nothing, beyond an hour and a half nobody travels.
ROAD_FACTOR = 1.3
NEAR_ROAD_KM = 10.0
FAR_ROAD_KM = 90.0
UNKNOWN_DISTANCE = 0.5
DISTANCE_WHEN_REMOTE = 0.7

USUAL_HOURS = 6.0
# How many days later than wanted a start may be before the score is nil.
PATIENCE_DAYS = {"urgent": 14, "normal": 42, "calm": 84}

# The mean of the region counts as so many answers of the profile's own: a new provider is not punished.
PRIOR_ANSWERS = 5.0
NEUTRAL = 0.5


@dataclass(frozen=True)
class Wanted:
    """What a question asks for. `start_in_days` counts from today; codes are those of the taxonomy."""

    key: str
    main_needs: tuple[str, ...]
    side_needs: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    school_types: frozenset[str] = frozenset()
    setting: str = "pupil"
    urgency: str = "normal"
    start_in_days: int = 0
    hours: float | None = None
    location_id: int = 0
    board_id: int = 0
    region_id: int | None = None
    nearby_region_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Offered:
    """What a profile has, as far as it matters for one question. `km`: as the crow flies, None: unknown."""

    profile_id: int
    needs: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    school_types: frozenset[str] = frozenset()
    km: float | None = None
    starts_in_days: int | None = 0
    free_hours: float = 0.0
    open_engagements: int = 0
    max_open: int = 3
    recent_yeses: int = 0
    most_per_30_days: int = 2
    yeses: int = 0
    answers: int = 0
    text_likeness: float = 0.0
    worked_here: int = 0
    valued_here: float | None = None
    state: str = "published"
    is_confirmed: bool = True
    reach: str = "regions"
    reach_km: int | None = None
    region_ids: frozenset[int] = frozenset()
    is_absent: bool = False
    board_id: int = -1
    leaves_out_own_board: bool = False
    declined_reason: str = ""
    is_passed_over: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What holds for all profiles alike: the tree of needs, how rare each is, and how the region answers."""

    parents: Mapping[str, str] = field(default_factory=dict)
    rarity: Mapping[str, float] = field(default_factory=dict)
    settings_of_form: Mapping[str, frozenset[str]] = field(default_factory=dict)
    remote_forms: frozenset[str] = frozenset({"onderwijs-op-afstand", "consult"})
    yes_rate: float = 0.5


@dataclass(frozen=True)
class Part:
    """One reason: its score (0..1), its weight in the total (all weights together 1), and the facts behind it."""

    code: str
    score: float
    weight: float
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Scored:
    """A profile with its total (0..1) and the parts that add up to it."""

    profile_id: int
    total: float
    parts: tuple[Part, ...]


def score(wanted: Wanted, offered: Offered, around: Surroundings, weights: Mapping[str, float]) -> Scored:
    """How well one profile fits the question."""
    whole = sum(weights.get(code, 0.0) for code in _SCORES) or 1.0
    parts = []
    for code, of in _SCORES.items():
        value, facts = of(wanted, offered, around)
        parts.append(Part(code, min(1.0, max(0.0, value)), weights.get(code, 0.0) / whole, facts))
    return Scored(offered.profile_id, sum(part.score * part.weight for part in parts), tuple(parts))


def rank(scored: Sequence[Scored], *, key: str) -> list[Scored]:
    """The best first; equals in an order that differs per question (`key`), so that nobody is always first."""
    return sorted(scored, key=lambda one: (-round(one.total, 9), _lot(key, one.profile_id)))


def coverage(need: str, needs: frozenset[str], parents: Mapping[str, str]) -> tuple[float, str]:
    """How far `needs` cover one need, and by which of them ("" for none)."""
    if need in needs:
        return 1.0, need
    children = sorted(code for code in needs if parents.get(code) == need)
    if children:
        return BY_CHILD, children[0]
    parent = parents.get(need)
    if parent and parent in needs:
        return BY_PARENT, parent
    siblings = sorted(code for code in needs if parent and parents.get(code) == parent)
    return (BY_SIBLING, siblings[0]) if siblings else (0.0, "")


def family(codes: Iterable[str], parents: Mapping[str, str]) -> set[str]:
    """These needs with all that are near them: parents, children, and those with the same parent."""
    tops = {parents.get(code, code) for code in codes}
    everything = {*parents, *parents.values(), *codes}
    return {code for code in everything if parents.get(code, code) in tops}


def _needs(wanted: Wanted, offered: Offered, around: Surroundings) -> tuple[float, dict[str, Any]]:
    asked = [(code, 1.0) for code in wanted.main_needs] + [(code, SIDE_NEED_WEIGHT) for code in wanted.side_needs]
    if not asked:
        return NEUTRAL, {"covered": [], "near": [], "missing": []}
    found: dict[str, list[str]] = {"covered": [], "near": [], "missing": []}
    got = possible = 0.0
    for code, importance in asked:
        share, _by = coverage(code, offered.needs, around.parents)
        worth = importance * around.rarity.get(code, 1.0)
        got, possible = got + worth * share, possible + worth
        found["covered" if share == 1.0 else "near" if share else "missing"].append(code)
    return got / possible, found


def _form(wanted: Wanted, offered: Offered, _around: Surroundings) -> tuple[float, dict[str, Any]]:
    offers = sorted(wanted.forms & offered.forms)
    facts = {"offers": offers, "asked": len(wanted.forms)}
    return (len(offers) / len(wanted.forms) if wanted.forms else 1.0), facts


def _setting(wanted: Wanted, offered: Offered, around: Surroundings) -> tuple[float, dict[str, Any]]:
    fitting = [form for form in offered.forms if wanted.setting in around.settings_of_form.get(form, frozenset())]
    return (1.0 if fitting else 0.3), {"setting": wanted.setting, "fits": bool(fitting)}


def _text(_wanted: Wanted, offered: Offered, _around: Surroundings) -> tuple[float, dict[str, Any]]:
    return offered.text_likeness, {"share": round(offered.text_likeness, 3)}


def _distance(wanted: Wanted, offered: Offered, around: Surroundings) -> tuple[float, dict[str, Any]]:
    if offered.km is None:
        return UNKNOWN_DISTANCE, {"km": None}
    road = offered.km * ROAD_FACTOR
    value = 1.0 - max(0.0, road - NEAR_ROAD_KM) / (FAR_ROAD_KM - NEAR_ROAD_KM)
    if wanted.forms and wanted.forms <= around.remote_forms:
        value = max(value, DISTANCE_WHEN_REMOTE)
    return value, {"km": round(offered.km, 1)}


def _start(wanted: Wanted, offered: Offered, _around: Surroundings) -> tuple[float, dict[str, Any]]:
    if offered.starts_in_days is None:
        return 0.0, {"days": None, "late": None}
    late = max(0, offered.starts_in_days - wanted.start_in_days)
    return 1.0 - late / PATIENCE_DAYS[wanted.urgency], {"days": offered.starts_in_days, "late": late}


def _hours(wanted: Wanted, offered: Offered, _around: Surroundings) -> tuple[float, dict[str, Any]]:
    asked = wanted.hours or USUAL_HOURS
    return offered.free_hours / asked, {"free": round(offered.free_hours, 1), "asked": asked}


def _load(_wanted: Wanted, offered: Offered, _around: Surroundings) -> tuple[float, dict[str, Any]]:
    places = max(offered.max_open, 1)
    return 1.0 - offered.open_engagements / places, {"open": offered.open_engagements, "places": offered.max_open}


def _answers(_wanted: Wanted, offered: Offered, around: Surroundings) -> tuple[float, dict[str, Any]]:
    rate = (offered.yeses + PRIOR_ANSWERS * around.yes_rate) / (offered.answers + PRIOR_ANSWERS)
    return rate, {"yes": offered.yeses, "asked": offered.answers}


def _continuity(_wanted: Wanted, offered: Offered, _around: Surroundings) -> tuple[float, dict[str, Any]]:
    facts = {"times": offered.worked_here, "score": offered.valued_here}
    if not offered.worked_here:
        return NEUTRAL, facts
    return (0.75 if offered.valued_here is None else (offered.valued_here - 1) / 4), facts


def _lot(key: str, profile_id: int) -> bytes:
    return sha256(f"{key}:{profile_id}".encode()).digest()


_SCORES = {
    "needs": _needs,
    "form": _form,
    "setting": _setting,
    "text": _text,
    "distance": _distance,
    "start": _start,
    "hours": _hours,
    "load": _load,
    "answers": _answers,
    "continuity": _continuity,
}
