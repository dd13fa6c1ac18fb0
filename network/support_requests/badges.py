"""How the states of a question, and of whom it was sent to, look and are called."""

from __future__ import annotations

from collections.abc import Sequence

from network.core.badges import Badge
from network.core.i18n import _, ngettext
from network.models import Match
from network.models.match import MatchState
from network.models.support_request import RequestState, Urgency
from network.support_requests.askings import Asking, Ending
from network.support_requests.words import URGENCY_SHORT


def badge_of(state: RequestState, *, is_waiting: bool = False) -> Badge:
    """What the requester sees of a state; it never says that somebody else took the question."""
    if is_waiting:
        return Badge("wait", _("Op de wachtlijst"))
    return {
        RequestState.DRAFT: Badge("calm", _("Nog niet verstuurd")),
        RequestState.SUBMITTED: Badge("wait", _("We zoeken een specialist")),
        RequestState.IN_TRIAGE: Badge("wait", _("De coördinator kijkt mee")),
        RequestState.SEARCHING: Badge("wait", _("We zoeken een specialist")),
        RequestState.STUCK: Badge("stuck", _("De coördinator zoekt mee")),
        RequestState.MATCHED: Badge("good", _("Een specialist zegt ja")),
        RequestState.RUNNING: Badge("good", _("Aan de slag")),
        RequestState.CLOSED: Badge("calm", _("Afgerond")),
        RequestState.WITHDRAWN: Badge("calm", _("Ingetrokken")),
    }[state]


def steering_badge_of(state: RequestState, *, is_waiting: bool = False, left: int = 0, answering: int = 0) -> Badge:
    """What a coordinator sees of it, as the filter of the queue calls it: who is to look is not told that they do.

    `left`: how many still fitted when the rounds were used up; `answering`: how many can still answer.
    """
    if state is RequestState.STUCK:
        return _stuck_badge(left, answering)
    if state is RequestState.IN_TRIAGE:
        return Badge("wait", _("Wacht op de coördinator"))
    return badge_of(state, is_waiting=is_waiting)


def _stuck_badge(left: int, answering: int) -> Badge:
    if left:
        return Badge("stuck", _("De rondes zijn op"))
    if answering:
        return Badge("wait", ngettext("Wacht op %(num)s antwoord", "Wacht op %(num)s antwoorden", answering))
    return Badge("stuck", _("Niemand meer te vragen"))


def urgency_badge(urgency: Urgency) -> Badge | None:
    """How much haste there is, where it is not the ordinary."""
    if urgency is Urgency.NORMAL:
        return None
    return Badge("stuck" if urgency is Urgency.URGENT else "calm", str(URGENCY_SHORT[urgency]))


def match_badge(match: Match, askings: Sequence[Asking] = ()) -> Badge:
    """How it stands with one of those who were asked or could be; `askings`: each time that it was asked, in order."""
    if match.is_passed_over:
        return Badge("calm", _("Overgeslagen"))
    if match.state is MatchState.WITHDRAWN and match.answered_at:  # who was asked no more had not answered
        return Badge("calm", _("Overgeslagen") if _kept(askings) else _("Gaf de vraag terug"))
    if match.state is MatchState.PROPOSED and match.invited_at:
        return Badge("calm", _("Nog niet opnieuw gevraagd"))
    if match.state is MatchState.SUPERSEDED:
        return ended_badge(askings)
    return {
        MatchState.PROPOSED: Badge("calm", _("Nog niet gevraagd")),
        MatchState.INVITED: Badge("wait", _("Wacht op antwoord")),
        MatchState.ACCEPTED: Badge("good", _("Zegt ja")),
        MatchState.DECLINED: Badge("calm", _("Kan nu niet")),
        MatchState.EXPIRED: Badge("calm", _("Gaf geen antwoord")),
        MatchState.WITHDRAWN: Badge("calm", _("Niet meer gevraagd")),
    }[match.state]


def asked_badge(match: Match, askings: Sequence[Asking] = ()) -> Badge:
    """The same for who reads of nobody that could be asked, only of who was: what came of the last time."""
    is_passed_over = match.state is MatchState.WITHDRAWN and _kept(askings)
    return ended_badge(askings) if match.state is MatchState.PROPOSED or is_passed_over else match_badge(match, askings)


def _kept(askings: Sequence[Asking]) -> bool:
    """Whether they said yes the last time, and did not give the question back."""
    return bool(askings) and askings[-1].ending is Ending.YES


def ended_badge(askings: Sequence[Asking]) -> Badge:
    """What came of the last time of asking, for whom it is over: of a new search, or of another's yes."""
    ending = askings[-1].ending if askings else None
    if ending is Ending.YES:
        return Badge("calm", _("Zei eerder ja"))
    if ending is Ending.SILENCE:
        return Badge("calm", _("Gaf geen antwoord"))
    return Badge("calm", _("Niet meer nodig"))
