"""Doing one outbox entry: claim it, call the handler of its kind, commit effect and `done` together."""

from __future__ import annotations

import logging
import os
import socket

from network.core import clock
from network.core.database import db, end_reading, unit_of_work
from network.models import OutboxEntry
from network.models.outbox import OutboxKind
from network.outbox import service as outbox
from workers.handlers import HANDLERS

log = logging.getLogger(__name__)

OWNER = f"{socket.gethostname()}:{os.getpid()}"
MOST_PER_SWEEP = 2000


def do_entry(entry_id: int) -> bool:
    """Do the entry if it is due and free; True when it was done now."""
    with unit_of_work():
        entry = outbox.claim(entry_id, owner=OWNER)
        kind = entry.kind if entry else None
    if kind is None:
        return False
    try:
        HANDLERS[kind](entry_id)
    except Exception as error:
        log.exception("outbox_failed", extra={"entry": entry_id, "kind": kind.value})
        _note_failure(entry_id, error)
        return False
    return True


def sweep(*, but: OutboxKind | None = None) -> int:
    """Do what is due until nothing is left; the number done. Work that comes up on the way is done too.

    With `but` one kind is left lying: the demo lets months pass without a mail.
    """
    done = 0
    seen: set[int] = set()
    while len(seen) < MOST_PER_SWEEP:
        ids = [entry_id for entry_id in outbox.list_due(but=but) if entry_id not in seen]
        end_reading()
        if not ids:
            break
        for entry_id in ids:
            seen.add(entry_id)
            done += do_entry(entry_id)
    log.info("swept", extra={"done": done, "seen": len(seen), "at": clock.now().isoformat()})
    return done


def _note_failure(entry_id: int, error: Exception) -> None:
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        outbox.fail(entry, f"{type(error).__name__}: {error}")
