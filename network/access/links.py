"""Links that answer without signing in: signed, dated, for one purpose and one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from network.core import clock


@dataclass(frozen=True)
class SignedLink:
    """What a link says: the thing it is about and the person it was sent to (public ids)."""

    subject_id: str
    user_id: str
    signed_at: datetime | None
    is_expired: bool = False

    def is_older_than(self, life: timedelta) -> bool:
        """Whether it was signed longer ago than `life`; also when that cannot be told."""
        return self.signed_at is None or clock.now() - self.signed_at > life


def sign(purpose: str, subject_id: str, user_id: str) -> str:
    """A token for a link with this purpose, about this thing, for this person."""
    return str(_serializer(purpose).dumps([subject_id, user_id]))


def read(purpose: str, token: str, *, life: timedelta) -> SignedLink | None:
    """What a token says; `is_expired` when it is older than `life`, None when it is not ours."""
    serializer = _serializer(purpose)
    try:
        (subject_id, user_id), signed_at = serializer.loads(
            token, max_age=int(life.total_seconds()), return_timestamp=True
        )
        return SignedLink(subject_id, user_id, signed_at)
    except SignatureExpired as error:
        subject_id, user_id = serializer.load_payload(error.payload or b"")
        return SignedLink(subject_id, user_id, error.date_signed, is_expired=True)
    except (BadSignature, ValueError):
        return None


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=purpose)
