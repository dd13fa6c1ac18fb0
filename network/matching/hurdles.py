"""The hard rules in words: what was found, what is asked, and what would have to change to be invited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from network.core.formatting import hours as hours_words
from network.core.formatting import km as km_words
from network.core.formatting import tenths, within_sentence
from network.core.i18n import _
from network.matching.conditions import Condition
from network.matching.facts import Facts
from network.matching.forms import REASON_LABELS
from network.matching.sentences import Labels, Sentence, in_words
from network.models.match import DeclineReason


@dataclass(frozen=True)
class Hurdle:
    """One hard rule for the screen: whether it holds, and what was found."""

    code: str
    holds: bool
    sentence: str


def hurdles_of(found: Iterable[Condition], words: Labels) -> list[Hurdle]:
    """The hard rules in words."""
    return [Hurdle(c.code, c.holds, (_HOLDS if c.holds else _FAILS)[c.code](c.facts, words)) for c in found]


def _near_enough(facts: Facts, _words: Labels) -> str:
    if facts.get("is_nearby"):
        return _("Werkt in een buurregio waar we nu ook vragen.")
    if facts["reach"] == "kilometres" and facts["km"] is not None:
        return _(
            "Ligt op %(km)s, binnen het werkgebied van %(most)s.",
            km=km_words(facts["km"]),
            most=km_words(facts["most_km"]),
        )
    return _("Werkt in heel Nederland.") if facts["reach"] == "national" else _("De school ligt in het werkgebied.")


def _too_far(facts: Facts, _words: Labels) -> str:
    if facts["reach"] == "kilometres" and facts["km"] is not None:
        return _(
            "Ligt op %(km)s; het werkgebied is %(most)s. Nodig: een groter werkgebied.",
            km=km_words(facts["km"]),
            most=km_words(facts["most_km"]),
        )
    return _("De school ligt buiten het werkgebied. Nodig: deze regio in het profiel.")


def _not_open(facts: Facts, _words: Labels) -> str:
    if facts["state"] == "paused":
        return _("Het profiel staat op pauze. Nodig: het weer openzetten.")
    state = {
        "draft": _("Het profiel is nog niet af."),
        "in_review": _("De coördinator beoordeelt het profiel nog."),
        "archived": _("Het profiel is opgeborgen."),
    }.get(facts["state"], _("Het profiel is niet bevestigd."))
    return state + " " + _("Nodig: publiceren en bevestigen.")


def _in_both(facts: Facts, words: Labels) -> str:
    return in_words(sorted(set(facts["asked"]) & set(facts["offers"])), words) or _("niets bepaalds gevraagd")


def _for_others(facts: Facts, words: Labels) -> str:
    return _(
        "Gevraagd: %(asked)s. Dit profiel: %(offers)s. Nodig: het gevraagde in het profiel.",
        asked=in_words(facts["asked"], words),
        offers=in_words(facts["offers"], words) or _("niets"),
    )


def _other_needs(facts: Facts, words: Labels) -> str:
    asked = in_words(facts["asked"], words)
    return _("Geen van deze onderwerpen staat in het profiel: %(asked)s. Nodig: één daarvan.", asked=asked)


def _full(facts: Facts, _words: Labels) -> str:
    return _(
        "%(open)s trajecten lopen en er zijn %(places)s plekken. Nodig: een traject afronden of meer plekken.",
        open=facts["open"],
        places=facts["places"],
    )


def _place(facts: Facts, _words: Labels) -> str:
    return _("Er is een plek vrij: %(open)s van de %(places)s bezet.", open=facts["open"], places=facts["places"])


def _rested(facts: Facts, _words: Labels) -> str:
    return _(
        "Nam de laatste 30 dagen %(recent)s nieuwe vragen aan; %(most)s is het meeste.",
        recent=facts["recent"],
        most=facts["most"],
    )


def _needs_rest(facts: Facts, _words: Labels) -> str:
    return _(
        "Nam de laatste 30 dagen al %(recent)s vragen aan; %(most)s is afgesproken. Nodig: wachten, of meer afspreken.",
        recent=facts["recent"],
        most=facts["most"],
    )


def _said_no(facts: Facts, _words: Labels) -> str:
    reason = within_sentence(str(REASON_LABELS[DeclineReason(facts["reason"])]))
    return _("Zei eerder nee op deze vraag: %(reason)s. De coördinator kan opnieuw vragen.", reason=reason)


def _hours_free(facts: Facts, _words: Labels) -> str:
    if not facts["free"]:
        return _("Er komen uren vrij, maar pas later dan acht weken na het gewenste begin.")
    return _("Er zijn uren vrij: %(free)s in de eerste acht weken.", free=hours_words(facts["free"]))


def _high_enough(facts: Facts, _words: Labels) -> str:
    return _(
        "Score %(score)s, en %(least)s is het minste.", score=_points(facts["total"]), least=_points(facts["least"])
    )


def _too_low(facts: Facts, _words: Labels) -> str:
    return _(
        "Score %(score)s; de regio vraagt minstens %(least)s. Nodig: een hogere score, of een lagere grens.",
        score=_points(facts["total"]),
        least=_points(facts["least"]),
    )


def _points(share: float) -> str:
    return tenths(100 * share)


def _say(sentence: Callable[[], str]) -> Sentence:
    return lambda _facts, _words: sentence()


_HOLDS: dict[str, Sentence] = {
    "published": _say(lambda: _("Het profiel is gepubliceerd en bevestigd.")),
    "need": lambda f, words: _("Het onderwerp past: %(needs)s.", needs=in_words(f["near"], words)),
    "age": lambda f, words: _("De leeftijd past: %(found)s.", found=_in_both(f, words)),
    "school_type": lambda f, words: _("Het soort onderwijs past: %(found)s.", found=_in_both(f, words)),
    "form": lambda f, words: _("De soort hulp past: %(found)s.", found=_in_both(f, words)),
    "reach": _near_enough,
    "present": _say(lambda: _("Is in de eerste vier weken niet steeds afwezig.")),
    "not_declined": _say(lambda: _("Heeft deze vraag niet afgewezen.")),
    "not_passed_over": _say(lambda: _("Is niet overgeslagen.")),
    "other_board": _say(lambda: _("Geen bezwaar vanwege het bestuur.")),
    "place_left": _place,
    "rest": _rested,
    "hours": _hours_free,
    "score": _high_enough,
}

_FAILS: dict[str, Sentence] = {
    "published": _not_open,
    "need": _other_needs,
    "age": _for_others,
    "school_type": _for_others,
    "form": _for_others,
    "reach": _too_far,
    "present": _say(lambda: _("Is de eerste vier weken steeds afwezig. Nodig: een later begin.")),
    "not_declined": _said_no,
    "not_passed_over": _say(
        lambda: _("Is bij deze vraag overgeslagen of teruggenomen. De coördinator kan toch vragen.")
    ),
    "other_board": _say(lambda: _("Hetzelfde bestuur; het profiel vraagt om dat over te slaan.")),
    "place_left": _full,
    "rest": _needs_rest,
    "hours": _say(
        lambda: _("Geen uren vrij tot twaalf weken na het gewenste begin. Nodig: meer uren, of een later begin.")
    ),
    "score": _too_low,
}
