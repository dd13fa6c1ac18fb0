"""What every factory does: add, commit, count."""

from __future__ import annotations

import itertools
from typing import TypeVar

from network.core.database import Base, db

Row = TypeVar("Row", bound=Base)

numbers = itertools.count(1)


def saved(row: Row) -> Row:
    """The row, committed, outside any unit of work."""
    db.session.add(row)
    db.session.commit()
    return row
