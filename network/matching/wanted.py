"""What a question asks for, and what surrounds it, as plain values for the rules."""

from __future__ import annotations

from math import log

from sqlalchemy import func, select

from network.core import clock
from network.core.database import db
from network.matching.rules import Surroundings, Wanted
from network.models import ExpertiseProfile, Match, ProfileTerm, SupportRequest, Term
from network.models.expertise import ProfileState
from network.models.match import MatchState
from network.models.support_request import Setting
from network.models.taxonomy import Facet
from network.taxonomy import queries as taxonomy

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

_ANSWERED = (MatchState.ACCEPTED, MatchState.DECLINED, MatchState.EXPIRED, MatchState.SUPERSEDED)


def wanted_of(request: SupportRequest) -> Wanted:
    """The question as the rules see it."""
    needs = [(link.term.code, link.is_main) for link in request.terms if link.term.facet is Facet.NEED]
    start = request.wanted_start_on
    return Wanted(
        key=request.code,
        main_needs=tuple(sorted(code for code, is_main in needs if is_main)),
        side_needs=tuple(sorted(code for code, is_main in needs if not is_main)),
        forms=_codes(request, Facet.FORM),
        ages=_codes(request, Facet.AGE_GROUP),
        school_types=_codes(request, Facet.SCHOOL_TYPE),
        setting=request.setting.value,
        urgency=request.urgency.value,
        start_in_days=max(0, (start - clock.today()).days) if start else 0,
        hours=request.estimated_hours,
        location_id=request.location_id,
        board_id=request.location.school.board_id,
        region_id=request.region_id,
        nearby_region_ids=request.nearby_region_ids,
    )


def surroundings_of(request: SupportRequest) -> Surroundings:
    """The tree of needs, how rare each is among published profiles, and how often the region says yes."""
    needs = taxonomy.list_terms(Facet.NEED, with_retired=True)
    codes = {need.id: need.code for need in needs}
    return Surroundings(
        parents={need.code: codes[need.parent_id] for need in needs if need.parent_id is not None},
        rarity=_rarity(),
        settings_of_form=SETTINGS_OF_FORM,
        yes_rate=_yes_rate(request.region_id),
    )


def _codes(request: SupportRequest, facet: Facet) -> frozenset[str]:
    return frozenset(term.code for term in request.terms_of(facet))


def _rarity() -> dict[str, float]:
    """1 for a need that every published profile has, towards 2 for one that hardly any has."""
    is_published = ExpertiseProfile.state == ProfileState.PUBLISHED
    everybody = db.session.scalar(select(func.count(ExpertiseProfile.id)).where(is_published)) or 0
    rows = db.session.execute(
        select(Term.code, func.count())
        .join(ProfileTerm, ProfileTerm.term_id == Term.id)
        .join(ExpertiseProfile, ExpertiseProfile.id == ProfileTerm.profile_id)
        .where(Term.facet == Facet.NEED, is_published)
        .group_by(Term.code)
    )
    return {code: 1 + log((everybody + 1) / (count + 1)) / log(everybody + 2) for code, count in rows}


def _yes_rate(region_id: int | None) -> float:
    rows = db.session.execute(
        select(Match.state, func.count())
        .join(Match.request)
        .where(SupportRequest.region_id == region_id, Match.state.in_(_ANSWERED))
        .group_by(Match.state)
    )
    counts = dict(rows.all())
    asked = sum(counts.values())
    return counts.get(MatchState.ACCEPTED, 0) / asked if asked else 0.5
