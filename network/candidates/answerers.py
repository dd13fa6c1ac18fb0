"""Who answers for which profile, many at once; and which profiles would only ask people who were asked a question already."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, literal, or_, select, union, union_all

from network.core.database import db
from network.core.reading import among, read
from network.matching.twins import People, asked_through
from network.models import ExpertiseProfile, Match, Membership, PassedInvitation, ProfilePerson, User
from network.models.match import MatchState
from network.models.user import Role

# An invitation in one of these states was not taken from who was asked: they have the question, or answered, or let it pass.
WERE_ASKED = frozenset({MatchState.INVITED, MatchState.ACCEPTED, MatchState.DECLINED, MatchState.EXPIRED})

Asked = Mapping[int, Collection[int]]


def was_asked(state: str, answered_at: datetime | None) -> bool:
    """Whether an invitation in this state reached who answers; one that was given back had been answered with yes."""
    return state in WERE_ASKED or (state == MatchState.WITHDRAWN and answered_at is not None)


def people_of(profile_ids: Iterable[int]) -> dict[int, People]:
    """Ids of who answers for each of these profiles: those marked to answer, else every specialist of its location.

    In one query.
    """
    marked: dict[int, set[int]] = {}
    specialists: dict[int, set[int]] = {}
    ids = list(profile_ids)
    for profile_id, user_id, is_marked in read(_ANSWERING, {"ids": ids}) if ids else ():
        (marked if is_marked else specialists).setdefault(profile_id, set()).add(user_id)
    return {one: marked.get(one) or specialists.get(one) or set() for one in ids}


def reached_by(request_id: int) -> set[int]:
    """Ids of everybody who was asked this question, through whichever profile."""
    asked = _list_asked(request_id)
    return set().union(*_reached({request_id: asked})[request_id].values()) if asked else set()


def find_twins(profile_ids: Collection[int], asked: Asked) -> dict[int, dict[int, tuple[str, ...]]]:
    """Per question those of the profiles that would only ask people who were asked it already: through which, by title.

    `asked`: the profiles that were asked each question. They are no twins themselves. No query where nobody was asked.
    """
    asked = {request_id: ids for request_id, ids in asked.items() if ids}
    if not asked:
        return {}
    reached = _reached(asked)
    users = {user for people in reached.values() for some in people.values() for user in some}
    own = people_of(set(profile_ids).intersection(row.profile_id for row in read(_ASKING, {"ids": list(users)})))
    found = {
        request_id: {one: asked_through(own[one], others) for one in own if one not in others}
        for request_id, others in reached.items()
    }
    titles = _titles_of({other for twins in found.values() for others in twins.values() for other in others})
    return {
        request_id: {one: tuple(titles[other] for other in others) for one, others in twins.items() if others}
        for request_id, twins in found.items()
    }


def find_twins_of(request_id: int, profile_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The same for one question."""
    return find_twins(profile_ids, {request_id: _list_asked(request_id)}).get(request_id, {})


def _list_asked(request_id: int) -> Sequence[int]:
    gave_back = and_(Match.state == MatchState.WITHDRAWN, Match.answered_at.is_not(None))
    reached = or_(Match.state.in_(WERE_ASKED), gave_back)
    asked = select(Match.profile_id).where(Match.request_id == request_id, reached)
    return db.session.scalars(asked).all()


def _reached(asked: Asked) -> dict[int, dict[int, set[int]]]:
    """Per question and profile who may answer: who answers for it, and colleagues to whom it was passed."""
    answering = people_of({one for ids in asked.values() for one in ids})
    reached = {request_id: {one: set(answering[one]) for one in sorted(ids)} for request_id, ids in asked.items()}
    for request_id, profile_id, user_id in read(_PASSED, {"ids": list(asked)}):
        if profile_id in reached[request_id]:
            reached[request_id][profile_id].add(user_id)
    return reached


def _titles_of(profile_ids: Collection[int]) -> dict[int, str]:
    titles = select(ExpertiseProfile.id, ExpertiseProfile.title).where(ExpertiseProfile.id.in_(profile_ids))
    return dict(db.session.execute(titles).all()) if profile_ids else {}


def _marked() -> Select[int, int, int]:
    return (
        select(ProfilePerson.profile_id, User.id, literal(1))
        .join(User, User.id == ProfilePerson.user_id)
        .where(ProfilePerson.answers.is_(True), User.is_active.is_(True))
    )


def _specialists() -> Select[int, int, int]:
    return (
        select(ExpertiseProfile.id.label("profile_id"), User.id, literal(0))
        .join(Membership, Membership.location_id == ExpertiseProfile.location_id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.role == Role.SPECIALIST, User.is_active.is_(True))
    )


def _answering() -> CompoundSelect[int, int, int]:
    marked, specialists = among(ProfilePerson.profile_id, "ids"), among(ExpertiseProfile.id, "ids")
    return union_all(_marked().where(marked), _specialists().where(specialists))


def _asking() -> CompoundSelect[Any]:
    """The profiles for which one of these people could answer."""
    marked, specialists = _marked().where(among(User.id, "ids")), _specialists().where(among(User.id, "ids"))
    return union(marked.with_only_columns(ProfilePerson.profile_id), specialists.with_only_columns(ExpertiseProfile.id))


def _passed() -> Select[int, int, int]:
    """To whom the invitations of these questions were passed, as long as they are specialists of that school."""
    is_there = and_(Membership.user_id == User.id, Membership.location_id == ExpertiseProfile.location_id)
    return (
        select(Match.request_id, Match.profile_id, PassedInvitation.to_id)
        .join(PassedInvitation, PassedInvitation.match_id == Match.id)
        .join(ExpertiseProfile, ExpertiseProfile.id == Match.profile_id)
        .join(User, User.id == PassedInvitation.to_id)
        .join(Membership, is_there)
        .where(among(Match.request_id, "ids"), Membership.role == Role.SPECIALIST, User.is_active.is_(True))
    )


# Put together once: they are asked many times a day.
_ANSWERING = _answering()
_ASKING = _asking()
_PASSED = _passed()
