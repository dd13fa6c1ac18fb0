"""How an invitation stands for who was asked: whether a yes is welcome, if not, why, and where it comes from."""

from __future__ import annotations

from network.core.i18n import _
from network.models import Match
from network.models.match import MatchState
from network.models.support_request import WANTS_A_YES, RequestState

_STILL_SEARCHED = {RequestState.SUBMITTED, RequestState.IN_TRIAGE, *WANTS_A_YES}


def is_open(match: Match) -> bool:
    """Whether an answer is still asked."""
    return match.state is MatchState.INVITED and match.request.state in WANTS_A_YES


def is_late_yes_welcome(match: Match) -> bool:
    """Whether the invitation ended by silence alone while the school is still without help."""
    is_expired = match.state is MatchState.EXPIRED and match.profile.is_public
    return is_expired and match.request.state in WANTS_A_YES


def is_searched(match: Match) -> bool:
    """Whether the school is still without help."""
    return match.request.state in _STILL_SEARCHED


def ended_words(match: Match) -> str:
    """Why no answer is asked; never that the school was helped when it was not."""
    if match.state is MatchState.ACCEPTED:
        return _("Jullie denken mee met deze school.")
    if match.request.state is RequestState.WITHDRAWN:
        return _("De vraag is ingetrokken. Je hoeft niets te doen.")
    if match.state is MatchState.WITHDRAWN and match.answered_at is not None:
        return _("Jullie gaven deze vraag terug. Je hoeft niets te doen.")
    if match.state is MatchState.WITHDRAWN:
        return _("Deze uitnodiging geldt niet meer. Je hoeft niets te doen.")
    if match.state is MatchState.DECLINED and is_searched(match):
        return _("Jullie antwoordden dat het nu niet lukt. Kan het toch? De coördinator kan jullie opnieuw vragen.")
    if match.state is MatchState.DECLINED:
        return _("Jullie antwoordden dat het nu niet lukt. Je hoeft niets te doen.")
    if is_searched(match):
        return _("Deze uitnodiging staat niet meer open. De school zoekt nog. Vragen we jullie weer, dan hoor je het.")
    return _("De school is intussen geholpen. Je hoeft niets te doen.")


def place_of(match: Match) -> str:
    """Where the question comes from, as far as those who are asked may know."""
    request = match.request
    if not match.hides_school:
        return request.location.place
    return request.region.name if request.region else _("een andere regio")
