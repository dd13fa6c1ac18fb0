"""Migrations lead to exactly the tables of the models, and back, on the database of this run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.long
def test_migrations_lead_to_the_tables_and_back(tmp_path: Path, app: Flask) -> None:
    url = str(app.config["NAAST"].database)
    fresh = f"sqlite:///{tmp_path / 'fresh.db'}" if url.startswith("sqlite") else _fresh_database(url)
    for words in (["db", "upgrade"], ["db", "check"], ["db", "downgrade", "base"], ["db", "upgrade"]):
        environment = os.environ | {
            "NAAST_MODE": "local",
            "NAAST_DATABASE_URL": fresh,
            "NAAST_INSTANCE": str(tmp_path),
            "NAAST_SECRET_KEY": "x",
        }
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", str(ROOT / "workers" / "console.py"), *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def _fresh_database(url: str) -> str:
    """Another database beside that of the tests."""
    name = f"{make_url(url).database}_fresh"
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)
