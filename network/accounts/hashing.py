"""Passwords as argon2id hashes. Nobody's password is ever kept, logged or shown."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from config import Mode


def hash_password(password: str) -> str:
    """The hash under which this password is kept."""
    return _hasher(_is_test()).hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether this is the password of that hash; takes as long when there is none."""
    hasher = _hasher(_is_test())
    try:
        return hasher.verify(password_hash or _nobodys_hash(_is_test()), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with less work than is asked today."""
    return _hasher(_is_test()).check_needs_rehash(password_hash)


def _is_test() -> bool:
    return bool(current_app.config["NAAST"].mode is Mode.TEST)


@lru_cache
def _hasher(cheap: bool) -> PasswordHasher:
    """RFC 9106's second choice, which is the library's default; next to nothing in the test suite."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if cheap else PasswordHasher()


@lru_cache
def _nobodys_hash(cheap: bool) -> str:
    return _hasher(cheap).hash("the password of nobody")
