"""People and what they are where."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from flask.testing import FlaskClient

from network.models import Location, Membership, Region, User, UserSession
from network.models.user import Role
from tests.factories.base import numbers, saved
from tests.factories.schools import new_location, new_region, new_special_location


def new_user(**values: Any) -> User:
    n = next(numbers)
    return User(**{"email": f"mens{n}@school.example", "name": f"Test Mens {n}", **values})


def make_user(**values: Any) -> User:
    return saved(new_user(**values))


def new_member(role: Role, *, location: Location | None = None, region: Region | None = None, **values: Any) -> User:
    """Somebody with this role there; not saved yet."""
    user = new_user(**values)
    user.memberships.append(Membership(role=role, location=location, region=region))
    return user


def _member(role: Role, **values: Any) -> User:
    return saved(new_member(role, **values))


def make_requester(location: Location | None = None, **values: Any) -> User:
    """An intern begeleider of a regular school."""
    return _member(Role.REQUESTER, location=location or new_location(), **values)


def make_specialist(location: Location | None = None, **values: Any) -> User:
    """A specialist of a special school."""
    return _member(Role.SPECIALIST, location=location or new_special_location(), **values)


def make_school_admin(location: Location, **values: Any) -> User:
    return _member(Role.SCHOOL_ADMIN, location=location, **values)


def make_coordinator(region: Region | None = None, **values: Any) -> User:
    return _member(Role.COORDINATOR, region=region or new_region(), **values)


def make_national(**values: Any) -> User:
    return _member(Role.NATIONAL, **values)


def make_admin(**values: Any) -> User:
    return _member(Role.ADMIN, **values)


def sign_in_cookie(client: FlaskClient, user: User) -> None:
    """Give the client a session of this person, as signing in would."""
    token = secrets.token_urlsafe(16)
    saved(UserSession(user_id=user.id, token_hash=hashlib.sha256(token.encode()).hexdigest()))
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie["_user_id"] = token
        cookie["_fresh"] = True
