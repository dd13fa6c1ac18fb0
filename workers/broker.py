"""Whether the broker answers, asked once before a start: worker and beat would knock again and again without a word.

It loads nothing of the product, so that it answers at once: `python -m workers.broker`.
"""

from __future__ import annotations

import sys

from kombu import Connection

from config import RefusedSettings, read_settings

ANSWERS_WITHIN_SECONDS = 5


def why_away(url: str) -> str:
    """What is wrong with this broker, without its password; empty when it answers."""
    waiting = {"socket_connect_timeout": ANSWERS_WITHIN_SECONDS, "socket_timeout": ANSWERS_WITHIN_SECONDS}
    options = {"connect_timeout": ANSWERS_WITHIN_SECONDS, "transport_options": {"max_retries": 0, **waiting}}
    try:
        with Connection(url, **options) as broker:
            broker.default_channel  # noqa: B018 - to ask for it connects, and signs in
    except Exception as error:  # noqa: BLE001 - each sort of broker has errors of its own
        return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
    return ""


def refuse_silent(url: str) -> None:
    """End this process in a sentence where the broker does not answer."""
    why = why_away(url)
    if why:
        sys.exit(
            f"Naast: NAAST_REDIS_URL names a broker that does not take us ({why}). Is it running, and is the address right?"
        )


if __name__ == "__main__":
    try:
        refuse_silent(read_settings().redis_url)
    except RefusedSettings as refused:
        sys.exit(f"Naast: {refused}")
