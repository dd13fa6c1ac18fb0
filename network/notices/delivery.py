"""Delivering one notice by mail: marked before the server is spoken to, so that a kill in between is seen."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app

from network.core import clock
from network.core.database import db, unit_of_work
from network.models import Delivery, OutboxEntry
from network.models.notice import DeliveryState
from network.notices import mail, queries
from network.notices.kind import KINDS
from network.notices.rendering import build_message
from network.outbox import service as outbox

# Longer than a task may last (workers/celery_app.py): when it is over, nobody speaks to the mail server any more.
HELD_FOR = timedelta(minutes=3)
# Stands with a mail while it goes out a second time; whoever finds it there, finds the second time broken off too.
ONCE_MORE = "broke off on its way, may have arrived; sent once more"
MAY_HAVE_ARRIVED = "broke off on its way twice, may have arrived"

_ENDED = {DeliveryState.SENT, DeliveryState.SKIPPED, DeliveryState.FAILED}


def deliver(entry_id: int) -> None:
    """Send the mail that an outbox entry promised, if it is still the hour for it, wanted and true.

    Raises Unreachable when it must be tried again. What broke off while it went over is sent once more and then no more.
    """
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        delivery = db.session.get_one(Delivery, entry.subject_id)
        if not _may_go_out(delivery, entry):
            return
        was_on_its_way = _mark_on_its_way(delivery)
        outbox.hold(entry, HELD_FOR)
        message = build_message(delivery)
    try:
        mail.hand_over(message, current_app.config["NAAST"].smtp_url)
    except mail.Refused as error:
        _end(entry_id, DeliveryState.FAILED, str(error))
    except mail.Unreachable as error:
        if was_on_its_way and error.may_have_arrived:
            _end(entry_id, DeliveryState.FAILED, f"{MAY_HAVE_ARRIVED}: {error}")
            return
        _note_error(entry_id, error, was_on_its_way=was_on_its_way)
        raise
    else:
        _end(entry_id, DeliveryState.SENT)


def _may_go_out(delivery: Delivery, entry: OutboxEntry) -> bool:
    """Whether to mail it now; else the entry was put off to a decent hour, or finished because nothing is to be mailed."""
    if delivery.state is DeliveryState.SENDING and delivery.last_error == ONCE_MORE:
        delivery.state = DeliveryState.FAILED
        _note(delivery, MAY_HAVE_ARRIVED)
    if delivery.state in _ENDED:
        outbox.finish(entry)
        return False
    notice = delivery.notice
    moment = queries.find_mail_moment(notice)
    if moment > clock.now():
        outbox.put_off(entry, entry.due_at if clock.is_moved() else moment)
        return False
    if queries.wants_mail(notice) and KINDS[notice.kind].is_still_so(notice):
        return True
    delivery.state = DeliveryState.SKIPPED
    outbox.finish(entry)
    return False


def _mark_on_its_way(delivery: Delivery) -> bool:
    """Whether it was so already: a try before this one broke off."""
    if delivery.state is DeliveryState.SENDING:
        _note(delivery, ONCE_MORE)
        return True
    delivery.state = DeliveryState.SENDING
    return False


def _end(entry_id: int, state: DeliveryState, error: str = "") -> None:
    with unit_of_work():
        entry, delivery = _locked(entry_id)
        # Another worker may have sent it meanwhile: that stands.
        if state is DeliveryState.SENT or delivery.state is DeliveryState.SENDING:
            delivery.state = state
            delivery.sent_at = clock.now() if state is DeliveryState.SENT else None
            if error:
                _note(delivery, error)
        outbox.finish(entry)


def _note_error(entry_id: int, error: mail.Unreachable, *, was_on_its_way: bool) -> None:
    with unit_of_work():
        _entry, delivery = _locked(entry_id)
        if delivery.state is not DeliveryState.SENDING:
            return
        _note(delivery, str(error))
        # What broke off on its way may have arrived, now or the time before.
        if not error.may_have_arrived and not was_on_its_way:
            delivery.state = DeliveryState.PENDING


def _note(delivery: Delivery, error: str) -> None:
    delivery.last_error = error[:300]
    delivery.failed_at = clock.real_now()


def _locked(entry_id: int) -> tuple[OutboxEntry, Delivery]:
    entry = db.session.get_one(OutboxEntry, entry_id, with_for_update=True)
    return entry, db.session.get_one(Delivery, entry.subject_id, with_for_update=True)
