"""Whether the demo was loaded to its end. Loading takes many transactions: a start that is cut off leaves a part of it."""

from __future__ import annotations

from sqlalchemy import select

from network.access.audit import record_of_all
from network.core.database import db
from network.models import AuditEvent

_BEGUN, _LOADED = "demo.begun", "demo.loaded"


def begin() -> None:
    """Note that the demo is being loaded, in a transaction before all others of it."""
    record_of_all(_BEGUN)


def end() -> None:
    """Note that all of the demo is there."""
    record_of_all(_LOADED)


def was_cut_off() -> bool:
    """Whether loading began and did not end; a demo of an earlier version, that noted neither, counts as whole."""
    noted = select(AuditEvent.action).where(AuditEvent.action.in_((_BEGUN, _LOADED)))
    return set(db.session.scalars(noted)) == {_BEGUN}
