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
from sqlalchemy.exc import DatabaseError, OperationalError, ProgrammingError

from config import Mode
from network.core.database import db
from tests.workers.conftest import NEWEST, is_of_version
from workers import preparing, readiness
from workers.preparing import CannotPrepare, prepare_database

ROOT = Path(__file__).resolve().parents[2]


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


@pytest.fixture
def without_terms(app: Flask) -> Iterator[None]:
    """As when preparing was cut off between the tables and what they are filled with."""
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE term RENAME TO term_aside"))
        connection.execute(text("CREATE TABLE term AS SELECT * FROM term_aside WHERE 1 = 0"))
    yield
    with db.engine.begin() as connection:
        connection.execute(text("DROP TABLE term"))
        connection.execute(text("ALTER TABLE term_aside RENAME TO term"))


@pytest.mark.usefixtures("version", "without_terms")
def test_what_was_prepared_in_part_is_prepared_to_the_end(prepared: list[str]) -> None:
    is_of_version(NEWEST)

    readiness.make_ready()

    assert prepared == ["prepared"]


@pytest.mark.usefixtures("version", "without_terms")
def test_in_production_a_person_prepares_to_the_end(
    app: Flask, prepared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "NAAST", app.config["NAAST"].model_copy(update={"mode": Mode.PRODUCTION}))
    is_of_version(NEWEST)

    with pytest.raises(click.ClickException, match=r"cut off.*\./run prepare"):
        readiness.make_ready()
    assert prepared == []


@pytest.mark.usefixtures("app")
def test_tables_of_another_program_are_one_sentence_and_stay_as_they_are() -> None:
    with pytest.raises(CannotPrepare, match=r"tables that Naast did not make \(absence, audit_event, board\)"):
        prepare_database()


@pytest.mark.usefixtures("app")
def test_a_file_that_is_no_database_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_database() -> None:
        raise DatabaseError("SELECT 1", {}, Exception("file is not a database"))

    monkeypatch.setattr(preparing, "upgrade", no_database)
    monkeypatch.setattr(preparing, "_refuse_what_is_not_ours", lambda: None)

    with pytest.raises(click.ClickException, match=r"^File is not a database\. Does NAAST_DATABASE_URL"):
        readiness.make_ready()


@pytest.mark.usefixtures("app")
def test_a_fault_of_ours_is_seen_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault() -> None:
        raise ProgrammingError("SELEC 1", {}, Exception("syntax error"))

    monkeypatch.setattr(readiness, "prepare_database", fault)

    with pytest.raises(ProgrammingError):
        readiness.make_ready()


@pytest.mark.long
def test_the_first_command_on_a_folder_where_nothing_was_started_just_works(tmp_path: Path) -> None:
    own = {"NAAST_MODE": "local", "NAAST_SECRET_KEY": "x", "NAAST_INSTANCE": str(tmp_path)}
    own["NAAST_DATABASE_URL"] = f"sqlite:///{tmp_path / 'naast.db'}"
    words = ["import", "locations", "tests/data/duo_vestigingen_bo_sample.csv"]

    done = run_console(words, own)

    assert done.returncode == 0, done.stderr
    assert "200 new" in done.stdout
    assert done.stderr.splitlines() == ["The database is prepared first (once) ..."]


@pytest.mark.long
def test_help_calls_the_command_line_by_what_people_type(tmp_path: Path) -> None:
    done = run_console(
        ["import", "--help"], {"NAAST_MODE": "local", "NAAST_SECRET_KEY": "x", "NAAST_INSTANCE": str(tmp_path)}
    )

    assert done.stdout.startswith("Usage: ./run import ")


def run_console(words: list[str], settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What the command line of the product does with these words."""
    return subprocess.run(
        [sys.executable, "-P", "workers/console.py", *words],
        env=os.environ | settings | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
