"""The ranked list of a question, kept with it: who comes first, with the score and the reasons of that moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from sqlalchemy import select, update

from network.candidates.field import Assessment, Field
from network.candidates.history import FREED_BY_NEW_SEARCH
from network.candidates.wanted import heard_in
from network.candidates.ways_out import with_way_out
from network.core.database import db
from network.hearing.likeness import model_in_use, written
from network.matching.conditions import OF_ROOM
from network.matching.rules import Scored, is_only_akin
from network.models import ExpertiseProfile, Match, SupportRequest
from network.models.match import MatchState

# So many candidates are kept with a question, or as many as all its waves can ask.
KEPT = 50

# Who was never asked for a question, or whose invitation ended by no choice of theirs, may still be asked for it.
MAY_STILL_BE_ASKED = frozenset({MatchState.PROPOSED, MatchState.SUPERSEDED})


def rank_candidates(request: SupportRequest, *, most: int | None = None) -> list[Scored]:
    """Everybody who may still be asked, or the first `most`, the best first, with the reasons.

    Whoever was asked for this question already, and has not been freed for it again, is not among them.
    """
    field = Field(request)
    offers, _totals, parts, rows = field.rank()
    return field.explain(offers, parts, rows[:most])


def list_full(request: SupportRequest) -> list[int]:
    """The profiles that pass every hard rule but those of capacity, and that may still be asked for this question."""
    return Field(request).list_full()


def list_full_if_nobody_free(request: SupportRequest) -> list[int]:
    """The same, the best first, while nobody may be asked for the question now; no profile where somebody may."""
    field = Field(request)
    _offers, _totals, _parts, rows = field.rank()
    return [] if rows else field.list_full()


def is_full_for(request: SupportRequest, profile: ExpertiseProfile) -> bool:
    """Whether this profile has no room for the question, whatever the other rules say."""
    return not all(one.holds for one in assess(request, profile).conditions if one.code in OF_ROOM)


def assess(request: SupportRequest, profile: ExpertiseProfile) -> Assessment:
    """Score, place and hard rules of any profile for this question: why it would be asked, or why not."""
    found = Field(request, also=profile.id).assess(profile.id)
    return replace(found, conditions=[with_way_out(one, request, profile.id) for one in found.conditions])


def refresh(request: SupportRequest) -> None:
    """Rank anew and keep the first: those not asked yet get their new place, or go when they are not among them.

    Who was asked keeps the place of that moment; the others come after it, so that nobody shares a place.
    """
    request.heard, request.heard_by = written(heard_in(request, request.heard, request.heard_by)), model_in_use()
    standing = {match.profile_id: match for match in _matches_of(request)}
    ranked = rank_candidates(request, most=kept_of(request))
    fitting = {scored.profile_id for scored in ranked}
    for one in standing.values():
        if one.state is MatchState.PROPOSED and one.profile_id not in fitting:
            set_aside(one)
    staying = [one for one in standing.values() if one.state is not MatchState.PROPOSED]
    places = _places_after(one for one in staying if _was_asked(one) or one.profile_id not in fitting)
    for scored in ranked:
        match = standing.get(scored.profile_id)
        if match is None:
            db.session.add(_proposal(request, scored, next(places)))
        elif not _was_asked(match):
            match.state, match.wave = MatchState.PROPOSED, None
            match.rank, match.total, match.parts = next(places), _total(scored), _stored(scored)
    db.session.flush()


def set_aside(match: Match) -> None:
    """A candidate no longer. A rank alone is forgotten; who was asked before stays, with the traject that came of it."""
    if match.invited_at is None:
        db.session.delete(match)
    else:
        match.state = MatchState.SUPERSEDED


def kept_of(request: SupportRequest) -> int:
    """How many candidates are kept with a question beside those who were asked."""
    return max(KEPT, request.policy.wave_size * request.policy.max_waves)


def list_fitting(request: SupportRequest) -> list[int]:
    """The profiles that may still be asked, by id, the best first: all of them, also beyond those that are kept."""
    return Field(request).order_under(request.policy)


def list_truly_fitting(request: SupportRequest) -> list[int]:
    """Those of them who truly cover what is asked."""
    field = Field(request)
    return [profile_id for profile_id in field.order_under(request.policy) if profile_id not in field.akin]


def list_akin_beside(profile: ExpertiseProfile, request: SupportRequest) -> list[int]:
    """Those of them who are only akin to what is asked, beside a profile that truly covers it."""
    field = Field(request)
    if profile.id in field.akin or profile.id not in field.everybody.profile_id:
        return []
    return [profile_id for profile_id in field.order_under(request.policy) if profile_id in field.akin]


def is_akin(match: Match) -> bool:
    """Whether who was ranked is only akin to what is asked, as far as was kept of it."""
    found = closeness_of(match)
    return found is not None and is_only_akin(found)


def closeness_of(match: Match) -> dict[str, Any] | None:
    """How close the needs of who was ranked come to what is asked (rules.by_closeness); None when it was not kept."""
    return next((part["facts"] for part in match.parts if part["code"] == "needs"), None)


def find_or_rank(request: SupportRequest, profile: ExpertiseProfile) -> Match:
    """The match of the question with this profile; added when it was no candidate so far.

    Who was not asked has the score and the reasons of this moment.
    """
    standing = db.session.scalar(select(Match).where(Match.request_id == request.id, Match.profile_id == profile.id))
    if standing is not None:
        if not _was_asked(standing):
            score_anew(request, standing)
        return standing
    match = _proposal(request, assess(request, profile).scored, next(_places_after(_matches_of(request))))
    db.session.add(match)
    db.session.flush()
    return match


def score_anew(request: SupportRequest, match: Match) -> None:
    """Keep the score and the reasons of this moment: who is asked now reads why now."""
    scored = assess(request, match.profile).scored
    match.total, match.parts = _total(scored), _stored(scored)


def forget_answers(request: SupportRequest) -> None:
    """The question begins anew: whoever was asked before may be proposed again, but for who declined.

    Who still has the question keeps it.
    """
    db.session.execute(
        update(Match)
        .where(Match.request_id == request.id, Match.state.in_(FREED_BY_NEW_SEARCH))
        .values(state=MatchState.SUPERSEDED, version=Match.version + 1)
    )
    db.session.expire_all()


def _matches_of(request: SupportRequest) -> Sequence[Match]:
    return db.session.scalars(select(Match).where(Match.request_id == request.id)).all()


def _was_asked(match: Match) -> bool:
    return match.state not in MAY_STILL_BE_ASKED


def _places_after(matches: Iterable[Match]) -> Iterator[int]:
    """The places that are free after all of these."""
    return count(max((match.rank for match in matches), default=0) + 1)


def _proposal(request: SupportRequest, scored: Scored, place: int) -> Match:
    return Match(
        request_id=request.id,
        profile_id=scored.profile_id,
        state=MatchState.PROPOSED,
        rank=place,
        total=_total(scored),
        parts=_stored(scored),
    )


def _total(scored: Scored) -> float:
    return min(1.0, max(0.0, round(scored.total, 6)))


def _stored(scored: Scored) -> list[dict[str, Any]]:
    return [
        {"code": part.code, "score": round(part.score, 6), "weight": round(part.weight, 6), "facts": dict(part.facts)}
        for part in scored.parts
    ]
