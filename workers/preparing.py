"""Bring the database to the present version and fill what the product itself brings along."""

from __future__ import annotations

from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from network.core.database import unit_of_work
from network.expertise import cards
from network.matching import similar
from network.schools import service as schools
from network.taxonomy import service as taxonomy


class CannotPrepare(RuntimeError):
    """The database could not be prepared; the message says what to look at."""


def prepare_database() -> None:
    """Migrate, seed taxonomy and holidays, and hear profiles anew where the model is newer. Safe to repeat.

    Raises CannotPrepare when the database does not answer.
    """
    try:
        upgrade()
        with unit_of_work():
            taxonomy.seed()
            schools.seed_holidays()
        cards.hear_outdated()
        similar.hear_outdated()
    except OperationalError as error:
        raise CannotPrepare(why_away(error)) from error


def why_away(error: OperationalError) -> str:
    """What the database, or the lack of one, says of itself, and what to look at."""
    reason = str(error.orig).splitlines()[0]
    return f"{reason.rstrip('.')}. Is the database running, and is NAAST_DATABASE_URL right?"
