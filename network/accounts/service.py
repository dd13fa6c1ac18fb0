"""What people do with their own account."""

from __future__ import annotations

import json
from hashlib import sha256

from network.access.audit import record
from network.accounts import queries
from network.core.errors import Conflict
from network.core.i18n import _
from network.core.versions import hold
from network.models import User


def choose_language(user_id: int, language: str) -> None:
    """From now on pages and mails to this person are in this language."""
    user = queries.get_user(user_id)
    user.language = language
    record("account.language_chosen", user, actor_id=user_id, language=language)


def describe(user: User, *, name: str, job_title: str, phone: str, language: str) -> None:
    """Own details, as colleagues of a traject see them."""
    user.name, user.job_title, user.phone, user.language = name, job_title, phone, language
    record("account.described", user, actor_id=user.id)


def version_of_details(user: User) -> str:
    """What tells these details from others, but for the language, which is chosen on every page.

    The version of the row will not do: every sign-in and wrong password raises it.
    """
    details = json.dumps([user.name, user.job_title, user.phone])
    return sha256(details.encode()).hexdigest()[:16]


def refuse_stale(user: User, seen_version: str | None) -> None:
    """Conflict when the details were changed after the reader opened the form; others wait from here on."""
    hold(user)
    if seen_version != version_of_details(user):
        raise Conflict(_("Je gegevens zijn in een ander venster al gewijzigd."))
