"""What people of the demo were mailed lately: the replay sends nothing, so the mailbox gets it from here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage

from sqlalchemy import or_, select

from network.core import clock
from network.core.database import db
from network.demo.logins import list_users
from network.models import Delivery, Notice
from network.models.notice import DeliveryState
from network.notices.rendering import build_message

LATELY = timedelta(weeks=3)
MOST = 40


def render_lately() -> Iterator[tuple[datetime, EmailMessage]]:
    """When each mail of the last weeks went out, and the mail itself; the newest first.

    Only what went to the logins, and to who has no account yet: the way in can be tried too.
    """
    logins = [user.id for user in list_users()]
    sent = (
        select(Delivery)
        .join(Delivery.notice)
        .where(or_(Notice.recipient_id.in_(logins), Notice.recipient_id.is_(None)))
        .where(Delivery.state == DeliveryState.SENT)
        .where(Delivery.sent_at > clock.now() - LATELY)
        .order_by(Delivery.sent_at.desc(), Delivery.id.desc())
        .limit(MOST)
    )
    for delivery in db.session.scalars(sent).all():
        sent_at = delivery.sent_at or delivery.created_at
        with clock.as_of(sent_at):
            yield sent_at, build_message(delivery)
