"""Keeps what is heard in texts up with the model, in batches, for whatever keeps it in `heard` and `heard_by`."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import InstrumentedAttribute

from network.core.database import db, unit_of_work
from network.hearing.likeness import hear, model_in_use, written
from network.models import PracticeExample, SupportRequest

# Hearing takes some milliseconds a text, and on SQLite everybody else waits for the batch.
_PER_BATCH = 100

Kept = type[SupportRequest] | type[PracticeExample]


def spoken(*texts: str) -> str:
    """Texts of one thing as they are heard: together, each a sentence of its own."""
    return ". ".join(texts)


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
