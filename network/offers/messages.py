"""Who hears what about an offer."""

from __future__ import annotations

from typing import Any

from network.core import clock
from network.models import SupportOffer
from network.notices import service as notices
from network.notices.kinds import offers as kinds
from network.offers import queries


def tell_cancelled(offer: SupportOffer) -> None:
    """Who takes part hears that it does not go on."""
    for person in queries.list_taking_part(offer):
        notices.send(kinds.OfferCancelled(person, key=str(offer.id), **_facts(offer)))


def tell_moved(offer: SupportOffer) -> bool:
    """Who takes part hears on which moment it is now, and where; whether there was anybody to tell."""
    begins, ends = (f"{clock.to_local(moment):%H:%M}" for moment in (offer.starts_at, offer.ends_at))
    now = {"begins": begins, "ends": ends, "place": offer.place}
    people = queries.list_taking_part(offer)
    for person in people:
        notices.send(kinds.OfferMoved(person, key=f"{offer.id}:{offer.version}", **_facts(offer), **now))
    return bool(people)


def _facts(offer: SupportOffer) -> dict[str, Any]:
    return {
        "path": f"/bijeenkomsten/{offer.public_id}",
        "offer": offer.title,
        "school": offer.location.name,
        "held_on": offer.starts_at,
    }
