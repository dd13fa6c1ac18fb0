"""Who hears what about an offer."""

from __future__ import annotations

from typing import Any

from network.models import SupportOffer
from network.notices import service as notices
from network.notices.kinds import offers as kinds
from network.offers import queries


def tell_cancelled(offer: SupportOffer) -> None:
    """Who takes part hears that it does not go on."""
    for person in queries.list_taking_part(offer):
        notices.send(kinds.OfferCancelled(person, key=str(offer.id), **_facts(offer)))


def tell_moved(offer: SupportOffer) -> None:
    """Who takes part hears that it is on another moment, or somewhere else."""
    for person in queries.list_taking_part(offer):
        notices.send(kinds.OfferMoved(person, key=f"{offer.id}:{offer.version}", **_facts(offer)))


def _facts(offer: SupportOffer) -> dict[str, Any]:
    return {
        "path": f"/bijeenkomsten/{offer.public_id}",
        "offer": offer.title,
        "school": offer.location.name,
        "held_on": offer.starts_at,
    }
