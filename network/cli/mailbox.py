"""`mailbox`: a mail server of one's own machine that delivers nowhere and keeps everything as files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from aiosmtpd.controller import Controller
from flask import current_app
from flask.cli import with_appcontext

from network.core.ids import new_public_id


class Keeper:
    """Writes each message to a file of its own, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        target = self.folder / f"{new_public_id()}{new_public_id()}.eml"
        draft = target.with_suffix(".part")
        draft.write_bytes(envelope.content)
        draft.rename(target)
        return "250 kept"


@click.command()
@with_appcontext
def mailbox() -> None:
    """Take mail at NAAST_SMTP_URL and keep it in the instance folder. For one's own machine only."""
    settings = current_app.config["NAAST"]
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
