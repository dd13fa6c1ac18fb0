"""The ten parts of a score: each says for all profiles at once how well they fit (0..1). Pure.

facts.py tells what is behind the score of one profile; the numbers below stand in it too, so that it can be redone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from network.matching.columns import Floats, Offers
from network.matching.rules import Surroundings, Usual, Wanted, family, likeness, nearness, shares, words_in_common

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

# How often the providers of the region say yes counts as so many answers of the profile's own: a new one is not
# punished. Where they gave no answers yet it is as often as not.
PRIOR_ANSWERS = 5.0
NEUTRAL = 0.5
HELPS_OTHERS = 0.3
WORKED_HERE_UNVALUED = 0.75

# Of how alike two texts are, the part of their rare words; the rest is what is heard in them (docs/adr/0021).
PART_OF_WORDS = 0.5
# Two texts by different hands hardly ever have more of their rare words in common (cosine).
MOST_IN_COMMON = 0.3


def score_all(
    wanted: Wanted, offers: Offers, around: Surroundings, weights: Mapping[str, float]
) -> tuple[Floats, Floats]:
    """The totals of all profiles (0..1), and their parts (profiles x parts, in the order of PARTS)."""
    parts = np.column_stack([np.clip(scores(wanted, offers, around), 0.0, 1.0) for scores in PARTS.values()])
    return parts @ np.array(list(shares(weights, PARTS).values())), parts


def rarity(covered: Floats) -> float:
    """1 for a need that everybody who could be asked covers, more for one that hardly anybody does; always below 2."""
    count = len(covered)
    return float(1.0 + np.log((count + 1) / (covered.sum() + 1)) / np.log(count + RARITY_AMONG_FEW))


def covered(code: str, offers: Offers, around: Surroundings) -> Floats:
    """How far each profile covers one need (0..1), by itself or by one that is near."""
    relatives = family((code,), around.parents)
    at = [place for place, other in enumerate(offers.need_codes) if other in relatives]
    near = np.array([nearness(code, offers.need_codes[place], around.parents) for place in at])
    return (offers.need_shares[:, at] * near).max(axis=1, initial=0.0)


def _needs(wanted: Wanted, offers: Offers, around: Surroundings) -> Floats:
    if not wanted.needs:
        return np.full(len(offers), NEUTRAL)
    cover = {code: covered(code, offers, around) for code in wanted.needs}
    worth = {code: weight * rarity(cover[code]) for code, weight in wanted.needs.items()}
    got = sum((worth[code] * cover[code] for code in worth), start=np.zeros(len(offers)))
    return got / sum(worth.values()) * focus(wanted, offers, around)


def focus(wanted: Wanted, offers: Offers, around: Surroundings) -> Floats:
    """1 for an offer about what is asked and what is near it, less for one that is about much else."""
    return np.maximum(LEAST_FOCUS, (1.0 + beside(wanted, offers, around)) ** -FOCUS)


def beside(wanted: Wanted, offers: Offers, around: Surroundings) -> Floats:
    """How many needs each profile covers that are not near any that is asked."""
    near = family(wanted.needs, around.parents)
    return offers.need_shares @ np.array([code not in near for code in offers.need_codes], dtype=float)


def _form(wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    if not wanted.forms:
        return np.ones(len(offers))
    return np.array([len(wanted.forms & own) for own in offers.forms]) / len(wanted.forms)


def _setting(wanted: Wanted, offers: Offers, around: Surroundings) -> Floats:
    fitting = forms_for(wanted.setting, around)
    return np.array([HELPS_OTHERS if fitting.isdisjoint(own) else 1.0 for own in offers.forms])


def forms_for(setting: str, around: Surroundings) -> set[str]:
    """The forms of support that are meant for a pupil, a group, a team or a school."""
    return {form for form, settings in around.settings_of_form.items() if setting in settings}


def _text(wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    return likeness_of_texts(wanted, heard=offers.heard.tolist(), rare_words=offers.rare_words.tolist())


def likeness_of_texts(
    wanted: Wanted, *, heard: Sequence[Mapping[str, float]], rare_words: Sequence[Collection[str]]
) -> Floats:
    """How alike each text is to the question's, 0..1: by what is heard in both, and by their rare words."""
    alike = likeness(wanted.heard, heard)
    in_common = words_in_common(wanted.rare_words, rare_words) / MOST_IN_COMMON
    return (1.0 - PART_OF_WORDS) * alike + PART_OF_WORDS * np.minimum(1.0, in_common)


def _distance(wanted: Wanted, offers: Offers, around: Surroundings) -> Floats:
    road = offers.km * ROAD_FACTOR
    value = 1.0 - np.maximum(0.0, road - NEAR_ROAD_KM) / (FAR_ROAD_KM - NEAR_ROAD_KM)
    if needs_no_travel(wanted, around):
        value = np.maximum(value, DISTANCE_WHEN_REMOTE)
    return np.where(np.isnan(offers.km), UNKNOWN_DISTANCE, value)


def needs_no_travel(wanted: Wanted, around: Surroundings) -> bool:
    """Whether all that is asked can be done from afar."""
    return bool(wanted.forms) and wanted.forms <= around.remote_forms


def _start(wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    late = np.maximum(0.0, offers.starts_in_days - wanted.start_in_days)
    return np.nan_to_num(1.0 - late / PATIENCE_DAYS[wanted.urgency], nan=0.0)


def _hours(wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    return offers.free_hours / (wanted.hours or USUAL_HOURS)


def _busy(offers: Offers) -> Floats:
    return offers.open_engagements / np.maximum(offers.max_open, 1)


def _load(wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    """Half for the profile's own free places, half for how it compares with the providers of the region."""
    busy = _busy(offers)
    usual = busy if wanted.usual.busy is None else wanted.usual.busy
    return (1.0 - busy + np.clip(NEUTRAL + usual - busy, 0.0, 1.0)) / 2


def _answers(wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    return (offers.yeses + PRIOR_ANSWERS * usual_rate(wanted.usual)) / (offers.answers + PRIOR_ANSWERS)


def usual_rate(usual: Usual) -> float:
    """How often the providers of a region say yes (0..1), drawn to a half while they gave few answers."""
    return (usual.yeses + PRIOR_ANSWERS * NEUTRAL) / (usual.answers + PRIOR_ANSWERS)


def _continuity(_wanted: Wanted, offers: Offers, _around: Surroundings) -> Floats:
    valued = np.where(np.isnan(offers.valued_here), WORKED_HERE_UNVALUED, (offers.valued_here - 1) / 4)
    return np.where(offers.worked_here > 0, valued, NEUTRAL)


# The one list of what counts; facts.py says for each what is told of it.
PARTS: dict[str, Callable[[Wanted, Offers, Surroundings], Floats]] = {
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
