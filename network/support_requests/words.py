"""Words about questions that more than one slice says."""

from __future__ import annotations

from network.core.i18n import _l
from network.models import SupportRequest
from network.models.engagement import Outcome
from network.models.match import DeclineReason
from network.models.support_request import RequestState, Setting, Urgency

SETTING_LABELS = {
    Setting.PUPIL: _l("één leerling"),
    Setting.GROUP: _l("een groep of klas"),
    Setting.TEAM: _l("het team"),
    Setting.SCHOOL: _l("de hele school"),
}

URGENCY_LABELS = {
    Urgency.CALM: _l("Het heeft geen haast"),
    Urgency.NORMAL: _l("Binnen een paar weken"),
    Urgency.URGENT: _l("Zo snel mogelijk: het gaat nu niet goed"),
}

# For a narrow column.
URGENCY_SHORT = {
    Urgency.CALM: _l("Geen haast"),
    Urgency.NORMAL: _l("Binnen een paar weken"),
    Urgency.URGENT: _l("Zo snel mogelijk"),
}

OUTCOME_LABELS = {
    Outcome.RESOLVED: _l("De vraag is opgelost"),
    Outcome.PARTLY: _l("Het gaat beter, maar is niet helemaal opgelost"),
    Outcome.NOT_RESOLVED: _l("Het is niet opgelost"),
    Outcome.REFERRED: _l("Er is andere hulp gevonden"),
    Outcome.STOPPED: _l("We zijn gestopt"),
}

DECLINE_LABELS = {
    DeclineReason.NO_HOURS: _l("Nu geen uren"),
    DeclineReason.NOT_OUR_EXPERTISE: _l("Niet onze expertise"),
    DeclineReason.TOO_FAR: _l("Te ver weg"),
    DeclineReason.KNOWN_OTHERWISE: _l("We kennen deze school al op een andere manier"),
    DeclineReason.OTHER: _l("Iets anders"),
}

# How a question stands, for who does to it what was done already.
STANDS_NOW = {
    RequestState.SUBMITTED: _l("Deze vraag is al verstuurd: het zoeken begint zo."),
    RequestState.SEARCHING: _l("Deze vraag gaat al door: we zoeken wie past."),
    RequestState.STUCK: _l("Deze vraag ging al door: er is gezocht, en niemand zei ja."),
    RequestState.MATCHED: _l("Een specialist zei al ja op deze vraag."),
    RequestState.RUNNING: _l("Een specialist helpt de school al met deze vraag."),
    RequestState.CLOSED: _l("Deze vraag is al afgerond."),
    RequestState.WITHDRAWN: _l("Deze vraag is al ingetrokken."),
}

WITHDRAWN_LABELS = {
    "solved": _l("Het is al opgelost"),
    "elsewhere": _l("We hebben elders hulp gevonden"),
    "not_now": _l("Het komt nu niet uit"),
    "other": _l("Iets anders"),
}

# The same, for the coordinator who takes a question back for the school.
WITHDRAWN_FOR_SCHOOL_LABELS = {**WITHDRAWN_LABELS, "elsewhere": _l("De school vond elders hulp")}


def path_of(request: SupportRequest) -> str:
    """Where the question stands on the site."""
    return f"/ondersteuningsvragen/{request.code}"


def candidates_path_of(request: SupportRequest) -> str:
    """Where a coordinator sees who could help."""
    return f"{path_of(request)}/kandidaten"
