"""What is heard in texts and kept beside them (`heard`, `heard_by`): compared with a question, and kept up with the model."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from network.core.database import db, unit_of_work
from network.hearing.likeness import Heard, hear, model_in_use, vector_of, with_confirmed, written
from network.models import ExampleTerm, OfferTerm, PracticeExample, RequestTerm, SupportOffer, SupportRequest, Term
from network.models.taxonomy import Facet

# Hearing takes some milliseconds a text, and on SQLite everybody else waits for the batch.
_PER_BATCH = 100

Kept = type[SupportRequest] | type[PracticeExample] | type[SupportOffer]
Link = type[RequestTerm] | type[ExampleTerm] | type[OfferTerm]


def spoken(*texts: str) -> str:
    """Texts of one thing as they are heard: together, each a sentence of its own."""
    return ". ".join(texts)


def asked_by(request: SupportRequest) -> dict[str, float]:
    """What a question sounds like, with the needs that were confirmed; of one that was not sent yet it is heard now."""
    heard = vector_of(request.heard) if request.heard is not None else hear(spoken(request.title, request.story))
    return with_confirmed(heard, [term.code for term in request.terms_of(Facet.NEED)])


# The same rows are compared with one question after another.
@lru_cache(maxsize=10_000)
def told_of(heard: str | None, codes: str | None) -> Heard:
    """The same of a row that keeps what was heard in it, with what `confirmed_needs` gives."""
    return with_confirmed(vector_of(heard or ""), (codes or "").split())


def confirmed_needs(link: Link, is_of: ColumnElement[bool]) -> ScalarSelect[str]:
    """For a query: the codes of the needs that a person gave a row (`is_of`: whose links), as one text parted by blanks."""
    codes = select(func.aggregate_strings(Term.code, " ")).join(link, link.term_id == Term.id)
    return codes.where(is_of, Term.facet == Facet.NEED).scalar_subquery()


def hear_outdated(kept: Kept, *texts: InstrumentedAttribute[str], most: int | None = None) -> int:
    """Hear anew what an older model heard in these texts, or in those of `most` rows; how many. In units of work of its own."""
    count = 0
    while most is None or count < most:
        with unit_of_work():
            heard_now = _hear_batch(kept, texts, _PER_BATCH if most is None else min(_PER_BATCH, most - count))
        if not heard_now:
            break
        count += heard_now
    return count


def _hear_batch(kept: Kept, texts: tuple[InstrumentedAttribute[str], ...], most: int) -> int:
    """The rows stay free for others meanwhile: what somebody rewords at this moment is heard by that change."""
    model = model_in_use()
    outdated = (
        select(kept.id, kept.version, *texts)
        .where(kept.heard.is_not(None), kept.heard_by.is_distinct_from(model))
        .order_by(kept.id)
        .limit(most)
    )
    # No new version: nobody changed the text, and whoever is writing in it may go on.
    keep = (
        update(kept)
        .where(kept.id == bindparam("row"), kept.version == bindparam("seen"))
        .values(heard=bindparam("vector"), heard_by=model, updated_at=kept.updated_at)
    )
    values = [
        {"row": id, "seen": version, "vector": written(hear(spoken(*told)))}
        for id, version, *told in db.session.execute(outdated)
    ]
    if values:
        db.session.connection().execute(keep, values)
    return len(values)
