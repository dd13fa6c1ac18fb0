"""Migrations lead to exactly the tables of the models, and back, on the database of this run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import MetaData, Table, create_engine, inspect, make_url, select, text

from config import Settings
from network import cli, create_app
from network.core import clock
from network.core.database import db, unit_of_work
from network.followups import service as followups
from network.models import AuditEvent
from network.models.followup import FollowUpKind
from network.support_requests.askings import ASKED
from network.taxonomy import service as taxonomy
from tests.factories import make_match

FIRST, LATER = (datetime(2026, month, 2, 9, tzinfo=UTC) for month in (10, 11))


@pytest.mark.long
def test_migrations_lead_to_the_tables_and_back(tmp_path: Path, app: Flask, settings: Settings) -> None:
    with _migrated(tmp_path, settings).app_context():
        # Whatever does not succeed ends with SystemExit.
        upgrade()
        check()
        assert set(inspect(db.engine).get_table_names()) > db.metadata.tables.keys()
        downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        upgrade()
        db.session.remove()
        db.engine.dispose()


@pytest.mark.long
def test_plain_meanings_take_the_place_of_what_was_shipped_and_keep_what_was_changed_here(
    tmp_path: Path, app: Flask, settings: Settings
) -> None:
    shipped, changed = "Herhaald buitensluiten of treiteren", "Zo zeggen wij het."
    with _migrated(tmp_path, settings).app_context():
        upgrade(revision="0009")
        _add_terms({"pesten": shipped, "weglopen": changed, "buur": shipped, "trauma": ""})

        upgrade(revision="0010")
        after = _definitions("definition, definition_en")
        downgrade(revision="0009")
        before = _definitions("definition, ''")
        db.session.remove()
        db.engine.dispose()

    dutch, english = after.pop("pesten")
    assert dutch.startswith("Een leerling wordt") and english.startswith("A pupil is left out")
    assert after == {"weglopen": (changed, ""), "buur": (shipped, ""), "trauma": ("", "")}
    assert before == after | {"pesten": (shipped, "")}


@pytest.mark.long
def test_kinds_of_education_lose_the_letters_of_duo_where_nobody_renamed_them(
    tmp_path: Path, app: Flask, settings: Settings
) -> None:
    shipped, renamed = "vmbo (DUO: VBO/MAVO)", "sbo (DUO: SBAO)"
    with _migrated(tmp_path, settings).app_context():
        upgrade(revision="0010")
        _add_terms({"sbo": "", "vmbo": "", "bo": ""}, facet="school_type", labels={"vmbo": shipped, "sbo": renamed})

        upgrade(revision="0011")
        after = _definitions("label_nl, definition")
        downgrade(revision="0010")
        before = _definitions("label_nl, definition")
        db.session.remove()
        db.engine.dispose()

    assert after == {"vmbo": ("vmbo", ""), "sbo": (renamed, ""), "bo": ("bo", "")}
    assert before == after | {"vmbo": (shipped, "")}


@pytest.mark.long
def test_each_time_of_asking_is_found_in_what_was_promised_of_it(
    tmp_path: Path, app: Flask, settings: Settings
) -> None:
    with _migrated(tmp_path, settings).app_context():
        upgrade()
        with unit_of_work():
            taxonomy.seed()
        twice, unpromised = make_match(), make_match(invited_at=FIRST)
        with unit_of_work():
            for moment in (FIRST, LATER):
                with clock.as_of(moment):
                    kind = FollowUpKind.INVITATION_EXPIRY
                    followups.schedule(kind, twice, due_at=LATER, dedupe_key=f"{moment}")
        expected = sorted([(twice.id, FIRST), (twice.id, LATER), (unpromised.id, FIRST)])
        db.session.remove()

        downgrade(revision="0017")
        upgrade()
        found = select(AuditEvent.subject_id, AuditEvent.at).where(AuditEvent.action == ASKED)
        written = sorted(tuple(row) for row in db.session.execute(found))
        db.session.remove()
        db.engine.dispose()

    assert written == expected


def _add_terms(definitions: dict[str, str], *, facet: str = "need", labels: Mapping[str, str] | None = None) -> None:
    """Terms as the version before kept them, called by their code where no label is given."""
    table = Table("term", MetaData(), autoload_with=db.engine)
    same = {"facet": facet, "label_en": "", "position": 0, "is_retired": False, "version": 1}
    now = {"created_at": clock.now(), "updated_at": clock.now()}
    rows = [
        same
        | now
        | {
            "code": code,
            "public_id": f"public-{code}",
            "label_nl": (labels or {}).get(code, code),
            "definition": definition,
        }
        for code, definition in definitions.items()
    ]
    with db.engine.begin() as connection:
        connection.execute(table.insert(), rows)


def _definitions(columns: str) -> dict[str, tuple[str, str]]:
    with db.engine.connect() as connection:
        rows = connection.execute(text(f"SELECT code, {columns} FROM term"))
        return {code: (dutch, english) for code, dutch, english in rows}


def _migrated(tmp_path: Path, settings: Settings) -> Flask:
    """The product on another database, without tables yet."""
    url = settings.database
    fresh = f"sqlite:///{tmp_path / 'fresh.db'}" if url.startswith("sqlite") else _fresh_database(url)
    migrated = create_app(settings.model_copy(update={"database_url": fresh}))
    cli.register(migrated)
    return migrated


def _fresh_database(url: str) -> str:
    """Another database beside that of the tests."""
    name = f"{make_url(url).database}_fresh"
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)
