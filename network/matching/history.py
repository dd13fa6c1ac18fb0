"""What happened before between a question's school and the profiles, and what they have in hand now: as columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ScalarSelect, Select, String, bindparam, case, func, select, type_coerce

from network.core import clock
from network.core.database import UtcDateTime
from network.core.reading import among, read
from network.expertise.rules import RECENT_DAYS
from network.models import Engagement, Evaluation, Match, ProfileCard, SupportRequest
from network.models.engagement import EngagementState, EvaluationMoment, Side
from network.models.match import MatchState

NO_QUESTION = 0
_ANSWERED = (MatchState.ACCEPTED, MatchState.DECLINED, MatchState.EXPIRED, MatchState.SUPERSEDED)


def gather(request: SupportRequest, ids: Sequence[int], *, anew: bool = False) -> dict[str, Any]:
    """The columns of `Offers` that speak of past and present, in the order of `ids`; three queries.

    `anew`: as if nobody had been asked for this question yet; its own answers and its own work do not count.
    """
    but = {"but": request.id if anew else NO_QUESTION}
    since = {"recent": clock.now() - timedelta(days=RECENT_DAYS)}
    known = {row[0]: row[1:] for row in read(_KNOWN, since | but | {"ids": ids})}
    recent, yeses, answers, at_work = zip(*(known[one] for one in ids), strict=True)
    here = {row.profile_id: row for row in read(_WORKED_HERE, but | {"location_id": request.location_id})}
    before = {} if anew else {row.profile_id: row for row in read(_ASKED_BEFORE, {"request_id": request.id})}
    return {
        "recent_yeses": recent,
        "yeses": yeses,
        "answers": answers,
        "open_engagements": at_work,
        "worked_here": [here[one].times if one in here else 0 for one in ids],
        "valued_here": [here[one].valued if one in here else None for one in ids],
        "declined_reason": [(before[one].decline_reason or "") if one in before else "" for one in ids],
        "is_passed_over": [one in before and before[one].state == MatchState.WITHDRAWN.value for one in ids],
    }


_is_not_this = Match.request_id != bindparam("but")


def _known() -> Select[int, int, int, int, int]:
    """Per profile: yeses of the last thirty days, all yeses, all answers (silence is one), what it has in hand."""
    is_yes = Match.state == MatchState.ACCEPTED
    is_recent = is_yes & (Match.answered_at > bindparam("recent", type_=UtcDateTime()))
    return (
        select(
            ProfileCard.profile_id,
            func.count(case((is_recent, 1))),
            func.count(case((is_yes, 1))),
            func.count(Match.id),
            _open_engagements(),
        )
        .outerjoin(Match, (Match.profile_id == ProfileCard.profile_id) & Match.state.in_(_ANSWERED) & _is_not_this)
        .where(among(ProfileCard.profile_id, "ids"))
        .group_by(ProfileCard.profile_id)
    )


def _open_engagements() -> ScalarSelect[int]:
    of_profile = (Engagement.profile_id == ProfileCard.profile_id) & (Engagement.request_id != bindparam("but"))
    return select(func.count()).where(of_profile, Engagement.state != EngagementState.CLOSED).scalar_subquery()


def _worked_here() -> Select[Any]:
    """Per profile that helped this location before: how often, and how that was valued (1..5)."""
    of_school = (
        (Evaluation.engagement_id == Engagement.id)
        & (Evaluation.side == Side.REQUESTER)
        & (Evaluation.moment == EvaluationMoment.CLOSING)
    )
    is_here = SupportRequest.location_id == bindparam("location_id")
    return (
        select(
            Engagement.profile_id,
            func.count(Engagement.id.distinct()).label("times"),
            func.avg(Evaluation.score).label("valued"),
        )
        .join(Engagement.request)
        .outerjoin(Evaluation, of_school)
        .where(Engagement.state == EngagementState.CLOSED, is_here, Engagement.request_id != bindparam("but"))
        .group_by(Engagement.profile_id)
    )


def _asked_before() -> Select[int, str, str]:
    """What became of this question with each profile that it was matched with."""
    state = type_coerce(Match.state, String).label("state")
    reason = type_coerce(Match.decline_reason, String).label("decline_reason")
    return select(Match.profile_id, state, reason).where(Match.request_id == bindparam("request_id"))


# Put together once: they are asked many times a day.
_KNOWN, _WORKED_HERE, _ASKED_BEFORE = _known(), _worked_here(), _asked_before()
