"""Signing in, slowed after failures. An address without an account is treated and slowed as one with."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from sqlalchemy import update

from network.access.audit import record
from network.access.identity import end_session, start_session
from network.accounts import hashing, queries, rules
from network.core import clock
from network.core.database import db
from network.models import AuditEvent, User


@dataclass(frozen=True)
class Attempt:
    """A try to sign in, already counted as failed until it succeeds; `wait` says it comes too soon."""

    user_id: int | None = None
    password_hash: str | None = None
    wait: timedelta = timedelta()


def normalised(email: str) -> str:
    """The form in which addresses are kept and compared."""
    return email.strip().casefold()


def begin_attempt(email: str) -> Attempt:
    """Count a try for this address before the password is looked at, so that tries at once do not slip through."""
    user = queries.find_user_by_email(normalised(email), locked=True)
    return _count_unknown(normalised(email)) if user is None else _count_known(user)


def is_right(attempt: Attempt, password: str) -> bool:
    """Whether the password fits; slow on purpose, so it stands outside every unit of work."""
    return hashing.is_password(password, attempt.password_hash)


def complete(attempt: Attempt, password: str) -> None:
    """Sign the person in on this browser; the tries before are forgotten."""
    user = queries.get_user(attempt.user_id or 0)
    if user.password_hash and hashing.is_outdated(user.password_hash):
        user.password_hash = hashing.hash_password(password)
    start_session(user)
    record("account.signed_in", user, actor_id=user.id)


def sign_out(user_id: int | None) -> None:
    """End this browser's session. Within a unit of work."""
    if user_id is not None:
        record("account.signed_out", queries.get_user(user_id), actor_id=user_id)
    end_session()


def _count_known(user: User) -> Attempt:
    now = clock.now()
    wait = rules.wait_after(user.failed_sign_ins, user.last_failed_at, now)
    if wait:
        return Attempt(wait=wait)
    failures = rules.failures_now(user.failed_sign_ins, user.last_failed_at, now) + 1
    db.session.execute(
        update(User).where(User.id == user.id).values(failed_sign_ins=failures, last_failed_at=now),
        execution_options={"synchronize_session": False},
    )
    db.session.expire(user)
    record("account.sign_in_tried", user, actor_id=None, tries=failures)
    return Attempt(user_id=user.id, password_hash=user.password_hash)


def _count_unknown(email: str) -> Attempt:
    now = clock.now()
    number = _number_of(email)
    last = queries.find_last_failure(number)
    failures, at = (int(last.details["tries"]), last.at) if last else (0, None)
    wait = rules.wait_after(failures, at, now)
    if wait:
        return Attempt(wait=wait)
    db.session.add(
        AuditEvent(
            action="account.sign_in_tried",
            subject_type=queries.UNKNOWN_ADDRESS,
            subject_id=number,
            details={"tries": rules.failures_now(failures, at, now) + 1},
        )
    )
    return Attempt()


def _number_of(email: str) -> int:
    """A number that stands for an address we do not know, so that the address itself is kept nowhere."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return int.from_bytes(hmac.new(key, email.encode(), hashlib.sha256).digest()[:4]) >> 1
