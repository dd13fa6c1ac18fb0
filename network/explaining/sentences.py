"""What is said of each part of a score, to who asked or steers and to who is asked; from the facts of that moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from network.core.formatting import day, number, within_sentence
from network.core.formatting import hours as hours_words
from network.core.formatting import km as km_words
from network.core.i18n import _, ngettext
from network.matching.facts import Facts
from network.matching.rules import is_only_akin

Labels = Mapping[str, str]
Sentence = Callable[[Facts, Labels], str]

# Stands for parts that the rules had once and have no more.
GONE = "gone"
# Fewer answers than this say nothing about a region, and of fewer providers everybody would know which one is meant.
FEWEST_ANSWERS = 5
FEWEST_PROVIDERS = 3


def in_words(codes: Iterable[str], words: Labels) -> str:
    """The words of some codes, parted by commas, as they stand within a sentence."""
    return ", ".join(within_sentence(words.get(code, code)) for code in codes)


def akin_words(facts: Facts, words: Labels) -> dict[str, str]:
    """The needs that only a sibling speaks for, and the parents that they share."""
    return {"needs": in_words(facts["akin"], words), "groups": in_words(facts["groups"], words)}


def _needs(facts: Facts, words: Labels) -> str:
    parts = []
    if facts["covered"]:
        parts.append(_("Dit kunnen zij: %(needs)s.", needs=in_words(facts["covered"], words)))
    if facts["near"]:
        parts.append(_("Ligt dicht bij wat zij doen: %(needs)s.", needs=in_words(facts["near"], words)))
    akin = facts.get("akin", [])
    if akin or facts["missing"]:
        parts.append(_("Niet in hun profiel: %(needs)s.", needs=in_words([*akin, *facts["missing"]], words)))
    if akin:
        parts.append(_("Wel verwant aan %(needs)s (binnen %(groups)s).", **akin_words(facts, words)))
    return " ".join(parts)


def _your_needs(facts: Facts, words: Labels) -> str:
    parts = []
    if facts["covered"]:
        parts.append(_("Dit staat in jullie profiel: %(needs)s.", needs=in_words(facts["covered"], words)))
    if facts["near"]:
        parts.append(_("Dit ligt dicht bij wat jullie doen: %(needs)s.", needs=in_words(facts["near"], words)))
    if facts.get("akin"):
        parts.append(_akin_to_yours(facts, words))
    if facts["missing"]:
        parts.append(_("De school vraagt ook: %(needs)s.", needs=in_words(facts["missing"], words)))
    return " ".join(parts)


def _akin_to_yours(facts: Facts, words: Labels) -> str:
    """Who does nothing of what is asked reads that a no is as good: they may wonder why they are asked at all."""
    if not is_only_akin(facts):
        return _(
            "Dit staat niet in jullie profiel: %(needs)s. Jullie doen wel iets verwants, binnen %(groups)s.",
            **akin_words(facts, words),
        )
    return _(
        "Dit is net iets anders dan jullie profiel. De school vraagt: %(needs)s. Jullie doen iets verwants, binnen "
        "%(groups)s. Denk mee als je iets ziet; een nee is hier heel gewoon.",
        **akin_words(facts, words),
    )


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
    share, shared = round(100 * facts["share"]), facts.get("shared", 0)
    said = [_("De teksten lijken voor %(share)s %% op elkaar.", share=share)]
    if facts.get("heard"):
        heard = in_words(facts["heard"], words)
        said = [
            _("De teksten lijken voor %(share)s %% op elkaar; in beide horen we: %(needs)s.", share=share, needs=heard)
        ]
    if shared:
        said.append(ngettext("Ze delen %(num)s zeldzaam woord.", "Ze delen %(num)s zeldzame woorden.", shared))
    return " ".join(said)


def _distance(facts: Facts, _words: Labels) -> str:
    if facts["km"] is None:
        return _("De afstand is niet bekend.")
    said = _("%(km)s van de school.", km=km_words(facts["km"]))
    return said[:1].upper() + said[1:]


def _your_distance(facts: Facts, _words: Labels) -> str:
    if facts["km"] is None:
        return _("De afstand is niet bekend.")
    return _("De school ligt op %(km)s.", km=km_words(facts["km"]))


def _day_of(kept: str) -> str:
    return day(date.fromisoformat(kept))


def _start(facts: Facts, _words: Labels) -> str:
    if facts["days"] is None:
        return _("Voorlopig zijn er geen uren vrij.")
    if facts.get("can_from"):
        return _("De gewenste dag is voorbij. Zij kunnen vanaf %(day)s.", day=_day_of(facts["can_from"]))
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
    if facts.get("can_from"):
        return _("De gewenste dag is voorbij. Jullie kunnen vanaf %(day)s.", day=_day_of(facts["can_from"]))
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
    if facts.get("providers", 0) < FEWEST_PROVIDERS:
        return own
    usual = _(
        "Van de %(count)s profielen in de regio is gemiddeld %(share)s %% van de plekken bezet.",
        count=facts["providers"],
        share=round(100 * facts["usual"]),
    )
    return f"{own} {usual}"


def _answers(facts: Facts, _words: Labels) -> str:
    """Of the region only what was really answered, and only when it says something."""
    own = ngettext(
        "Zei %(yes)s keer ja, op %(num)s vraag.",
        "Zei %(yes)s keer ja, op %(num)s vragen.",
        facts["asked"],
        yes=facts["yes"],
    )
    usual = facts.get("usual_asked", 0)
    if usual < FEWEST_ANSWERS:
        return own if facts["asked"] else _("Nog niet eerder gevraagd.")
    if not facts["asked"]:
        own = _("Nog niet eerder gevraagd; dan telt wat in de regio gewoon is.")
    said = _(
        "De profielen in de regio zeiden samen %(yes)s keer ja op %(asked)s vragen.",
        yes=facts["usual_yes"],
        asked=usual,
    )
    return f"{own} {said}"


def _continuity(facts: Facts, _words: Labels) -> str:
    if not facts["times"]:
        return _("Nog niet eerder op deze school geweest.")
    now = _("Helpt nu bij een andere vraag van deze school.") if facts.get("now") else ""
    before = _helped_before(facts) if facts["times"] > facts.get("now", 0) else ""
    return f"{now} {before}".strip()


def _helped_before(facts: Facts) -> str:
    if facts["score"] is None:
        return _("Eerder op deze school geweest.")
    return _("Eerder op deze school geweest; gewaardeerd met een %(score)s van 5.", score=number(facts["score"]))


OF_PARTS: dict[str, tuple[Callable[[], str], Sentence]] = {
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
    GONE: (lambda: _("Wat toen ook telde"), lambda _facts, _words: _("Onderdelen die nu niet meer meetellen.")),
}

TO_SPECIALIST: dict[str, Sentence] = {
    "needs": _your_needs,
    "form": _your_form,
    "setting": _your_setting,
    "distance": _your_distance,
    "start": _your_start,
    "hours": _your_hours,
}
