"""Commands that do workers' work by hand: `sweep`."""

from __future__ import annotations

from datetime import datetime

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from network.core import clock
from workers import work


@click.command()
@click.option("--as-of", "as_of", help='Do as if it were this moment in the Netherlands: "2026-12-07 09:00".')
@with_appcontext
def sweep(as_of: str | None) -> None:
    """Do what beat would do now, or (not in production) at another moment."""
    if as_of is None:
        click.echo(f"{work.sweep()} done.")
        return
    if current_app.config["NAAST"].is_production:
        raise click.ClickException("--as-of is for trying out; this installation is in production.")
    try:
        moment = clock.from_local(datetime.fromisoformat(as_of))
    except ValueError as error:
        raise click.ClickException('Write the moment as "2026-12-07 09:00".') from error
    with clock.as_of(moment):
        click.echo(f"{work.sweep()} done, as of {as_of}.")


def register_commands(app: Flask) -> None:
    app.cli.add_command(sweep)
