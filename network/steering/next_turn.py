"""When those are asked who fit and were not asked yet: in words, for who steers."""

from __future__ import annotations

from datetime import date
from math import ceil

from network.candidates.field import Assessment
from network.core import clock
from network.core.formatting import day
from network.core.i18n import _, ngettext
from network.models import ExpertiseProfile, SupportRequest
from network.models.support_request import RequestState
from network.support_requests.rules import is_search_late
from network.waves import queries, turns


def words(request: SupportRequest, profile: ExpertiseProfile, found: Assessment) -> str:
    """How many are asked at a time and when the next are, for a profile that may be asked; or what the question waits for.

    Who is only akin to what is asked reads that others are asked before.
    """
    if request.state is RequestState.IN_TRIAGE:
        return _("De vraag wacht op de coördinator. We vragen pas iemand als die hem laat doorgaan.")
    if request.state is RequestState.STUCK:
        return _("De vraag wacht op de coördinator. Vanzelf vragen we nu niemand.")
    if is_search_late(request.state, request.submitted_at or request.created_at, clock.now()):
        return _("Het zoeken begon niet. Vanzelf vragen we nu niemand.")
    if request.state is RequestState.SUBMITTED:
        return _at_a_time(request, found) + " " + _("De eersten vragen we zo.")
    if request.state is not RequestState.SEARCHING:
        return _("Voor deze vraag zoeken we nu niemand.")
    if request.is_waiting:
        return _on_the_waiting_list(request, profile)
    next_at = queries.find_next_wave_at(request)
    if next_at is None:
        return _at_a_time(request, found)
    return _after_this_wave(request, found, clock.to_local(next_at).date())


def _on_the_waiting_list(request: SupportRequest, profile: ExpertiseProfile) -> str:
    said = _("De vraag staat op de wachtlijst. Elke schooldag kijken we wie er ruimte heeft.")
    if turns.room_of(profile, request) > 0:
        return said
    held = _(
        "Dit profiel moet eerst antwoorden op een andere vraag. Zegt het nee, dan bieden we de volgende van de lijst aan."
    )
    return f"{said} {held}"


def _after_this_wave(request: SupportRequest, found: Assessment, next_on: date) -> str:
    if not request.has_waves_left:
        return _(
            "Na deze specialisten vragen we niemand meer vanzelf. Zegt niemand ja, dan kijkt de coördinator, uiterlijk "
            "%(day)s.",
            day=day(next_on),
        )
    turn = _("Zegt niemand ja, dan vragen we de volgende uiterlijk %(day)s.", day=day(next_on))
    return _at_a_time(request, found) + " " + turn


def _at_a_time(request: SupportRequest, found: Assessment) -> str:
    if not _comes_to(request, found):
        return _(
            "Dit profiel staat op plaats %(place)s. Zo ver gaan we niet vanzelf: zeggen de profielen ervoor nee, dan "
            "kijkt eerst de coördinator.",
            place=found.rank,
        )
    said = ngettext(
        "Dit profiel staat op plaats %(place)s. We vragen er %(num)s tegelijk.",
        "Dit profiel staat op plaats %(place)s. We vragen er hoogstens %(num)s tegelijk.",
        request.policy.wave_size,
        place=found.rank,
    )
    return f"{said} {_after_those_who_cover(found)}" if found.is_akin else said


def _comes_to(request: SupportRequest, found: Assessment) -> bool:
    """Whether the rounds that are left come as far as this profile, if nobody says yes; a round holds one tier."""
    size, left = request.policy.wave_size, request.most_waves - request.wave
    rounds_before = ceil(found.truly / size) if found.is_akin else 0
    place = found.rank - found.truly if found.is_akin else found.rank
    return rounds_before + ceil(place / size) <= left


def _after_those_who_cover(found: Assessment) -> str:
    if not found.truly:
        return _("Er is nu geen profiel te vragen waarbij het onderwerp past. Daarom vragen we wie iets verwants doet.")
    return ngettext(
        "Eerst vragen we het ene profiel waarbij het onderwerp wel past.",
        "Eerst vragen we de %(num)s profielen waarbij het onderwerp wel past.",
        found.truly,
    )
