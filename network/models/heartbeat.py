"""A sign of life of a process that works in the background."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from network.core import clock
from network.core.database import Base


class Heartbeat(Base):
    """`worker` is written by a task that went through the queue, `beat` by the scheduler's own tick."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    version: Mapped[str] = mapped_column(String(40), default="")
