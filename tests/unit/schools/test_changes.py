"""What a new file changes about schools that are known: it counts, and it is on record."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from network.core.database import db, unit_of_work
from network.models import AuditEvent, Location, School
from network.schools import imports, postcodes
from network.schools.duo import read_locations
from network.schools.reports import Report
from network.schools.tables import Refusal

pytestmark = pytest.mark.usefixtures("session")

HEADER = "BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;POSTCODE;PLAATSNAAM\n"
ROW = "41414;11ZZ;11ZZ00;De Proef;4001 AB;TIEL\n"
SECOND = ROW.replace("11ZZ00", "11ZZ01")
OTHER = ROW.replace("11ZZ", "12ZZ")


def bring(text: str) -> Report:
    with unit_of_work():
        return imports.import_locations((HEADER + text).encode())


def told(action: str) -> list[dict[str, object]]:
    """The details of the events of this name."""
    return list(db.session.scalars(select(AuditEvent.details).where(AuditEvent.action == action)))


def test_another_board_changes_every_location_of_the_school_and_is_on_record() -> None:
    bring(ROW + SECOND + OTHER)

    report = bring((ROW + SECOND).replace("41414", "41515") + OTHER)

    assert (report.changed, report.unchanged) == (2, 1)
    assert told("location.changed") == [{"changed": ["board"]}] * 2
    assert told("school.passed_on") == [{"before": "41414", "after": "41515"}]
    assert db.session.scalar(select(School).where(School.brin == "11ZZ")).board.number == "41515"


def test_the_columns_that_changed_are_on_record_without_what_stands_in_them() -> None:
    bring(ROW + OTHER)

    report = bring(ROW.replace("De Proef", "De Nieuwe Proef").replace("4001 AB", "4001 AC") + OTHER)

    assert (report.changed, report.unchanged) == (1, 1)
    assert told("location.changed") == [{"changed": ["name", "postcode", "search_name"]}]


def test_a_row_that_ends_sooner_leaves_what_it_does_not_speak_of_as_it_was() -> None:
    header, row = HEADER.strip() + ";TELEFOONNUMMER;VAKANTIEREGIO\n", ROW.strip()
    with unit_of_work():
        imports.import_locations(f"{header}{row};0344612345;ZUID\n{OTHER.strip()};;\n".encode())

    with unit_of_work():
        report = imports.import_locations(f"{header}{row}\n{OTHER.strip()};;\n".encode())

    location = db.session.scalars(select(Location).where(Location.code == "11ZZ00")).one()
    assert (report.changed, report.unchanged) == (0, 2)
    assert (location.phone, location.holiday_region) == ("0344612345", "zuid")


def test_a_school_cannot_have_two_boards_in_one_file() -> None:
    rows = read_locations((HEADER + ROW + SECOND.replace("41414", "41515") + OTHER).encode())

    (refused,) = [row for row in rows if isinstance(row, Refusal)]
    assert (refused.row, refused.code) == (3, "11ZZ01")
    assert "has board 41414 in an earlier row, and 41515 here" in refused.reason


def test_a_location_that_comes_back_has_changed() -> None:
    bring(ROW + OTHER)
    bring(OTHER)

    report = bring(ROW + OTHER)

    assert (report.changed, report.unchanged, report.reopened) == (1, 1, 1)
    assert len(told("location.reopened")) == 1


def test_a_location_that_is_put_elsewhere_on_the_map_is_on_record() -> None:
    bring(ROW)

    for _time in range(2):
        with unit_of_work():
            postcodes.import_places(b"pc4,lat,lon\n4001,51.8,5.3\n")

    assert len(told("location.placed")) == 1
