"""Reading the inbox and the preferences of a person."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.core.pagination import Page, decode_cursor, encode_cursor
from network.models import Notice, NoticePreference, User
from network.models.notice import Category

PAGE_SIZE = 25


def page_of_notices(user_id: int, *, after: str = "") -> Page[Notice]:
    """The newest notices of a person first."""
    found = select(Notice).where(Notice.recipient_id == user_id).order_by(Notice.id.desc()).limit(PAGE_SIZE + 1)
    cursor = decode_cursor(after, length=1) if after else None
    if cursor and isinstance(cursor[0], int):
        found = found.where(Notice.id < cursor[0])
    rows: Sequence[Notice] = db.session.scalars(found).all()
    more = len(rows) > PAGE_SIZE
    rows = rows[:PAGE_SIZE]
    return Page(rows, next_cursor=encode_cursor([rows[-1].id]) if more else None)


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


def get_user(user_id: int) -> User:
    """The person with this internal id."""
    return db.session.get_one(User, user_id)


def get_user_by_public_id(public_id: str) -> User:
    """The person with this public id; NotFound when the account is gone."""
    user = db.session.scalar(select(User).where(User.public_id == public_id))
    if user is None:
        raise NotFound(_("Dit account bestaat niet meer."))
    return user
