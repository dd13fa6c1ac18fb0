"""Files about postcodes and holidays: each row that is wrong is refused with its reason, the others are taken once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from network.core.database import db, unit_of_work
from network.models import AuditEvent, PostcodeArea, Region, SchoolHoliday
from network.models.region import Sector
from network.schools import postcodes
from network.schools.reports import Report
from network.schools.service import import_holidays

pytestmark = pytest.mark.usefixtures("session")

REGIONS = "pc4,swv_po,swv_vo\n4001,PO2507,VO2507\n"
HOLIDAYS = "region;school_year;name;starts_on;ends_on\nnoord;2026-2027;Herfst;2026-10-17;2026-10-25\n"


def bring_regions(text: str) -> Report:
    with unit_of_work():
        return postcodes.import_regions(text.encode())


def bring_places(text: str) -> Report:
    with unit_of_work():
        return postcodes.import_places(text.encode())


def bring_holidays(text: str) -> Report:
    with unit_of_work():
        return import_holidays(text.encode())


@pytest.mark.parametrize("words", ["PO3102", "po 31.02", "PO-31-02", "31-02", "3102", "SWV PO 3102"])
def test_a_code_is_read_as_people_write_it(words: str) -> None:
    assert postcodes.code_in(words, Sector.PO) == "PO3102"


@pytest.mark.parametrize("words", ["VO3102", "Europoort", "PO310", "PO3102 PO3103", "XX3102", "PO31020"])
def test_a_code_that_is_none_or_of_the_other_sector_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=words):
        postcodes.code_in(words, Sector.PO)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("4002,VO2507,VO2507", "'VO2507' stands in the column for po"),
        ("4002,PO2507,PO2507", "'PO2507' stands in the column for vo"),
        ("4002,PO2507,", "the samenwerkingsverband for vo is missing"),
        ("4002,PO2507", "ends too soon"),
        ("4002,PO2507,VO2507,PO2508", "more cells"),
        ("40021,PO2507,VO2507", "'40021' is not four digits"),
        ("4001,PO2508,VO2507", "in the file already"),
    ],
)
def test_a_row_about_regions_that_is_wrong_is_refused_with_its_number_and_changes_nothing(
    row: str, reason: str
) -> None:
    report = bring_regions(REGIONS + row)

    (refusal,) = report.refused
    assert (report.new, refusal.row) == (1, 3)
    assert reason in refusal.reason
    assert db.session.scalars(select(PostcodeArea.pc4)).all() == ["4001"]
    assert sorted(db.session.scalars(select(Region.code))) == ["PO2507", "VO2507"]


def test_the_report_names_a_postcode_without_a_place() -> None:
    assert list(bring_regions(REGIONS).table())[1:] == ["new;2;4001;;\r\n"]


def test_what_is_brought_in_is_on_record_once() -> None:
    for _time in range(2):
        bring_regions(REGIONS + "4002,PO2507,VO2507\nnone,PO2507,VO2507\n")
        bring_places("pc4,lat,lon\n4001,51.9,5.4\n4003,51.9,5.4\n")

    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(event.action, event.details) for event in events] == [
        ("region.imported", {}),
        ("region.imported", {}),
        ("postcode.regions_imported", {"new": 2, "changed": 0, "refused": 1}),
        ("postcode.places_imported", {"new": 1, "changed": 1, "refused": 0}),
    ]


def test_what_changes_about_a_place_counts_and_what_a_file_is_silent_about_stays() -> None:
    bring_places("pc4,lat,lon,gemeente\n4001,51.9,5.4,Tiel\n")

    moved = bring_places("pc4,lat,lon,gemeente\n4001,51.9,5.4,West Betuwe\n")
    silent = bring_places("pc4,lat,lon\n4001,51.9,5.4\n")

    assert (moved.changed, silent.changed, silent.unchanged) == (1, 0, 1)
    assert db.session.scalar(select(PostcodeArea.municipality)) == "West Betuwe"


def test_a_place_that_there_is_no_room_for_is_refused() -> None:
    report = bring_places(f"pc4,lat,lon,gemeente\n4001,51.9,5.4,Tiel\n4002,51.9,5.4,{'x' * 121}\n")

    assert [(one.row, one.reason) for one in report.refused] == [(3, "the municipality is longer than 120 letters")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("oost;2026-2027;Kerst;2026-12-19;2027-01-03", "'oost' is not noord, midden or zuid"),
        ("noord;2026;Kerst;2026-12-19;2027-01-03", "'2026' is not written as 2026-2027"),
        (f"noord;2026-2027;{'K' * 81};2026-12-19;2027-01-03", "longer than 80"),
        (
            "noord;2026-2027;Kerst;19-12-26;2027-01-03",
            "starts_on '19-12-26' is no date, as in 2026-10-17 or 17-10-2026",
        ),
        ("noord;2026-2027;Kerst;2026-12-19;", "ends_on '' is no date"),
        ("noord;2026-2027;Kerst;2027-01-03;2026-12-19", "the last day, 2026-12-19, is before the first, 2027-01-03"),
        ("noord;2026-2028;Kerst;2026-12-19;2027-01-03", "'2026-2028' is not written as 2026-2027"),
        ("noord;2026-2027;Kerst;2026-12-19;9999-12-31", "2026-12-19 to 9999-12-31 is longer than the 90 days"),
        ("noord;2026-2027;Kerst;2062-12-19;2063-01-03", "2062-12-19 is not in school year 2026-2027"),
        ("noord;2026-2027;Zomer;2026-07-04;2026-08-16", "2026-07-04 is not in school year 2026-2027"),
        ("noord;0000-0001;Kerst;2026-12-19;2027-01-03", "2026-12-19 is not in school year 0000-0001"),
        ("noord;2026-2027;Herfst;2026-10-10;2026-10-18", "in the file already"),
        ("noord;2026-2027;herfst;2026-10-10;2026-10-18", "in the file already"),
    ],
)
def test_a_holiday_that_is_wrong_is_refused_with_its_number(row: str, reason: str) -> None:
    report = bring_holidays(HOLIDAYS + row)

    (refusal,) = report.refused
    assert (report.new, refusal.row) == (1, 3)
    assert reason in refusal.reason
    assert db.session.scalar(select(SchoolHoliday.starts_on)).isoformat() == "2026-10-17"


def test_a_holiday_that_moves_is_on_record_and_one_that_stays_is_not() -> None:
    bring_holidays(HOLIDAYS)
    assert bring_holidays(HOLIDAYS).unchanged == 1

    assert bring_holidays(HOLIDAYS.replace("10-25", "10-26")).changed == 1
    assert db.session.scalars(select(AuditEvent.action)).all() == ["holiday.imported", "holiday.imported"]


def test_a_holiday_in_another_spelling_with_days_as_a_dutch_spreadsheet_writes_them_is_the_same() -> None:
    bring_holidays(HOLIDAYS)

    report = bring_holidays(HOLIDAYS.replace("Herfst;2026-10-17;2026-10-25", "HERFST;17-10-2026;25/10/2026"))

    assert (report.unchanged, report.new) == (1, 0)


def test_holidays_of_one_region_that_share_days_are_taken_and_told() -> None:
    others = "noord;2026-2027;Najaar;2026-10-25;2026-10-26\nzuid;2026-2027;Najaar;2026-10-25;2026-10-26\n"

    report = bring_holidays(HOLIDAYS + others + "noord;2026-2027;Vrij;2026-10-27;2026-10-28\n")

    assert report.new == 4
    assert report.figures == {"holidays that share days": "Herfst and Najaar (noord 2026-10-25)"}
