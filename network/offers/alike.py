"""Coming offers that sound like a question: for the school that asks, and with room for one more."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from network.core import clock
from network.core.database import db
from network.hearing import keeping
from network.hearing.keeping import asked_by, confirmed_needs, told_of
from network.hearing.likeness import most_alike
from network.models import OfferTerm, SupportOffer, SupportRequest
from network.models.support_offer import OfferState
from network.offers import queries

SHOWN = 2
# An offer is broader than a question. Above this all pairs of the demo share a confirmed need, and the offer is to the point.
LEAST_LIKENESS = 0.4
# Of all that is to come, the soonest.
LOOKED_THROUGH = 500

_confirmed = confirmed_needs(OfferTerm, OfferTerm.offer_id == SupportOffer.id)


def list_alike(request: SupportRequest) -> Sequence[SupportOffer]:
    """The most alike first; of a draft too, as far as it is told by now."""
    rows = db.session.execute(
        select(SupportOffer.id, SupportOffer.heard, _confirmed)
        .where(
            SupportOffer.state == OfferState.PUBLISHED,
            SupportOffer.starts_at > clock.now(),
            SupportOffer.heard.is_not(None),
            or_(SupportOffer.places.is_(None), SupportOffer.places > queries.taken()),
            queries.is_of_open_school(),
            queries.is_for(queries.regions_at([request.location_id])),
        )
        .order_by(SupportOffer.starts_at, SupportOffer.id)
        .limit(LOOKED_THROUGH)
    ).all()
    if not rows:
        return []
    offered = {id: told_of(heard, codes) for id, heard, codes in rows}
    alike = list(most_alike(asked_by(request), offered, least=LEAST_LIKENESS, most=SHOWN))
    found = {one.id: one for one in db.session.scalars(select(SupportOffer).where(SupportOffer.id.in_(alike)))}
    return [found[id] for id in alike]


def hear_outdated(*, most: int | None = None) -> int:
    """Hear anew what an older model heard in offers, or in `most` of them; how many. In units of work of its own."""
    return keeping.hear_outdated(SupportOffer, SupportOffer.title, SupportOffer.description, most=most)
