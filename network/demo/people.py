"""Who is who in the demo, looked up when they are needed: months of commits lie between."""

from __future__ import annotations

from sqlalchemy import select

from network.core.database import db
from network.demo.data import load
from network.models import User


def get_person(part: str) -> User:
    """Who plays this part in people.json."""
    return db.session.scalars(select(User).where(User.name == load("people")[part]["name"])).one()


def coordinator() -> User:
    """The first coordinator of both regions."""
    return get_person("coordinator")
