"""Scores in words: why this specialist, for who asked and who steers; why this question, for who is asked to help.

A match keeps codes and numbers; here they become sentences in the reader's language. hurdles.py does so for the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import Flask, g

from network.core.formatting import hours as hours_words
from network.core.formatting import km as km_words
from network.core.formatting import number, within_sentence
from network.core.i18n import _, current_language, ngettext
from network.models import Match
from network.models.taxonomy import Facet
from network.taxonomy import queries as taxonomy

Facts = Mapping[str, Any]
Labels = Mapping[str, str]
Sentence = Callable[[Facts, Labels], str]

# The parts that say most to somebody who asked or is asked; coordinators see all of them.
BRIEFLY = ("needs", "form", "distance", "start", "hours")
_WORDS_FROM = (Facet.NEED, Facet.FORM, Facet.AGE_GROUP, Facet.SCHOOL_TYPE)


class Reader(StrEnum):
    """To whom a sentence speaks: SCHOOL asked or steers, SPECIALIST is the profile's own."""

    SCHOOL = "school"
    SPECIALIST = "specialist"


@dataclass(frozen=True)
class Reason:
    """One part for the screen: its name, score (0..1), weight in the total, and a sentence."""

    code: str
    label: str
    score: float
    weight: float
    sentence: str


def labels() -> dict[str, str]:
    """The words for the codes that reasons and rules name, in the reader's language."""
    return taxonomy.labels_of(_WORDS_FROM, current_language())


def why(match: Match, *, brief: bool = False, reader: Reader = Reader.SCHOOL) -> list[Reason]:
    """The parts of a match in words, for any page; `brief` gives those that say most.

    A match keeps what was known when it was ranked: parts that the rules had then and have no more are left out.
    """
    if "labels" not in g:
        g.labels = labels()
    return [
        reason_of(part["code"], part["score"], part["weight"], part["facts"], g.labels, reader=reader)
        for part in match.parts
        if part["code"] in (BRIEFLY if brief else _PARTS)
    ]


def init_app(app: Flask) -> None:
    """Lets every page say why, also those of slices below this one."""
    app.jinja_env.globals["why"] = why


def reason_of(
    code: str, score: float, weight: float, facts: Facts, words: Labels, *, reader: Reader = Reader.SCHOOL
) -> Reason:
    """One part in words."""
    label, to_school = _PARTS[code]
    sentence = _TO_SPECIALIST.get(code, to_school) if reader is Reader.SPECIALIST else to_school
    return Reason(code, label(), score, weight, sentence(facts, words))


def in_words(codes: Iterable[str], words: Labels) -> str:
    """The words of some codes, parted by commas, as they stand within a sentence."""
    return ", ".join(within_sentence(words.get(code, code)) for code in codes)


def _needs(facts: Facts, words: Labels) -> str:
    parts = []
    if facts["covered"]:
        parts.append(_("Dit kunnen zij: %(needs)s.", needs=in_words(facts["covered"], words)))
    if facts["near"]:
        parts.append(_("Hier dichtbij: %(needs)s.", needs=in_words(facts["near"], words)))
    if facts["missing"]:
        parts.append(_("Niet in hun profiel: %(needs)s.", needs=in_words(facts["missing"], words)))
    return " ".join(parts)


def _your_needs(facts: Facts, words: Labels) -> str:
    parts = []
    if facts["covered"]:
        parts.append(_("Dit staat in jullie profiel: %(needs)s.", needs=in_words(facts["covered"], words)))
    if facts["near"]:
        parts.append(_("Dit ligt dicht bij wat jullie doen: %(needs)s.", needs=in_words(facts["near"], words)))
    if facts["missing"]:
        parts.append(_("De school vraagt ook: %(needs)s.", needs=in_words(facts["missing"], words)))
    return " ".join(parts)


def _form(facts: Facts, words: Labels) -> str:
    if not facts["asked"]:
        return _("Er is geen bepaalde soort hulp gevraagd.")
    if not facts["offers"]:
        return _("Zij bieden een andere soort hulp.")
    return _(
        "%(count)s van de %(asked)s gevraagde soorten: %(forms)s.",
        count=len(facts["offers"]),
        asked=facts["asked"],
        forms=in_words(facts["offers"], words),
    )


def _your_form(facts: Facts, words: Labels) -> str:
    if not facts["asked"]:
        return _("De school vraagt geen bepaalde soort hulp.")
    if not facts["offers"]:
        return _("De school vraagt een andere soort hulp dan jullie bieden.")
    return _("De school vraagt iets wat jullie bieden: %(forms)s.", forms=in_words(facts["offers"], words))


def _setting(facts: Facts, _words: Labels) -> str:
    return _("Hun hulp past bij om wie het gaat.") if facts["fits"] else _("Hun hulp is meestal voor anderen.")


def _your_setting(facts: Facts, _words: Labels) -> str:
    return _("Jullie hulp past bij om wie het gaat.") if facts["fits"] else _("Jullie hulp is meestal voor anderen.")


def _text(facts: Facts, words: Labels) -> str:
    share = round(100 * facts["share"])
    if not facts.get("heard"):
        return _("De teksten lijken voor %(share)s %% op elkaar.", share=share)
    heard = in_words(facts["heard"], words)
    return _("De teksten lijken voor %(share)s %% op elkaar; in beide horen we: %(needs)s.", share=share, needs=heard)


def _distance(facts: Facts, _words: Labels) -> str:
    if facts["km"] is None:
        return _("De afstand is niet bekend.")
    return _("%(km)s van de school.", km=km_words(facts["km"]))


def _your_distance(facts: Facts, _words: Labels) -> str:
    if facts["km"] is None:
        return _("De afstand is niet bekend.")
    return _("De school ligt op %(km)s.", km=km_words(facts["km"]))


def _start(facts: Facts, _words: Labels) -> str:
    if facts["days"] is None:
        return _("Voorlopig zijn er geen uren vrij.")
    if not facts["late"]:
        return _("Zij kunnen beginnen wanneer dat gewenst is.")
    return ngettext(
        "Zij kunnen %(num)s dag later beginnen dan gewenst.",
        "Zij kunnen %(num)s dagen later beginnen dan gewenst.",
        facts["late"],
    )


def _your_start(facts: Facts, _words: Labels) -> str:
    if facts["days"] is None:
        return _("Jullie hebben voorlopig geen uren vrij.")
    if not facts["late"]:
        return _("Jullie hebben ruimte wanneer de school wil beginnen.")
    return ngettext(
        "Jullie kunnen %(num)s dag later beginnen dan de school wil.",
        "Jullie kunnen %(num)s dagen later beginnen dan de school wil.",
        facts["late"],
    )


def _hours(facts: Facts, _words: Labels) -> str:
    free, asked = hours_words(facts["free"]), hours_words(facts["asked"])
    if facts.get("is_usual"):
        return _("%(free)s vrij in de eerste acht weken; we rekenen met %(asked)s.", free=free, asked=asked)
    return _("%(free)s vrij in de eerste acht weken; %(asked)s gevraagd.", free=free, asked=asked)


def _your_hours(facts: Facts, _words: Labels) -> str:
    free, asked = hours_words(facts["free"]), hours_words(facts["asked"])
    if facts.get("is_usual"):
        return _(
            "Jullie hebben %(free)s vrij in de eerste acht weken; we rekenen met %(asked)s.", free=free, asked=asked
        )
    return _("Jullie hebben %(free)s vrij in de eerste acht weken; de school vraagt %(asked)s.", free=free, asked=asked)


def _load(facts: Facts, _words: Labels) -> str:
    own = _("%(open)s van de %(places)s plekken bezet.", open=facts["open"], places=facts["places"])
    if facts.get("others") is None:
        return own
    return own + " " + _("Bij de anderen die kunnen: %(share)s %%.", share=round(100 * facts["others"]))


def _answers(facts: Facts, _words: Labels) -> str:
    own = ngettext(
        "Zei %(yes)s keer ja, op %(num)s vraag.",
        "Zei %(yes)s keer ja, op %(num)s vragen.",
        facts["asked"],
        yes=facts["yes"],
    )
    if not facts["asked"]:
        own = _("Nog niet eerder gevraagd; dan tellen de anderen.")
    if facts.get("others") is None:
        return own
    return (
        own + " " + _("De anderen die kunnen, zeiden %(share)s van de 100 keer ja.", share=round(100 * facts["others"]))
    )


def _continuity(facts: Facts, _words: Labels) -> str:
    if not facts["times"]:
        return _("Nog niet eerder op deze school geweest.")
    if facts["score"] is None:
        return _("Eerder op deze school geweest.")
    return _("Eerder op deze school geweest; gewaardeerd met een %(score)s van 5.", score=number(facts["score"]))


_PARTS: dict[str, tuple[Callable[[], str], Sentence]] = {
    "needs": (lambda: _("Onderwerp"), _needs),
    "form": (lambda: _("Soort hulp"), _form),
    "setting": (lambda: _("Om wie het gaat"), _setting),
    "text": (lambda: _("Tekst"), _text),
    "distance": (lambda: _("Afstand"), _distance),
    "start": (lambda: _("Begin"), _start),
    "hours": (lambda: _("Uren"), _hours),
    "load": (lambda: _("Drukte"), _load),
    "answers": (lambda: _("Antwoorden"), _answers),
    "continuity": (lambda: _("Bekend"), _continuity),
}

_TO_SPECIALIST: dict[str, Sentence] = {
    "needs": _your_needs,
    "form": _your_form,
    "setting": _your_setting,
    "distance": _your_distance,
    "start": _your_start,
    "hours": _your_hours,
}
