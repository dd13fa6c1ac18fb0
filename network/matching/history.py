"""What happened before between a question's school and the profiles, and what they have in hand now: as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    String,
    bindparam,
    case,
    exists,
    func,
    select,
    type_coerce,
)

from network.core import clock
from network.core.database import UtcDateTime
from network.core.reading import among, read
from network.expertise.rules import RECENT_DAYS
from network.matching.rules import Wanted
from network.models import Absence, Engagement, Evaluation, Match, ProfileCard, SupportRequest
from network.models.engagement import EngagementState, EvaluationMoment, Side
from network.models.match import MatchState

ABSENT_WHEN_AWAY_DAYS = 28
NO_QUESTION = 0
PerProfile = Mapping[int, Any]
_ANSWERED = (MatchState.ACCEPTED, MatchState.DECLINED, MatchState.EXPIRED, MatchState.SUPERSEDED)


def gather(request: SupportRequest, ids: Sequence[int], wanted: Wanted, *, anew: bool = False) -> dict[str, Any]:
    """The columns of `Offers` that speak of past and present, in the order of `ids`; three queries.

    `anew`: as if nobody had been asked for this question yet; its own answers and its own work do not count.
    """
    but = {"but": request.id if anew else NO_QUESTION}
    here = {row.profile_id: row for row in read(_WORKED_HERE, but | {"location_id": request.location_id})}
    before = {} if anew else {row.profile_id: row for row in read(_ASKED_BEFORE, {"request_id": request.id})}
    return known_of(ids, wanted, but=but["but"]) | of_question(ids, here, before)


def of_question(ids: Sequence[int], here: PerProfile, before: PerProfile) -> dict[str, Any]:
    """The columns that speak of the question and its school, from the rows of who worked there and who was asked."""
    return {
        "worked_here": [here[one].times if one in here else 0 for one in ids],
        "valued_here": [here[one].valued if one in here else None for one in ids],
        "declined_reason": [(before[one].decline_reason or "") if one in before else "" for one in ids],
        "is_passed_over": [one in before and before[one].state == MatchState.WITHDRAWN.value for one in ids],
    }


def worked_at(location_ids: Sequence[int]) -> dict[int, PerProfile]:
    """Per location the profiles that helped there before."""
    return _by_profile(read(_WORKED_AT, {"but": NO_QUESTION, "location_ids": location_ids}))


def asked_for(request_ids: Sequence[int]) -> dict[int, PerProfile]:
    """Per question what became of it with each profile that it was matched with."""
    return _by_profile(read(_ASKED_FOR, {"request_ids": request_ids}))


def _by_profile(rows: Sequence[Row[Any]]) -> dict[int, PerProfile]:
    found: dict[int, dict[int, Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.of, {})[row.profile_id] = row
    return dict(found)


def known_of(ids: Sequence[int], wanted: Wanted, *, but: int = NO_QUESTION) -> dict[str, Any]:
    """The columns that are the same for all questions with the same wanted start."""
    known = {row[0]: row[1:] for row in read(_KNOWN, _moments(wanted) | {"but": but, "ids": ids})}
    recent, yeses, answers, at_work, is_away = zip(*(known[one] for one in ids), strict=True)
    return {
        "recent_yeses": recent,
        "yeses": yeses,
        "answers": answers,
        "open_engagements": at_work,
        "is_absent": is_away,
    }


def _moments(wanted: Wanted) -> dict[str, Any]:
    """Since when a yes is recent; and the weeks in which somebody should be there."""
    begin = clock.today() + timedelta(days=wanted.start_in_days)
    return {
        "recent": clock.now() - timedelta(days=RECENT_DAYS),
        "begin": begin,
        "end": begin + timedelta(days=ABSENT_WHEN_AWAY_DAYS),
    }


_is_not_this = Match.request_id != bindparam("but")


def _known() -> Select[Any]:
    """Per profile: yeses of the last thirty days, all yeses, all answers (silence is one), what it has in hand, away."""
    is_yes = Match.state == MatchState.ACCEPTED
    is_recent = is_yes & (Match.answered_at > bindparam("recent", type_=UtcDateTime()))
    return (
        select(
            ProfileCard.profile_id,
            func.count(case((is_recent, 1))),
            func.count(case((is_yes, 1))),
            func.count(Match.id),
            _open_engagements(),
            _is_away(),
        )
        .outerjoin(Match, (Match.profile_id == ProfileCard.profile_id) & Match.state.in_(_ANSWERED) & _is_not_this)
        .where(among(ProfileCard.profile_id, "ids"))
        .group_by(ProfileCard.profile_id)
    )


def _open_engagements() -> ScalarSelect[int]:
    of_profile = (Engagement.profile_id == ProfileCard.profile_id) & (Engagement.request_id != bindparam("but"))
    return select(func.count()).where(of_profile, Engagement.state != EngagementState.CLOSED).scalar_subquery()


def _is_away() -> Any:
    """Away during the whole of the four weeks from the wanted start on."""
    return exists().where(
        Absence.profile_id == ProfileCard.profile_id,
        Absence.starts_on <= bindparam("begin"),
        Absence.ends_on >= bindparam("end"),
    )


def _worked(where: ColumnElement[bool]) -> Select[Any]:
    """Per location and profile that helped there before: how often, and how that was valued (1..5)."""
    of_school = (
        (Evaluation.engagement_id == Engagement.id)
        & (Evaluation.side == Side.REQUESTER)
        & (Evaluation.moment == EvaluationMoment.CLOSING)
    )
    return (
        select(
            SupportRequest.location_id.label("of"),
            Engagement.profile_id,
            func.count(Engagement.id.distinct()).label("times"),
            func.avg(Evaluation.score).label("valued"),
        )
        .join(Engagement.request)
        .outerjoin(Evaluation, of_school)
        .where(Engagement.state == EngagementState.CLOSED, where, Engagement.request_id != bindparam("but"))
        .group_by(SupportRequest.location_id, Engagement.profile_id)
    )


def _asked(where: ColumnElement[bool]) -> Select[int, int, str, str]:
    """What became of a question with each profile that it was matched with."""
    state = type_coerce(Match.state, String).label("state")
    reason = type_coerce(Match.decline_reason, String).label("decline_reason")
    return select(Match.request_id.label("of"), Match.profile_id, state, reason).where(where)


# Put together once: they are asked many times a day.
_KNOWN = _known()
_WORKED_HERE = _worked(SupportRequest.location_id == bindparam("location_id"))
_WORKED_AT = _worked(among(SupportRequest.location_id, "location_ids"))
_ASKED_BEFORE = _asked(Match.request_id == bindparam("request_id"))
_ASKED_FOR = _asked(among(Match.request_id, "request_ids"))
