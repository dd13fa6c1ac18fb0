"""Commands find a database that is ready, or say in one sentence what to do first."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import exists, select
from sqlalchemy.exc import DatabaseError

from config import ROOT
from network.core.database import db
from network.models import Term
from workers.preparing import CannotPrepare, prepare_database, tells_why, why_away

BEHIND = (
    "The database is of an earlier version of Naast. Bring it up to date with ./run prepare "
    "(starting Naast does that too), then try again."
)
AHEAD = "The database is of a newer version of Naast than this one. Use that version, or name another database."
NEVER_PREPARED = "The database was never prepared. Do that first with ./run prepare, then try again."

HALF_PREPARED = "Preparing the database was cut off. Do it once more with ./run prepare, then try again."


def require_database(commands: Mapping[str, click.Command], *, but: Collection[str] = ()) -> None:
    """Let these commands, and those within their groups, make sure of the database before they begin."""
    for name, command in commands.items():
        if name in but:
            continue
        if isinstance(command, click.Group):
            require_database(command.commands)
        elif command.callback is not None:
            command.callback = _once_ready(command.callback)


def make_ready() -> None:
    """Prepare a database that never was, or not to the end. ClickException says what a person has to do first."""
    # The steps of a migration are no answer to somebody who asked for something else.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        script = ScriptDirectory(str(ROOT / "migrations"))
        with db.engine.connect() as connection:
            standing = set(MigrationContext.configure(connection).get_current_heads())
            is_of_now = standing == set(script.get_heads())
            if is_of_now and connection.scalar(select(exists(select(Term.id)))):
                return
        if standing and not is_of_now:
            ours = {revision.revision for revision in script.walk_revisions()}
            raise click.ClickException(BEHIND if standing <= ours else AHEAD)
        # In production somebody decides when, and on which database; at home it is what starting does.
        if current_app.config["NAAST"].is_production:
            raise click.ClickException(HALF_PREPARED if is_of_now else NEVER_PREPARED)
        click.echo("The database is prepared first (once) ...", err=True)
        prepare_database()
    except DatabaseError as error:
        if not tells_why(error):
            raise
        raise click.ClickException(why_away(error)) from error
    except CannotPrepare as error:
        raise click.ClickException(str(error)) from error


def _once_ready(act: Callable[..., Any]) -> Callable[..., Any]:
    @with_appcontext
    @wraps(act)
    def ready(*arguments: Any, **options: Any) -> Any:
        make_ready()
        return act(*arguments, **options)

    return ready
