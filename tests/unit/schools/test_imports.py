"""Files of schools, regions, postcodes and holidays: read as they come, applied whole, twice the same."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from sqlalchemy import func, select

from network.core.database import db, unit_of_work
from network.core.geo import distance_km
from network.models import Location, PostcodeArea, Region, SchoolHoliday
from network.models.school import LocationKind
from network.schools import duo, imports, postcodes, regions
from network.schools.duo import place_words, read_locations
from network.schools.places import Address, key_of, locate
from network.schools.reports import Report
from network.schools.service import seed_holidays
from network.schools.tables import Refusal, UnreadableFile
from tests import real_data
from tests.conftest import QueryCount
from tests.factories import make_coordinator, make_region

Counting = Callable[[], AbstractContextManager[QueryCount]]

pytestmark = pytest.mark.usefixtures("session")

OLD = "PROVINCIE;BEVOEGD GEZAG NUMMER;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;POSTCODE;PLAATSNAAM;GEMEENTENAAM;VAKANTIEREGIO\n"
ROW = "Gelderland;41414;11ZZ;11ZZ00;De Proef;4001 AB;TIEL;TIEL;Midden\n"


def bring(text: str, **more: bool) -> Report:
    with unit_of_work():
        return imports.import_locations(text.encode("cp1252"), **more)


def test_old_headers_old_encoding_and_blanks_are_read() -> None:
    (row,) = read_locations((OLD + ROW.replace("De Proef", "Café ’t Proefje").replace("Midden", " ")).encode("cp1252"))

    assert (row.code, row.name, row.place, row.postcode, row.holiday_region) == (
        "11ZZ00",
        "Café ’t Proefje",
        "Tiel",
        "4001AB",
        "",
    )


def test_a_city_is_found_by_the_name_that_people_use() -> None:
    bring(OLD + ROW.replace("TIEL;TIEL", "'S-GRAVENHAGE;'S-GRAVENHAGE") + ROW.replace("11ZZ", "12ZZ"))

    names = db.session.scalars(select(Location.search_name).order_by(Location.code)).all()
    assert ["den haag" in name for name in names] == [True, False]


def test_many_new_schools_take_no_more_statements_than_one(count_queries: Counting) -> None:
    with count_queries() as of_one:
        bring(OLD + ROW)
    many = "".join(ROW.replace("11ZZ", f"{number}YY") for number in range(10, 30))
    with count_queries() as of_twenty:
        bring(OLD + ROW + many)

    assert db.session.scalar(select(func.count(Location.id)).where(Location.latitude.is_not(None))) == 21
    assert of_twenty.number <= of_one.number + 1


def test_columns_may_be_parted_by_tabs() -> None:
    (row,) = read_locations((OLD + ROW).replace(";", "\t").encode())

    assert row.code == "11ZZ00"


@pytest.mark.parametrize("wrong", ['"De Proef', '"De Proef" aan de Maas', "De Proef" * 20_000])
def test_a_row_that_would_swallow_those_behind_it_stops_the_file_and_names_its_place(wrong: str) -> None:
    rows = OLD + ROW + ROW.replace("11ZZ", "12ZZ").replace("De Proef", wrong) + ROW.replace("11ZZ", "13ZZ")

    with pytest.raises(UnreadableFile, match="After row 2 "):
        bring(rows)
    assert not db.session.scalar(select(func.count(Location.id)))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (ROW.replace("11ZZ;", "1ZZ;"), "BRIN"),
        (ROW.replace("11ZZ00", "12ZZ00"), "does not belong"),
        (ROW.replace("41414", "x"), "board"),
        (ROW.replace("4001 AB", "0001"), "postcode"),
        (ROW.replace("De Proef", " "), "name"),
        (ROW.replace("De Proef", "x" * 201), "the name is longer than 200 letters"),
        (ROW.replace("TIEL;TIEL", f"{'x' * 121};TIEL"), "the place is longer than 120 letters"),
        (ROW.replace("De Proef", "De; Proef"), "more cells than the header"),
        (ROW.replace("De Proef", "De\x00Proef"), "no sign of a text"),
        (ROW + ROW, "already"),
    ],
)
def test_a_row_that_is_no_school_is_refused_with_its_number_and_reason(wrong: str, reason: str) -> None:
    refused = [row for row in read_locations((OLD + wrong).encode()) if isinstance(row, Refusal)]

    assert len(refused) == 1
    assert reason in refused[0].reason
    assert refused[0].row == (3 if "already" in reason else 2)


def test_no_text_that_is_read_is_longer_than_its_column() -> None:
    """SQLite would take it, PostgreSQL would stop the whole import."""
    for table, longest in ((Location.__table__, duo.LONGEST), (PostcodeArea.__table__, postcodes.LONGEST)):
        assert {name: table.c[name].type.length for name in longest} == longest
    assert set(duo.LONGEST) == set(imports.FIELDS) - {"postcode", "holiday_region"}


@pytest.mark.parametrize(
    ("education", "kind"),
    [("SO ZMLK + VSO ZMLK + RP-VSO ZMOK", "so-vso"), ("VSO ZMOK", "vso"), ("SO LZ/P + RP-SO LZ/P", "so")],
)
def test_the_sort_of_special_education_follows_from_what_it_gives(education: str, kind: str) -> None:
    header = "SOORT PRIMAIR ONDERWIJS;CLUSTER;ONDERWIJS;" + OLD
    (row,) = read_locations(f"{header}(V)SO;4;{education};{ROW}".encode())

    assert row.kind == kind


@pytest.mark.parametrize("raw", [b"", b"\x00\x01", b"naam;plaats\nx;y\n"])
def test_what_is_no_such_file_is_refused_in_a_sentence(raw: bytes) -> None:
    with pytest.raises(UnreadableFile):
        list(read_locations(raw))


def test_the_same_file_twice_changes_nothing() -> None:
    sample = real_data.SAMPLE.read_bytes()
    with unit_of_work():
        first = imports.import_locations(sample)
    with unit_of_work():
        second = imports.import_locations(sample)

    assert (first.new, len(first.refused)) == (200, 0)
    assert (second.new, second.changed, second.unchanged, second.closed) == (0, 0, 200, 0)


def test_a_school_that_is_gone_is_closed_and_opens_when_it_returns() -> None:
    other = ROW.replace("11ZZ", "12ZZ")
    bring(OLD + ROW + other)

    assert bring(OLD + ROW).closed == 1
    assert db.session.scalar(select(Location).where(Location.code == "12ZZ00")).closed_on is not None
    assert bring(OLD + ROW + other).reopened == 1


@pytest.mark.parametrize("wrong", [ROW.replace("4001 AB", "0000"), ROW.rsplit(";", 3)[0] + "\n"])
def test_a_school_in_a_row_that_is_wrong_is_not_closed(wrong: str) -> None:
    other = ROW.replace("11ZZ", "12ZZ")
    bring(OLD + ROW + other)

    report = bring(OLD + wrong + other)

    assert (len(report.refused), report.changed, report.closed) == (1, 0, 0)


def test_rows_of_which_the_code_cannot_be_read_close_nothing() -> None:
    other = ROW.replace("11ZZ", "12ZZ")
    bring(OLD + ROW + other)

    report = bring(OLD + ROW.replace("11ZZ", "?") + other)

    assert report.closed == 0
    assert report.figures["not closed"].startswith("1 known location is not in this file, but it holds rows")


def test_what_a_file_does_not_speak_of_stays_as_it_was() -> None:
    bring(OLD + ROW)
    lines = [line.split(";") for line in (OLD + ROW).splitlines()]
    at = lines[0].index("VAKANTIEREGIO")

    report = bring("\n".join(";".join(line[:at] + line[at + 1 :]) for line in lines) + "\n")

    assert (report.changed, report.unchanged) == (0, 1)


def test_half_a_file_does_not_close_the_other_half() -> None:
    rows = [ROW.replace("11ZZ", f"{n}ZZ") for n in range(11, 31)]
    bring(OLD + "".join(rows))

    report = bring(OLD + "".join(rows[:10]))

    assert report.closed == 0
    assert "too many" in report.figures["not closed"]
    assert [line for line in report.table() if line.startswith("not closed")] == [
        f"not closed;;{n}ZZ00;De Proef;\r\n" for n in range(21, 31)
    ]
    assert bring(OLD + "".join(rows[:10]), may_close_many=True).closed == 10


def test_the_file_of_another_part_of_the_country_closes_nothing_however_long_it_is() -> None:
    rows = [ROW.replace("11ZZ", f"{n}ZZ") for n in range(10, 99)]
    bring(OLD + "".join(rows[:10]))

    report = bring(OLD + "".join(rows[10:]))

    assert (report.new, report.closed) == (79, 0)


def test_a_file_for_one_sort_of_school_leaves_the_others_alone() -> None:
    bring(OLD + ROW)
    bring("SOORT PRIMAIR ONDERWIJS;" + OLD + "SBAO;" + ROW.replace("11ZZ", "13ZZ"))

    assert {one.kind for one in db.session.scalars(select(Location)) if one.is_open} == {
        LocationKind.BO,
        LocationKind.SBO,
    }


def test_regions_follow_the_postcode_unless_a_coordinator_chose() -> None:
    bring(OLD + ROW)
    other = make_region(code="PO2222")
    location = db.session.scalar(select(Location))
    with unit_of_work():
        postcodes.import_regions(b"pc4,swv_po,swv_vo\n4001,PO 25-07,VO-25-07\n")
    assert location.region.code == "PO2507"

    with unit_of_work():
        regions.override(location, other, actor_id=make_coordinator(other).id)
    with unit_of_work():
        postcodes.import_regions(b"pc4,swv_po,swv_vo\n4001,2507,2507\n")

    assert location.region is other


def test_clusters_one_and_two_lie_in_no_region() -> None:
    bring("SOORT PRIMAIR ONDERWIJS;CLUSTER;ONDERWIJS;" + OLD + "(V)SO;2;SO ESM;" + ROW)
    with unit_of_work():
        postcodes.import_regions(b"pc4,swv_po,swv_vo\n4001,2507,2507\n")

    assert db.session.scalar(select(Location)).region is None
    assert db.session.scalar(select(func.count(Region.id))) == 2


def test_a_rehearsal_changes_nothing_and_says_what_would(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(args=["import", "locations", str(real_data.SAMPLE), "--dry-run"])

    assert "200 new" in answer.output
    assert "nothing was changed" in answer.output
    assert db.session.scalar(select(func.count(Location.id))) == 0


def test_shipped_holidays_are_filled_in_once() -> None:
    with unit_of_work():
        first, second = seed_holidays(), seed_holidays()

    assert first == db.session.scalar(select(func.count(SchoolHoliday.id))) > 30
    assert second == 0


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("HENGELO OV", ("hengelo", "overijssel")),
        ("'S-GRAVENHAGE", ("den haag", "")),
        ("2E EXLOERMOND", ("tweede exloermond", "")),
        ("ALTEVEER GEM NOORDENVELD", ("alteveer", "")),
    ],
)
def test_names_of_places_are_compared_without_their_suffix(name: str, key: tuple[str, str]) -> None:
    assert key_of(name) == key


def test_places_are_written_as_people_write_them() -> None:
    assert place_words("ALPHEN AAN DEN RIJN") == "Alphen aan den Rijn"
    assert place_words("IJMUIDEN") == "IJmuiden"


def test_places_that_share_a_name_are_told_apart_by_province() -> None:
    found = locate(
        [
            Address("a", "HENGELO OV", "HENGELO", "Overijssel", "7551AA"),
            Address("b", "HENGELO GLD", "BRONCKHORST", "Gelderland", "7255AA"),
        ]
    )

    assert (distance_km(found["a"].point, found["b"].point) or 0) > 20


@pytest.mark.once
def test_nearly_all_real_schools_are_placed_and_near_enough() -> None:
    file, reference = real_data.find("duo_vestigingen_bo.csv"), real_data.find("scholen_20241122.csv")
    raw = (file or real_data.SAMPLE).read_bytes()
    rows = [row for row in read_locations(raw) if not isinstance(row, Refusal)]

    found = locate([Address(r.code, r.raw_place, r.municipality, r.province, r.postcode) for r in rows])

    assert len(found) >= 0.97 * len(rows)
    if reference is None:
        return
    lines = [line.split(",") for line in reference.read_text("utf-8").splitlines()]
    at, north, east = (lines[0].index(name) for name in ("vestigingscode", "lat", "lon"))
    real = {
        line[at]: (float(line[north]), float(line[east]))
        for line in lines[1:]
        if len(line) == len(lines[0]) and line[north]
    }
    gaps = sorted(distance_km(one.point, real[code]) or 0 for code, one in found.items() if code in real)
    assert gaps[len(gaps) // 2] <= 1.5
    assert gaps[int(len(gaps) * 0.90)] <= 5
    assert gaps[int(len(gaps) * 0.99)] <= 15
