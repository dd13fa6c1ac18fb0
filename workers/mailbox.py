"""A mail server of one's own machine that delivers nowhere and keeps everything as files.

It loads nothing of the product, so that it listens at once: `python -m workers.mailbox`, or the command `mailbox`.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from aiosmtpd.controller import Controller

from config import Settings, read_settings


class Keeper:
    """Writes each message to a file of its own, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        keep(self.folder, envelope.content)
        return "250 kept"


def keep(folder: Path, content: bytes, *, sent_at: datetime | None = None) -> None:
    """Put a mail in the mailbox as one that came now, or then."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{secrets.token_hex(16)}.eml"
    draft = target.with_suffix(".part")
    draft.write_bytes(content)
    if sent_at is not None:
        os.utime(draft, times=(sent_at.timestamp(), sent_at.timestamp()))
    draft.rename(target)


def empty(folder: Path) -> None:
    """Take away every mail that was kept."""
    for file in folder.glob("*.eml"):
        file.unlink(missing_ok=True)


def serve(settings: Settings) -> None:
    """Take mail at NAAST_SMTP_URL and keep it in the instance folder; ClickException in production."""
    if settings.is_production:
        raise click.ClickException("The local mailbox is not for production; set NAAST_SMTP_URL to a real server.")
    url = urlsplit(settings.smtp_url or "smtp://127.0.0.1:8025")
    controller = Controller(Keeper(settings.mailbox), hostname=url.hostname or "127.0.0.1", port=url.port or 8025)
    controller.start()
    click.echo(f"Mailbox listens on {url.hostname}:{url.port}.")
    try:
        asyncio.new_event_loop().run_forever()
    finally:
        controller.stop()


if __name__ == "__main__":
    serve(read_settings())
