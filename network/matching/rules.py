"""How well profiles fit a question: parts between 0 and 1, weighed into one total. Pure.

Profiles come as columns (see columns.py), so that a whole country is scored at once. Each part is in parts.py, what is
behind it in facts.py, each hard rule in conditions.py; explaining says in words what they found.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import Any, TypeVar

import numpy as np

from network.core.geo import Point
from network.matching.columns import Bools, Floats, Offers

One = TypeVar("One")

# How far a need that a profile does not name itself is covered by one that is near it in the taxonomy.
BY_CHILD = 0.8
BY_PARENT = 0.6
BY_SIBLING = 0.25

MAIN_NEED_WEIGHT = 1.0
SIDE_NEED_WEIGHT = 0.5


@dataclass(frozen=True)
class Usual:
    """What is usual among the providers of a region: with it a profile is compared, and a new one is taken to be like it.

    `busy`: the mean share of their places that is taken, 1 when all are; None where there are no providers or nobody counted.
    """

    providers: int = 0
    busy: float | None = None
    yeses: int = 0
    answers: int = 0


@dataclass(frozen=True)
class Wanted:
    """What a question asks for. `needs`: how much each counts; `start_in_days` counts from today, to `begin_on`.
    `usual`: in its region.

    `is_start_past`: the day that was wanted has passed, and `begin_on` is the first school day from today on.
    `confirmed_since`: the region wants profiles confirmed on this day or later. Codes are those of the taxonomy; `heard`: what its text sounds like, a vector of length 1 over
    needs; `rare_words`: the stems of those that its text has.
    """

    key: str
    needs: Mapping[str, float] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    school_types: frozenset[str] = frozenset()
    setting: str = "pupil"
    urgency: str = "normal"
    start_in_days: int = 0
    begin_on: date | None = None
    is_start_past: bool = False
    confirmed_since: date | None = None
    hours: float | None = None
    location_id: int = 0
    point: Point | None = None
    board_id: int = 0
    board: str = ""
    region_id: int | None = None
    region: str = ""
    nearby_region_ids: frozenset[int] = frozenset()
    usual: Usual = field(default_factory=Usual)
    heard: Mapping[str, float] = field(default_factory=dict)
    rare_words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Surroundings:
    """What the field knows: the tree of needs, whom each form of support is for, and which forms need no travel."""

    parents: Mapping[str, str] = field(default_factory=dict)
    settings_of_form: Mapping[str, frozenset[str]] = field(default_factory=dict)
    remote_forms: frozenset[str] = frozenset({"onderwijs-op-afstand", "consult"})


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


def shares(weights: Mapping[str, float], codes: Iterable[str]) -> dict[str, float]:
    """The weights of these parts, brought to 1 together."""
    chosen = {code: weights.get(code, 0.0) for code in codes}
    whole = sum(chosen.values()) or 1.0
    return {code: weight / whole for code, weight in chosen.items()}


def points(added: Sequence[float], total: float) -> list[float]:
    """What each part adds to a score as it is shown, 0..100 with one decimal: together exactly `total` as it is shown.

    By largest remainder (Hamilton's method); `added`: score times weight of each part, together the total (0..1).
    """
    whole = sum(added)
    if whole <= 0:
        return [0.0 for _part in added]
    exact = np.array(added) / whole * total * 1000
    tenths = np.floor(exact + 1e-9)
    left = round(10 * shown(total) - tenths.sum())
    tenths[np.argsort(tenths - exact, kind="stable")[:left]] += 1
    return [float(one) for one in tenths / 10]


def shown(share: float) -> float:
    """A score or weight (0..1) as it is shown everywhere: 0..100 with one decimal."""
    return round(100 * share, 1)


def order(wanted: Wanted, offers: Offers, around: Surroundings, totals: Floats) -> list[int]:
    """The rows: who truly covers what is asked, and after all of them who is only akin; in each the best first.

    Equals in an order that differs per question: nobody is always first.
    """
    # A total is never above 1.
    rounded = np.round(totals, 9) + 2.0 * covers_truly(wanted, offers, around)
    best_first = np.argsort(-rounded, kind="stable").tolist()
    equals = (list(rows) for _total, rows in groupby(best_first, key=rounded.tolist().__getitem__))
    return [row for rows in equals for row in _by_lot(rows, offers, wanted.key)]


def covers_truly(wanted: Wanted, offers: Offers, around: Surroundings) -> Bools:
    """Who names a need that is asked, or its parent or a child of it; whoever is left is only akin."""
    enough = close_to(wanted.needs, around.parents)
    at = [place for place, code in enumerate(offers.need_codes) if code in enough]
    return np.asarray(offers.need_shares[:, at].any(axis=1))


def is_only_akin(found: Mapping[str, Any]) -> bool:
    """The same of one profile, by what `by_closeness` found."""
    return not found["covered"] and not found["near"]


def tiers(in_order: Iterable[One], is_akin: Callable[[One], bool]) -> list[list[One]]:
    """Who is asked apart from whom, in order: a round holds who truly covers, or who is only akin, and never both."""
    everybody = list(in_order)
    both = ([one for one in everybody if not is_akin(one)], [one for one in everybody if is_akin(one)])
    return [tier for tier in both if tier]


def _by_lot(rows: list[int], offers: Offers, key: str) -> list[int]:
    return rows if len(rows) == 1 else sorted(rows, key=lambda row: _lot(key, int(offers.profile_id[row])))


def coverage(need: str, needs: Iterable[str], parents: Mapping[str, str]) -> tuple[float, str]:
    """How far `needs` cover one need, and by which of them ("" for none)."""
    covered = ((nearness(need, other, parents), other) for other in sorted(needs))
    return max(covered, key=lambda one: one[0], default=(0.0, "")) if needs else (0.0, "")


def by_closeness(asked: Iterable[str], own: Iterable[str], parents: Mapping[str, str]) -> dict[str, list[str]]:
    """The needs that are asked: `covered` by the same, `near` a child or parent, only `akin` to a sibling, or `missing`.

    `groups`: the parents of what is akin.
    """
    found: dict[str, list[str]] = {"covered": [], "near": [], "akin": [], "missing": []}
    for code in asked:
        share, _by = coverage(code, own, parents)
        how = "covered" if share == 1.0 else "near" if share > BY_SIBLING else "akin" if share else "missing"
        found[how].append(code)
    return found | {"groups": sorted({parents[code] for code in found["akin"]})}


def nearness(need: str, other: str, parents: Mapping[str, str]) -> float:
    """How far one need covers another: itself, a child, its parent, or a sibling."""
    if need == other:
        return 1.0
    if parents.get(other) == need:
        return BY_CHILD
    parent = parents.get(need)
    if parent is None:
        return 0.0
    if parent == other:
        return BY_PARENT
    return BY_SIBLING if parents.get(other) == parent else 0.0


def family(codes: Iterable[str], parents: Mapping[str, str]) -> set[str]:
    """These needs with all that are near them: parents, children, and those with the same parent."""
    asked = set(codes)
    above = {parents[code] for code in asked if code in parents}
    beside = {code for code, parent in parents.items() if parent in above}
    return close_to(asked, parents) | beside


def close_to(codes: Iterable[str], parents: Mapping[str, str]) -> set[str]:
    """These needs with their parents and children: more than a sibling covers."""
    asked = set(codes)
    above = {parents[code] for code in asked if code in parents}
    below = {code for code, parent in parents.items() if parent in asked}
    return asked | above | below


def likeness(one: Mapping[str, float], others: Sequence[Mapping[str, float]]) -> Floats:
    """Of a text with each of the others, 0..1: the cosine of what is heard in them (vectors of length 1)."""
    heard = np.array([[other.get(code, 0.0) for code in one] for other in others]).reshape(len(others), len(one))
    return heard @ np.array(list(one.values()))


def words_in_common(one: frozenset[str], others: Sequence[Collection[str]]) -> Floats:
    """Of the rare words of a text with those of each of the others, 0..1: the cosine of which there are."""
    shared = np.array([len(one.intersection(other)) for other in others], dtype=float)
    sizes = np.array([len(other) for other in others], dtype=float) * len(one)
    return shared / np.sqrt(np.maximum(sizes, 1.0))


def _lot(key: str, profile_id: int) -> bytes:
    return sha256(f"{key}:{profile_id}".encode()).digest()
