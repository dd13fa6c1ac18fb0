"""Commands on a database that was never prepared, is of another version, or does not answer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from config import Mode
from network.core.database import db
from workers import readiness
from workers.preparing import CannotPrepare

ROOT = Path(__file__).resolve().parents[2]
NEWEST = max(path.name[:4] for path in (ROOT / "migrations" / "versions").glob("0*.py"))


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
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the database was prepared."""
    found: list[str] = []
    monkeypatch.setattr(readiness, "prepare_database", lambda: found.append("prepared"))
    return found


@pytest.mark.usefixtures("version")
def test_a_database_of_this_version_is_left_alone(prepared: list[str]) -> None:
    is_of_version(NEWEST)

    readiness.make_ready()

    assert prepared == []


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize(("number", "words"), [("0001", r"\./run prepare"), ("9999", "newer version of Naast")])
def test_a_database_of_another_version_is_one_sentence_and_stays_as_it_is(
    prepared: list[str], number: str, words: str
) -> None:
    is_of_version(number)

    with pytest.raises(click.ClickException, match=words):
        readiness.make_ready()
    assert prepared == []


def test_in_production_a_person_prepares_the_database(
    app: Flask, prepared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "NAAST", app.config["NAAST"].model_copy(update={"mode": Mode.PRODUCTION}))

    with pytest.raises(click.ClickException, match=r"never prepared.*\./run prepare"):
        readiness.make_ready()
    assert prepared == []


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "error", [CannotPrepare("It is away."), OperationalError("SELECT 1", {}, Exception("It is away\nmore"))]
)
def test_a_database_that_is_away_is_one_sentence(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise error

    monkeypatch.setattr(readiness, "prepare_database", away)

    with pytest.raises(click.ClickException, match=r"^It is away\.") as caught:
        readiness.make_ready()
    assert "\n" not in caught.value.message


@pytest.mark.long
def test_the_first_command_on_a_folder_where_nothing_was_started_just_works(tmp_path: Path) -> None:
    own = {"NAAST_MODE": "local", "NAAST_SECRET_KEY": "x", "NAAST_INSTANCE": str(tmp_path)}
    own["NAAST_DATABASE_URL"] = f"sqlite:///{tmp_path / 'naast.db'}"
    words = ["import", "locations", "tests/data/duo_vestigingen_bo_sample.csv"]

    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "workers/console.py", *words],
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert done.returncode == 0, done.stderr
    assert "200 new" in done.stdout
    assert done.stderr.splitlines() == ["The database is prepared first (once) ..."]
