"""Scores and hard rules in words: why this profile, why not that one, and what would have to change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, g

from network.core.formatting import hours as hours_words
from network.core.formatting import km as km_words
from network.core.formatting import number, within_sentence
from network.core.i18n import _, current_language, ngettext
from network.matching.conditions import Condition
from network.models import Match
from network.models.taxonomy import Facet
from network.taxonomy import queries as taxonomy

Facts = Mapping[str, Any]
Labels = Mapping[str, str]

# The parts that say most to somebody who asked; coordinators see all of them.
FOR_REQUESTER = ("needs", "form", "distance", "start", "hours")


@dataclass(frozen=True)
class Reason:
    """One part for the screen: its name, score (0..1), weight in the total, and a sentence."""

    code: str
    label: str
    score: float
    weight: float
    sentence: str


@dataclass(frozen=True)
class Hurdle:
    """One hard rule for the screen: whether it holds, and what was found."""

    code: str
    holds: bool
    sentence: str


def labels() -> dict[str, str]:
    """The words for the codes of needs and forms, in the reader's language; two queries."""
    language = current_language()
    terms = [*taxonomy.list_terms(Facet.NEED, with_retired=True), *taxonomy.list_terms(Facet.FORM, with_retired=True)]
    return {term.code: term.label(language) for term in terms}


def reasons_of(match: Match, words: Labels, *, only: Iterable[str] = ()) -> list[Reason]:
    """The parts of a match in words, all or `only` those named, in the order of the rules."""
    wanted = set(only)
    return [
        reason_of(part["code"], part["score"], part["weight"], part["facts"], words)
        for part in match.parts
        if not wanted or part["code"] in wanted
    ]


def why(match: Match, *, brief: bool = False) -> list[Reason]:
    """The parts of a match in words, for any page; `brief` gives those that say most to somebody who asked."""
    if "labels" not in g:
        g.labels = labels()
    return reasons_of(match, g.labels, only=FOR_REQUESTER if brief else ())


def init_app(app: Flask) -> None:
    """Lets every page say why, also those of slices below this one."""
    app.jinja_env.globals["why"] = why


def reason_of(code: str, score: float, weight: float, facts: Facts, words: Labels) -> Reason:
    """One part in words."""
    label, sentence = _PARTS[code]
    return Reason(code, label(), score, weight, sentence(facts, words))


def hurdles_of(found: Iterable[Condition]) -> list[Hurdle]:
    """The hard rules in words."""
    return [Hurdle(c.code, c.holds, (_HOLDS if c.holds else _FAILS)[c.code](c.facts)) for c in found]


def _in_words(codes: Iterable[str], words: Labels) -> str:
    return ", ".join(within_sentence(words.get(code, code)) for code in codes)


def _needs(facts: Facts, words: Labels) -> str:
    parts = []
    if facts["covered"]:
        parts.append(_("Dit kunnen zij: %(needs)s.", needs=_in_words(facts["covered"], words)))
    if facts["near"]:
        parts.append(_("Hier dichtbij: %(needs)s.", needs=_in_words(facts["near"], words)))
    if facts["missing"]:
        parts.append(_("Niet in hun profiel: %(needs)s.", needs=_in_words(facts["missing"], words)))
    return " ".join(parts)


def _form(facts: Facts, words: Labels) -> str:
    if not facts["asked"]:
        return _("Je vroeg geen bepaalde soort hulp.")
    if not facts["offers"]:
        return _("Zij bieden een andere soort hulp.")
    return _("Zij bieden: %(forms)s.", forms=_in_words(facts["offers"], words))


def _setting(facts: Facts, _words: Labels) -> str:
    return _("Hun hulp past bij om wie het gaat.") if facts["fits"] else _("Hun hulp is meestal voor anderen.")


def _text(facts: Facts, _words: Labels) -> str:
    if facts["share"] >= 0.5:
        return _("Hun profiel gebruikt veel woorden uit de vraag.")
    if facts["share"] >= 0.2:
        return _("Hun profiel gebruikt enkele woorden uit de vraag.")
    return _("Hun profiel gebruikt andere woorden dan de vraag.")


def _distance(facts: Facts, _words: Labels) -> str:
    if facts["km"] is None:
        return _("De afstand is niet bekend.")
    return _("%(km)s van de school.", km=km_words(facts["km"]))


def _start(facts: Facts, _words: Labels) -> str:
    if facts["days"] is None:
        return _("Voorlopig zijn er geen uren vrij.")
    if not facts["late"]:
        return _("Zij kunnen beginnen wanneer jij dat wilt.")
    return ngettext(
        "Zij kunnen %(num)s dag later beginnen dan gewenst.",
        "Zij kunnen %(num)s dagen later beginnen dan gewenst.",
        facts["late"],
    )


def _hours(facts: Facts, _words: Labels) -> str:
    return _(
        "%(free)s vrij in de eerste acht weken; %(asked)s gevraagd.",
        free=hours_words(facts["free"]),
        asked=hours_words(facts["asked"]),
    )


def _load(facts: Facts, _words: Labels) -> str:
    return _("%(open)s van de %(places)s plekken bezet.", open=facts["open"], places=facts["places"])


def _answers(facts: Facts, _words: Labels) -> str:
    if not facts["asked"]:
        return _("Nog niet eerder gevraagd; dan telt het gemiddelde van de regio.")
    return _("%(yes)s keer ja op %(asked)s vragen.", yes=facts["yes"], asked=facts["asked"])


def _continuity(facts: Facts, _words: Labels) -> str:
    if not facts["times"]:
        return _("Nog niet eerder op deze school geweest.")
    if facts["score"] is None:
        return _("Eerder op deze school geweest.")
    return _("Eerder op deze school geweest; gewaardeerd met een %(score)s van 5.", score=number(facts["score"]))


_PARTS: dict[str, tuple[Callable[[], str], Callable[[Facts, Labels], str]]] = {
    "needs": (lambda: _("Onderwerp"), _needs),
    "form": (lambda: _("Soort hulp"), _form),
    "setting": (lambda: _("Om wie het gaat"), _setting),
    "text": (lambda: _("Woorden"), _text),
    "distance": (lambda: _("Afstand"), _distance),
    "start": (lambda: _("Begin"), _start),
    "hours": (lambda: _("Uren"), _hours),
    "load": (lambda: _("Drukte"), _load),
    "answers": (lambda: _("Antwoorden"), _answers),
    "continuity": (lambda: _("Bekend"), _continuity),
}

_HOLDS: dict[str, Callable[[Facts], str]] = {
    "published": lambda f: _("Het profiel is gepubliceerd en bevestigd."),
    "need": lambda f: _("Het onderwerp past bij het profiel."),
    "age": lambda f: _("De leeftijd past."),
    "school_type": lambda f: _("Het soort onderwijs past."),
    "form": lambda f: _("Er is minstens één gevraagde soort hulp."),
    "reach": lambda f: (
        _("Werkt in een buurregio waar we nu ook vragen.")
        if f.get("is_nearby")
        else _("De school ligt in het werkgebied.")
    ),
    "present": lambda f: _("Er is iemand in de gewenste periode."),
    "not_declined": lambda f: _("Heeft deze vraag niet afgewezen."),
    "not_passed_over": lambda f: _("Is niet overgeslagen."),
    "other_board": lambda f: _("Geen bezwaar vanwege het bestuur."),
    "place_left": lambda f: _("Er is een plek vrij."),
    "rest": lambda f: _("Nam niet te veel nieuwe vragen aan."),
    "hours": lambda f: _("Er zijn uren vrij."),
}


def _too_far(facts: Facts) -> str:
    if facts["reach"] == "kilometres" and facts["km"] is not None:
        return _(
            "Ligt op %(km)s; het werkgebied is %(most)s. Nodig: een groter werkgebied.",
            km=km_words(facts["km"]),
            most=km_words(facts["most_km"]),
        )
    return _("De school ligt buiten het werkgebied. Nodig: deze regio in het profiel.")


_FAILS: dict[str, Callable[[Facts], str]] = {
    "published": lambda f: _("Het profiel staat nu niet open. Nodig: publiceren en bevestigen."),
    "need": lambda f: _("Geen onderwerp van de vraag past bij het profiel. Nodig: een onderwerp erbij."),
    "age": lambda f: _("Het profiel is voor een andere leeftijd. Nodig: deze groep in het profiel."),
    "school_type": lambda f: _("Het profiel is voor ander onderwijs. Nodig: dit onderwijs in het profiel."),
    "form": lambda f: _("Biedt geen van de gevraagde soorten hulp. Nodig: één daarvan in het profiel."),
    "reach": _too_far,
    "present": lambda f: _("Afwezig in de gewenste periode. Nodig: een latere start."),
    "not_declined": lambda f: _("Zei eerder nee op deze vraag. De coördinator kan opnieuw vragen."),
    "not_passed_over": lambda f: _("Is bij deze vraag overgeslagen of teruggenomen. De coördinator kan toch vragen."),
    "other_board": lambda f: _("Hetzelfde bestuur; het profiel vraagt om dat over te slaan."),
    "place_left": lambda f: _(
        "Alle %(places)s plekken zijn bezet. Nodig: een traject afronden of meer plekken.", places=f["places"]
    ),
    "rest": lambda f: _(
        "Nam de laatste 30 dagen al %(recent)s vragen aan; %(most)s is afgesproken.", recent=f["recent"], most=f["most"]
    ),
    "hours": lambda f: _("Geen uren vrij in de komende weken. Nodig: uren in het profiel."),
}
