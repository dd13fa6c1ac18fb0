"""Telling those who run the installation that work was given up."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sqlalchemy.exc import IntegrityError

from network.accounts.queries import list_admins
from network.core import clock
from network.core.database import db, unit_of_work
from network.followups.calendars import calendar_of
from network.models import Delivery, OutboxEntry
from network.models.outbox import OutboxKind
from network.notices import service as notices
from network.notices.kinds.installation import WorkGivenUp
from network.outbox.queries import list_dead

log = logging.getLogger(__name__)


def tell_admins(entry_id: int) -> None:
    """Tell each admin that an entry is dead, once a day however much dies; not when it is that very mail which died."""
    _tell_if(lambda: not _is_alarm(db.session.get_one(OutboxEntry, entry_id)))


def remind_admins() -> None:
    """Tell each admin anew, once on each school day for as long as work lies still."""
    _tell_if(_lies_still)


def _tell_if(is_so: Callable[[], bool]) -> None:
    try:
        with unit_of_work():
            if is_so():
                for admin in list_admins():
                    notices.send(WorkGivenUp(admin, key=clock.today().isoformat(), path="/beheer/status"))
    except IntegrityError:
        # Another worker told it at this moment.
        log.info("told_already")
    except Exception:
        # The work of others goes on, also when nobody can be told.
        log.exception("alarm_failed")


def _lies_still() -> bool:
    dead = any(not _is_alarm(entry) for entry in list_dead())
    return dead and calendar_of(None).is_school_day(clock.today())


def _is_alarm(entry: OutboxEntry) -> bool:
    if entry.kind is not OutboxKind.DELIVER_NOTICE:
        return False
    return db.session.get_one(Delivery, entry.subject_id).notice.kind == WorkGivenUp.name
