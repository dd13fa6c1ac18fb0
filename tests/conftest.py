"""What all tests share: one database per run, emptied after each test, and a page that reads HTML."""

from __future__ import annotations

import gc
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.engine import Engine

from config import Mode, Settings
from network import cli, create_app
from network.core.database import db, unit_of_work
from network.notices import smtp
from network.taxonomy import service as taxonomy
from tests.page import Page
from workers.cli import register_commands

# The workers read their settings when they are imported.
os.environ.setdefault("NAAST_MODE", "test")

# How long an example takes tells of the machine, not of the product.
hypothesis_settings.register_profile("naast", deadline=None)
hypothesis_settings.load_profile("naast")

# A Monday morning in term, in every holiday region.
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)

KEPT_TABLES = {"term", "synonym"}


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A database of this test process: a SQLite file, or a new database on the given PostgreSQL server."""
    server = os.environ.get("NAAST_TEST_DATABASE_URL", "")
    if not server:
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.db'}"
        return
    name = f"naast_test_{worker_id}_{os.getpid()}"
    admin = create_engine(make_url(server), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """The name of this xdist worker, "main" without xdist."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        mode=Mode.TEST,
        secret_key="a secret for tests that is long enough to be one",
        instance=Path(tmp_path_factory.mktemp("instance")),
        base_url="http://localhost",
        database_url=database_url,
        smtp_url="smtp://localhost",
        keeps_mail=True,
    )


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    """The application on an own database with all tables and the product's taxonomy."""
    app = create_app(settings)
    cli.register(app)
    register_commands(app)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, SERVER_NAME="localhost")
    with app.app_context():
        db.create_all()
        _seed()
        # What is there now stays: looking through it for garbage again and again costs more than the tests.
        gc.collect()
        gc.freeze()
        yield app
        db.session.remove()
        db.engine.dispose()


def _seed() -> None:
    """The taxonomy stays during the whole run; tests that change it must put it back."""
    with unit_of_work():
        taxonomy.seed()


@pytest.fixture
def session(app: Flask) -> Iterator[object]:
    """The database session of the test itself; every table is emptied afterwards."""
    with app.app_context():
        yield db.session
        db.session.rollback()
        db.session.remove()
    with app.app_context():
        _empty()


def _empty() -> None:
    """On the driver's own connection: within a transaction SQLite ignores the switch for foreign keys."""
    names = [table.name for table in reversed(db.metadata.sorted_tables) if table.name not in KEPT_TABLES]
    deletions = ";".join(f'DELETE FROM "{name}"' for name in names)
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        if db.engine.dialect.name == "sqlite":
            cursor.executescript(f"PRAGMA foreign_keys=OFF;BEGIN;{deletions};COMMIT;PRAGMA foreign_keys=ON")
        else:  # all of it in one go to the server
            cursor.execute(f"SET LOCAL session_replication_role = replica;{deletions}")
            connection.commit()
    finally:
        connection.close()


@event.listens_for(Engine, "connect")
def _hurry(connection: object, _record: object) -> None:
    """A test's database need not survive a power cut."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What touches no database says the same on each; and what takes long begins first, so that no process is still
    busy with it when the others are done."""
    for item in items:
        if isinstance(item, pytest.Function) and "database_url" not in item.fixturenames:
            item.add_marker(pytest.mark.once)
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


class QueryCount:
    """How many statements the database was asked."""

    def __init__(self) -> None:
        self.number = 0

    def note(self, *_arguments: object) -> None:
        self.number += 1


@pytest.fixture
def count_queries(session: object) -> Callable[[], AbstractContextManager[QueryCount]]:
    """`with count_queries() as counted: ...`, then `counted.number`."""

    @contextmanager
    def counting() -> Iterator[QueryCount]:
        counted = QueryCount()
        event.listen(db.engine, "before_cursor_execute", counted.note)
        try:
            yield counted
        finally:
            event.remove(db.engine, "before_cursor_execute", counted.note)

    return counting


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is Monday 16 November 2026, 10:00 in the Netherlands, until the test moves it."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


class PostOffice(list[EmailMessage]):
    """A mail server that takes everything; the mails that it took."""

    def __call__(self, *_arguments: object, **_settings: object) -> PostOffice:
        return self

    def send_message(self, message: EmailMessage) -> None:
        self.append(message)

    def leave(self) -> None: ...


@pytest.fixture(autouse=True)
def posted(monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    """What was mailed: no test goes looking for a mail server that is not there, again and again."""
    office = PostOffice()
    monkeypatch.setattr(smtp, "Conversation", office)
    return office


@pytest.fixture
def page(app: Flask, session: object) -> Page:
    """A browser without scripts: `page.sign_in(user)`, `page.get(path)`, `page.submit(path, data)`."""
    return Page(app)
