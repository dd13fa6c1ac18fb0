"""Reformatorische schools belong to a samenwerkingsverband of their own, whatever their postcode."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from network.core.database import db, unit_of_work
from network.models import AuditEvent, Location, Region
from network.models.region import Sector
from network.schools import imports, postcodes, regions
from network.schools.reports import Report
from tests.factories import make_coordinator, make_region

pytestmark = pytest.mark.usefixtures("session")

HEADER = "BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;POSTCODE;PLAATSNAAM;DENOMINATIE\n"
REFORMATORISCH = "41414;11ZZ;11ZZ00;De Proef;4001 AB;TIEL;Reformatorisch\n"
OPENBAAR = "41414;12ZZ;12ZZ00;De Toets;4001 AB;TIEL;Openbaar\n"
AREAS = b"pc4,swv_po,swv_vo\n4001,PO2507,VO2507\n"


def bring(text: str = HEADER + REFORMATORISCH + OPENBAAR) -> Report:
    with unit_of_work():
        return imports.import_locations(text.encode())


def bring_areas() -> Report:
    with unit_of_work():
        return postcodes.import_regions(AREAS)


def region_codes() -> dict[str, str | None]:
    """The code of the region of each location."""
    rows = db.session.execute(
        select(Location.code.label("location"), Region.code.label("region")).outerjoin(
            Region, Location.region_id == Region.id
        )
    )
    return {row.location: row.region for row in rows}


def national() -> list[str]:
    return sorted(db.session.scalars(select(Region.code).where(Region.is_national)))


def test_they_lie_in_the_national_one_of_their_sector_and_the_report_says_how_many() -> None:
    bring()

    report = bring_areas()

    assert region_codes() == {"11ZZ00": "PO0001", "12ZZ00": "PO2507"}
    assert national() == ["PO0001"]
    assert report.figures["locations with a samenwerkingsverband"] == "2"
    assert report.figures["reformatorische locations in their national one"] == "1"


def test_secondary_schools_lie_in_that_of_secondary_education() -> None:
    bring("ONDERWIJSSTRUCTUUR;" + HEADER + "HAVO;" + REFORMATORISCH)

    assert region_codes() == {"11ZZ00": "VO0001"}


def test_doing_it_again_changes_nothing() -> None:
    bring()
    bring_areas()
    before = db.session.scalar(select(func.count(AuditEvent.id)))

    assert (bring().changed, bring_areas().changed) == (0, 0)
    assert db.session.scalar(select(func.count(AuditEvent.id))) == before
    assert national() == ["PO0001"]


def test_without_reformatorische_schools_there_is_no_national_one() -> None:
    bring(HEADER + OPENBAAR)
    bring_areas()

    assert national() == []


def test_a_national_one_that_is_there_already_is_used() -> None:
    make_region(code="PO0099", sector=Sector.PO, is_national=True)
    make_region(code="VO0099", sector=Sector.VO, is_national=True)

    bring()

    assert region_codes()["11ZZ00"] == "PO0099"
    assert national() == ["PO0099", "VO0099"]


def test_a_coordinator_still_decides_and_may_give_it_back() -> None:
    bring()
    bring_areas()
    chosen = db.session.scalar(select(Region).where(Region.code == "PO2507"))
    location = db.session.scalar(select(Location).where(Location.code == "11ZZ00"))
    actor_id = make_coordinator(chosen).id

    with unit_of_work():
        regions.override(location, chosen, actor_id=actor_id)
    bring()
    bring_areas()
    assert region_codes()["11ZZ00"] == "PO2507"

    with unit_of_work():
        regions.override(location, None, actor_id=actor_id)
    assert region_codes()["11ZZ00"] == "PO0001"


def test_clusters_one_and_two_lie_in_none_even_when_reformatorisch() -> None:
    special = "SOORT PRIMAIR ONDERWIJS;CLUSTER;ONDERWIJS;" + HEADER + "(V)SO;2;SO ESM;" + REFORMATORISCH
    bring(special)

    assert region_codes() == {"11ZZ00": None}
    assert national() == []


def test_the_report_says_how_many_moved_and_how_to_invite_a_coordinator_for_them() -> None:
    bring(HEADER + OPENBAAR + REFORMATORISCH.replace("Reformatorisch", "Openbaar"))
    bring_areas()

    report = bring()

    assert report.figures["locations that changed samenwerkingsverband"] == "1"
    invite = "invite one with ./run people invite EMAIL --role coordinator --region PO0001"
    assert [value for name, value in report.figures.items() if name.startswith("PO0001 ")] == [invite]
    # PO2507 has none either, but that is an ordinary region.
    assert not any(name.startswith("PO2507 ") for name in report.figures)


def test_a_national_region_with_a_coordinator_is_not_named() -> None:
    make_coordinator(make_region(code="PO0001", is_national=True))

    assert not any(name.startswith("PO0001 ") for name in bring().figures)


def test_who_is_no_longer_reformatorisch_leaves_it_also_without_a_file_of_postcodes() -> None:
    bring()

    bring(HEADER + OPENBAAR + REFORMATORISCH.replace("Reformatorisch", "Openbaar"))

    assert region_codes() == {"11ZZ00": None, "12ZZ00": None}
