"""What a coordinator does with a question: invite by hand, pass over, take back, reopen."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.exc import InvalidRequestError

from network.access.audit import record
from network.candidates import ranking
from network.core.database import db
from network.core.errors import Conflict, InvalidState
from network.core.i18n import _
from network.followups import service as followups
from network.models import ExpertiseProfile, Match, Region, SupportRequest
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.support_requests import service as questions
from network.support_requests.askings import TAKEN_BACK
from network.support_requests.words import STANDS_NOW
from network.waves import endings, queries, service, widening

_OF_AN_EARLIER_TRAJECT = (FollowUpKind.EVALUATION, FollowUpKind.EFFECT_QUESTION)

# Also when the search did not begin by itself: a person can help then.
STEERABLE = frozenset({RequestState.SUBMITTED, RequestState.IN_TRIAGE, RequestState.SEARCHING, RequestState.STUCK})
SEARCHED_AGAIN = frozenset({RequestState.CLOSED, RequestState.STUCK})

_ANSWERED = frozenset({MatchState.ACCEPTED, MatchState.DECLINED})


def invite_by_hand(
    request: SupportRequest, profile: ExpertiseProfile, *, actor_id: int, nearby: Sequence[Region] = ()
) -> Match:
    """Ask this profile now, whatever its rank; also one that is paused, or had said no before.

    Who serves none but one of the `nearby` regions sees no text before a yes, as when the question was widened.
    """
    request = queries.lock_request(request.id)
    if request.state not in STEERABLE:
        raise InvalidState(_("Voor deze vraag kun je nu niemand uitnodigen."))
    if not profile.is_public:
        raise InvalidState(_("Dit profiel is niet gepubliceerd. Daarom kun je het niet uitnodigen."))
    if not profile.location.is_open:
        raise InvalidState(_("Deze school is gesloten. Daarom kun je die niet uitnodigen."))
    match = ranking.find_or_rank(request, profile)
    if match.state is MatchState.INVITED:
        raise InvalidState(_("“%(profile)s” heeft de vraag al.", profile=profile.title))
    ranking.score_anew(request, match)
    match.by_hand = True
    widening.come_by(request, match, nearby)
    if request.state is not RequestState.SEARCHING:
        questions.move(request, RequestState.SEARCHING)
    service.promise_next_wave(request, [match])
    service.send_invitation(match, wave=request.wave or None)
    record("match.invited_by_hand", match, actor_id=actor_id, request=request, profile=profile.title)
    return match


def pass_over(match: Match, *, actor_id: int) -> None:
    """Do not ask this candidate for this question."""
    request = _hold(match)
    if match.state is not MatchState.PROPOSED:
        raise InvalidState(_("Deze kandidaat is al gevraagd."))
    match.state = MatchState.WITHDRAWN
    record("match.passed_over", match, actor_id=actor_id, request=request, profile=match.profile.title)


def take_back(match: Match, *, actor_id: int) -> None:
    """End an invitation that was not answered yet; the specialist hears so, and when it was the last, others are asked."""
    request = _hold(match)
    only_unanswered(match)
    endings.withdraw_invitation(match)
    record(TAKEN_BACK, match, actor_id=actor_id, request=request, profile=match.profile.title)
    service.go_on_when_all_answered(request)


def only_unanswered(match: Match) -> None:
    """Raise InvalidState for an invitation that was answered, or that ended otherwise: nothing is left to take back."""
    if match.state in _ANSWERED:
        raise InvalidState(_("Deze uitnodiging is intussen beantwoord. Terugnemen kan niet meer."))
    if match.state is not MatchState.INVITED:
        raise InvalidState(_("Deze uitnodiging staat niet meer open. Terugnemen hoeft niet meer."))


def search_again(request: SupportRequest, *, actor_id: int) -> None:
    """Open a closed or stuck question again and look for specialists anew; who still has it, keeps it."""
    request = queries.lock_request(request.id)
    only_ended(request)
    was_stuck = request.state is RequestState.STUCK
    questions.move(request, RequestState.SEARCHING)
    request.closed_at = None
    request.wave = 0
    followups.cancel(request, *_OF_AN_EARLIER_TRAJECT)
    ranking.forget_answers(request)
    widening.narrow(request)
    questions.promise_search(request)
    record("request.reopened", request, actor_id=actor_id, request=request, was_stuck=was_stuck)


def only_ended(request: SupportRequest) -> None:
    """Raise InvalidState for a question of which the search, or the work that came of it, goes on."""
    if request.state in SEARCHED_AGAIN:
        return
    rest = _("Opnieuw zoeken kan als er niemand meer te vragen is, of als de vraag is afgerond.")
    stands = STANDS_NOW.get(request.state)
    raise InvalidState(f"{stands} {rest}" if stands else rest)


def _hold(match: Match) -> SupportRequest:
    """The question of the match, held, with the match as it is now; Conflict when it left the list meanwhile."""
    try:
        request = queries.lock_request(match.request_id)
        db.session.refresh(match)
    except InvalidRequestError as error:  # who was only ranked is forgotten when somebody says yes
        raise Conflict(_("Dit profiel staat niet meer op de lijst: de vraag is intussen verder.")) from error
    return request
