"""The same question put to the same people through another profile: how it stands there, for who was asked through both."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from network.core.database import db
from network.core.i18n import _
from network.models import Match
from network.models.match import MatchState
from network.waves import invitations, people


def list_asked_too(match: Match) -> Sequence[Match]:
    """The other open invitations of the question for somebody who may answer this one."""
    return [other for other in _list_others(match, MatchState.INVITED) if _shares_people(match, other)]


def find_yes(match: Match) -> Match | None:
    """The yes to the question that was said at the same school, or by somebody who may answer this one; if there is one."""
    if match.state in {MatchState.ACCEPTED, MatchState.WITHDRAWN}:
        return None
    for other in _list_others(match, MatchState.ACCEPTED):
        if _is_of_same_school(match, other) or other.answered_by in people.list_asked_people(match):
            return other
    return None


def ended_words(match: Match, *, reader_id: int | None = None) -> str:
    """Why no answer is asked; to who said yes through another profile, through which."""
    yes = find_yes(match)
    if yes is None:
        return invitations.ended_words(match)
    if yes.answered_by_id == reader_id:
        return _("Je zei al ja op deze vraag, vanuit “%(profile)s”. Je hoeft niets te doen.", profile=yes.profile.title)
    return _("Op deze vraag is al ja gezegd, vanuit “%(profile)s”. Je hoeft niets te doen.", profile=yes.profile.title)


def _list_others(match: Match, state: MatchState) -> Sequence[Match]:
    return db.session.scalars(
        select(Match)
        .where(Match.request_id == match.request_id, Match.id != match.id, Match.state == state)
        .options(joinedload(Match.profile), joinedload(Match.answered_by))
        .order_by(Match.id)
    ).all()


def _shares_people(match: Match, other: Match) -> bool:
    asked = people.list_asked_people(match)
    return _is_of_same_school(match, other) or any(one in asked for one in people.list_asked_people(other))


def _is_of_same_school(match: Match, other: Match) -> bool:
    return match.profile.location_id == other.profile.location_id
