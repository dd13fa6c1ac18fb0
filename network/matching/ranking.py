"""The ranked list of a question, kept with it: who comes first, with the score and the reasons of that moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from network.core.database import db
from network.matching import candidates, rules
from network.matching.conditions import Condition, conditions, may_be_asked
from network.matching.rules import Scored
from network.matching.wanted import surroundings_of, wanted_of
from network.models import ExpertiseProfile, Match, SupportRequest
from network.models.match import MatchState

_MAY_BE_PROPOSED = {MatchState.PROPOSED, MatchState.SUPERSEDED}

_BEGIN_ANEW = (MatchState.ACCEPTED, MatchState.INVITED, MatchState.EXPIRED)


def rank_candidates(request: SupportRequest) -> list[Scored]:
    """Everybody who may be asked now, the best first."""
    wanted, around = wanted_of(request), surroundings_of(request)
    ids = candidates.list_candidate_ids(request, wanted, around)
    offered = [one for one in candidates.gather(request, wanted, ids) if may_be_asked(wanted, one, around)]
    scored = [rules.score(wanted, one, around, request.policy.weights) for one in offered]
    ranked = rules.rank(scored, key=wanted.key)
    return [one for one in ranked if one.total >= request.policy.rank_threshold]


def refresh(request: SupportRequest) -> None:
    """Rank anew and keep it: those not asked yet get their new place, or go when they no longer fit."""
    ranked = rank_candidates(request)
    standing = {match.profile_id: match for match in _matches_of(request)}
    for place, scored in enumerate(ranked, start=1):
        match = standing.get(scored.profile_id)
        if match is None:
            db.session.add(_proposal(request, scored, place))
        elif match.state in _MAY_BE_PROPOSED:
            match.state, match.invited_at, match.wave = MatchState.PROPOSED, None, None
            match.rank, match.total, match.parts = place, _total(scored), _stored(scored)
    fitting = {scored.profile_id for scored in ranked}
    for match in standing.values():
        if match.state is MatchState.PROPOSED and match.profile_id not in fitting:
            db.session.delete(match)
    db.session.flush()


def find_or_rank(request: SupportRequest, profile: ExpertiseProfile) -> Match:
    """The match of the question with this profile; scored and added when it was no candidate so far."""
    standing = db.session.scalar(select(Match).where(Match.request_id == request.id, Match.profile_id == profile.id))
    if standing is not None:
        return standing
    scored, _conditions = assess(request, profile)
    match = _proposal(request, scored, len(_matches_of(request)) + 1)
    db.session.add(match)
    db.session.flush()
    return match


def assess(request: SupportRequest, profile: ExpertiseProfile) -> tuple[Scored, list[Condition]]:
    """Score and hard rules of any profile for this question: why it would be asked, or why not."""
    wanted, around = wanted_of(request), surroundings_of(request)
    (offered,) = candidates.gather(request, wanted, [profile.id])
    return rules.score(wanted, offered, around, request.policy.weights), conditions(wanted, offered, around)


def forget_answers(request: SupportRequest) -> None:
    """The question begins anew: whoever was asked before may be proposed again, but for who declined."""
    db.session.execute(
        update(Match)
        .where(Match.request_id == request.id, Match.state.in_(_BEGIN_ANEW))
        .values(state=MatchState.SUPERSEDED, version=Match.version + 1)
    )
    db.session.expire_all()


def _matches_of(request: SupportRequest) -> Sequence[Match]:
    return db.session.scalars(select(Match).where(Match.request_id == request.id)).all()


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
        {"code": part.code, "score": round(part.score, 4), "weight": round(part.weight, 4), "facts": dict(part.facts)}
        for part in scored.parts
    ]
