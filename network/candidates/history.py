"""What happened before between a question, its school and the profiles: as columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, and_, bindparam, case, func, or_, select, type_coerce
from sqlalchemy.orm import aliased

from network.candidates import answerers
from network.core import clock
from network.core.reading import among, read
from network.hours.free_weeks import NO_QUESTION
from network.models import Engagement, Evaluation, Location, Match, SupportRequest
from network.models.engagement import EngagementState, EvaluationMoment, Side
from network.models.match import MatchState

PerProfile = Mapping[int, Any]
_NOT_ASKED_AGAIN = frozenset({MatchState.INVITED.value, MatchState.ACCEPTED.value, MatchState.EXPIRED.value})
# Who stands so is freed when the question is searched for anew.
FREED_BY_NEW_SEARCH = frozenset({MatchState.ACCEPTED, MatchState.EXPIRED})
_NEVER_ASKED = SimpleNamespace(state="", decline_reason=None, invited_at=None, answered_at=None)


def gather(
    request: SupportRequest, ids: Sequence[int], *, anew: bool = False, reopened: bool = False
) -> dict[str, Any]:
    """The columns of `Offers` that speak of this question and its school, in the order of `ids`; two queries.

    `anew`: as if nobody had been asked for this question yet; its own answers and its own work do not count.
    `reopened`: as when it would be searched for anew now.
    """
    but = request.id if anew else NO_QUESTION
    school = {"but": but, "own": request.id, "location_id": request.location_id}
    here = {row.profile_id: row for row in read(_WORKED_HERE, school)}
    before = {} if anew else {row.profile_id: row for row in read(_ASKED_BEFORE, {"request_id": request.id})}
    if reopened:
        before = {one: row for one, row in before.items() if row.state not in FREED_BY_NEW_SEARCH}
    return of_question(ids, here, before, twins_of(ids, {request.id: before}).get(request.id, {}))


def of_question(ids: Sequence[int], here: PerProfile, before: PerProfile, twins: PerProfile) -> dict[str, Any]:
    """The same columns, from the rows of who worked at the school and who was asked, and the twins of those.

    Left out where there are no such rows: they have the usual values then.
    """
    found: dict[str, Any] = {}
    if here:
        found["worked_here"] = [here[one].times if one in here else 0 for one in ids]
        found["helping_here"] = [here[one].helping if one in here else 0 for one in ids]
        found["valued_here"] = [here[one].valued if one in here else None for one in ids]
    if before:
        found |= _of_this_question([before.get(one, _NEVER_ASKED) for one in ids])
    if twins:
        found["asked_through"] = [twins.get(one, ()) for one in ids]
    return found


def twins_of(ids: Collection[int], before: Mapping[int, PerProfile]) -> dict[int, dict[int, tuple[str, ...]]]:
    """Per question the profiles whose people were all asked it through another (answerers.find_twins)."""
    asked = {
        request_id: [one for one, row in rows.items() if answerers.was_asked(row.state, row.answered_at)]
        for request_id, rows in before.items()
    }
    return answerers.find_twins(ids, asked)


def worked_at(location_ids: Sequence[int]) -> dict[int, PerProfile]:
    """Per location the profiles that helped its school before, or do now."""
    return _by_profile(read(_WORKED_AT, {"but": NO_QUESTION, "own": NO_QUESTION, "location_ids": location_ids}))


def asked_for(request_ids: Sequence[int]) -> dict[int, PerProfile]:
    """Per question what became of it with each profile that it was matched with."""
    return _by_profile(read(_ASKED_FOR, {"request_ids": request_ids}))


def _by_profile(rows: Sequence[Row[Any]]) -> dict[int, PerProfile]:
    found: dict[int, dict[int, Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.of, {})[row.profile_id] = row
    return dict(found)


def _of_this_question(matches: Sequence[Any]) -> dict[str, Any]:
    """What was asked and said about this question before."""
    return {
        "declined_reason": [match.decline_reason or "" for match in matches],
        "is_passed_over": [match.state == MatchState.WITHDRAWN.value for match in matches],
        "asked_state": [match.state if match.state in _NOT_ASKED_AGAIN else "" for match in matches],
        "asked_on": [_day_of(match.invited_at) for match in matches],
        "answered_on": [_day_of(match.answered_at) for match in matches],
    }


def _day_of(moment: datetime | None) -> date | None:
    return clock.to_local(moment).date() if moment else None


_ASKING, _HELPED = aliased(Location), aliased(Location)


def _worked(where: ColumnElement[bool]) -> Select[Any]:
    """Per location and profile that helped its school, there or at another of its locations: how often, how many of
    those it is helping now, and how the others were valued (1..5).

    Work that runs for the question itself (`own`) is no reason to be asked for it.
    """
    is_running = Engagement.state == EngagementState.RUNNING
    of_school = (
        (Evaluation.engagement_id == Engagement.id)
        & (Evaluation.side == Side.REQUESTER)
        & (Evaluation.moment == EvaluationMoment.CLOSING)
    )
    return (
        select(
            _ASKING.id.label("of"),
            Engagement.profile_id,
            func.count(Engagement.id.distinct()).label("times"),
            func.count(case((is_running, Engagement.id)).distinct()).label("helping"),
            func.avg(Evaluation.score).label("valued"),
        )
        .join(_HELPED, _HELPED.school_id == _ASKING.school_id)
        .join(SupportRequest, SupportRequest.location_id == _HELPED.id)
        .join(Engagement, Engagement.request_id == SupportRequest.id)
        .outerjoin(Evaluation, of_school)
        .where(
            where,
            Engagement.request_id != bindparam("but"),
            or_(
                Engagement.state == EngagementState.CLOSED, and_(is_running, Engagement.request_id != bindparam("own"))
            ),
        )
        .group_by(_ASKING.id, Engagement.profile_id)
    )


def _asked(where: ColumnElement[bool]) -> Select[int, int, str, str, datetime | None, datetime | None]:
    """What became of a question with each profile that it was matched with."""
    state = type_coerce(Match.state, String).label("state")
    reason = type_coerce(Match.decline_reason, String).label("decline_reason")
    return select(
        Match.request_id.label("of"), Match.profile_id, state, reason, Match.invited_at, Match.answered_at
    ).where(where)


# Put together once: they are asked many times a day.
_WORKED_HERE = _worked(_ASKING.id == bindparam("location_id"))
_WORKED_AT = _worked(among(_ASKING.id, "location_ids"))
_ASKED_BEFORE = _asked(Match.request_id == bindparam("request_id"))
_ASKED_FOR = _asked(among(Match.request_id, "request_ids"))
