"""Keeps what is heard in the texts of offers up with the model."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from network.core.database import db, unit_of_work
from network.hearing.likeness import hear, model_in_use, written
from network.models import SupportOffer
from network.offers.service import text_of

# Hearing takes some milliseconds a text, and on SQLite everybody else waits for the batch.
_PER_BATCH = 100


def hear_outdated(*, most: int | None = None) -> int:
    """Hear anew what an older model heard in offers, or in `most` of them; how many. In units of work of its own."""
    count = 0
    while most is None or count < most:
        with unit_of_work():
            heard_now = _hear_batch(_PER_BATCH if most is None else min(_PER_BATCH, most - count))
        if not heard_now:
            break
        count += heard_now
    return count


def _hear_batch(most: int) -> int:
    """The offers stay free for others meanwhile: what somebody rewords at this moment is heard by that change."""
    model = model_in_use()
    outdated = (
        select(SupportOffer.id, SupportOffer.version, SupportOffer.title, SupportOffer.description)
        .where(SupportOffer.heard_by.is_distinct_from(model))
        .order_by(SupportOffer.id)
        .limit(most)
    )
    # No new version: nobody changed the offer, and whoever is writing in it may go on.
    keep = (
        update(SupportOffer)
        .where(SupportOffer.id == bindparam("row"), SupportOffer.version == bindparam("seen"))
        .values(heard=bindparam("vector"), heard_by=model, updated_at=SupportOffer.updated_at)
    )
    values = [
        {"row": id, "seen": version, "vector": written(hear(text_of(title, description)))}
        for id, version, title, description in db.session.execute(outdated)
    ]
    if values:
        db.session.connection().execute(keep, values)
    return len(values)
