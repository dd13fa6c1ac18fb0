"""Delivering one notice by mail: marked before the server is spoken to, so that a kill in between is seen."""

from __future__ import annotations

from flask import current_app

from network.core import clock
from network.core.database import db, unit_of_work
from network.models import Delivery, OutboxEntry
from network.models.notice import DeliveryState
from network.notices import mail, queries
from network.notices.kind import KINDS
from network.notices.rendering import build_message
from network.outbox import service as outbox

_ENDED = {DeliveryState.SENT, DeliveryState.SKIPPED, DeliveryState.FAILED}


def deliver(entry_id: int) -> None:
    """Send the mail that an outbox entry promised, if it is still the hour for it, wanted and true.

    Raises Unreachable when it must be tried again.
    """
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        delivery = db.session.get_one(Delivery, entry.subject_id)
        if not _may_go_out(delivery, entry):
            return
        delivery.state = DeliveryState.SENDING
        message = build_message(delivery)
    try:
        mail.hand_over(message, current_app.config["NAAST"].smtp_url)
    except mail.Refused as error:
        _end(entry_id, DeliveryState.FAILED, str(error))
    except mail.Unreachable as error:
        _note_error(entry_id, error)
        raise
    else:
        _end(entry_id, DeliveryState.SENT)


def _may_go_out(delivery: Delivery, entry: OutboxEntry) -> bool:
    """Whether to mail it now; else the entry was put off to a decent hour, or finished because nothing is to be mailed."""
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


def _end(entry_id: int, state: DeliveryState, error: str = "") -> None:
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        delivery = db.session.get_one(Delivery, entry.subject_id)
        delivery.state = state
        delivery.sent_at = clock.now() if state is DeliveryState.SENT else None
        delivery.last_error = error[:300]
        outbox.finish(entry)


def _note_error(entry_id: int, error: mail.Unreachable) -> None:
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        delivery = db.session.get_one(Delivery, entry.subject_id)
        delivery.last_error = str(error)[:300]
        # Another worker may have sent it meanwhile; and what broke off on its way may have arrived.
        if delivery.state is DeliveryState.SENDING and not error.may_have_arrived:
            delivery.state = DeliveryState.PENDING
