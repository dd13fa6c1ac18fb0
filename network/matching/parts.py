"""The ten parts of a score: each says for all profiles at once how well they fit (0..1), and for one row why. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from network.matching.columns import Floats, Offers
from network.matching.rules import Part, Scored, Surroundings, Wanted, coverage, likeness, nearness, shares

# An offer that is about little else goes before an offer for everything: what each need beside the question takes away,
# down to a least share.
FOCUS = 0.15
LEAST_FOCUS = 0.4
# Rarity is counted among the offers themselves, so an offer that covers one need more makes that need less rare. Its
# gain is always greater than that loss while 1 / log(this) <= LEAST_FOCUS / (1 + LEAST_FOCUS): see docs/adr/0012.
RARITY_AMONG_FEW = 34

# Straight lines to roads; a quarter of an hour by car costs nothing, beyond an hour and a half nobody travels.
ROAD_FACTOR = 1.3
NEAR_ROAD_KM = 10.0
FAR_ROAD_KM = 90.0
UNKNOWN_DISTANCE = 0.5
DISTANCE_WHEN_REMOTE = 0.7

USUAL_HOURS = 6.0
# How many days later than wanted a start may be before the score is nil.
PATIENCE_DAYS = {"urgent": 14, "normal": 42, "calm": 84}

# The mean of those who could be asked counts as so many answers of the profile's own: a new one is not punished.
PRIOR_ANSWERS = 5.0
NEUTRAL = 0.5
HELPS_OTHERS = 0.3
WORKED_HERE_UNVALUED = 0.75
HEARD_CLEARLY = 0.1

Facts = Mapping[str, Any]


def score_all(
    wanted: Wanted, offers: Offers, around: Surroundings, weights: Mapping[str, float]
) -> tuple[Floats, Floats]:
    """The totals of all profiles (0..1), and their parts (profiles x parts, in the order of PARTS)."""
    parts = np.column_stack([np.clip(scores(wanted, offers, around), 0.0, 1.0) for scores, _facts in PARTS.values()])
    return parts @ np.array(list(shares(weights, PARTS).values())), parts


def explain(
    wanted: Wanted, offers: Offers, around: Surroundings, *, row: int, parts: Floats, weights: Mapping[str, float]
) -> Scored:
    """One row of what score_all found, with the facts behind each part."""
    by_code = shares(weights, PARTS)
    found = tuple(
        Part(code, float(parts[row, at]), by_code[code], facts(wanted, offers, row, around))
        for at, (code, (_scores, facts)) in enumerate(PARTS.items())
    )
    return Scored(int(offers.profile_id[row]), sum(part.score * part.weight for part in found), found)


def rarity(covered: Floats) -> float:
    """1 for a need that everybody who could be asked covers, more for one that hardly anybody does; always below 2."""
    count = len(covered)
    return float(1.0 + np.log((count + 1) / (covered.sum() + 1)) / np.log(count + RARITY_AMONG_FEW))


def covered(code: str, offers: Offers, around: Surroundings) -> Floats:
    """How far each profile covers one need (0..1), by itself or by one that is near."""
    near = np.array([nearness(code, other, around.parents) for other in offers.need_codes])
    at = np.flatnonzero(near)
    return (offers.need_shares[:, at] * near[at]).max(axis=1, initial=0.0)


def _needs(wanted: Wanted, offers: Offers, around: Surroundings) -> Floats:
    if not wanted.needs:
        return np.full(len(offers), NEUTRAL)
    cover = {code: covered(code, offers, around) for code in wanted.needs}
    worth = {code: weight * rarity(cover[code]) for code, weight in wanted.needs.items()}
    got = sum((worth[code] * cover[code] for code in worth), start=np.zeros(len(offers)))
    return got / sum(worth.values()) * _focus(wanted, offers, around)


def _focus(wanted: Wanted, offers: Offers, around: Surroundings) -> Floats:
    """1 for an offer about what is asked and what is near it, less for one that is about much else."""
    return np.maximum(LEAST_FOCUS, (1.0 + _beside(wanted, offers, around)) ** -FOCUS)


def _beside(wanted: Wanted, offers: Offers, around: Surroundings) -> Floats:
    """How many needs each profile covers that are not near any that is asked."""
    is_far = [not any(nearness(asked, code, around.parents) for asked in wanted.needs) for code in offers.need_codes]
    return offers.need_shares @ np.array(is_far, dtype=float)


def _needs_facts(wanted: Wanted, offers: Offers, row: int, around: Surroundings) -> Facts:
    own = offers.needs[row]
    found: dict[str, list[str]] = {"covered": [], "near": [], "missing": []}
    for code in wanted.needs:
        share, _by = coverage(code, own, around.parents)
        found["covered" if share == 1.0 else "near" if share else "missing"].append(code)
    return found


def _form(wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    if not wanted.forms:
        return np.ones(len(offers))
    return np.array([len(wanted.forms & own) for own in offers.forms]) / len(wanted.forms)


def _form_facts(wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    return {"offers": sorted(wanted.forms & offers.forms[row]), "asked": len(wanted.forms)}


def _setting(wanted: Wanted, offers: Offers, around: Surroundings) -> Floats:
    fitting = _forms_for(wanted.setting, around)
    return np.array([HELPS_OTHERS if fitting.isdisjoint(own) else 1.0 for own in offers.forms])


def _setting_facts(wanted: Wanted, offers: Offers, row: int, around: Surroundings) -> Facts:
    fitting = _forms_for(wanted.setting, around)
    return {"setting": wanted.setting, "fits": not fitting.isdisjoint(offers.forms[row])}


def _forms_for(setting: str, around: Surroundings) -> set[str]:
    return {form for form, settings in around.settings_of_form.items() if setting in settings}


def _text(wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    return likeness(wanted.heard, offers.heard.tolist())


def _text_facts(wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    other = offers.heard[row]
    in_both = {code: worth * other.get(code, 0.0) for code, worth in wanted.heard.items()}
    clear = sorted((code for code, worth in in_both.items() if worth >= HEARD_CLEARLY), key=lambda c: -in_both[c])
    return {"share": round(sum(in_both.values()), 3), "heard": clear[:3]}


def _distance(wanted: Wanted, offers: Offers, around: Surroundings) -> Floats:
    road = offers.km * ROAD_FACTOR
    value = 1.0 - np.maximum(0.0, road - NEAR_ROAD_KM) / (FAR_ROAD_KM - NEAR_ROAD_KM)
    if wanted.forms and wanted.forms <= around.remote_forms:
        value = np.maximum(value, DISTANCE_WHEN_REMOTE)
    return np.where(np.isnan(offers.km), UNKNOWN_DISTANCE, value)


def _distance_facts(_wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    return {"km": _known(offers.km[row], digits=1)}


def _start(wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    late = np.maximum(0.0, offers.starts_in_days - wanted.start_in_days)
    return np.nan_to_num(1.0 - late / PATIENCE_DAYS[wanted.urgency], nan=0.0)


def _start_facts(wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    days = _known(offers.starts_in_days[row])
    return {"days": days, "late": None if days is None else max(0, int(days) - wanted.start_in_days)}


def _hours(wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    return offers.free_hours / (wanted.hours or USUAL_HOURS)


def _hours_facts(wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    free = round(float(offers.free_hours[row]), 1)
    return {"free": free, "asked": wanted.hours or USUAL_HOURS, "is_usual": wanted.hours is None}


def _busy(offers: Offers) -> Floats:
    return offers.open_engagements / np.maximum(offers.max_open, 1)


def _load(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    """Half for the profile's own free places, half for how it compares with the others who could be asked."""
    busy = _busy(offers)
    beside_others = np.clip(NEUTRAL + busy.mean() - busy, 0.0, 1.0)
    return (1.0 - busy + beside_others) / 2


def _load_facts(_wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    return {
        "open": int(offers.open_engagements[row]),
        "places": int(offers.max_open[row]),
        "others": round(float(_busy(offers).mean()), 2),
    }


def _mean_rate(offers: Offers) -> float:
    """How often those who could be asked say yes, drawn to a half while few have answered."""
    return float((offers.yeses.sum() + PRIOR_ANSWERS * NEUTRAL) / (offers.answers.sum() + PRIOR_ANSWERS))


def _answers(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    return (offers.yeses + PRIOR_ANSWERS * _mean_rate(offers)) / (offers.answers + PRIOR_ANSWERS)


def _answers_facts(_wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    mean = round(_mean_rate(offers), 2)
    return {"yes": int(offers.yeses[row]), "asked": int(offers.answers[row]), "others": mean}


def _continuity(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    valued = np.where(np.isnan(offers.valued_here), WORKED_HERE_UNVALUED, (offers.valued_here - 1) / 4)
    return np.where(offers.worked_here > 0, valued, NEUTRAL)


def _continuity_facts(_wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    return {"times": int(offers.worked_here[row]), "score": _known(offers.valued_here[row], digits=1)}


def _known(value: float, *, digits: int | None = None) -> float | None:
    return None if np.isnan(value) else round(float(value), digits) if digits else int(value)


# The one list: for each part, how it is scored and what is told of it.
PARTS: dict[
    str,
    tuple[
        Callable[[Wanted, Offers, Surroundings], Floats],
        Callable[[Wanted, Offers, int, Surroundings], Facts],
    ],
] = {
    "needs": (_needs, _needs_facts),
    "form": (_form, _form_facts),
    "setting": (_setting, _setting_facts),
    "text": (_text, _text_facts),
    "distance": (_distance, _distance_facts),
    "start": (_start, _start_facts),
    "hours": (_hours, _hours_facts),
    "load": (_load, _load_facts),
    "answers": (_answers, _answers_facts),
    "continuity": (_continuity, _continuity_facts),
}
