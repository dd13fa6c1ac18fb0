"""Reading the inbox and the preferences of a person, and when and whether a notice is welcome by mail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from network.core import clock
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.core.keyset import page_of
from network.core.pagination import Page
from network.followups.calendars import calendar_of
from network.models import Delivery, Location, Membership, Notice, NoticePreference, OutboxEntry, User
from network.models.notice import Category, DeliveryState
from network.models.outbox import OutboxState

PAGE_SIZE = 25


def page_of_notices(user_id: int, *, after: str = "", only_new: bool = False) -> Page[Notice]:
    """The newest notices of a person first."""
    found = select(Notice).where(Notice.recipient_id == user_id)
    if only_new:
        found = found.where(Notice.read_at.is_(None))
    return page_of(found, (Notice.id,), size=PAGE_SIZE, after=after, is_reversed=True)


def get_notice(user_id: int, public_id: str) -> Notice:
    """A notice of this person; NotFound for anybody else's."""
    notice = db.session.scalar(select(Notice).where(Notice.public_id == public_id, Notice.recipient_id == user_id))
    if notice is None:
        raise NotFound(_("Dit bericht bestaat niet meer."))
    return notice


def list_switched_off(user_id: int) -> set[Category]:
    """The categories that this person does not want by mail."""
    rows = db.session.scalars(select(NoticePreference.category).where(NoticePreference.user_id == user_id))
    return set(rows)


def wants_mail(notice: Notice) -> bool:
    """Whether who gets the notice is still here and did not switch its category off."""
    if notice.recipient is None:
        return True
    switched_off = db.session.get(NoticePreference, (notice.recipient.id, notice.category))
    return notice.recipient.is_active and switched_off is None


def find_mail_moment(notice: Notice) -> datetime:
    """When the notice may be mailed: now, or the next school morning of its reader; an urgent one always now."""
    calendar = calendar_of(_find_school(notice.recipient))
    return max(clock.now(), calendar.next_mail_moment(clock.now(), urgent=notice.is_urgent))


def _find_school(user: User | None) -> Location | None:
    """The first school of the reader: its calendar says when mail is welcome."""
    if user is None:
        return None
    return db.session.scalar(
        select(Location)
        .join(Membership, Membership.location_id == Location.id)
        .where(Membership.user_id == user.id)
        .order_by(Membership.id)
        .limit(1)
    )


def find_mailed_at(kind: str, key: str, people: Iterable[User]) -> datetime | None:
    """When the last mail of this notice to these people went; now while one is still to go, None where nobody gets any.

    What was given up is not waited for.
    """
    keys = [mail_key(dedupe_key(kind, key, person)) for person in people]
    moments = db.session.scalars(
        select(OutboxEntry.done_at).where(OutboxEntry.dedupe_key.in_(keys), OutboxEntry.state != OutboxState.DEAD)
    ).all()
    return max((done_at or clock.now() for done_at in moments), default=None)


def count_left_out(kind: str, key: str, person: User) -> int:
    """How many mails with this key, or one that begins with it, were left out as it was so no more when they were to go.

    Nothing was left out for who wants no mail: it stands in the inbox.
    """
    begins = dedupe_key(kind, key, None)
    notices = db.session.scalars(
        select(Notice)
        .join(Delivery, Delivery.notice_id == Notice.id)
        .where(
            Notice.recipient_id == person.id,
            Notice.dedupe_key.startswith(begins, autoescape=True),
            Delivery.state == DeliveryState.SKIPPED,
        )
    )
    return sum(wants_mail(notice) for notice in notices)


def dedupe_key(kind: str, key: str, person: User | None, address: str = "") -> str:
    """What makes a notice the same as one that was sent before."""
    return f"{kind}:{key}:{person.id if person else address}"[:160]


def mail_key(notice_key: str) -> str:
    """What makes the mail of a notice promised once."""
    return f"mail:{notice_key}"[:160]


def get_user(user_id: int) -> User:
    """The person with this internal id."""
    return db.session.get_one(User, user_id)


def get_user_by_public_id(public_id: str) -> User:
    """The person with this public id; NotFound when the account is gone."""
    user = db.session.scalar(select(User).where(User.public_id == public_id))
    if user is None:
        raise NotFound(_("Dit account bestaat niet meer."))
    return user
