"""Profiles as columns: what the rules need to know of each, one array per fact, one row per profile. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Offered:
    """One profile, as far as it matters for one question.

    `needs`: how far it covers each (1.0: it says so itself). `km`: as the crow flies, None: unknown.
    `starts_in_days`: at the wanted start or later, None when no hours are free. `lead_days`: needed between a yes and
    the start. `is_in_time`: that leaves a week within the horizon. `heard`: what its text sounds like, of length 1;
    `rare_words`: the stems of those in it, each once. `is_answered`: somebody gets its questions.
    `worked_here`: how often it helped the school, of which it is `helping_here` now.
    `asked_state`: how an invitation for this question stands that keeps it from being asked again, "" for none.
    `asked_through`: the profiles through which all its people were asked this question already.
    """

    profile_id: int
    needs: Mapping[str, float] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    school_types: frozenset[str] = frozenset()
    heard: Mapping[str, float] = field(default_factory=dict)
    rare_words: Collection[str] = ()
    km: float | None = None
    starts_in_days: int | None = 0
    free_hours: float = 0.0
    most_in_a_week: float = 0.0
    open_engagements: int = 0
    max_open: int = 3
    recent_yeses: int = 0
    most_per_30_days: int = 2
    chose_most_itself: bool = False
    lead_days: int = 0
    is_in_time: bool = True
    yeses: int = 0
    answers: int = 0
    worked_here: int = 0
    helping_here: int = 0
    valued_here: float | None = None
    state: str = "published"
    paused_until: date | None = None
    is_confirmed: bool = True
    is_open: bool = True
    confirmed_on: date | None = None
    location_id: int = -1
    holiday_region: str = ""
    is_answered: bool = True
    reach: str = "regions"
    reach_km: int | None = None
    region_ids: frozenset[int] = frozenset()
    is_absent: bool = False
    absent_until: date | None = None
    board_id: int = -1
    leaves_out_own_board: bool = False
    declined_reason: str = ""
    is_passed_over: bool = False
    asked_state: str = ""
    asked_on: date | None = None
    answered_on: date | None = None
    asked_through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offers:
    """Many profiles: every field of `Offered` as an array. Numbers that are not known are NaN."""

    profile_id: NDArray[np.int64]
    needs: NDArray[np.object_]
    forms: NDArray[np.object_]
    ages: NDArray[np.object_]
    school_types: NDArray[np.object_]
    heard: NDArray[np.object_]
    rare_words: NDArray[np.object_]
    km: Floats
    starts_in_days: Floats
    free_hours: Floats
    most_in_a_week: Floats
    open_engagements: Floats
    max_open: Floats
    recent_yeses: Floats
    most_per_30_days: Floats
    chose_most_itself: Bools
    lead_days: Floats
    is_in_time: Bools
    yeses: Floats
    answers: Floats
    worked_here: Floats
    helping_here: Floats
    valued_here: Floats
    state: NDArray[np.object_]
    paused_until: NDArray[np.object_]
    is_confirmed: Bools
    is_open: Bools
    confirmed_on: NDArray[np.object_]
    location_id: NDArray[np.int64]
    holiday_region: NDArray[np.object_]
    is_answered: Bools
    reach: NDArray[np.object_]
    reach_km: Floats
    region_ids: NDArray[np.object_]
    is_absent: Bools
    absent_until: NDArray[np.object_]
    board_id: NDArray[np.int64]
    leaves_out_own_board: Bools
    declined_reason: NDArray[np.object_]
    is_passed_over: Bools
    asked_state: NDArray[np.object_]
    asked_on: NDArray[np.object_]
    answered_on: NDArray[np.object_]
    asked_through: NDArray[np.object_]

    @classmethod
    def of(cls, offered: Iterable[Offered]) -> Self:
        """The columns of these profiles, in their order."""
        rows = list(offered)
        return cls.from_columns({f.name: [getattr(row, f.name) for row in rows] for f in fields(Offered)})

    @classmethod
    def from_columns(cls, values: Mapping[str, Any]) -> Self:
        """The columns out of plain lists or arrays; what is not given has the usual value in every row."""
        count = len(values["profile_id"])
        return cls(**{name: _column(name, values.get(name), count) for name in _TYPES})

    def __len__(self) -> int:
        return len(self.profile_id)

    def where(self, chosen: Any) -> Self:
        """Some of the rows: by a mask or by their numbers."""
        some = type(self)(**{name: getattr(self, name)[chosen] for name in _TYPES})
        if "need_shares" in self.__dict__:
            # What was worked out for all holds for some.
            some.__dict__["need_codes"], some.__dict__["need_shares"] = self.need_codes, self.need_shares[chosen]
        return some

    def with_usual_most(self, most: int) -> Self:
        """The same profiles in a region where this is the most in 30 days, for who chose no number itself."""
        return replace(self, most_per_30_days=np.where(self.chose_most_itself, self.most_per_30_days, most))

    def but(self, values: Mapping[str, Any]) -> Self:
        """The same profiles with these columns in place of their own."""
        other = replace(self, **{name: _column(name, column, len(self)) for name, column in values.items()})
        if "need_shares" in self.__dict__ and "needs" not in values:
            other.__dict__["need_codes"], other.__dict__["need_shares"] = self.need_codes, self.need_shares
        return other

    @cached_property
    def need_codes(self) -> tuple[str, ...]:
        """Every need that one of them covers: the columns of `need_shares`."""
        return tuple(sorted(set().union(*self.needs)))

    @cached_property
    def need_shares(self) -> Floats:
        """How far each profile covers each of `need_codes`."""
        place = {code: at for at, code in enumerate(self.need_codes)}
        shares = np.zeros((len(self), len(place)))
        for row, own in zip(shares, self.needs, strict=True):
            for code, share in own.items():
                row[place[code]] = share
        return shares

    def row_of(self, profile_id: int) -> int:
        """The row of a profile that is among them."""
        return int(np.flatnonzero(self.profile_id == profile_id)[0])


_WHOLE = {"profile_id", "board_id", "location_id"}
_CLAIMS = {
    "chose_most_itself",
    "is_confirmed",
    "is_open",
    "is_answered",
    "is_in_time",
    "is_absent",
    "leaves_out_own_board",
    "is_passed_over",
}
_THINGS = {
    "needs",
    "forms",
    "ages",
    "school_types",
    "heard",
    "rare_words",
    "state",
    "paused_until",
    "reach",
    "region_ids",
    "holiday_region",
    "absent_until",
    "confirmed_on",
    "asked_state",
    "asked_on",
    "answered_on",
    "asked_through",
    "declined_reason",
}


def _type_of(name: str) -> type:
    if name in _WHOLE:
        return np.int64
    if name in _CLAIMS:
        return np.bool_
    return np.object_ if name in _THINGS else np.float64


_TYPES = {f.name: _type_of(f.name) for f in fields(Offers)}
_USUAL = {f.name: getattr(Offered(0), f.name) for f in fields(Offered)}


def _column(name: str, values: Any, count: int) -> NDArray[Any]:
    kind = _TYPES[name]
    if values is not None and kind is not np.object_:
        return np.asarray(values, dtype=kind)
    if values is None:
        column: NDArray[Any] = np.empty(count, dtype=kind)
        column.fill(_USUAL[name])
        return column
    # One by one: what assigns them together first looks whether each is a list of its own.
    return np.fromiter(values, dtype=kind, count=count)
