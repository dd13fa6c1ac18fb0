"""Telling those who run the installation that work was given up."""

from __future__ import annotations

import logging

from sqlalchemy import exists, func, or_, select
from sqlalchemy.exc import IntegrityError

from network.accounts.queries import list_admins
from network.core import clock
from network.core.database import db, end_reading, unit_of_work
from network.followups.calendars import calendar_of
from network.models import Delivery, Notice, OutboxEntry
from network.models.outbox import OutboxKind, OutboxState
from network.notices import service as notices
from network.notices.kinds.installation import WorkGivenUp
from network.outbox.queries import count_dead

log = logging.getLogger(__name__)


def tell_admins() -> None:
    """Tell each admin how much lies dead: at once, and again each school morning for as long as it does.

    It asks the database, not who gave the work up: a worker that was killed right then keeps nobody from hearing it.
    """
    try:
        is_to_be_told = _lies_dead() and not _was_told_lately()
        end_reading()
        if is_to_be_told:
            _tell()
    except IntegrityError:
        # Another worker told it at this moment.
        log.info("told_already")
    except Exception:
        # The work of others goes on, also when nobody can be told.
        db.session.rollback()
        log.exception("alarm_failed")


def _tell() -> None:
    with unit_of_work():
        count = count_dead()
        for admin in list_admins():
            notices.send(WorkGivenUp(admin, key=clock.today().isoformat(), path="/beheer/status", count=count))


def _lies_dead() -> bool:
    """Whether anything does beside the mails that told of it: those are no reason for another."""
    alarms = select(Delivery.id).join(Delivery.notice).where(Notice.kind == WorkGivenUp.name)
    is_other = or_(OutboxEntry.kind != OutboxKind.DELIVER_NOTICE, OutboxEntry.subject_id.not_in(alarms))
    dead = exists().where(OutboxEntry.state == OutboxState.DEAD, is_other)
    return bool(db.session.scalar(select(dead)))


def _was_told_lately() -> bool:
    """Whether the school morning after the one that brought the last mail of it is still to come.

    What was told in a rehearsal of a later day, or by a clock that went ahead, does not count.
    """
    now, calendar = clock.now(), calendar_of(None)
    told = select(func.max(Notice.created_at)).where(Notice.kind == WorkGivenUp.name, Notice.created_at <= now)
    last = db.session.scalar(told)
    return last is not None and now < calendar.due_at(calendar.next_mail_moment(last), 1)
