"""The hard rules in words: what was found, what is asked, and what would have to change to be invited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from network.core.formatting import day, quoted, within_sentence
from network.core.i18n import _
from network.explaining import area, room
from network.explaining.sentences import Labels, Sentence, akin_words, in_words
from network.matching.conditions import Condition
from network.matching.facts import Facts
from network.matching.rules import is_only_akin
from network.models.match import DeclineReason
from network.support_requests.words import DECLINE_LABELS


@dataclass(frozen=True)
class Hurdle:
    """One hard rule for the screen: whether it holds, and what was found.

    `is_akin`: it holds only because the profile does something akin to what is asked.
    """

    code: str
    holds: bool
    sentence: str
    is_akin: bool = False


def hurdles_of(found: Iterable[Condition], words: Labels) -> list[Hurdle]:
    """The hard rules in words; without what is told only when it fails."""
    return [
        Hurdle(c.code, c.holds, (_HOLDS if c.holds else _FAILS)[c.code](c.facts, words), is_akin=_is_akin(c))
        for c in found
        if not c.holds or c.code in _HOLDS
    ]


def _is_akin(condition: Condition) -> bool:
    return condition.code == "need" and condition.holds and is_only_akin(condition.facts)


def _not_open(facts: Facts, _words: Labels) -> str:
    state = {
        "draft": _("Het profiel is nog niet af."),
        "in_review": _("De coördinator beoordeelt het profiel nog."),
        "archived": _("Het profiel is opgeborgen."),
    }.get(facts["state"], _("Het profiel is niet bevestigd."))
    return state + " " + _("Nodig: publiceren en bevestigen.")


def _open(facts: Facts, _words: Labels) -> str:
    if facts["confirmed_on"] is None:
        return _("Het profiel is gepubliceerd en bevestigd.")
    if facts["state"] == "paused":
        return _("Het profiel is bevestigd op %(day)s.", day=day(facts["confirmed_on"]))
    if facts["is_long_ago"]:
        return _(
            "Het profiel is gepubliceerd, maar de school bevestigde het voor het laatst op %(day)s. Dat is langer "
            "geleden dan de regio afsprak. Vraag zo nodig na of het nog klopt.",
            day=day(facts["confirmed_on"]),
        )
    return _("Het profiel is gepubliceerd, en bevestigd op %(day)s.", day=day(facts["confirmed_on"]))


def _was_taken_back(facts: Facts, _words: Labels) -> str:
    if facts["asked_on"] is None:
        return _("Is bij deze vraag overgeslagen. De coördinator kan toch vragen.")
    return _(
        "De uitnodiging van %(day)s is teruggenomen. De coördinator kan opnieuw vragen.", day=day(facts["asked_on"])
    )


def _was_asked(facts: Facts, _words: Labels) -> str:
    if facts["state"] == "accepted":
        return _("Zei op %(day)s ja op deze vraag.", day=day(facts["answered_on"]))
    if facts["state"] == "expired":
        return _(
            "Is gevraagd op %(day)s en gaf geen antwoord. De coördinator kan opnieuw vragen.",
            day=day(facts["asked_on"]),
        )
    return _("Is al gevraagd op %(day)s; we wachten op antwoord.", day=day(facts["asked_on"]))


def _was_asked_otherwise(facts: Facts, _words: Labels) -> str:
    return _(
        "Wie hiervoor antwoordt, kreeg deze vraag al vanuit %(profiles)s. De coördinator kan toch vragen.",
        profiles=quoted(facts["through"]),
    )


def _board_is_fine(facts: Facts, _words: Labels) -> str:
    if facts["is_same"]:
        return _("Hetzelfde bestuur (%(board)s), en dat is geen bezwaar.", board=facts["board"])
    return _("Ander bestuur dan dat van de school.")


def _own_board(facts: Facts, _words: Labels) -> str:
    return _(
        "Hetzelfde bestuur als de school: %(board)s. Het profiel wil dan niet gevraagd worden. "
        "Nodig: die keuze in het profiel uitzetten.",
        board=facts["board"],
    )


def _in_both(facts: Facts, words: Labels) -> str:
    return in_words(sorted(set(facts["asked"]) & set(facts["offers"])), words) or _("niets bepaalds gevraagd")


def _for_others(facts: Facts, words: Labels) -> str:
    """One of what is asked is enough."""
    found = _(
        "Dit profiel: %(offers)s. Gevraagd: %(asked)s.",
        asked=in_words(facts["asked"], words),
        offers=in_words(facts["offers"], words) or _("niets"),
    )
    needed = _("Nodig: één daarvan.") if len(facts["asked"]) > 1 else _("Nodig: dat in het profiel.")
    return f"{found} {needed}"


def _fitting_needs(facts: Facts, words: Labels) -> str:
    said = []
    if facts["covered"]:
        said.append(_("Het onderwerp past: %(needs)s.", needs=in_words(facts["covered"], words)))
    if facts["near"]:
        said.append(_("Ligt dicht bij wat zij doen: %(needs)s.", needs=in_words(facts["near"], words)))
    return " ".join(said) or _(
        "Niet in het profiel: %(needs)s. Wel iets verwants, binnen %(groups)s. Daarom komt dit profiel na alle "
        "profielen waarbij het onderwerp wel past. Nodig om eerder gevraagd te worden: het onderwerp in het profiel.",
        **akin_words(facts, words),
    )


def _other_needs(facts: Facts, words: Labels) -> str:
    asked = in_words(facts["asked"], words)
    return _("Geen van deze onderwerpen staat in het profiel: %(asked)s. Nodig: één daarvan.", asked=asked)


def _said_no(facts: Facts, _words: Labels) -> str:
    reason = within_sentence(str(DECLINE_LABELS[DeclineReason(facts["reason"])]))
    if facts["answered_on"] is None:
        return _("Zei eerder nee op deze vraag: %(reason)s. De coördinator kan opnieuw vragen.", reason=reason)
    return _(
        "Zei op %(day)s nee op deze vraag: %(reason)s. De coördinator kan opnieuw vragen.",
        day=day(facts["answered_on"]),
        reason=reason,
    )


def _say(sentence: Callable[[], str]) -> Sentence:
    return lambda _facts, _words: sentence()


_HOLDS: dict[str, Sentence] = {
    "published": _open,
    "location_open": _say(lambda: _("De school is open.")),
    "answered_by_somebody": _say(lambda: _("Er is iemand die kan antwoorden.")),
    "need": _fitting_needs,
    "age": lambda f, words: _("De leeftijd past: %(found)s.", found=_in_both(f, words)),
    "school_type": lambda f, words: _("Het soort onderwijs past: %(found)s.", found=_in_both(f, words)),
    "form": lambda f, words: _("De soort hulp past: %(found)s.", found=_in_both(f, words)),
    "reach": area.near_enough,
    "not_paused": room.not_paused,
    "present": room.there,
    "not_declined": _say(lambda: _("Heeft deze vraag niet afgewezen.")),
    "not_passed_over": _say(lambda: _("Is niet overgeslagen.")),
    "not_asked_yet": _say(lambda: _("Heeft nu geen uitnodiging voor deze vraag.")),
    "not_asked_otherwise": _say(
        lambda: _("Wie hiervoor antwoordt, kreeg deze vraag niet al vanuit een ander profiel.")
    ),
    "other_location": _say(lambda: _("Hoort bij een andere school dan die de vraag stelt.")),
    "other_board": _board_is_fine,
    "place_left": room.a_place,
    "rest": room.rested,
    "hours": room.hours_free,
    "score": room.high_enough,
}

_FAILS: dict[str, Sentence] = {
    "published": _not_open,
    "location_open": _say(lambda: _("De school is gesloten.")),
    "answered_by_somebody": _say(
        lambda: _(
            "Er is niemand die kan antwoorden: geen specialist met een account. Nodig: iemand van de school uitnodigen."
        )
    ),
    "need": _other_needs,
    "age": _for_others,
    "school_type": _for_others,
    "form": _for_others,
    "reach": area.too_far,
    "not_paused": room.paused,
    "pause_over": room.pause_first,
    "present": room.away,
    "not_declined": _said_no,
    "not_passed_over": _was_taken_back,
    "not_asked_yet": _was_asked,
    "not_asked_otherwise": _was_asked_otherwise,
    "other_location": _say(
        lambda: _("Dit profiel is van de school die de vraag stelt. Een school vraagt hier hulp van een andere school.")
    ),
    "other_board": _own_board,
    "place_left": room.no_place,
    "rest": room.needs_rest,
    "hours": room.no_hours,
    "score": room.too_low,
}
