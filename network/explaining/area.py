"""The hard rule of the area in words: how far a profile goes, and the regions in which a question is asked."""

from __future__ import annotations

from network.core.formatting import km as km_words
from network.core.i18n import _
from network.explaining.sentences import Labels
from network.matching.facts import Facts


def near_enough(facts: Facts, _words: Labels) -> str:
    """The school lies in the area of the profile, or in what is asked beside it."""
    if facts.get("is_nearby"):
        return _("Werkt in een buurregio waar we nu ook vragen.")
    if facts["reach"] == "kilometres" and facts["km"] is not None:
        return _(
            "Ligt op %(km)s, binnen het werkgebied van %(most)s.",
            km=km_words(facts["km"]),
            most=km_words(facts["most_km"]),
        )
    if facts["reach"] == "national":
        return _("Werkt in heel Nederland.")
    return _("De school ligt in het werkgebied: %(region)s.", region=facts["region"])


def too_far(facts: Facts, _words: Labels) -> str:
    """It does not, and what would bring the two together."""
    if facts["reach"] == "kilometres" and facts["km"] is not None:
        return _(
            "Ligt op %(km)s; het werkgebied is %(most)s. Nodig: een groter werkgebied.",
            km=km_words(facts["km"]),
            most=km_words(facts["most_km"]),
        )
    if facts["reach"] == "kilometres":
        return _(
            "De afstand is niet bekend, dus ook niet of de school in het werkgebied ligt. Nodig: een bekend adres."
        )
    if not facts["region"]:
        return _("De school hoort nog bij geen regio. Nodig: een regio voor de school.")
    return _out_of_region(facts)


def _out_of_region(facts: Facts) -> str:
    """The profile may change, or the search may come to a region that it does serve."""
    region, nearby = facts["region"], facts.get("nearby")
    if not nearby:
        return _("De school ligt buiten het werkgebied. Nodig: de regio %(region)s in het profiel.", region=region)
    if facts["widens"]:
        return _(
            "De school ligt buiten het werkgebied, en we vragen nog niet in buurregio %(nearby)s. Nodig: die buurregio "
            "ook vragen (dat doen we vanzelf als er dichterbij niemand meer is), of de regio %(region)s in het profiel.",
            region=region,
            nearby=nearby,
        )
    return _(
        "De school ligt buiten het werkgebied, en voor deze vraag vragen we niet vanzelf in buurregio's. Nodig: een "
        "uitnodiging van de coördinator in buurregio %(nearby)s, of de regio %(region)s in het profiel.",
        region=region,
        nearby=nearby,
    )
