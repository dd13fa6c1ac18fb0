"""What the tests of workers share: a region, and a database with the version that the migrations give it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from network.core.database import db
from network.models import Region
from tests.factories import make_region

VERSIONS = Path(__file__).resolve().parents[2] / "migrations" / "versions"
NEWEST = max(path.name[:4] for path in VERSIONS.glob("0*.py"))


@pytest.fixture
def region() -> Region:
    return make_region()


@pytest.fixture
def version(app: Flask) -> Iterator[None]:
    """Room for the version of the migrations: the tests' tables are made without them."""
    yield
    with db.engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))


def is_of_version(number: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:number)"), {"number": number})


@pytest.fixture
def migrated(version: None) -> None:
    """The tests' database as the migrations leave it."""
    is_of_version(NEWEST)
