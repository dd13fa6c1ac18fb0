"""How the work stands: for the status page, the status command and the health check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from network.core import clock
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.models import Delivery, OutboxEntry
from network.models.notice import DeliveryState
from network.models.outbox import OutboxKind, OutboxState
from network.outbox.heartbeat import PRODUCT_VERSION, find_heartbeats, is_alive

# What fails for longer does not come right by itself soon: tries are up to an hour apart by then.
LONG_FAILING = timedelta(minutes=15)
LATELY = timedelta(days=7)
_FAILS = OutboxEntry.failing_since.is_not(None)
_IS_MAIL = OutboxEntry.kind == OutboxKind.DELIVER_NOTICE


@dataclass(frozen=True)
class Status:
    """One look at the machinery. `waiting` is what is due now, `planned` what is due later, `failing` what of both was tried
    in vain and will be again, `failing_mails` the mails among these; `undelivered` counts the mails of the last week that no
    server would take.
    """

    version: str
    worker_at: datetime | None
    beat_at: datetime | None
    worker_version: str
    worker_alive: bool
    beat_alive: bool
    waiting: int
    planned: int
    oldest_due_at: datetime | None
    failing: int
    failing_mails: int
    failing_mails_since: datetime | None
    failing_since: datetime | None
    dead: int
    undelivered: int
    last_mail_error: str
    last_mail_error_at: datetime | None

    @property
    def is_mail_stuck(self) -> bool:
        """Whether mail does not go out; one alone that a server put off for a while says nothing of the rest."""
        return self.failing_mails > 1 or _lasts_long(self.failing_mails_since)

    @property
    def is_long_failing(self) -> bool:
        return _lasts_long(self.failing_since)


def _lasts_long(since: datetime | None) -> bool:
    return since is not None and clock.now() - since > LONG_FAILING


def get_status() -> Status:
    """The present state of worker, beat, outbox and mail."""
    beats = find_heartbeats()
    worker, beat = beats.get("worker"), beats.get("beat")
    now = clock.now()
    is_pending = OutboxEntry.state == OutboxState.PENDING
    waiting, oldest = db.session.execute(
        select(func.count(OutboxEntry.id), func.min(OutboxEntry.due_at)).where(is_pending, OutboxEntry.due_at <= now)
    ).one()
    number, since = func.count(OutboxEntry.id), func.min(OutboxEntry.failing_since)
    failing, failing_since, failing_mails, failing_mails_since = db.session.execute(
        select(number, since, number.filter(_IS_MAIL), since.filter(_IS_MAIL)).where(is_pending, _FAILS)
    ).one()
    is_planned = (is_pending, OutboxEntry.due_at > now, ~_FAILS)
    failed = find_last_mail_error()
    return Status(
        version=PRODUCT_VERSION,
        worker_at=worker.at if worker else None,
        beat_at=beat.at if beat else None,
        worker_version=worker.version if worker else "",
        worker_alive=is_alive(worker),
        beat_alive=is_alive(beat),
        waiting=waiting,
        planned=db.session.scalar(select(func.count(OutboxEntry.id)).where(*is_planned)) or 0,
        oldest_due_at=oldest,
        failing=failing,
        failing_mails=failing_mails,
        failing_mails_since=failing_mails_since,
        failing_since=failing_since,
        dead=count_dead(),
        undelivered=count_undelivered(),
        last_mail_error=failed.last_error if failed else "",
        last_mail_error_at=failed.failed_at if failed else None,
    )


def find_last_mail_error() -> Delivery | None:
    """The mail that met an error last, whether or not it went out later."""
    newest = Delivery.failed_at.desc(), Delivery.id.desc()
    return db.session.scalar(select(Delivery).where(Delivery.failed_at.is_not(None)).order_by(*newest).limit(1))


def count_undelivered() -> int:
    """How many mails of the last week ended without being delivered: an address that is refused, mostly."""
    lately = Delivery.failed_at > clock.now() - LATELY
    return db.session.scalar(select(func.count(Delivery.id)).where(lately, Delivery.state == DeliveryState.FAILED)) or 0


def count_failing() -> int:
    """How much was tried in vain and will be tried again."""
    is_pending = OutboxEntry.state == OutboxState.PENDING
    return db.session.scalar(select(func.count(OutboxEntry.id)).where(is_pending, _FAILS)) or 0


def count_dead() -> int:
    """How much lies still until a person looks."""
    return db.session.scalar(select(func.count(OutboxEntry.id)).where(OutboxEntry.state == OutboxState.DEAD)) or 0


def list_dead(*, limit: int | None = 100) -> Sequence[OutboxEntry]:
    """The entries that were tried as often as they may be, newest first."""
    return db.session.scalars(
        select(OutboxEntry).where(OutboxEntry.state == OutboxState.DEAD).order_by(OutboxEntry.id.desc()).limit(limit)
    ).all()


def get_dead(public_id: str) -> OutboxEntry:
    """A dead entry; NotFound when it is alive again or never was."""
    entry = db.session.scalar(select(OutboxEntry).where(OutboxEntry.public_id == public_id))
    if entry is None or entry.state is not OutboxState.DEAD:
        raise NotFound(_("Deze taak staat niet meer stil."))
    return entry
