"""`./run import`: what the files change is seen by matching at once, and nothing is written that stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from network.core.database import db
from network.models import AuditEvent, Location, ProfileCard, Region, SchoolHoliday
from network.schools.service import SHIPPED
from tests import real_data
from tests.factories import make_profile

pytestmark = pytest.mark.usefixtures("session")

SPECIAL = (
    "SOORT PRIMAIR ONDERWIJS;PROVINCIE;BEVOEGD GEZAG NUMMER;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;POSTCODE;"
    "PLAATSNAAM;GEMEENTENAAM;VAKANTIEREGIO\n"
)
ROW = "SBAO;Gelderland;41414;11ZZ;11ZZ00;De Proef;4001 AB;TIEL;TIEL;Midden\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.csv"


@pytest.fixture
def card_reads() -> Iterator[list[str]]:
    """The statements about cards while the test runs."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "profile_card" in statement:
            found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def bring(app: Flask, kind: str, file: Path, text: str = "") -> str:
    """What the command says."""
    db.session.rollback()
    if text:
        file.write_text(text)
    return app.test_cli_runner().invoke(args=["import", kind, str(file)]).output


def special_school(app: Flask, file: Path) -> Location:
    bring(app, "locations", file, SPECIAL + ROW + ROW.replace("11ZZ", "12ZZ"))
    return db.session.scalars(select(Location).where(Location.code == "12ZZ00")).one()


def test_the_profile_of_a_school_that_closes_is_closed_on_its_card_until_it_opens_again(app: Flask, file: Path) -> None:
    profile = make_profile(location=special_school(app, file))
    is_open = select(ProfileCard.is_open).where(ProfileCard.profile_id == profile.id)

    said = bring(app, "locations", file, SPECIAL + ROW)
    assert "1 closed" in said
    assert db.session.scalar(is_open) is False

    bring(app, "locations", file, SPECIAL + ROW + ROW.replace("11ZZ", "12ZZ"))
    assert db.session.scalar(is_open) is True


def test_a_file_that_moves_nobody_reads_the_cards_once_and_writes_none(
    app: Flask, file: Path, card_reads: list[str]
) -> None:
    school = special_school(app, file)
    for _ in range(3):
        make_profile(location=school)
    card_reads.clear()

    assert "2 unchanged" in bring(app, "locations", file)
    assert "new" in bring(app, "holidays", SHIPPED)

    assert [statement.split()[0] for statement in card_reads] == ["SELECT", "SELECT"]
    assert db.session.scalar(select(func.count(SchoolHoliday.id)))


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (
            "regions",
            "pc4,swv_po,swv_vo\n40,1,2\n",
            "row 2: postcode '40' is not four digits",
        ),
        ("places", "pc4,latitude,longitude\n4001,0,0\n", "row 2: the coordinates are missing"),
        ("holidays", "region;school_year;name;starts_on;ends_on\noost;x;y;z;z\n", "row 2: region 'oost' is not"),
        ("locations", "naam;plaats\nx;y\n", "This file has no column"),
    ],
)
def test_what_is_wrong_is_told_with_its_row_in_the_language_of_the_command_line(
    app: Flask, file: Path, kind: str, text: str, words: str
) -> None:
    assert words in bring(app, kind, file, text)


def test_the_figures_are_told(app: Flask) -> None:
    said = bring(app, "locations", real_data.SAMPLE)

    assert "200 new, 0 changed, 0 unchanged, 0 closed, 0 reopened, 0 refused" in said
    assert "locations with coordinates: " in said


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("regions", "pc4,swv_po,swv_vo\n4001,VO2507,PO2507\n"),
        ("places", "pc4,latitude,longitude\n4001,0,0\n"),
        ("holidays", "region;school_year;name;starts_on;ends_on\nnoord;2026-2027;Zomer;morgen;nooit\n"),
        ("locations", SPECIAL + ROW.replace("4001 AB", "AB")),
        ("regions", "pc4,swv_po,swv_vo\n"),
        ("locations", SPECIAL),
    ],
)
def test_a_file_without_one_row_that_can_be_used_fails_and_changes_nothing(
    app: Flask, file: Path, kind: str, text: str
) -> None:
    file.write_text(text)

    answer = app.test_cli_runner().invoke(args=["import", kind, str(file)])

    assert answer.exit_code == 1
    assert "nothing was changed" in answer.output
    assert ("row 2: " in answer.output) is (text.count("\n") == 2)
    assert not db.session.scalar(select(func.count(AuditEvent.id)))
    assert not db.session.scalar(select(func.count(Region.id)))


def test_every_refused_row_is_told_and_the_counts_come_after_them(app: Flask, file: Path) -> None:
    wrong = [f"{number},PO2507,PO2507" for number in range(4000, 4080)]

    said = bring(app, "regions", file, "\n".join(["pc4,swv_po,swv_vo", "4100,PO2507,VO2507", *wrong]))

    assert said.count("'PO2507' stands in the column for vo") == 80
    assert said.index("row 82: ") < said.index("1 new, 0 changed, 0 unchanged, 0 closed, 0 reopened, 80 refused")
