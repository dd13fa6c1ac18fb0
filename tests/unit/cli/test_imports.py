"""`./run import`: what the files change is seen by matching at once, and nothing is written that stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from network.core.database import db, unit_of_work
from network.demo.data import DOMAIN, list_brins
from network.models import AuditEvent, Location, ProfileCard, Region, SchoolHoliday
from network.schools.reports import SHOWN
from network.schools.service import SHIPPED
from tests import real_data
from tests.factories import make_location, make_profile, make_region, make_user

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


def bring(app: Flask, kind: str, file: Path, text: str = "", *options: str) -> str:
    """What the command says."""
    db.session.rollback()
    if text:
        file.write_text(text)
    return app.test_cli_runner().invoke(args=["import", kind, str(file), *options]).output


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


def test_the_report_names_what_is_new_changed_closed_and_refused_and_what_changed(app: Flask, file: Path) -> None:
    gone, wrong, fresh = (ROW.replace("11ZZ", brin) for brin in ("12ZZ", "13ZZ", "14ZZ"))
    bring(app, "locations", file, SPECIAL + ROW + gone)
    renamed = ROW.replace("De Proef", "De Nieuwe Proef").replace("4001 AB", "4001 AC").replace("Midden", "")
    table, told = file.with_name("report.csv"), SPECIAL + renamed + wrong.replace("4001 AB", "x") + fresh

    for options in (("--dry-run",), ()):
        said = bring(app, "locations", file, told, "--report", str(table), *options)

        changed = "name: De Proef → De Nieuwe Proef; postcode: 4001AB → 4001AC; holiday region: midden → nothing"
        assert said.splitlines()[1:6] == [
            "new, row 4: 14ZZ00 De Proef",
            f"changed, row 2: 11ZZ00 De Nieuwe Proef ({changed})",
            "closed: 12ZZ00 De Proef",
            "refused, row 3: postcode 'x' is wrong",
            "1 new, 1 changed, 0 unchanged, 1 closed, 0 reopened, 1 refused",
        ]
        assert table.read_text("utf-8-sig").splitlines() == [
            "outcome;row;code;name;details",
            "new;4;14ZZ00;De Proef;",
            f'changed;2;11ZZ00;De Nieuwe Proef;"{changed}"',
            "closed;;12ZZ00;De Proef;",
            "refused;3;13ZZ00;;postcode 'x' is wrong",
        ]


def test_the_screen_shows_the_first_of_many_and_the_report_all(app: Flask, file: Path) -> None:
    rows = [ROW.replace("11ZZ", f"{number}ZZ").replace("De Proef", "De Proef " * 20) for number in range(10, 25)]
    bring(app, "locations", file, SPECIAL + "".join(rows))
    table = file.with_name("report.csv")

    said = bring(
        app, "locations", file, SPECIAL + "".join(rows).replace("De Proef", "De Toets"), "--report", str(table)
    )

    assert said.count("changed, row ") == SHOWN
    assert f"changed: and {15 - SHOWN} more; --report FILE.csv names them all" in said
    assert f"name: {('De Proef ' * 7)[:59]}… → De Toets" in said
    assert table.read_text("utf-8-sig").count("changed;") == 15


@pytest.mark.parametrize("name", ["missing/report.csv", ".", "file.csv"])
def test_without_a_report_that_was_asked_for_nothing_is_changed(app: Flask, file: Path, name: str) -> None:
    said = bring(app, "locations", file, SPECIAL + ROW, "--report", str(file.parent / name))

    assert "Error: " in said
    assert file.read_text() == SPECIAL + ROW
    assert not db.session.scalar(select(func.count(Location.id)))


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("missing.csv", None, "No such file or directory. Nothing was changed."),
        (".", None, "Is a directory. Nothing was changed."),
        ("file.csv", b"", "This file is empty."),
        ("file.csv", b"%PDF-1.7\n%\xe2\xe3\n\x00", "It can be in UTF-8, UTF-16 or windows-1252."),
        ("file.csv", b"\xff\xfex", "It can be in UTF-8, UTF-16 or windows-1252."),
    ],
)
def test_what_cannot_be_read_is_one_sentence(app: Flask, file: Path, name: str, raw: bytes | None, words: str) -> None:
    if raw is not None:
        file.write_bytes(raw)

    answer = app.test_cli_runner().invoke(args=["import", "locations", str(file.parent / name)])

    assert (answer.exit_code, type(answer.exception)) == (1, SystemExit)
    assert answer.output.splitlines()[-1].startswith("Error: ")
    assert answer.output.endswith(f"{words}\n")


@pytest.fixture
def demo_school() -> Location:
    """A school of the demo among its people, in a region of the demo."""
    make_user(email=f"iemand@{DOMAIN}")
    school = make_location(code=f"{list_brins()[0]}00", region=make_region(code="PO9901"), postcode="4001AB")
    with unit_of_work():
        school.school.brin = list_brins()[0]
    return school


FILES = {
    "locations": SPECIAL.replace("SOORT PRIMAIR ONDERWIJS;", "") + ROW.removeprefix("SBAO;"),
    "regions": "pc4,swv_po,swv_vo\n4001,PO2507,VO2507\n",
    "places": "pc4,latitude,longitude\n4001,51.9,5.4\n",
}


def test_into_the_demo_nothing_real_is_brought_unless_that_is_meant(
    app: Flask, file: Path, demo_school: Location
) -> None:
    for kind, text in FILES.items():
        assert "Error: Nothing was changed: this installation holds the demo." in bring(app, kind, file, text)
        assert "It would be refused: this installation holds the demo." in bring(app, kind, file, text, "--dry-run")
    assert db.session.scalar(select(func.count(Location.id))) == 1

    assert "new, row 2: noord " in bring(app, "holidays", SHIPPED)


def test_beside_the_demo_its_own_schools_stay_as_they_are(app: Flask, file: Path, demo_school: Location) -> None:
    before = (demo_school.region_id, demo_school.latitude, demo_school.coordinates_from)
    own = ROW.removeprefix("SBAO;").replace("11ZZ", list_brins()[0])

    said = bring(app, "locations", file, FILES["locations"] + own, "--into-demo")
    for kind in ("regions", "places"):
        assert ", 0 refused" in bring(app, kind, file, FILES[kind], "--into-demo")

    assert f"refused, row 3: school {list_brins()[0]} is one of the demo's own" in said
    assert "1 new, 0 changed, 0 unchanged, 0 closed" in said
    db.session.refresh(demo_school)
    assert (demo_school.region_id, demo_school.latitude, demo_school.coordinates_from) == before
    assert demo_school.is_open
