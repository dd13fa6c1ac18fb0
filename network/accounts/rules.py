"""The rules of accounts, pure: how long to wait after failures, what a good password is, which paths are local."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from network.core import clock

FREE_FAILURES = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)


def failures_now(failures: int, last_failed_at: datetime | None, now: datetime) -> int:
    """How many failures count now: after an hour of rest they are forgotten."""
    if last_failed_at is None or now - last_failed_at >= FORGOTTEN_AFTER:
        return 0
    return failures


def wait_after(failures: int, last_failed_at: datetime | None, now: datetime) -> timedelta:
    """How long to wait before the next try: nothing for the first five, then 1, 2, 4, 8 and 15 minutes."""
    counted = failures_now(failures, last_failed_at, now)
    if last_failed_at is None or counted < FREE_FAILURES:
        return timedelta()
    wait = min(FIRST_WAIT * 2 ** min(counted - FREE_FAILURES, 10), LONGEST_WAIT)
    return max(last_failed_at + wait - now, timedelta())


def local_path(target: str | None) -> str:
    """The path and query when `target` is a page of this site, else nothing: no open redirects."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return ""
    if "\\" in target or any(ord(ch) < 33 for ch in target):
        return ""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return ""
    return target.rstrip("?")


SHORTEST_PASSWORD = 12
# The beginnings of what people choose most when twelve characters are asked.
_COMMON = ("wachtwoord", "welkom", "password", "qwerty", "123456", "abcdef", "naast", "school", "letmein", "geheim")


def is_guessable(password: str, email: str) -> bool:
    """Whether a password is little more than a common word, one character, or the person's own address."""
    plain = "".join(ch for ch in password.casefold() if ch.isalnum())
    left = _without(plain, _COMMON)
    letters = "".join(ch for ch in left if ch.isalpha())
    name, _at, place = email.casefold().partition("@")
    own, houses = re.findall(r"[^\W\d_]+", name), re.findall(r"[^\W\d_]+", place)
    beside_own = _without(plain, ["".join(own), *own, *houses])
    return (
        len(set(plain)) < 5
        or (left != plain and len(letters) < 6)
        or (beside_own != plain and len(beside_own) < 9)
        or not plain
    )


def _without(plain: str, words: Iterable[str]) -> str:
    for word in words:
        plain = plain.replace(word, "") if len(word) > 3 else plain
    return plain


def minute_of_now() -> str:
    """The present minute, so that asking twice in a minute mails once."""
    return f"{clock.now():%Y%m%d%H%M}"
