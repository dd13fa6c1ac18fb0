"""How each part of a score was worked out, in plain words for who steers: from the facts that were kept with it."""

from __future__ import annotations

from math import sqrt

from network.core.formatting import hours, number
from network.core.i18n import _, ngettext
from network.explaining.sentences import Labels, Sentence
from network.matching.facts import Facts

FINE = 4
_MAIN = 1.0


def how(code: str, facts: Facts, words: Labels) -> str:
    """The sum behind a part; nothing for a match of the time when these numbers were not kept."""
    needed, sentence = _HOW.get(code, (frozenset(), None))
    return sentence(facts, words) if sentence and needed <= facts.keys() else ""


def _needs(facts: Facts, words: Labels) -> str:
    if not facts["each"]:
        return _("Er is geen onderwerp gekozen. Dan is dit deel %(score)s.", score=_of_100(facts["unknown"]))
    worth = {one["code"]: one["weight"] * one["rarity"] for one in facts["each"]}
    got = sum(worth[one["code"]] * one["share"] for one in facts["each"]) / sum(worth.values())
    said = [_need(one, words) for one in facts["each"]]
    said.append(_("Samen is dat %(score)s.", score=_of_100(got)))
    if facts["focus"] < 1:
        said.append(_beside(facts))
    return " ".join(said)


def _beside(facts: Facts) -> str:
    count = number(facts["beside"])
    return ngettext(
        "Het profiel doet ook %(count)s ander onderwerp. Daarom × %(focus)s.",
        "Het profiel doet ook %(count)s andere onderwerpen. Daarom × %(focus)s.",
        # A topic may count in part: of 1,5 topics one speaks as of more.
        1 if count == "1" else 2,
        count=count,
        focus=number(facts["focus"], FINE),
    )


def _need(one: Facts, words: Labels) -> str:
    return _(
        "%(need)s: gedekt voor %(share)s %%. Telt %(weight)s (%(kind)s) × %(rarity)s (zeldzaam).",
        need=words.get(one["code"], one["code"]),
        share=number(100 * one["share"]),
        weight=number(one["weight"]),
        kind=_("hoofdzaak") if one["weight"] >= _MAIN else _("bijzaak"),
        rarity=number(one["rarity"], FINE),
    )


def _form(facts: Facts, _words: Labels) -> str:
    if not facts["asked"]:
        return _("Er is geen soort hulp gekozen. Dan is dit deel 100.")
    return _(
        "Zij bieden %(count)s van de %(asked)s gevraagde soorten.", count=len(facts["offers"]), asked=facts["asked"]
    )


def _setting(facts: Facts, _words: Labels) -> str:
    return _(
        "Past de hulp bij om wie het gaat, dan is dit deel 100. Anders is het %(score)s.", score=_of_100(facts["else"])
    )


def _text(facts: Facts, _words: Labels) -> str:
    asked, offered, shared = facts["asked"], facts["offered"], facts["shared"]
    in_common = shared / sqrt(asked * offered) / facts["most"] if shared else 0.0
    return _(
        "In beide teksten klinken dezelfde onderwerpen voor %(alike)s %%. Zeldzame woorden: %(asked)s in de vraag, "
        "%(offered)s in het profiel, %(shared)s in allebei. %(shared)s ÷ √(%(asked)s × %(offered)s) ÷ %(most)s, "
        "hoogstens 1, is %(common)s %%. Dit deel is het gemiddelde van die twee.",
        alike=_of_100(facts["alike"]),
        asked=asked,
        offered=offered,
        shared=shared,
        most=number(facts["most"]),
        common=_of_100(min(1.0, in_common)),
    )


def _distance(facts: Facts, _words: Labels) -> str:
    if facts["road_km"] is None:
        return _("De afstand is niet bekend. Dan is dit deel %(score)s.", score=_of_100(facts["unknown"]))
    said = _(
        "Hemelsbreed × %(factor)s is %(road)s km over de weg. "
        "Tot %(near)s km is dit deel 100, vanaf %(far)s km is het 0, en daartussen loopt het gelijk af.",
        factor=number(facts["factor"]),
        road=number(facts["road_km"], 2),
        near=number(facts["near_km"]),
        far=number(facts["far_km"]),
    )
    if not facts["least"]:
        return said
    remote = _(
        "Alles wat gevraagd is kan op afstand. Dan is dit deel minstens %(least)s.", least=_of_100(facts["least"])
    )
    return f"{said} {remote}"


def _start(facts: Facts, _words: Labels) -> str:
    if facts["late"] is None:
        return _("Zonder vrije uren is dit deel 0.")
    if facts.get("can_from"):
        return ngettext(
            "De gewenste dag was voorbij; het is %(num)s dag later dan de dag waarop we rekenden. "
            "Bij deze haast loopt dit deel af van 100 naar 0 in %(patience)s dagen.",
            "De gewenste dag was voorbij; het is %(num)s dagen later dan de dag waarop we rekenden. "
            "Bij deze haast loopt dit deel af van 100 naar 0 in %(patience)s dagen.",
            facts["late"],
            patience=facts["patience"],
        )
    return ngettext(
        "%(num)s dag later dan gewenst. Bij deze haast loopt dit deel af van 100 naar 0 in %(patience)s dagen.",
        "%(num)s dagen later dan gewenst. Bij deze haast loopt dit deel af van 100 naar 0 in %(patience)s dagen.",
        facts["late"],
        patience=facts["patience"],
    )


def _hours(facts: Facts, _words: Labels) -> str:
    return _(
        "%(free)s gedeeld door %(asked)s; meer dan 100 wordt het niet.",
        free=_hours_words(facts["free"]),
        asked=_hours_words(facts["asked"]),
    )


def _who_is_usual(sentence: str) -> str:
    """With what a reader needs to know of the region that is spoken of."""
    who = _("De profielen in de regio zijn alle gepubliceerde profielen die er werken of er gevestigd zijn.")
    return f"{sentence} {who}"


def _load(facts: Facts, _words: Labels) -> str:
    busy = facts["open"] / max(1, facts["places"])
    usual = busy if facts["usual"] is None else facts["usual"]
    beside = min(1.0, max(0.0, 0.5 + usual - busy))
    both = _(
        "Het gemiddelde van twee getallen: %(free)s voor de eigen vrije plekken, "
        "en %(beside)s voor het verschil met wat in de regio gewoon is (50 is even druk).",
        free=number(100 * (1 - busy), 2),
        beside=number(100 * beside, 2),
    )
    return _who_is_usual(both)


def _answers(facts: Facts, _words: Labels) -> str:
    rate = _of_100(facts["usual"])
    own = _(
        "(%(yes)s keer ja + %(prior)s × %(rate)s %%) gedeeld door (%(asked)s vragen + %(prior)s).",
        yes=facts["yes"],
        prior=facts["prior"],
        rate=rate,
        asked=facts["asked"],
    )
    usual = _(
        "Die %(rate)s %% is wat in de regio gewoon is: (%(yes)s keer ja + %(half)s) gedeeld door "
        "(%(asked)s vragen + %(prior)s). Zo telt één antwoord nog niet zwaar.",
        rate=rate,
        yes=facts["usual_yes"],
        half=number(facts["prior"] / 2),
        asked=facts["usual_asked"],
        prior=facts["prior"],
    )
    return _who_is_usual(f"{own} {usual}")


def _continuity(facts: Facts, _words: Labels) -> str:
    if not facts["times"]:
        return _("Nog niet eerder geweest: dan is dit deel %(score)s.", score=_of_100(facts["unknown"]))
    if facts["score"] is None and facts["times"] == facts.get("now"):
        return _("Nu bezig, en nog niet gewaardeerd: dan is dit deel %(score)s.", score=_of_100(facts["unvalued"]))
    if facts["score"] is None:
        return _("Geweest, maar niet gewaardeerd: dan is dit deel %(score)s.", score=_of_100(facts["unvalued"]))
    return _("Een waardering van 1 is hier 0, van 5 is 100. Dit was een %(score)s.", score=number(facts["score"], 2))


def _of_100(share: float) -> str:
    return number(100 * share, 2)


def _hours_words(value: float) -> str:
    return hours(value, 2)


_HOW: dict[str, tuple[frozenset[str], Sentence]] = {
    "needs": (frozenset({"each", "beside", "focus", "unknown"}), _needs),
    "form": (frozenset({"offers", "asked"}), _form),
    "setting": (frozenset({"else"}), _setting),
    "text": (frozenset({"alike", "asked", "offered", "shared", "most"}), _text),
    "distance": (frozenset({"road_km", "factor", "near_km", "far_km", "least", "unknown"}), _distance),
    "start": (frozenset({"late", "patience"}), _start),
    "hours": (frozenset({"free", "asked"}), _hours),
    "load": (frozenset({"open", "places", "usual", "providers"}), _load),
    "answers": (frozenset({"yes", "asked", "usual", "usual_yes", "usual_asked", "prior"}), _answers),
    "continuity": (frozenset({"times", "score", "unvalued", "unknown"}), _continuity),
}
