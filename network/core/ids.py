"""Random public ids and question codes, and their URL converters: addresses never show counters."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from flask import Flask, current_app
from werkzeug.routing import BaseConverter

# Crockford's base 32: no I, L, O or U, so that a code can be read out over the telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PUBLIC_ID_LENGTH = 16
_HEARD_AS = str.maketrans("OIL", "011")


def new_public_id() -> str:
    """Eighty random bits as sixteen lower-case characters."""
    return _spell(secrets.token_bytes(PUBLIC_ID_LENGTH))


def next_public_id(public_id: str, *, person_id: int) -> str:
    """The public id to try for this person where that one is taken: each time the same, and nobody else's to foresee."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    digest = hmac.new(key, f"public-id:{public_id}:{person_id}".encode(), hashlib.sha256).digest()
    return _spell(digest[:PUBLIC_ID_LENGTH])


def _spell(random: bytes) -> str:
    """One lower-case character for five bits of each byte: the alphabet has 32."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in random).lower()


def new_question_code() -> str:
    """A short code such as `7K3Q-M2` (30 bits; the caller retries on a clash)."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"{letters[:4]}-{letters[4:]}"


def read_question_code(words: str) -> str:
    """The code that somebody heard or wrote down ("v6k1 jv", an O for a 0), or its first four; else empty."""
    letters = "".join(ch for ch in words.upper().translate(_HEARD_AS) if ch in ALPHABET)
    has_others = any(ch.isalnum() and ch.upper().translate(_HEARD_AS) not in ALPHABET for ch in words)
    if has_others or len(letters) not in (4, 6):
        return ""
    return f"{letters[:4]}-{letters[4:]}"


class PublicIdConverter(BaseConverter):
    """`<pid:...>`: a public id."""

    regex = r"[0-9a-z]{16}"


class QuestionCodeConverter(BaseConverter):
    """`<code:...>`: a question code."""

    regex = r"[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}-[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{2}"

    def to_python(self, value: str) -> str:
        return value.upper()


def init_app(app: Flask) -> None:
    app.url_map.converters["pid"] = PublicIdConverter
    app.url_map.converters["code"] = QuestionCodeConverter
