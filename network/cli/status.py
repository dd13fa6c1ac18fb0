"""`status`: how the machinery stands, in a few lines; exit code 1 when a person must look."""

from __future__ import annotations

import sys
from datetime import datetime

import click
from flask import current_app
from flask.cli import with_appcontext

from network.core import clock
from network.outbox import queries


@click.command()
@with_appcontext
def status() -> None:
    """Versions, heartbeats, outbox and mail."""
    now = queries.get_status()
    lines = {
        "version": now.version,
        "worker": _beat(now.worker_at, now.worker_alive) + (f", version {now.worker_version}" if now.worker_at else ""),
        "beat": _beat(now.beat_at, now.beat_alive),
        "waiting": f"{now.waiting}, oldest due {_moment(now.oldest_due_at)}" if now.waiting else "0",
        "planned": str(now.planned),
        "failing": f"{now.failing}, since {_moment(now.failing_since)}; tried again" if now.failing else "0",
        "dead": f"{now.dead}{' - look at /beheer/status' if now.dead else ''}",
        "mail given up": f"{now.undelivered} in the last 7 days",
        "last mail error": f"{now.last_mail_error} ({_moment(now.last_mail_error_at)})"
        if now.last_mail_error
        else "none",
    }
    if current_app.config["NAAST"].sends_password_openly:
        lines["mail password"] = "goes over the network UNENCRYPTED - give smtp+tls:// or smtps:// in NAAST_SMTP_URL"
    for name, words in lines.items():
        click.echo(f"{name + ':':17}{words}")
    if now.dead or now.is_long_failing or not (now.worker_alive and now.beat_alive):
        sys.exit(1)


def _beat(at: datetime | None, is_alive: bool) -> str:
    if at is None:
        return "never seen"
    return f"{'alive' if is_alive else 'SILENT'}, last seen {_moment(at)}"


def _moment(at: datetime | None) -> str:
    return f"{clock.to_local(at):%Y-%m-%d %H:%M:%S}" if at else "never"
