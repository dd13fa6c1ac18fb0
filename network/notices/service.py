"""Saying something to somebody: the notice in the inbox, and the promise to mail it at a decent hour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select, update

from network.access.audit import record
from network.core import clock
from network.core.database import db
from network.core.i18n import in_language
from network.models import Delivery, Notice, NoticePreference, User
from network.models.notice import Category, DeliveryState
from network.models.outbox import OutboxKind
from network.notices import queries
from network.notices.gathering import GATHERED_FOR, own_message_id
from network.notices.kind import KINDS, Asks, NoticeKind
from network.notices.words import in_words
from network.outbox import service as outbox


def send(kind: NoticeKind) -> Notice | None:
    """Put the notice in the inbox and promise its mail; None when the same one (key) was sent before, or who gets it left.

    Mail goes out in school time of the reader, urgent kinds aside, and not at all where the reader
    switched the category off. Of kinds that are gathered, several go in one mail, some minutes later.
    """
    recipient = kind.recipient
    if recipient is not None and not recipient.is_active:
        return None
    dedupe_key = queries.dedupe_key(kind.name, kind.key, recipient, kind.address)
    if db.session.scalar(select(Notice.id).where(Notice.dedupe_key == dedupe_key)):
        return None
    if kind.asks and recipient is not None:
        _make_old(kind.asks, Notice.path == kind.path, Notice.recipient_id == recipient.id)
    with in_language(kind.language):
        headline = kind.headline(in_words(kind.params))
    notice = Notice(
        kind=kind.name,
        category=kind.category,
        recipient=recipient,
        address=kind.address,
        language=kind.language,
        dedupe_key=dedupe_key,
        subject=headline[:200],
        path=kind.path,
        params=kind.params,
        is_urgent=kind.is_urgent,
    )
    db.session.add(notice)
    db.session.flush()
    _promise_mail(notice)
    return notice


def settle(asks: Asks, *paths: str, of: User | None = None) -> None:
    """What was asked about these pages is done or no longer needed: it is new to nobody any more; `of`: not to them."""
    readers = [Notice.recipient_id == of.id] if of else []
    _make_old(asks, Notice.path.in_(paths), *readers)


def mark_read(notice: Notice) -> None:
    """The reader has opened this notice."""
    unread = update(Notice).where(Notice.id == notice.id, Notice.read_at.is_(None))
    # In the database: it may be settled at this very moment, and who reads it is not to hear of that.
    if db.session.scalar(unread.values(read_at=clock.now(), version=Notice.version + 1).returning(Notice.id)):
        record("notice.read", notice, actor_id=notice.recipient_id)


def mark_all_read(user_id: int) -> None:
    """The reader has seen all that is in the inbox."""
    db.session.execute(
        update(Notice)
        .where(Notice.recipient_id == user_id, Notice.read_at.is_(None))
        .values(read_at=clock.now(), version=Notice.version + 1)
    )
    record("notices.read", db.session.get_one(User, user_id), actor_id=user_id)


def choose_mail(user: User, wanted: set[Category], *, offered: Iterable[Category], actor_id: int | None) -> None:
    """Of the `offered` categories mail only the `wanted` ones from now on, the others as before; the inbox keeps all."""
    chosen_from = set(offered) - {Category.ACCOUNT}
    db.session.execute(
        delete(NoticePreference).where(NoticePreference.user_id == user.id, NoticePreference.category.in_(chosen_from))
    )
    for category in chosen_from - wanted:
        db.session.add(NoticePreference(user_id=user.id, category=category))
    record("preferences.chosen", user, actor_id=actor_id, mail=sorted(category.value for category in wanted))


def switch_off(user: User, category: Category) -> None:
    """No more mail of this category: the one-click answer to the link in each mail."""
    if category is not Category.ACCOUNT:
        db.session.merge(NoticePreference(user_id=user.id, category=category))
        record("preferences.switched_off", user, actor_id=user.id, category=category.value)


def _make_old(asks: Asks, *which: ColumnElement[bool]) -> None:
    names = [name for name, kind in KINDS.items() if kind.asks is asks]
    unread = select(Notice).where(Notice.kind.in_(names), Notice.read_at.is_(None), *which)
    # What somebody else holds is just being read, or made old already: nobody waits for it.
    for notice in db.session.scalars(unread.with_for_update(skip_locked=True)):
        notice.read_at = clock.now()


def _promise_mail(notice: Notice) -> None:
    delivery = Delivery(notice=notice, message_id=own_message_id(notice))
    db.session.add(delivery)
    db.session.flush()
    if not queries.wants_mail(notice):
        delivery.state = DeliveryState.SKIPPED
        return
    outbox.add(
        OutboxKind.DELIVER_NOTICE,
        subject_id=delivery.id,
        dedupe_key=queries.mail_key(notice.dedupe_key),
        due_at=queries.find_mail_moment(notice) + (GATHERED_FOR if KINDS[notice.kind].is_gathered else timedelta(0)),
    )
