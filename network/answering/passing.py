"""What a specialist does with an invitation that is better off with somebody else: pass it on, or name another school."""

from __future__ import annotations

from sqlalchemy import select

from network.access.audit import record
from network.candidates import ranking
from network.core.database import db
from network.core.errors import InvalidInput, InvalidState
from network.core.i18n import _
from network.models import ExpertiseProfile, Match, PassedInvitation, Suggestion, SupportRequest, User
from network.models.expertise import ProfileState
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.waves import invitation_messages, messages, people, queries, widening


def pass_on(match: Match, colleague: User, *, by: User) -> None:
    """Give the invitation to a colleague too, who gets a notice and may answer by link; the same one gets it once."""
    lock_open(match)
    if colleague not in people.list_colleagues(match, of=by):
        raise InvalidInput(_("Kies een collega die ook specialist is op jullie school."), field="colleague")
    passed = select(PassedInvitation.id).where(
        PassedInvitation.match_id == match.id, PassedInvitation.to_id == colleague.id
    )
    if db.session.scalar(passed) is not None:
        return
    db.session.add(PassedInvitation(match_id=match.id, by_id=by.id, to_id=colleague.id))
    invitation_messages.tell_passed_on(match, colleague, by=by)
    record("match.passed_on", match, actor_id=by.id, request=match.request, profile=match.profile.title)


def suggest(match: Match, profile: ExpertiseProfile, *, by: User) -> None:
    """Name another school's profile for the question: a candidate when it passes the hard rules, never a promise.

    What does not pass is kept too, for the coordinator to see; who names it is not told which of both it was.
    """
    request = lock_open(match)
    if profile.state is not ProfileState.PUBLISHED or profile.location_id == match.profile.location_id:
        raise InvalidState(_("Kies een gepubliceerd profiel van een andere school."))
    named = select(Suggestion.id).where(Suggestion.request_id == request.id, Suggestion.profile_id == profile.id)
    if db.session.scalar(named) is not None:
        return
    db.session.add(Suggestion(request_id=request.id, profile=profile, suggested_by=by))
    if ranking.assess(request, profile).may_be_asked:
        candidate = ranking.find_or_rank(request, profile)
        if candidate.state is MatchState.PROPOSED:
            widening.mark(request, [candidate])
    messages.tell_suggested(request, profile, by=by)
    record("match.suggested", match, actor_id=by.id, request=request, profile=profile.title)


def only_open(match: Match) -> None:
    """Raise InvalidState for an invitation that is answered, or of which the question needs nobody any more."""
    if match.state is not MatchState.INVITED or match.request.state not in {RequestState.SEARCHING, RequestState.STUCK}:
        raise InvalidState(_("Deze uitnodiging staat niet meer open. Je hoeft niets te doen."))


def lock_open(match: Match) -> SupportRequest:
    """The question, held until the end of the transaction; InvalidState as of only_open."""
    request = queries.lock_request(match.request_id)
    db.session.refresh(match)
    only_open(match)
    return request
