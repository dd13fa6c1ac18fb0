"""What happened before between a question's school and the profiles, and what they have in hand now: as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import case, func, select

from network.core import clock
from network.core.database import db
from network.matching.rules import Wanted
from network.models import Absence, Engagement, Evaluation, Match, SupportRequest
from network.models.engagement import EngagementState, EvaluationMoment, Side
from network.models.match import MatchState

ABSENT_WHEN_AWAY_DAYS = 28
NO_QUESTION = 0
_ANSWERED = (MatchState.ACCEPTED, MatchState.DECLINED, MatchState.EXPIRED, MatchState.SUPERSEDED)


def gather(request: SupportRequest, ids: Sequence[int], wanted: Wanted, *, anew: bool = False) -> dict[str, Any]:
    """The columns of `Offers` that speak of past and present, in the order of `ids`; at most five queries.

    `anew`: as if nobody had been asked for this question yet; its own answers and its own work do not count.
    """
    but = request.id if anew else NO_QUESTION
    answers = _answers_of(ids, but)
    at_work = _open_engagements(ids, but)
    here = _worked_at(request, but)
    before = {} if anew else _this_question(request)
    away = _away(ids, wanted)
    recent, yeses, asked = zip(*(answers.get(one, (0, 0, 0)) for one in ids), strict=True)
    times, valued = zip(*(here.get(one, (0, None)) for one in ids), strict=True)
    return {
        "open_engagements": [at_work.get(one, 0) for one in ids],
        "recent_yeses": recent,
        "yeses": yeses,
        "answers": asked,
        "worked_here": times,
        "valued_here": valued,
        "declined_reason": [_reason(before.get(one)) for one in ids],
        "is_passed_over": [one in before and before[one][0] is MatchState.WITHDRAWN for one in ids],
        "is_absent": [one in away for one in ids],
    }


def _answers_of(ids: Sequence[int], but: int) -> Mapping[int, tuple[int, int, int]]:
    """Per profile: yeses of the last thirty days, all yeses, and all answers (silence counts as one)."""
    is_yes = Match.state == MatchState.ACCEPTED
    is_recent = is_yes & (Match.answered_at > clock.now() - timedelta(days=30))
    rows = db.session.execute(
        select(
            Match.profile_id,
            func.sum(case((is_recent, 1), else_=0)),
            func.sum(case((is_yes, 1), else_=0)),
            func.count(),
        )
        .where(Match.profile_id.in_(ids), Match.state.in_(_ANSWERED), Match.request_id != but)
        .group_by(Match.profile_id)
    )
    return {profile_id: (recent, yeses, asked) for profile_id, recent, yeses, asked in rows}


def _open_engagements(ids: Sequence[int], but: int) -> Mapping[int, int]:
    rows = db.session.execute(
        select(Engagement.profile_id, func.count())
        .where(Engagement.profile_id.in_(ids), Engagement.state != EngagementState.CLOSED, Engagement.request_id != but)
        .group_by(Engagement.profile_id)
    )
    return dict(rows.all())


def _worked_at(request: SupportRequest, but: int) -> Mapping[int, tuple[int, float | None]]:
    """Per profile that helped this location before: how often, and how that was valued (1..5)."""
    rows = db.session.execute(
        select(Engagement.profile_id, func.count(Engagement.id.distinct()), func.avg(Evaluation.score))
        .join(Engagement.request)
        .outerjoin(
            Evaluation,
            (Evaluation.engagement_id == Engagement.id)
            & (Evaluation.side == Side.REQUESTER)
            & (Evaluation.moment == EvaluationMoment.CLOSING),
        )
        .where(
            Engagement.state == EngagementState.CLOSED,
            SupportRequest.location_id == request.location_id,
            SupportRequest.id != but,
        )
        .group_by(Engagement.profile_id)
    )
    return {profile_id: (times, None if mean is None else float(mean)) for profile_id, times, mean in rows}


def _this_question(request: SupportRequest) -> Mapping[int, tuple[MatchState, Any]]:
    rows = db.session.execute(
        select(Match.profile_id, Match.state, Match.decline_reason).where(Match.request_id == request.id)
    )
    return {profile_id: (state, reason) for profile_id, state, reason in rows}


def _reason(before: tuple[MatchState, Any] | None) -> str:
    return before[1].value if before and before[1] else ""


def _away(ids: Sequence[int], wanted: Wanted) -> set[int]:
    """Who is away during the whole of the four weeks from the wanted start on."""
    begin: date = clock.today() + timedelta(days=wanted.start_in_days)
    return set(
        db.session.scalars(
            select(Absence.profile_id).where(
                Absence.profile_id.in_(ids),
                Absence.starts_on <= begin,
                Absence.ends_on >= begin + timedelta(days=ABSENT_WHEN_AWAY_DAYS),
            )
        )
    )
