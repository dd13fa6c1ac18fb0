"""Signs of life of the background processes, and how old they may be."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from network.core import clock
from network.core.database import db
from network.models import Heartbeat

SILENT_AFTER = timedelta(seconds=35)
PRODUCT_VERSION = "0.1.0"


def beat_now(name: str) -> None:
    """Write down that `name` is alive. Within a unit of work."""
    db.session.merge(Heartbeat(name=name, at=clock.now(), version=PRODUCT_VERSION))


def find_heartbeats() -> dict[str, Heartbeat]:
    """The last sign of life of each process that ever gave one."""
    return {beat.name: beat for beat in db.session.scalars(select(Heartbeat))}


def is_alive(beat: Heartbeat | None) -> bool:
    """Whether the sign of life is recent enough."""
    return beat is not None and clock.now() - beat.at < SILENT_AFTER
