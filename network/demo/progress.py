"""Whether the demo was loaded to its end. Loading takes many transactions: a start that is cut off leaves a part of it."""

from __future__ import annotations

from sqlalchemy import select

from network.core.database import db
from network.models import AuditEvent

_BEGUN, _LOADED = "demo.begun", "demo.loaded"
# These events are about no row of a table.
_INSTALLATION = "installation"


def begin() -> None:
    """Note that the demo is being loaded, in a transaction before all others of it."""
    _note(_BEGUN)


def end() -> None:
    """Note that all of the demo is there."""
    _note(_LOADED)


def was_cut_off() -> bool:
    """Whether loading began and did not end; a demo of an earlier version, that noted neither, counts as whole."""
    noted = select(AuditEvent.action).where(AuditEvent.action.in_((_BEGUN, _LOADED)))
    return set(db.session.scalars(noted)) == {_BEGUN}


def _note(action: str) -> None:
    db.session.add(AuditEvent(action=action, subject_type=_INSTALLATION, subject_id=0))
