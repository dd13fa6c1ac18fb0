"""Bring the database to the present version and fill what the product itself brings along."""

from __future__ import annotations

from alembic.migration import MigrationContext
from flask_migrate import upgrade
from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError, OperationalError

from network.candidates.region_figures import count_regions
from network.core.database import db, unit_of_work
from network.earlier import service as earlier
from network.engagements import silence
from network.expertise import cards
from network.knowledge import alike as examples
from network.offers import alike as offer_texts
from network.schools import service as schools
from network.taxonomy import service as taxonomy
from network.waves import reminding, telling

NOT_OURS = "The database holds tables that Naast did not make ({tables}). Name an empty one in NAAST_DATABASE_URL."
MOST_NAMED = 3


class CannotPrepare(RuntimeError):
    """The database could not be prepared; the message says what to look at."""


def prepare_database() -> None:
    """Migrate, seed taxonomy and holidays, hear profiles anew where the model is newer, count what is usual in each region,
    and promise what earlier versions did not. Safe to repeat.

    Raises CannotPrepare when the database does not answer, or is another program's.
    """
    try:
        _refuse_what_is_not_ours()
        upgrade()
        with unit_of_work():
            taxonomy.seed()
            schools.seed_holidays()
        cards.hear_outdated()
        earlier.hear_outdated()
        examples.hear_outdated()
        offer_texts.hear_outdated()
        count_regions()
        promise_missing()
    except DatabaseError as error:
        if not tells_why(error):
            raise
        raise CannotPrepare(why_away(error)) from error


def promise_missing() -> None:
    """What waits for a person without a reminder, or for room without a word, because an earlier version knew none, gets one."""
    with unit_of_work():
        reminding.promise_missing()
        silence.promise_missing()
        telling.promise_missing()


def tells_why(error: DatabaseError) -> bool:
    """Whether the database is away or none at all; any other error is a fault that must be seen whole."""
    return isinstance(error, OperationalError) or type(error) is DatabaseError


def why_away(error: DatabaseError) -> str:
    """What the database, or the lack of one, says of itself, and what to look at."""
    reason = str(error.orig).splitlines()[0].rstrip(".")
    if isinstance(error, OperationalError):
        return f"{reason}. Is the database running, and is NAAST_DATABASE_URL right?"
    return f"{reason[:1].upper()}{reason[1:]}. Does NAAST_DATABASE_URL name a database?"


def _refuse_what_is_not_ours() -> None:
    """All migrations run in one transaction: our tables are never there without a version.

    Tables with other names may be there: some databases bring them along.
    """
    with db.engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_heads():
            return
        strange = sorted(db.metadata.tables.keys() & set(inspect(connection).get_table_names()))
    if strange:
        raise CannotPrepare(NOT_OURS.format(tables=", ".join(strange[:MOST_NAMED])))
