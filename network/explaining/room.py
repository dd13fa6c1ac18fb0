"""The hard rules of room and time in words: places, new questions lately, hours, pauses, absence; and the least score."""

from __future__ import annotations

from network.core.formatting import day, tenths
from network.core.formatting import hours as hours_words
from network.core.i18n import _, ngettext
from network.explaining.sentences import Labels
from network.matching.facts import Facts


def a_place(facts: Facts, _words: Labels) -> str:
    """A place is left."""
    return _("Er is een plek vrij: %(open)s van de %(places)s bezet.", open=facts["open"], places=facts["places"])


def no_place(facts: Facts, _words: Labels) -> str:
    """None is."""
    return _places(facts) + " " + _("Nodig: een traject afronden, of meer plekken.")


def _places(facts: Facts) -> str:
    running = ngettext("%(num)s traject loopt", "%(num)s trajecten lopen", facts["open"])
    places = ngettext("er is %(num)s plek", "er zijn %(num)s plekken", facts["places"])
    return _("%(running)s en %(places)s.", running=running, places=places)


def rested(facts: Facts, _words: Labels) -> str:
    """Fewer new questions lately than agreed."""
    if not facts["recent"]:
        return _("Nam de laatste 30 dagen geen nieuwe vraag aan; het maximum is %(most)s.", most=facts["most"])
    return ngettext(
        "Nam de laatste 30 dagen %(num)s nieuwe vraag aan; het maximum is %(most)s.",
        "Nam de laatste 30 dagen %(num)s nieuwe vragen aan; het maximum is %(most)s.",
        facts["recent"],
        most=facts["most"],
    )


def needs_rest(facts: Facts, _words: Labels) -> str:
    """As many as agreed, and until when there is no room for one more."""
    if facts.get("until"):
        return ngettext(
            "Nam de laatste 30 dagen al %(num)s vraag aan; %(most)s is afgesproken. "
            "Nodig: wachten tot %(day)s, of meer afspreken.",
            "Nam de laatste 30 dagen al %(num)s vragen aan; %(most)s is afgesproken. "
            "Nodig: wachten tot %(day)s, of meer afspreken.",
            facts["recent"],
            most=facts["most"],
            day=day(facts["until"]),
        )
    return ngettext(
        "Nam de laatste 30 dagen al %(num)s vraag aan; %(most)s is afgesproken. Nodig: wachten, of meer afspreken.",
        "Nam de laatste 30 dagen al %(num)s vragen aan; %(most)s is afgesproken. Nodig: wachten, of meer afspreken.",
        facts["recent"],
        most=facts["most"],
    )


def hours_free(facts: Facts, _words: Labels) -> str:
    """Hours are free."""
    if not facts["free"]:
        return _("Er komen uren vrij, maar pas later dan acht weken na het gewenste begin.")
    return _(
        "Er zijn uren vrij: %(free)s in de eerste acht weken, hoogstens %(most)s in een week (nodig: %(needed)s).",
        free=hours_words(facts["free"]),
        most=hours_words(facts["most"]),
        needed=hours_words(facts["needed"]),
    )


def no_hours(facts: Facts, _words: Labels) -> str:
    """Too few are, and how many it takes."""
    if facts["is_told_too_late"]:
        return ngettext(
            "Moet het %(num)s dag van tevoren weten; dat is te laat voor de eerste twaalf weken na het gewenste begin. "
            "Nodig: een later begin.",
            "Moet het %(num)s dagen van tevoren weten; dat is te laat voor de eerste twaalf weken na het gewenste begin. "
            "Nodig: een later begin.",
            facts["lead_days"],
        )
    if not facts["most"]:
        return _(
            "Geen uren vrij tot twaalf weken na het gewenste begin; minstens %(needed)s in een week is nodig. "
            "Nodig: meer uren, of een later begin.",
            needed=hours_words(facts["needed"]),
        )
    return _(
        "Hoogstens %(most)s vrij in een week tot twaalf weken na het gewenste begin; minstens %(needed)s is nodig. "
        "Nodig: meer uren, of een later begin.",
        most=hours_words(facts["most"]),
        needed=hours_words(facts["needed"]),
    )


def not_paused(facts: Facts, _words: Labels) -> str:
    """No pause in the wanted period, and until when the one of now lasts."""
    if not facts["is_paused"]:
        return _("Staat niet op pauze.")
    return _(
        "De pauze duurt tot %(until)s. De hulp begint daarna: vanaf %(begin)s.",
        until=day(facts["until"]),
        begin=day(facts["begin_on"]),
    )


def paused(facts: Facts, _words: Labels) -> str:
    """A pause in the wanted period, and its end where it has one."""
    if facts["until"] is None:
        return _("Het profiel staat op pauze, zonder einddatum. Nodig: het weer openzetten.")
    return _(
        "Het profiel staat op pauze tot %(until)s, en de hulp begint al eerder: vanaf %(begin)s. "
        "Nodig: een later begin, of het profiel weer openzetten.",
        until=day(facts["until"]),
        begin=day(facts["begin_on"]),
    )


def pause_first(facts: Facts, _words: Labels) -> str:
    """A pause that is over in time, and is no time to be asked."""
    return _(
        "Het profiel staat op pauze tot %(until)s. Daarna kan het gevraagd worden. "
        "Nodig: wachten tot dan, of het profiel weer openzetten.",
        until=day(facts["until"]),
    )


def there(facts: Facts, _words: Labels) -> str:
    """There when it matters, counted from which day."""
    return _("Is minstens een deel van de eerste vier schoolweken vanaf %(day)s aanwezig.", day=day(facts["begin_on"]))


def away(facts: Facts, _words: Labels) -> str:
    """Away when it matters, and until when."""
    if facts["until"] is None:
        return _("Is ook twaalf weken na het gewenste begin nog afwezig. Nodig: een later begin.")
    return _(
        "Afwezig tot en met %(day)s, dus de hele eerste vier schoolweken. Nodig: een later begin.",
        day=day(facts["until"]),
    )


def high_enough(facts: Facts, _words: Labels) -> str:
    """A score that the region finds high enough."""
    return _(
        "Score %(score)s, en %(least)s is het minste.", score=_points(facts["total"]), least=_points(facts["least"])
    )


def too_low(facts: Facts, _words: Labels) -> str:
    """A score that it does not."""
    return _(
        "Score %(score)s; de regio vraagt minstens %(least)s. Nodig: een hogere score, of een lagere grens.",
        score=_points(facts["total"]),
        least=_points(facts["least"]),
    )


def _points(share: float) -> str:
    return tenths(100 * share)
