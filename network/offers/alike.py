"""Coming offers that sound like a question: for the school that asks, and with room for one more."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from network.core import clock
from network.core.database import db
from network.hearing.likeness import hear, most_alike, vector_of, with_confirmed
from network.models import OfferTerm, SupportOffer, SupportRequest, Term
from network.models.support_offer import OfferState
from network.models.taxonomy import Facet
from network.offers import queries

SHOWN = 2
# An offer is broader than a question. Above this all pairs of the demo share a confirmed need, and the offer is to the point.
LEAST_LIKENESS = 0.4
# Of all that is to come, the soonest.
LOOKED_THROUGH = 500

# The needs that the school gave it, as one text parted by blanks.
_confirmed = (
    select(func.aggregate_strings(Term.code, " "))
    .join(OfferTerm, OfferTerm.term_id == Term.id)
    .where(OfferTerm.offer_id == SupportOffer.id, Term.facet == Facet.NEED)
    .scalar_subquery()
)


def list_alike(request: SupportRequest) -> Sequence[SupportOffer]:
    """The most alike first; of a draft too, as far as it is told by now."""
    rows = db.session.execute(
        select(SupportOffer.id, SupportOffer.heard, _confirmed)
        .where(
            SupportOffer.state == OfferState.PUBLISHED,
            SupportOffer.starts_at > clock.now(),
            SupportOffer.heard.is_not(None),
            or_(SupportOffer.places.is_(None), SupportOffer.places > queries.taken()),
            queries.is_for(queries.regions_at([request.location_id])),
        )
        .order_by(SupportOffer.starts_at, SupportOffer.id)
        .limit(LOOKED_THROUGH)
    ).all()
    if not rows:
        return []
    asked = with_confirmed(_heard_in(request), [term.code for term in request.terms_of(Facet.NEED)])
    offered = {id: with_confirmed(vector_of(heard), (codes or "").split()) for id, heard, codes in rows}
    alike = list(most_alike(asked, offered, least=LEAST_LIKENESS, most=SHOWN))
    found = {one.id: one for one in db.session.scalars(select(SupportOffer).where(SupportOffer.id.in_(alike)))}
    return [found[id] for id in alike]


def _heard_in(request: SupportRequest) -> dict[str, float]:
    """What is kept of it, or, of what was not sent yet, heard now."""
    if request.heard is not None:
        return vector_of(request.heard)
    return hear(f"{request.title}. {request.story}")
