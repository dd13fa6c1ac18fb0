"""What profiles answered before, took on lately and have in hand, whatever the question; and who would answer: as columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, case, func, literal, select, union_all

from network.core import clock
from network.core.database import UtcDateTime
from network.core.reading import among, each, read
from network.hours.free_weeks import NO_QUESTION
from network.hours.rules import RECENT_DAYS
from network.models import Engagement, ExpertiseProfile, Match, Membership, ProfilePerson, User
from network.models.engagement import EngagementState
from network.models.match import MatchState
from network.models.user import Role

# Whoever was overtaken by another's yes gave no answer, neither yes nor no.
ANSWERS = (MatchState.ACCEPTED, MatchState.DECLINED, MatchState.EXPIRED)

# What a row tells; without one nothing was said or done.
_SAID, _DOES, _UNANSWERED = "said", "does", "unanswered"
_NOTHING = (0, 0)


def gather(ids: Sequence[int], *, but_request_id: int | None) -> dict[str, Any]:
    """The columns of `Offers` that are the same for all questions, in the order of `ids`; one query.

    What was said and done for `but_request_id` does not count.
    """
    asked = {"recent": clock.now() - timedelta(days=RECENT_DAYS), "but": but_request_id or NO_QUESTION, "ids": ids}
    found: dict[str, dict[int, tuple[int, int]]] = {_SAID: {}, _DOES: {}, _UNANSWERED: {}}
    for tells, profile_id, one, other in read(_KNOWN, asked):
        found[tells][profile_id] = (one, other)
    said = [found[_SAID].get(one, _NOTHING) for one in ids]
    does = [found[_DOES].get(one, _NOTHING) for one in ids]
    return {
        "is_answered": [one not in found[_UNANSWERED] for one in ids],
        "yeses": [yeses for yeses, _answers in said],
        "answers": [answers for _yeses, answers in said],
        "recent_yeses": [recent for recent, _open in does],
        "open_engagements": [open_now for _recent, open_now in does],
    }


def _known() -> CompoundSelect[str, int, int, int]:
    """Per profile up to three rows (what it tells, profile, two numbers): what it said before, what it took on lately
    and has in hand, and that nobody would answer.

    Side by side and not joined: joining them took more time than finding them.
    """
    return union_all(_said(), _does(), _unanswered())


def _said() -> Select[str, int, int, int]:
    """How many yeses among how many answers; silence is an answer."""
    return (
        select(
            literal(_SAID),
            Match.profile_id,
            func.count(case((Match.state == MatchState.ACCEPTED, 1))),
            func.count(Match.id),
        )
        .where(among(Match.profile_id, "ids"), Match.state.in_(ANSWERS), Match.request_id != bindparam("but"))
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


def _unanswered() -> Select[str, int, int, int]:
    """Nobody with an account is marked to answer, nor is a specialist of the school: those of answerers.people_of."""
    one = each("ids")
    marked = (
        select(ProfilePerson.profile_id)
        .join(User, User.id == ProfilePerson.user_id)
        .where(ProfilePerson.profile_id == one.c.value, ProfilePerson.answers.is_(True), User.is_active.is_(True))
    )
    specialists = (
        select(ExpertiseProfile.id)
        .join(Membership, Membership.location_id == ExpertiseProfile.location_id)
        .join(User, User.id == Membership.user_id)
        .where(ExpertiseProfile.id == one.c.value, Membership.role == Role.SPECIALIST, User.is_active.is_(True))
    )
    columns = (literal(_UNANSWERED), one.c.value, literal(0), literal(0))
    return select(*columns).where(~marked.exists(), ~specialists.exists())


# Put together once: it is asked many times a day.
_KNOWN = _known()
