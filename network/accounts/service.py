"""What people do with their own account."""

from __future__ import annotations

from network.access.audit import record
from network.accounts import queries
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
