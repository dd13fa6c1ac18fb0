"""The facts behind each part of a score: enough to work it out again by hand. Pure; explaining puts it in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np

from network.matching import parts as scoring
from network.matching.columns import Floats, Offers
from network.matching.parts import PARTS
from network.matching.rules import Part, Scored, Surroundings, Wanted, by_closeness, shares

Facts = Mapping[str, Any]
OfOne = Callable[[Wanted, Offers, int, Surroundings], Facts]
OfSome = Callable[[Wanted, Offers, Sequence[int], Surroundings], list[Facts]]

HEARD_CLEARLY = 0.1
# Fractions are kept with so many digits: a score of one decimal can then be worked out again.
DIGITS = 4


def explain(
    wanted: Wanted,
    offers: Offers,
    around: Surroundings,
    *,
    rows: Sequence[int],
    parts: Floats,
    weights: Mapping[str, float],
) -> list[Scored]:
    """Some rows of what score_all found (`parts`), with the facts behind each part."""
    by_code = shares(weights, PARTS)
    facts = {code: FACTS[code](wanted, offers, rows, around) for code in PARTS}
    return [
        _scored(
            int(offers.profile_id[row]),
            tuple(
                Part(code, float(parts[row, at]), by_code[code], facts[code][place]) for at, code in enumerate(PARTS)
            ),
        )
        for place, row in enumerate(rows)
    ]


def _scored(profile_id: int, parts: tuple[Part, ...]) -> Scored:
    return Scored(profile_id, sum(part.score * part.weight for part in parts), parts)


def _of_each(of_one: OfOne) -> OfSome:
    """For facts that one row tells by itself."""
    return lambda wanted, offers, rows, around: [of_one(wanted, offers, row, around) for row in rows]


def _needs(wanted: Wanted, offers: Offers, rows: Sequence[int], around: Surroundings) -> list[Facts]:
    """Per need how far it is covered and what it counts for; and what the offer does beside the question."""
    cover = {code: scoring.covered(code, offers, around) for code in wanted.needs}
    rare = {code: scoring.rarity(cover[code]) for code in wanted.needs}
    chosen = offers.where(list(rows))
    beside, focus = scoring.beside(wanted, chosen, around), scoring.focus(wanted, chosen, around)
    found: list[Facts] = []
    for place, row in enumerate(rows):
        each = [
            {"code": code, "weight": weight, "rarity": _short(rare[code]), "share": _short(cover[code][row])}
            for code, weight in wanted.needs.items()
        ]
        more = {
            "each": each,
            "beside": _short(beside[place]),
            "focus": _short(focus[place]),
            "unknown": scoring.NEUTRAL,
        }
        found.append(by_closeness(wanted.needs, offers.needs[row], around.parents) | more)
    return found


def _form(wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    return {"offers": sorted(wanted.forms & offers.forms[row]), "asked": len(wanted.forms)}


def _setting(wanted: Wanted, offers: Offers, row: int, around: Surroundings) -> Facts:
    fitting = scoring.forms_for(wanted.setting, around)
    return {
        "setting": wanted.setting,
        "fits": not fitting.isdisjoint(offers.forms[row]),
        "else": scoring.HELPS_OTHERS,
    }


def _text(wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    other, words = offers.heard[row], offers.rare_words[row]
    in_both = {code: worth * other.get(code, 0.0) for code, worth in wanted.heard.items()}
    clear = sorted((code for code, worth in in_both.items() if worth >= HEARD_CLEARLY), key=lambda c: -in_both[c])
    (share,) = scoring.likeness_of_texts(wanted, heard=[other], rare_words=[words])
    return {
        "share": _short(share),
        "alike": _short(sum(in_both.values())),
        "heard": clear[:3],
        "shared": len(wanted.rare_words.intersection(words)),
        "asked": len(wanted.rare_words),
        "offered": len(words),
        "most": scoring.MOST_IN_COMMON,
    }


def _distance(wanted: Wanted, offers: Offers, row: int, around: Surroundings) -> Facts:
    return {
        "km": _known(offers.km[row], digits=1),
        "road_km": _known(offers.km[row] * scoring.ROAD_FACTOR, digits=DIGITS),
        "factor": scoring.ROAD_FACTOR,
        "near_km": scoring.NEAR_ROAD_KM,
        "far_km": scoring.FAR_ROAD_KM,
        "least": scoring.DISTANCE_WHEN_REMOTE if scoring.needs_no_travel(wanted, around) else 0.0,
        "unknown": scoring.UNKNOWN_DISTANCE,
    }


def _start(wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    days = _known(offers.starts_in_days[row])
    late = None if days is None else max(0, int(days) - wanted.start_in_days)
    patience = scoring.PATIENCE_DAYS[wanted.urgency]
    facts = {"days": days, "late": late, "patience": patience, "urgency": wanted.urgency}
    if days is None or wanted.begin_on is None or not wanted.is_start_past:
        return facts
    return facts | {"can_from": (wanted.begin_on + timedelta(days=late or 0)).isoformat()}


def _hours(wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    free = _short(offers.free_hours[row])
    return {"free": free, "asked": wanted.hours or scoring.USUAL_HOURS, "is_usual": wanted.hours is None}


def _load(wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    usual = wanted.usual
    return {
        "open": int(offers.open_engagements[row]),
        "places": int(offers.max_open[row]),
        "usual": None if usual.busy is None else _short(usual.busy),
        "providers": usual.providers,
    }


def _answers(wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    usual = wanted.usual
    return {
        "yes": int(offers.yeses[row]),
        "asked": int(offers.answers[row]),
        "usual_yes": usual.yeses,
        "usual_asked": usual.answers,
        "usual": _short(scoring.usual_rate(usual)),
        "prior": int(scoring.PRIOR_ANSWERS),
    }


def _continuity(_wanted: Wanted, offers: Offers, row: int, _around: Surroundings) -> Facts:
    return {
        "times": int(offers.worked_here[row]),
        "now": int(offers.helping_here[row]),
        "score": _known(offers.valued_here[row], digits=DIGITS),
        "unvalued": scoring.WORKED_HERE_UNVALUED,
        "unknown": scoring.NEUTRAL,
    }


def _short(value: float) -> float:
    return round(float(value), DIGITS)


def _known(value: float, *, digits: int | None = None) -> float | None:
    return None if np.isnan(value) else round(float(value), digits) if digits else int(value)


# For each part of a score what is told of it; what takes a look at all offers does so once for all rows.
FACTS: dict[str, OfSome] = {
    "needs": _needs,
    "form": _of_each(_form),
    "setting": _of_each(_setting),
    "text": _of_each(_text),
    "distance": _of_each(_distance),
    "start": _of_each(_start),
    "hours": _of_each(_hours),
    "load": _of_each(_load),
    "answers": _of_each(_answers),
    "continuity": _of_each(_continuity),
}
