"""Migrations lead to exactly the tables of the models, and back, on the database of this run."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import create_engine, inspect, make_url, text

from config import Settings
from network import cli, create_app
from network.core.database import db


@pytest.mark.long
def test_migrations_lead_to_the_tables_and_back(tmp_path: Path, app: Flask, settings: Settings) -> None:
    url = settings.database
    fresh = f"sqlite:///{tmp_path / 'fresh.db'}" if url.startswith("sqlite") else _fresh_database(url)
    migrated = create_app(settings.model_copy(update={"database_url": fresh}))
    cli.register(migrated)

    with migrated.app_context():
        # Whatever does not succeed ends with SystemExit.
        upgrade()
        check()
        assert set(inspect(db.engine).get_table_names()) > db.metadata.tables.keys()
        downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        upgrade()
        db.session.remove()
        db.engine.dispose()


def _fresh_database(url: str) -> str:
    """Another database beside that of the tests."""
    name = f"{make_url(url).database}_fresh"
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)
