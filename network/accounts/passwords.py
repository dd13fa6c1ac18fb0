"""Own details and passwords: choosing one, changing it, and the way back when it was forgotten."""

from __future__ import annotations

from datetime import timedelta

from network.access import links
from network.access.audit import record
from network.access.identity import end_all_sessions
from network.accounts import hashing, queries, rules
from network.core.errors import BrokenLink, InvalidInput, WayOn
from network.core.i18n import _
from network.models import User
from network.notices import service as notices
from network.notices.kinds import accounts as kinds

RESET_LIFE = timedelta(minutes=60)


def refuse_weak(password: str, *, email: str) -> None:
    """InvalidInput, with what to do, for a password that is easily guessed."""
    if len(password) < rules.SHORTEST_PASSWORD:
        raise InvalidInput(
            _("Kies minstens 12 tekens. Een paar losse woorden achter elkaar zijn sterk en makkelijk te onthouden."),
            field="password",
        )
    if rules.is_guessable(password, email):
        raise InvalidInput(
            _(
                "Dit wachtwoord is te makkelijk te raden. Neem een paar losse woorden die niets met jou te maken hebben."
            ),
            field="password",
        )


def ask_reset(email: str) -> None:
    """Mail a link to who forgot the password; nothing happens for an address without an account."""
    user = queries.find_user_by_email(email)
    if user is None:
        return
    key = f"{user.id}:{kinds.password_mark(user)}:{rules.minute_of_now()}"
    notices.send(kinds.PasswordReset(user, key=key, path="/wachtwoord-vergeten"))
    record("account.reset_asked", user, actor_id=None)


def find_mailed(token: str) -> User | None:
    """The person to whom a reset link was mailed, whether or not it still works."""
    found = links.read(kinds.RESET, token, life=RESET_LIFE)
    return queries.find_user(found.user_id) if found else None


def read_reset(token: str) -> User:
    """The person of a reset link; BrokenLink when it is old, used or not ours."""
    found = links.read(kinds.RESET, token, life=RESET_LIFE)
    user = queries.find_user(found.user_id) if found and not found.is_expired else None
    if user is None or found is None or found.subject_id != kinds.password_mark(user):
        raise BrokenLink(_("Deze link werkt niet meer. Vraag een nieuwe aan."), way_on=WayOn.FORGOTTEN_SIGN_IN)
    return user


def reset(user: User, password: str) -> None:
    """A new password by mail link: every session ends, and the person hears of it."""
    refuse_weak(password, email=user.email)
    _set(user, password)
    end_all_sessions(user.id)
    record("account.password_reset", user, actor_id=user.id)


def change(user: User, present: str, password: str, *, session_id: int | None) -> None:
    """Another password; the other sessions end, this one stays."""
    if not hashing.is_password(present, user.password_hash):
        raise InvalidInput(_("Dit is niet je wachtwoord van nu."), field="present")
    refuse_weak(password, email=user.email)
    _set(user, password)
    end_all_sessions(user.id, but=session_id)
    record("account.password_changed", user, actor_id=user.id)


def _set(user: User, password: str) -> None:
    user.password_hash = hashing.hash_password(password)
    user.failed_sign_ins, user.last_failed_at = 0, None
    notices.send(kinds.PasswordChanged(user, key=f"{user.id}:{kinds.password_mark(user)}"))
