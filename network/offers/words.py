"""What is said of an offer: of which kind it is, when, where, for whom, and how many take part."""

from __future__ import annotations

from collections.abc import Sequence

from network.core import clock
from network.core.formatting import day, hour_words
from network.core.i18n import _, _l, ngettext
from network.models import SupportOffer
from network.models.support_offer import OfferKind

KIND_LABELS = {
    OfferKind.TRAINING: _l("Training"),
    OfferKind.WEBINAR: _l("Webinar"),
    OfferKind.CONSULTATION_HOUR: _l("Open spreekuur"),
}


def when_words(offer: SupportOffer) -> str:
    """ "wo 25 november, 15.30 tot 17.00 uur" in Dutch time."""
    begin, end = (hour_words(f"{clock.to_local(moment):%H:%M}") for moment in (offer.starts_at, offer.ends_at))
    return _("%(day)s, %(begin)s tot %(end)s uur", day=day(offer.starts_at), begin=begin, end=end)


def where_words(offer: SupportOffer) -> str:
    """The place, or that it is online; never the link, which is for who takes part."""
    return offer.place or _("Online")


def aim_words(regions: Sequence[str]) -> str:
    """For whom it is, from the names of regions."""
    return ", ".join(regions) or _("Scholen in het hele land")


def taken_words(places: int | None, taken: int) -> str:
    """How many take part, of how many who can."""
    if places is None:
        return ngettext("%(num)s aanmelding", "%(num)s aanmeldingen", taken)
    return ngettext("%(taken)s van %(num)s plek bezet", "%(taken)s van %(num)s plekken bezet", places, taken=taken)
