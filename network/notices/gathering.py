"""Several notices to one person in one mail: what was promised within a few minutes goes together, under one Message-ID.

The first to be delivered takes the others along. Which mail a delivery goes in, its `message_id` says: its own, or that of
the one that took it along. So a mail that is sent once more says the same, and what was taken along ends as it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import and_, select

from network.core.database import db
from network.models import Delivery, Notice, OutboxEntry, User
from network.models.notice import DeliveryState
from network.models.outbox import OutboxKind, OutboxState
from network.notices import queries
from network.notices.kind import KINDS
from network.outbox import service as outbox

# What falls due at one moment is said within this time, also after days without workers.
GATHERED_FOR = timedelta(minutes=2)
# The longest mail that is still read.
MOST = 40

_PROMISED = and_(
    OutboxEntry.kind == OutboxKind.DELIVER_NOTICE,
    OutboxEntry.subject_id == Delivery.id,
    OutboxEntry.state == OutboxState.PENDING,
)


def own_message_id(notice: Notice) -> str:
    """The Message-ID of a notice that goes in a mail of its own."""
    return f"<{notice.public_id}@naast>"


def goes_along(delivery: Delivery) -> bool:
    """Whether another one took it along in its mail."""
    return delivery.message_id != own_message_id(delivery.notice)


def is_under_way(delivery: Delivery) -> bool:
    """Whether the mail in which it goes along is still to go; not when that was given up."""
    public_id = delivery.message_id.removeprefix("<").removesuffix("@naast>")
    carrier = (
        select(OutboxEntry.id).join(Delivery, _PROMISED).join(Delivery.notice).where(Notice.public_id == public_id)
    )
    return db.session.scalar(carrier.limit(1)) is not None


def hold_reader(delivery_id: int) -> None:
    """Of two workers that each have a mail to one reader in hands, the one that comes first takes along what the other has.

    Before the delivery itself is held. Whoever writes to the reader meanwhile needs only the key of that row, and does not wait.
    """
    kinds = [name for name, kind in KINDS.items() if kind.is_gathered]
    reader = select(User.id).join(Notice, Notice.recipient_id == User.id).join(Delivery)
    db.session.execute(
        reader.where(Delivery.id == delivery_id, Notice.kind.in_(kinds)).with_for_update(of=User, key_share=True)
    )


def take_along(delivery: Delivery) -> None:
    """Let whatever else of its kind may be mailed to its reader now go in the mail of this delivery."""
    notice, kind = delivery.notice, KINDS[delivery.notice.kind]
    if not kind.is_gathered:
        return
    others = db.session.scalars(
        select(Delivery)
        .join(Delivery.notice)
        .join(OutboxEntry, _PROMISED)
        .where(
            Notice.recipient_id == notice.recipient_id,
            Notice.kind == notice.kind,
            Delivery.state == DeliveryState.PENDING,
            Delivery.id != delivery.id,
        )
        .order_by(Delivery.id)
        .limit(MOST - 1)
        # Whoever holds one of them is just about to send it.
        .with_for_update(of=Delivery, skip_locked=True)
    ).all()
    for other in others:
        if queries.wants_mail(other.notice) and kind.is_still_so(other.notice):
            other.message_id, other.state = delivery.message_id, DeliveryState.SENDING


def list_along(delivery: Delivery) -> Sequence[Delivery]:
    """What goes along in the mail of this delivery, the oldest first."""
    if not KINDS[delivery.notice.kind].is_gathered:
        return ()
    same_mail = select(Delivery).where(Delivery.message_id == delivery.message_id, Delivery.id != delivery.id)
    return db.session.scalars(same_mail.order_by(Delivery.id).with_for_update()).all()


def let_go(deliveries: Iterable[Delivery]) -> None:
    """What went along goes in a mail of its own again, or with the next one: this mail did not arrive."""
    for one in deliveries:
        one.message_id, one.state = own_message_id(one.notice), DeliveryState.PENDING


def finish_promises(deliveries: Iterable[Delivery]) -> None:
    """The mails of these deliveries are no longer to go: they went along."""
    ids = [one.id for one in deliveries]
    promised = select(OutboxEntry).where(OutboxEntry.kind == OutboxKind.DELIVER_NOTICE, OutboxEntry.subject_id.in_(ids))
    for entry in db.session.scalars(promised.where(OutboxEntry.state == OutboxState.PENDING).with_for_update()):
        outbox.finish(entry)
