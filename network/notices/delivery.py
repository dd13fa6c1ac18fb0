"""Delivering one notice by mail: marked before the server is spoken to, so that a kill in between is seen."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app

from network.core import clock
from network.core.database import db, unit_of_work
from network.models import Delivery, OutboxEntry
from network.models.notice import DeliveryState
from network.notices import gathering, mail, queries
from network.notices.kind import KINDS
from network.notices.rendering import build_message
from network.outbox import service as outbox

# Longer than a task may last (workers/celery_app.py): when it is over, nobody speaks to the mail server any more.
HELD_FOR = timedelta(minutes=3)
# What goes along in another mail ends with that one; this looks after it where that one is given up.
LOOKED_AT_AGAIN = timedelta(seconds=30)
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
        gathering.hold_reader(entry.subject_id)
        delivery = db.session.get_one(Delivery, entry.subject_id, with_for_update=True)
        if not _may_go_out(delivery, entry):
            return
        was_on_its_way = _mark_on_its_way(delivery)
        if not was_on_its_way:
            gathering.take_along(delivery)
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
        _end_mail(delivery, DeliveryState.FAILED, MAY_HAVE_ARRIVED)
    if delivery.state in _ENDED:
        outbox.finish(entry)
        return False
    if gathering.goes_along(delivery) and gathering.is_under_way(delivery):
        outbox.put_off(entry, entry.due_at if clock.is_moved() else clock.now() + LOOKED_AT_AGAIN)
        return False
    _go_alone(delivery)
    notice = delivery.notice
    moment = queries.find_mail_moment(notice)
    if moment > clock.now():
        outbox.put_off(entry, entry.due_at if clock.is_moved() else moment)
        return False
    if queries.wants_mail(notice) and KINDS[notice.kind].is_still_so(notice):
        return True
    if gathering.list_along(delivery):
        # It may have arrived: it goes once more as it was, under its own id.
        return True
    delivery.state = DeliveryState.SKIPPED
    outbox.finish(entry)
    return False


def _go_alone(delivery: Delivery) -> None:
    """What went along in a mail that was given up is told by itself."""
    if gathering.goes_along(delivery):
        gathering.let_go([delivery])


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
            _end_mail(delivery, state, error)
        outbox.finish(entry)


def _end_mail(delivery: Delivery, state: DeliveryState, error: str) -> None:
    """What went along ends as the mail ends: told by itself it would be said again."""
    along = gathering.list_along(delivery)
    for one in (delivery, *along):
        one.state = state
        one.sent_at = clock.now() if state is DeliveryState.SENT else None
        if error:
            _note(one, error)
    gathering.finish_promises(along)


def _note_error(entry_id: int, error: mail.Unreachable, *, was_on_its_way: bool) -> None:
    with unit_of_work():
        _entry, delivery = _locked(entry_id)
        if delivery.state is not DeliveryState.SENDING:
            return
        _note(delivery, str(error))
        # What broke off on its way may have arrived, now or the time before.
        if not error.may_have_arrived and not was_on_its_way:
            delivery.state = DeliveryState.PENDING
            gathering.let_go(gathering.list_along(delivery))


def _note(delivery: Delivery, error: str) -> None:
    delivery.last_error = error[:300]
    delivery.failed_at = clock.real_now()


def _locked(entry_id: int) -> tuple[OutboxEntry, Delivery]:
    """First the delivery, as everywhere."""
    subject_id = db.session.get_one(OutboxEntry, entry_id).subject_id
    delivery = db.session.get_one(Delivery, subject_id, with_for_update=True)
    return db.session.get_one(OutboxEntry, entry_id, with_for_update=True), delivery
