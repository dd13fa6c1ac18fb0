"""Writing promises, and claiming, finishing and failing them. Workers do the work; this holds the truth."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import or_, select, update

from network.core import clock
from network.core.database import after_commit, db
from network.models.outbox import OutboxEntry, OutboxKind, OutboxState
from network.outbox import broker

LEASE = timedelta(seconds=30)
FIRST_WAIT = timedelta(seconds=15)
MOST_DOUBLINGS = 8
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = dict.fromkeys(OutboxKind, 8)
# A mail server may be away for two days: waits that double up to the longest, and that one 47 times more.
MOST_ATTEMPTS[OutboxKind.DELIVER_NOTICE] = 56


def add(
    kind: OutboxKind, *, subject_id: int, dedupe_key: str, due_at: datetime | None = None, region_id: int | None = None
) -> OutboxEntry | None:
    """Promise to do `kind` with the subject; None when the same promise (dedupe_key) stands already."""
    if db.session.scalar(select(OutboxEntry.id).where(OutboxEntry.dedupe_key == dedupe_key)):
        return None
    due = due_at or clock.now()
    entry = OutboxEntry(kind=kind, subject_id=subject_id, dedupe_key=dedupe_key, due_at=due, region_id=region_id)
    db.session.add(entry)
    db.session.flush()
    if due <= clock.now():
        after_commit(partial(broker.poke, entry.id))
    return entry


def add_many(kind: OutboxKind, subject_ids: Mapping[str, int]) -> None:
    """Promise to do `kind` now with each subject, named by its dedupe key; none of these promises stands yet.

    The workers hear of all together, so that many promises cost the page no more than a few.
    """
    entries = [OutboxEntry(kind=kind, subject_id=one, dedupe_key=key) for key, one in subject_ids.items()]
    db.session.add_all(entries)
    db.session.flush()
    after_commit(partial(broker.poke, *(entry.id for entry in entries)))


def promise_anew(kind: OutboxKind, *, subject_id: int, dedupe_key: str, region_id: int | None = None) -> None:
    """Promise to do `kind` now, also when the same promise was kept or given up before: what it looked at has changed since.

    The caller holds the lock under which the work looks, or gives a key of this moment.
    """
    standing = db.session.scalar(select(OutboxEntry).where(OutboxEntry.dedupe_key == dedupe_key))
    if standing is None:
        add(kind, subject_id=subject_id, dedupe_key=dedupe_key, region_id=region_id)
    elif standing.state is not OutboxState.PENDING:
        retry(standing)


def is_promised(kind: OutboxKind, *, after: datetime) -> bool:
    """Whether something of this kind will be done later than `after`, and so sees all that is committed until then."""
    waiting = select(OutboxEntry.id).where(
        OutboxEntry.kind == kind, OutboxEntry.state == OutboxState.PENDING, OutboxEntry.due_at > after
    )
    return db.session.scalar(waiting.limit(1)) is not None


def list_due(*, limit: int = 200, but: OutboxKind | None = None) -> Sequence[int]:
    """Ids of what is due and not in anybody's hands, oldest first; all kinds `but` one."""
    now = clock.now()
    wanted = [kind for kind in OutboxKind if kind is not but]
    return db.session.scalars(
        select(OutboxEntry.id)
        .where(
            OutboxEntry.kind.in_(wanted),
            OutboxEntry.state == OutboxState.PENDING,
            OutboxEntry.due_at <= now,
            _is_free(),
        )
        .order_by(OutboxEntry.due_at, OutboxEntry.id)
        .limit(limit)
    ).all()


def claim(entry_id: int, *, owner: str) -> OutboxEntry | None:
    """Take the lease of an entry that is due; None when it is done, not due or in other hands.

    The attempt is counted before the work. What killed its worker the last time that it may be tried, comes back dead.
    """
    taken = db.session.execute(
        update(OutboxEntry)
        .where(
            OutboxEntry.id == entry_id,
            OutboxEntry.state == OutboxState.PENDING,
            OutboxEntry.due_at <= clock.now(),
            _is_free(),
        )
        .values(lease_owner=owner, lease_until=clock.real_now() + LEASE, attempts=OutboxEntry.attempts + 1)
        .execution_options(synchronize_session=False)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result counts its rows
        return None
    entry = db.session.get_one(OutboxEntry, entry_id, populate_existing=True)
    if entry.attempts > MOST_ATTEMPTS[entry.kind]:
        _bury(entry, entry.last_error or "each worker that tried it was stopped")
    return entry


def hold(entry: OutboxEntry, duration: timedelta) -> None:
    """Keep the lease for so long from now: the work can take longer than most."""
    entry.lease_until = clock.real_now() + duration


def finish(entry: OutboxEntry) -> None:
    """The work is done; called in the transaction of its effect."""
    entry.state = OutboxState.DONE
    entry.done_at = clock.now()
    entry.lease_owner = entry.lease_until = None


def fail(entry: OutboxEntry, error: str, *, owner: str) -> None:
    """The work failed: try again later, as often as its kind may be tried, then leave it to a person.

    What another worker ended meanwhile, or has in hands now, is left as it is. A rehearsal puts nothing off.
    """
    if entry.state is not OutboxState.PENDING or entry.lease_owner != owner:
        return
    if entry.attempts >= MOST_ATTEMPTS[entry.kind]:
        _bury(entry, error)
        return
    entry.last_error = error[:300]
    entry.failing_since = entry.failing_since or clock.real_now()
    entry.lease_owner = entry.lease_until = None
    if clock.is_moved():
        return
    doubled = min(entry.attempts - 1, MOST_DOUBLINGS)
    wait = min(FIRST_WAIT * 2**doubled, LONGEST_WAIT)
    entry.due_at = clock.now() + wait * random.uniform(0.8, 1.2)


def put_off(entry: OutboxEntry, due_at: datetime) -> None:
    """It is not the time for it yet: it is due later. To have looked was no attempt."""
    entry.due_at = due_at
    entry.attempts -= 1
    entry.lease_owner = entry.lease_until = None


def retry(*entries: OutboxEntry) -> None:
    """Give dead entries a new chance, at a person's wish."""
    for entry in entries:
        entry.state = OutboxState.PENDING
        entry.attempts = 0
        entry.failing_since = None
        entry.due_at = clock.now()
    after_commit(partial(broker.poke, *(entry.id for entry in entries)))


def _bury(entry: OutboxEntry, error: str) -> None:
    entry.state = OutboxState.DEAD
    entry.last_error = error[:300]
    entry.lease_owner = entry.lease_until = None


def _is_free():  # type: ignore[no-untyped-def]  # a SQL expression
    return or_(OutboxEntry.lease_until.is_(None), OutboxEntry.lease_until < clock.real_now())
