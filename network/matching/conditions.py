"""The hard rules: what must hold before a profile can be asked at all, each with what was found and what is needed.

Pure. candidates.py asks the database for the same, to keep the list short; this is what explains.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from network.matching.rules import Offered, Surroundings, Wanted, coverage


@dataclass(frozen=True)
class Condition:
    """One hard rule as it turned out: `facts` holds the value and the threshold."""

    code: str
    holds: bool
    facts: Mapping[str, Any] = field(default_factory=dict)


def conditions(wanted: Wanted, offered: Offered, around: Surroundings) -> list[Condition]:
    """Every hard rule for this question and this profile."""
    return [Condition(code, *of(wanted, offered, around)) for code, of in _RULES.items()]


def may_be_asked(wanted: Wanted, offered: Offered, around: Surroundings) -> bool:
    """Whether every hard rule holds."""
    return all(of(wanted, offered, around)[0] for of in _RULES.values())


Found = tuple[bool, Mapping[str, Any]]


def _published(_wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    return offered.state == "published" and offered.is_confirmed, {"state": offered.state}


def _need(wanted: Wanted, offered: Offered, around: Surroundings) -> Found:
    """At least one need is the profile's own, or near one of its own."""
    asked = (*wanted.main_needs, *wanted.side_needs)
    near = [code for code in asked if coverage(code, offered.needs, around.parents)[0] > 0]
    return bool(near), {"near": near}


def _age(wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    return not wanted.ages or bool(wanted.ages & offered.ages), {"asked": sorted(wanted.ages)}


def _school_type(wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    holds = not wanted.school_types or bool(wanted.school_types & offered.school_types)
    return holds, {"asked": sorted(wanted.school_types)}


def _form(wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    return not wanted.forms or bool(wanted.forms & offered.forms), {"asked": sorted(wanted.forms)}


def _reach(wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    facts = {"reach": offered.reach, "km": offered.km and round(offered.km, 1), "most_km": offered.reach_km}
    if offered.reach == "national":
        return True, facts
    if offered.reach == "kilometres":
        return offered.km is not None and offered.km <= (offered.reach_km or 0), facts
    if wanted.region_id in offered.region_ids:
        return True, facts
    is_nearby = bool(wanted.nearby_region_ids & offered.region_ids)
    return is_nearby, {**facts, "is_nearby": is_nearby}


def _present(_wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    return not offered.is_absent, {}


def _not_declined(_wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    return not offered.declined_reason, {"reason": offered.declined_reason}


def _not_passed_over(_wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    return not offered.is_passed_over, {}


def _other_board(wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    return not (offered.leaves_out_own_board and offered.board_id == wanted.board_id), {}


def _place_left(_wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    facts = {"open": offered.open_engagements, "places": offered.max_open}
    return offered.open_engagements < offered.max_open, facts


def _rest(_wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    facts = {"recent": offered.recent_yeses, "most": offered.most_per_30_days}
    return offered.recent_yeses < offered.most_per_30_days, facts


def _hours(_wanted: Wanted, offered: Offered, _around: Surroundings) -> Found:
    return offered.starts_in_days is not None, {"free": round(offered.free_hours, 1)}


_RULES: dict[str, Callable[[Wanted, Offered, Surroundings], Found]] = {
    "published": _published,
    "need": _need,
    "age": _age,
    "school_type": _school_type,
    "form": _form,
    "reach": _reach,
    "present": _present,
    "not_declined": _not_declined,
    "not_passed_over": _not_passed_over,
    "other_board": _other_board,
    "place_left": _place_left,
    "rest": _rest,
    "hours": _hours,
}
