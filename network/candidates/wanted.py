"""What a question asks for, and what surrounds it, as plain values for the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, select
from sqlalchemy.orm import aliased

from network.access.surroundings import find_regions_around
from network.core import clock
from network.core.reading import among, read
from network.expertise.rules import days_of
from network.followups.calendars import DEFAULT_HOLIDAY_REGION, calendar_for
from network.hearing.likeness import hear, vector_of, was_heard_by_model
from network.hearing.rare_words import rare_words
from network.matching.rules import MAIN_NEED_WEIGHT, SIDE_NEED_WEIGHT, Surroundings, Usual, Wanted
from network.models import Board, Location, Region, RegionFigures, RequestTerm, School, SupportRequest, Term
from network.models.support_request import Setting
from network.models.taxonomy import Facet

_PUPIL, _GROUP, _TEAM, _SCHOOL = (setting.value for setting in Setting)

# Whom a form of support is for, as the field uses these words; forms that are not named suit everybody.
SETTINGS_OF_FORM: dict[str, frozenset[str]] = {
    "begeleiding-leerling": frozenset({_PUPIL}),
    "diagnostiek": frozenset({_PUPIL}),
    "time-out": frozenset({_PUPIL}),
    "arrangement": frozenset({_PUPIL, _GROUP}),
    "onderwijs-op-afstand": frozenset({_PUPIL}),
    "materialen-hulpmiddelen": frozenset({_PUPIL, _GROUP}),
    "uitwisseling-symbiose": frozenset({_PUPIL}),
    "ambulante-begeleiding": frozenset({_PUPIL, _GROUP}),
    "observatie": frozenset({_PUPIL, _GROUP}),
    "crisisinterventie": frozenset({_PUPIL, _GROUP}),
    "coaching-leerkracht": frozenset({_PUPIL, _GROUP, _TEAM}),
    "video-interactie": frozenset({_PUPIL, _GROUP}),
    "co-teaching": frozenset({_GROUP}),
    "groepstraining": frozenset({_GROUP}),
    "voorlichting-klas-team": frozenset({_GROUP, _TEAM, _SCHOOL}),
    "training-team": frozenset({_TEAM, _SCHOOL}),
    "intervisie": frozenset({_TEAM, _SCHOOL}),
    "bemiddeling": frozenset({_PUPIL, _TEAM, _SCHOOL}),
    "consult": frozenset({_PUPIL, _GROUP, _TEAM, _SCHOOL}),
}


# What the field calls secondary education as a whole, and its kinds. Special secondary education (vso) is none of them.
SECONDARY = "vo"
KINDS_OF_SECONDARY = frozenset({"pro", "vmbo", "havo-vwo", "isk"})

_FIGURES = (RegionFigures.providers, RegionFigures.busy, RegionFigures.yeses, RegionFigures.answers)


def _asked(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            SupportRequest.id,
            Location.latitude,
            Location.longitude,
            Location.holiday_region,
            School.board_id,
            Board.name.label("board"),
            Region.name.label("region"),
            Region.is_national,
            SupportRequest.heard,
            SupportRequest.heard_by,
            *_FIGURES,
        )
        .join(SupportRequest.location)
        .join(Location.school)
        .join(School.board)
        .outerjoin(SupportRequest.region)
        .outerjoin(RegionFigures, RegionFigures.region_id == SupportRequest.region_id)
        .where(where)
    )


def _codes(where: ColumnElement[bool]) -> Select[int, Facet, str, bool]:
    return (
        select(RequestTerm.request_id, Term.facet, Term.code, RequestTerm.is_main)
        .join(RequestTerm, RequestTerm.term_id == Term.id)
        .where(where)
        .order_by(RequestTerm.is_main.desc(), Term.code)
    )


# Put together once: they are asked many times a day. One question apart from many: PostgreSQL plans it once for all.
_ASKED, _CODES = _asked(SupportRequest.id == bindparam("id")), _codes(RequestTerm.request_id == bindparam("id"))
_ALL_ASKED, _ALL_CODES = _asked(among(SupportRequest.id, "ids")), _codes(among(RequestTerm.request_id, "ids"))
_PARENT = aliased(Term)
_TREE = select(Term.code, _PARENT.code).join(_PARENT, Term.parent_id == _PARENT.id).where(Term.facet == Facet.NEED)


def wanted_of(request: SupportRequest) -> Wanted:
    """The question as the rules see it."""
    one = {"id": request.id}
    (found,) = _wanted_of([request], read(_ASKED, one), read(_CODES, one)).values()
    return found


def wanted_of_many(requests: Sequence[SupportRequest]) -> dict[int, Wanted]:
    """The same of many questions by id; as many queries as for one."""
    many = {"ids": [request.id for request in requests]}
    return _wanted_of(requests, read(_ALL_ASKED, many), read(_ALL_CODES, many))


def _wanted_of(
    requests: Sequence[SupportRequest], asked: Sequence[Row[Any]], codes: Sequence[Row[int, Facet, str, bool]]
) -> dict[int, Wanted]:
    told = {row.id: row for row in asked}
    chosen = _by_facet(told, codes)
    around = find_regions_around([row.id for row in asked if row.is_national])
    return {one.id: _wanted(one, told[one.id], chosen[one.id], around.get(one.id)) for one in requests}


def _wanted(
    request: SupportRequest, asked: Row[Any], codes: dict[Facet, list[tuple[str, bool]]], around: int | None
) -> Wanted:
    today = clock.today()
    begin_on = _first_school_day(asked.holiday_region, max(today, request.wanted_start_on or today))
    is_on_map = asked.latitude is not None and asked.longitude is not None
    return Wanted(
        key=request.code,
        needs={code: MAIN_NEED_WEIGHT if is_main else SIDE_NEED_WEIGHT for code, is_main in codes[Facet.NEED]},
        forms=frozenset(code for code, _is_main in codes[Facet.FORM]),
        ages=frozenset(code for code, _is_main in codes[Facet.AGE_GROUP]),
        school_types=fitting_school_types(code for code, _is_main in codes[Facet.SCHOOL_TYPE]),
        setting=request.setting.value,
        urgency=request.urgency.value,
        start_in_days=(begin_on - today).days,
        begin_on=begin_on,
        is_start_past=request.wanted_start_on is not None and request.wanted_start_on < today,
        confirmed_since=today - timedelta(days=days_of(request.policy.profile_fresh_months)),
        hours=request.estimated_hours,
        location_id=request.location_id,
        point=(asked.latitude, asked.longitude) if is_on_map else None,
        board_id=asked.board_id,
        board=asked.board,
        region_id=request.region_id,
        region=asked.region or "",
        nearby_region_ids=request.nearby_region_ids | ({around} if around else set()),
        usual=Usual(asked.providers, asked.busy, asked.yeses, asked.answers) if asked.providers else Usual(),
        heard=heard_in(request, asked.heard, asked.heard_by),
        rare_words=rare_words(text_of(request)),
    )


def fitting_school_types(asked: Iterable[str]) -> frozenset[str]:
    """Of which a profile must name one: who is for all of secondary education is for each kind of it, and the other way round."""
    codes = frozenset(asked)
    if SECONDARY in codes:
        return codes | KINDS_OF_SECONDARY
    return codes | {SECONDARY} if codes & KINDS_OF_SECONDARY else codes


def _first_school_day(holiday_region: str | None, day: date) -> date:
    """This day, or the first after it on which the school that asks is open: then the help can begin."""
    return calendar_for(holiday_region or DEFAULT_HOLIDAY_REGION).next_school_day(day - timedelta(days=1))


def _by_facet(
    ids: Iterable[int], rows: Sequence[Row[int, Facet, str, bool]]
) -> dict[int, dict[Facet, list[tuple[str, bool]]]]:
    """Per question (code, whether it is a main one) per list, the main ones first."""
    found: dict[int, dict[Facet, list[tuple[str, bool]]]] = {one: {facet: [] for facet in Facet} for one in ids}
    for request_id, facet, code, is_main in rows:
        found[request_id][facet].append((code, is_main))
    return found


def heard_in(request: SupportRequest, kept: str | None, kept_by: str | None) -> dict[str, float]:
    """What the question's text sounds like: what is kept of it, if this model heard that, else heard now.

    What was heard with other names is heard anew by a task of its own (earlier.service.hear_outdated).
    """
    if kept is not None and was_heard_by_model(kept_by):
        return vector_of(kept)
    return hear(text_of(request))


def text_of(request: SupportRequest) -> str:
    """What is read of a question: the title says it in a few words, the story all of it."""
    return f"{request.title}. {request.story}"


def surroundings() -> Surroundings:
    """The tree of needs, and whom each form of support is for."""
    return Surroundings(parents=dict(read(_TREE)), settings_of_form=SETTINGS_OF_FORM)
