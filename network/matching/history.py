"""What happened before between a question's school and the profiles, and what they have in hand now: as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    String,
    bindparam,
    case,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased

from network.core import clock
from network.core.database import UtcDateTime
from network.core.reading import among, read
from network.hours.rules import RECENT_DAYS
from network.models import (
    Engagement,
    Evaluation,
    ExpertiseProfile,
    Location,
    Match,
    Membership,
    ProfilePerson,
    SupportRequest,
    User,
)
from network.models.engagement import EngagementState, EvaluationMoment, Side
from network.models.match import MatchState
from network.models.user import Role

NO_QUESTION = 0
PerProfile = Mapping[int, Any]
# Whoever was overtaken by another's yes gave no answer, neither yes nor no.
_ANSWERS = (MatchState.ACCEPTED, MatchState.DECLINED, MatchState.EXPIRED)
_NOT_ASKED_AGAIN = frozenset({MatchState.INVITED.value, MatchState.ACCEPTED.value, MatchState.EXPIRED.value})
_NEVER_ASKED = SimpleNamespace(state="", decline_reason=None, invited_at=None, answered_at=None)

# What a row of known_of tells; without one nothing was said or done.
_SAID, _DOES, _ANSWERED = "said", "does", "answered"
_NOTHING = (0, 0)


def gather(request: SupportRequest, ids: Sequence[int], *, anew: bool = False) -> dict[str, Any]:
    """The columns of `Offers` that speak of past and present, in the order of `ids`; three queries.

    `anew`: as if nobody had been asked for this question yet; its own answers and its own work do not count.
    """
    but = {"but": request.id if anew else NO_QUESTION}
    here = {row.profile_id: row for row in read(_WORKED_HERE, but | {"location_id": request.location_id})}
    before = {} if anew else {row.profile_id: row for row in read(_ASKED_BEFORE, {"request_id": request.id})}
    return known_of(ids, but=but["but"]) | of_question(ids, here, before)


def of_question(ids: Sequence[int], here: PerProfile, before: PerProfile) -> dict[str, Any]:
    """The columns that speak of the question and its school, from the rows of who worked there and who was asked."""
    return {
        "worked_here": [here[one].times if one in here else 0 for one in ids],
        "valued_here": [here[one].valued if one in here else None for one in ids],
        **_of_this_question([before.get(one, _NEVER_ASKED) for one in ids]),
    }


def worked_at(location_ids: Sequence[int]) -> dict[int, PerProfile]:
    """Per location the profiles that helped its school before."""
    return _by_profile(read(_WORKED_AT, {"but": NO_QUESTION, "location_ids": location_ids}))


def asked_for(request_ids: Sequence[int]) -> dict[int, PerProfile]:
    """Per question what became of it with each profile that it was matched with."""
    return _by_profile(read(_ASKED_FOR, {"request_ids": request_ids}))


def _by_profile(rows: Sequence[Row[Any]]) -> dict[int, PerProfile]:
    found: dict[int, dict[int, Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.of, {})[row.profile_id] = row
    return dict(found)


def known_of(ids: Sequence[int], *, but: int = NO_QUESTION) -> dict[str, Any]:
    """The columns that are the same for all questions; one query."""
    since = {"recent": clock.now() - timedelta(days=RECENT_DAYS)}
    found: dict[str, dict[int, tuple[int, int]]] = {_SAID: {}, _DOES: {}, _ANSWERED: {}}
    for tells, profile_id, one, other in read(_KNOWN, since | {"but": but, "ids": ids}):
        found[tells][profile_id] = (one, other)
    said = [found[_SAID].get(one, _NOTHING) for one in ids]
    does = [found[_DOES].get(one, _NOTHING) for one in ids]
    return {
        "is_answered": [one in found[_ANSWERED] for one in ids],
        "yeses": [yeses for yeses, _answers in said],
        "answers": [answers for _yeses, answers in said],
        "recent_yeses": [recent for recent, _open in does],
        "open_engagements": [open_now for _recent, open_now in does],
    }


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


def _known() -> CompoundSelect[str, int, int, int]:
    """Per profile up to three rows (what it tells, profile, two numbers): what it said before, what it took on lately
    and has in hand, and whether somebody would answer.

    Side by side and not joined: joining them took more time than finding them.
    """
    return union_all(_said(), _does(), _marked(), _with_specialists())


def _said() -> Select[str, int, int, int]:
    """How many yeses among how many answers; silence is an answer."""
    return (
        select(
            literal(_SAID),
            Match.profile_id,
            func.count(case((Match.state == MatchState.ACCEPTED, 1))),
            func.count(Match.id),
        )
        .where(among(Match.profile_id, "ids"), Match.state.in_(_ANSWERS), Match.request_id != bindparam("but"))
        .group_by(Match.profile_id)
    )


def _does() -> Select[str, int, int, int]:
    """How many questions were taken on lately, and how many are in hand."""
    is_recent = Engagement.created_at > bindparam("recent", type_=UtcDateTime())
    is_open = Engagement.state != EngagementState.CLOSED
    return (
        select(
            literal(_DOES),
            Engagement.profile_id,
            func.count(case((is_recent, 1))),
            func.count(case((is_open, 1))),
        )
        .where(among(Engagement.profile_id, "ids"), Engagement.request_id != bindparam("but"))
        .group_by(Engagement.profile_id)
    )


def _marked() -> Select[str, int, int, int]:
    """Somebody with an account is marked to answer. With the next: those of waves/people.py, as a claim."""
    return (
        select(literal(_ANSWERED), ProfilePerson.profile_id, literal(1), literal(0))
        .join(User, User.id == ProfilePerson.user_id)
        .where(among(ProfilePerson.profile_id, "ids"), ProfilePerson.answers.is_(True), User.is_active.is_(True))
    )


def _with_specialists() -> Select[str, int, int, int]:
    """The school has a specialist with an account."""
    return (
        select(literal(_ANSWERED), ExpertiseProfile.id, literal(1), literal(0))
        .join(Membership, Membership.location_id == ExpertiseProfile.location_id)
        .join(User, User.id == Membership.user_id)
        .where(among(ExpertiseProfile.id, "ids"), Membership.role == Role.SPECIALIST, User.is_active.is_(True))
        .distinct()
    )


_ASKING, _HELPED = aliased(Location), aliased(Location)


def _worked(where: ColumnElement[bool]) -> Select[Any]:
    """Per location and profile that helped its school before, there or at another of its locations: how often, and
    how that was valued (1..5)."""
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
            func.avg(Evaluation.score).label("valued"),
        )
        .join(_HELPED, _HELPED.school_id == _ASKING.school_id)
        .join(SupportRequest, SupportRequest.location_id == _HELPED.id)
        .join(Engagement, Engagement.request_id == SupportRequest.id)
        .outerjoin(Evaluation, of_school)
        .where(Engagement.state == EngagementState.CLOSED, where, Engagement.request_id != bindparam("but"))
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
_KNOWN = _known()
_WORKED_HERE = _worked(_ASKING.id == bindparam("location_id"))
_WORKED_AT = _worked(among(_ASKING.id, "location_ids"))
_ASKED_BEFORE = _asked(Match.request_id == bindparam("request_id"))
_ASKED_FOR = _asked(among(Match.request_id, "request_ids"))
