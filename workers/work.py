"""Doing one outbox entry: claim it, call the handler of its kind, commit effect and `done` together."""

from __future__ import annotations

import logging
import math
import os
import socket
from collections.abc import Iterable, Iterator
from time import monotonic

from celery.exceptions import SoftTimeLimitExceeded

from network.core import clock
from network.core.database import db, end_reading, unit_of_work
from network.models import OutboxEntry
from network.models.outbox import OutboxKind, OutboxState
from network.notices.mail import Unreachable
from network.outbox import service as outbox
from workers import alarm
from workers.handlers import HANDLERS

log = logging.getLogger(__name__)

MOST_PER_SWEEP = 2000
PER_LOOK = 200
# A task begins nothing new after this: what takes longest, a mail to a slow server, then still ends within its limit.
TASK_SECONDS = 30


def do_entry(entry_id: int) -> bool:
    """Do the entry if it is due and free; True when it was done now.

    Raises SoftTimeLimitExceeded, after the failure was noted: the task around it must end.
    """
    with unit_of_work():
        entry = outbox.claim(entry_id, owner=_owner())
        kind = entry.kind if entry and entry.state is OutboxState.PENDING else None
    if kind is None:
        return False
    try:
        HANDLERS[kind](entry_id)
    except Exception as error:
        if isinstance(error, Unreachable):
            # A mail server that is away is no fault of ours to trace; each mail that waits for it comes by here.
            log.warning("outbox_failed", extra={"entry": entry_id, "kind": kind.value, "reason": str(error)})
        else:
            log.exception("outbox_failed", extra={"entry": entry_id, "kind": kind.value})
        _note_failure(entry_id, error)
        if isinstance(error, SoftTimeLimitExceeded):
            raise
        return False
    return True


def do_entries(entry_ids: Iterable[int], *, seconds: float = math.inf) -> int:
    """Do these as far as they are due and free, and begin none after so many seconds; the number done."""
    end = monotonic() + seconds
    done = 0
    for entry_id in entry_ids:
        if monotonic() >= end:
            break
        done += do_entry(entry_id)
    return done


def sweep(*, but: OutboxKind | None = None, seconds: float = math.inf) -> int:
    """Do what is due until nothing is left; the number done. Work that comes up on the way is done too.

    With `but` one kind is left lying: the demo lets months pass without a mail. After `seconds` nothing is begun any more.
    What earlier ones gave up is told first, lest work that stops its worker keeps that from being said.
    """
    alarm.tell_admins()
    seen: set[int] = set()
    done = do_entries(_look_for_work(seen, but), seconds=seconds)
    log.info("swept", extra={"done": done, "seen": len(seen), "at": clock.now().isoformat()})
    return done


def _look_for_work(seen: set[int], but: OutboxKind | None) -> Iterator[int]:
    """What is due, each once, a few per look; what was given is `seen`, and in nobody's way where it is due still."""
    while len(seen) < MOST_PER_SWEEP:
        ids = [entry_id for entry_id in outbox.list_due(but=but, limit=PER_LOOK + len(seen)) if entry_id not in seen]
        end_reading()
        if not ids:
            break
        for entry_id in ids[: min(PER_LOOK, MOST_PER_SWEEP - len(seen))]:
            seen.add(entry_id)
            yield entry_id


def _note_failure(entry_id: int, error: Exception) -> None:
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id, with_for_update=True)
        outbox.fail(entry, f"{type(error).__name__}: {error}", owner=_owner())


def _owner() -> str:
    """This very process: the children of a worker began as copies of it."""
    return f"{socket.gethostname()}:{os.getpid()}"
