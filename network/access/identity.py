"""The only module that knows Flask-Login: who is reading, from a session row that can be revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import ColumnElement, exists, func, or_, select, update

from network.access.viewer import Position, Viewer
from network.core import clock
from network.core.database import db, unit_of_work
from network.models import ExpertiseProfile, Location, Membership, Notice, Region, User, UserSession
from network.models.school import SPECIAL_KINDS
from network.models.user import Role

IDLE_LIMIT = timedelta(minutes=30)
ABSOLUTE_LIMIT = timedelta(hours=12)
SEEN_STEP = timedelta(minutes=1)

manager = LoginManager()


class _SignedIn(UserMixin):
    """What Flask-Login holds: the token of the session and the reader that it gave."""

    def __init__(self, token: str, viewer: Viewer) -> None:
        self.token = token
        self.viewer = viewer

    def get_id(self) -> str:
        return self.token


def current_viewer() -> Viewer | None:
    """The reader of this request, or None when nobody is signed in."""
    return current_user.viewer if current_user.is_authenticated else None


def start_session(user: User) -> None:
    """Sign `user` in on this browser under a new token; what was in the old session is gone.

    Within a unit of work.
    """
    language = session.get("language")
    token = secrets.token_urlsafe(32)
    row = UserSession(user_id=user.id, token_hash=_hash(token))
    db.session.add(row)
    user.last_signed_in_at = clock.now()
    user.failed_sign_ins = 0
    db.session.flush()
    session.clear()
    # The token that a form of this request may have made belongs to the old session.
    g.pop("csrf_token", None)
    if language:
        session["language"] = language
    viewer = _load(token)
    if viewer is None:
        raise RuntimeError("a session that was just begun cannot be found")
    login_user(_SignedIn(token, viewer))


def end_session() -> None:
    """Sign out of this browser. Within a unit of work."""
    viewer = current_viewer()
    if viewer is not None:
        db.session.execute(
            update(UserSession).where(UserSession.id == viewer.session_id).values(revoked_at=clock.now())
        )
    logout_user()
    session.clear()


def end_all_sessions(user_id: int, *, but: int | None = None) -> None:
    """End every session of a person, `but` the one with that id. Within a unit of work."""
    sessions = update(UserSession).where(UserSession.user_id == user_id, UserSession.revoked_at.is_(None))
    if but is not None:
        sessions = sessions.where(UserSession.id != but)
    db.session.execute(sessions.values(revoked_at=clock.now()))


def seconds_left() -> int:
    """How long the session of this signed-in reader still lasts without a further sign of life, in whole seconds."""
    ends_at: datetime = min(g.session_seen_at + IDLE_LIMIT, g.session_began_at + ABSOLUTE_LIMIT)
    return max(int((ends_at - clock.now()).total_seconds()), 0)


def forget_ended_session() -> bool:
    """Whether this browser holds a session that has ended; it is forgotten, so that this is told once."""
    return current_viewer() is None and session.pop("_user_id", None) is not None


def init_app(app: Flask) -> None:
    manager.init_app(app)
    app.jinja_env.globals["seconds_left"] = seconds_left
    manager.session_protection = None
    manager.user_loader(_find)
    app.before_request(_remember_language)
    app.before_request(_note_presence)


def _find(token: str) -> _SignedIn | None:
    viewer = _load(token)
    return _SignedIn(token, viewer) if viewer else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _load(token: str) -> Viewer | None:
    """Session, person, memberships and the count of unread notices, in one query."""
    unread = (
        select(func.count(Notice.id)).where(Notice.recipient_id == User.id, Notice.read_at.is_(None)).scalar_subquery()
    )
    has_profile = exists().where(ExpertiseProfile.location_id == Membership.location_id)
    rows = db.session.execute(
        select(
            UserSession.id.label("session_id"),
            UserSession.created_at,
            UserSession.last_seen_at,
            User.id,
            User.public_id,
            User.name,
            User.email,
            User.language,
            Membership.role,
            Membership.location_id,
            Membership.region_id,
            func.coalesce(Location.name, Region.name, "").label("place"),
            or_(Location.kind.in_(SPECIAL_KINDS), has_profile).label("has_expertise"),
            unread.label("unread"),
        )
        .join(User, User.id == UserSession.user_id)
        .outerjoin(Membership, Membership.user_id == User.id)
        .outerjoin(Location, Location.id == Membership.location_id)
        .outerjoin(Region, Region.id == Membership.region_id)
        .where(*_lasts(token), User.is_active.is_(True))
        .order_by(Membership.id)
    ).all()
    return _viewer_of(rows) if rows else None


def _lasts(token: str) -> tuple[ColumnElement[bool], ...]:
    """The session with this token, while it lasts."""
    now = clock.now()
    return (
        UserSession.token_hash == _hash(token),
        UserSession.revoked_at.is_(None),
        UserSession.created_at > now - ABSOLUTE_LIMIT,
        UserSession.last_seen_at > now - IDLE_LIMIT,
    )


def _viewer_of(rows: Any) -> Viewer:
    first = rows[0]
    g.session_began_at, g.session_seen_at = first.created_at, first.last_seen_at
    positions = tuple(
        Position(Role(row.role), row.location_id, row.region_id, row.place, bool(row.has_expertise))
        for row in rows
        if row.role
    )
    return Viewer(
        user_id=first.id,
        public_id=first.public_id,
        name=first.name,
        email=first.email,
        language=first.language,
        initials=User(name=first.name).initials,
        positions=positions,
        session_id=first.session_id,
        unread=first.unread,
    )


def _remember_language() -> None:
    viewer = current_viewer()
    if viewer is not None:
        g.language = viewer.language


def _note_presence() -> None:
    """Keep the session alive, at most one write in a minute."""
    viewer, now = current_viewer(), clock.now()
    if viewer is None or now - g.session_seen_at < SEEN_STEP:
        return
    with unit_of_work():
        db.session.execute(update(UserSession).where(UserSession.id == viewer.session_id).values(last_seen_at=now))
    g.session_seen_at = now
