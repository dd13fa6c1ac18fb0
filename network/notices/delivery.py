"""Delivering one notice by mail: marked before the server is spoken to, so that a kill in between is seen."""

from __future__ import annotations

from flask import current_app

from network.core import clock
from network.core.database import db, unit_of_work
from network.models import Delivery, OutboxEntry
from network.models.notice import DeliveryState
from network.notices import mail
from network.notices.rendering import build_message
from network.outbox import service as outbox

_ENDED = {DeliveryState.SENT, DeliveryState.SKIPPED, DeliveryState.FAILED}


def deliver(entry_id: int) -> None:
    """Send the mail that an outbox entry promised; raises Unreachable when it must be tried again."""
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        delivery = db.session.get_one(Delivery, entry.subject_id)
        recipient = delivery.notice.recipient
        if recipient is not None and not recipient.is_active and delivery.state not in _ENDED:
            delivery.state = DeliveryState.SKIPPED
        if delivery.state in _ENDED:
            outbox.finish(entry)
            return
        delivery.state = DeliveryState.SENDING
        message = build_message(delivery)
    try:
        mail.hand_over(message, current_app.config["NAAST"].smtp_url)
    except mail.Refused as error:
        _end(entry_id, DeliveryState.FAILED, str(error))
    except mail.Unreachable as error:
        _note_error(entry_id, str(error))
        raise
    else:
        _end(entry_id, DeliveryState.SENT)


def _end(entry_id: int, state: DeliveryState, error: str = "") -> None:
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        delivery = db.session.get_one(Delivery, entry.subject_id)
        delivery.state = state
        delivery.sent_at = clock.now() if state is DeliveryState.SENT else None
        delivery.last_error = error[:300]
        outbox.finish(entry)


def _note_error(entry_id: int, error: str) -> None:
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        db.session.get_one(Delivery, entry.subject_id).last_error = error[:300]
