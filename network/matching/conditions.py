"""The hard rules: what must hold before a profile can be asked at all, each with what was found and what is needed.

Pure. candidates/cards.py asks the database for a part of the same, to keep the list short; what is decided, is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from math import floor
from typing import Any

import numpy as np

from network.matching import pauses
from network.matching.columns import Bools, Offers
from network.matching.rules import Surroundings, Wanted, by_closeness, family

Facts = Mapping[str, Any]

# Work can begin in a week with so many hours free, within so many weeks of the wanted start.
LEAST_HOURS_A_WEEK = 1
HORIZON_WEEKS = 12


@dataclass(frozen=True)
class Condition:
    """One hard rule as it turned out: `facts` holds the value and the threshold."""

    code: str
    holds: bool
    facts: Facts = field(default_factory=dict)


def conditions(wanted: Wanted, offers: Offers, row: int, around: Surroundings) -> list[Condition]:
    """Every hard rule for this question and the profile in this row."""
    one = offers.where([row])
    return [
        Condition(code, bool(holds(wanted, one, around)[0]), facts(wanted, one, around))
        for code, (holds, facts) in RULES.items()
    ]


def verdicts(wanted: Wanted, offers: Offers, around: Surroundings, *, rules: Collection[str] = ()) -> dict[str, Bools]:
    """For each rule, or each of these `rules`: for which rows it holds."""
    return {code: RULES[code][0](wanted, offers, around) for code in rules or RULES}


def may_be_asked(found: Mapping[str, Bools], *, but: Collection[str] = ()) -> Bools:
    """For which rows all these verdicts hold, those in `but` aside."""
    return np.logical_and.reduce([holds for code, holds in found.items() if code not in but])


def _published(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    """A pause is a rule by itself."""
    return ((offers.state == "published") | pauses.is_paused(offers)) & offers.is_confirmed


def _published_facts(wanted: Wanted, one: Offers, _around: Surroundings) -> Facts:
    """A confirmation that is old is told and no hurdle: the school is asked, and may have missed the mail about it."""
    told = {name: getattr(one, name)[0] for name in ("state", "is_confirmed", "confirmed_on")}
    since, on = wanted.confirmed_since, told["confirmed_on"]
    return told | {"is_long_ago": bool(since and on and on < since)}


def _answered_by_somebody(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return offers.is_answered


def _location_open(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return offers.is_open


def _need(wanted: Wanted, offers: Offers, around: Surroundings) -> Bools:
    """At least one need is the profile's own, or near one of its own."""
    near = family(wanted.needs, around.parents)
    return np.array([not near.isdisjoint(own) for own in offers.needs], dtype=bool)


def _need_facts(wanted: Wanted, one: Offers, around: Surroundings) -> Facts:
    found = by_closeness(wanted.needs, one.needs[0], around.parents)
    told = {name: found[name] for name in ("covered", "near", "akin", "groups")}
    return told | {"asked": list(wanted.needs)}


def _age(wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return _shares(wanted.ages, offers.ages)


def _age_facts(wanted: Wanted, one: Offers, _around: Surroundings) -> Facts:
    return {"asked": sorted(wanted.ages), "offers": sorted(one.ages[0])}


def _school_type(wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return _shares(wanted.school_types, offers.school_types)


def _school_type_facts(wanted: Wanted, one: Offers, _around: Surroundings) -> Facts:
    return {"asked": sorted(wanted.school_types), "offers": sorted(one.school_types[0])}


def _form(wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return _shares(wanted.forms, offers.forms)


def _form_facts(wanted: Wanted, one: Offers, _around: Surroundings) -> Facts:
    return {"asked": sorted(wanted.forms), "offers": sorted(one.forms[0])}


def _shares(asked: frozenset[str], offered: Any) -> Bools:
    if not asked:
        return np.ones(len(offered), dtype=bool)
    return np.array([not asked.isdisjoint(own) for own in offered], dtype=bool)


def _reach(wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    served = wanted.nearby_region_ids | ({wanted.region_id} if wanted.region_id is not None else set())
    in_region = np.array([not served.isdisjoint(own) for own in offers.region_ids], dtype=bool)
    with np.errstate(invalid="ignore"):
        near_enough = offers.km <= offers.reach_km
    is_national, is_by_km = offers.reach == "national", offers.reach == "kilometres"
    return is_national | (is_by_km & near_enough) | (~is_by_km & in_region)


def _reach_facts(wanted: Wanted, one: Offers, _around: Surroundings) -> Facts:
    own = one.region_ids[0]
    is_nearby = one.reach[0] == "regions" and wanted.region_id not in own and bool(wanted.nearby_region_ids & own)
    km, most = float(one.km[0]), float(one.reach_km[0])
    return {
        "reach": one.reach[0],
        "km": None if np.isnan(km) else round(km, 1),
        "most_km": None if np.isnan(most) else round(most),
        "is_nearby": is_nearby,
        "region": wanted.region,
    }


def _present(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return ~offers.is_absent


def _present_facts(wanted: Wanted, one: Offers, _around: Surroundings) -> Facts:
    return {"is_absent": bool(one.is_absent[0]), "until": one.absent_until[0], "begin_on": wanted.begin_on}


def _not_declined(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return np.asarray(offers.declined_reason == "", dtype=bool)


def _not_passed_over(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return ~offers.is_passed_over


def _not_asked_yet(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return np.asarray(offers.asked_state == "", dtype=bool)


def _not_asked_otherwise(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    """Somebody who answers for it has not seen the question yet; a no or silence through another profile is an answer."""
    return np.array([not through for through in offers.asked_through], dtype=bool)


def _other_location(wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return offers.location_id != wanted.location_id


def _other_board(wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return ~(offers.leaves_out_own_board & (offers.board_id == wanted.board_id))


def _other_board_facts(wanted: Wanted, one: Offers, _around: Surroundings) -> Facts:
    return {
        "board": wanted.board,
        "is_same": bool(one.board_id[0] == wanted.board_id),
        "leaves_out": bool(one.leaves_out_own_board[0]),
    }


def _place_left(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return offers.open_engagements < offers.max_open


def _place_left_facts(_wanted: Wanted, one: Offers, _around: Surroundings) -> Facts:
    return {"open": int(one.open_engagements[0]), "places": int(one.max_open[0])}


def _rest(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return offers.recent_yeses < offers.most_per_30_days


def _rest_facts(_wanted: Wanted, one: Offers, _around: Surroundings) -> Facts:
    return {"recent": int(one.recent_yeses[0]), "most": int(one.most_per_30_days[0])}


def _hours(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Bools:
    return ~np.isnan(offers.starts_in_days)


def _hours_facts(_wanted: Wanted, one: Offers, _around: Surroundings) -> Facts:
    return {
        "free": round(float(one.free_hours[0]), 1),
        # Rounded down: what is just too little must not read as enough.
        "most": floor(round(10 * float(one.most_in_a_week[0]), 6)) / 10,
        "needed": LEAST_HOURS_A_WEEK,
        "lead_days": int(one.lead_days[0]),
        "is_told_too_late": not one.is_in_time[0],
    }


def _told(**columns: str) -> Callable[[Wanted, Offers, Surroundings], Facts]:
    """Facts that are columns as they stand: under which name, and which column."""
    return lambda _wanted, one, _around: {name: getattr(one, column)[0] for name, column in columns.items()}


# The one list: for each rule, for whom it holds and what is told of one profile.
RULES: dict[
    str,
    tuple[Callable[[Wanted, Offers, Surroundings], Bools], Callable[[Wanted, Offers, Surroundings], Facts]],
] = {
    "published": (_published, _published_facts),
    "location_open": (_location_open, _told(is_open="is_open")),
    "answered_by_somebody": (_answered_by_somebody, _told(is_answered="is_answered")),
    "need": (_need, _need_facts),
    "age": (_age, _age_facts),
    "school_type": (_school_type, _school_type_facts),
    "form": (_form, _form_facts),
    "reach": (_reach, _reach_facts),
    "not_paused": (pauses.not_paused, pauses.facts),
    "pause_over": (pauses.pause_over, pauses.facts),
    "present": (_present, _present_facts),
    "not_declined": (_not_declined, _told(reason="declined_reason", answered_on="answered_on")),
    # Who was asked first and then no more, has a date; who was passed over has none.
    "not_passed_over": (_not_passed_over, _told(is_passed_over="is_passed_over", asked_on="asked_on")),
    "not_asked_yet": (_not_asked_yet, _told(state="asked_state", asked_on="asked_on", answered_on="answered_on")),
    "not_asked_otherwise": (_not_asked_otherwise, _told(through="asked_through")),
    "other_location": (_other_location, _told(location_id="location_id")),
    "other_board": (_other_board, _other_board_facts),
    "place_left": (_place_left, _place_left_facts),
    "rest": (_rest, _rest_facts),
    "hours": (_hours, _hours_facts),
}

# What can be told from the profile alone, before anything is asked about its past and its hours.
OF_THE_PROFILE = (
    *("published", "location_open", "need", "age", "school_type", "form", "reach", "not_paused", "other_board"),
)
OF_THE_MOMENT = tuple(code for code in RULES if code not in OF_THE_PROFILE)
# What time alone can mend: a traject ends, thirty days pass, hours come free; and a pause is over.
OF_ROOM = frozenset({"place_left", "rest", "hours"})
OF_CAPACITY = OF_ROOM | {"pause_over"}
