"""In which region a school lies: who may choose that, and among which regions."""

from __future__ import annotations

import pytest

from network.models import Location, Region, User
from network.models.school import LocationKind
from tests.factories import make_location, make_national, make_region, make_special_location
from tests.page import Page
from tests.web.conftest import signed_in

LINK = "Kies het samenwerkingsverband"


@pytest.fixture
def nowhere(page: Page) -> Location:
    return make_location(region=None)


@pytest.fixture
def elsewhere(page: Page) -> Region:
    return make_region()


def form_of(location: Location) -> str:
    return f"/scholen/{location.public_id}/samenwerkingsverband"


def choices(page: Page, location: Location) -> set[str]:
    return {option.get("value") for option in page.get(form_of(location)).all("option")} - {""}


def test_a_coordinator_takes_a_school_that_lies_nowhere_into_an_own_region(
    page: Page, coordinator: User, region: Region, nowhere: Location, elsewhere: Region
) -> None:
    assert LINK in page.get(f"/scholen/{nowhere.public_id}").text
    assert page.get(form_of(nowhere)).texts("h1") == [LINK]
    assert choices(page, nowhere) == {region.public_id}

    assert page.submit(form_of(nowhere), {"region": elsewhere.public_id}).status == 422
    assert page.submit(form_of(nowhere), {"region": region.public_id}).status == 302
    assert nowhere.region is region


def test_a_school_that_its_postcode_puts_nowhere_has_a_warning(page: Page, coordinator: User, region: Region) -> None:
    school = make_location(region=region, postcode="4043HD")

    answer = page.submit(form_of(school), {"region": ""}, follow=True)

    assert answer.texts(".flash-warning") == [
        "Op postcode vinden we niets. De school hoort nog nergens bij: kies zelf."
    ]
    assert f"4043 HD {school.place}" in answer.text
    assert "basisschool" in answer.texts(".facts dd")


def test_national_staff_choose_for_it_among_all_regions(
    page: Page, clock: object, region: Region, nowhere: Location, elsewhere: Region
) -> None:
    signed_in(page, make_national())

    assert choices(page, nowhere) == {region.public_id, elsewhere.public_id}
    assert page.get(form_of(make_location(region=region))).status == 403


def test_a_coordinator_passes_on_a_school_of_the_own_region_to_any_other(
    page: Page, coordinator: User, region: Region, elsewhere: Region
) -> None:
    assert choices(page, make_location(region=region)) == {region.public_id, elsewhere.public_id}


def test_schools_of_others_of_another_sector_and_of_the_whole_country_are_not_taken(
    page: Page, coordinator: User, elsewhere: Region
) -> None:
    secondary = make_location(region=None, kind=LocationKind.VO)
    national = make_special_location(region=None, cluster="2")

    for location in (make_location(region=elsewhere), secondary, national):
        assert page.get(form_of(location)).status == 403
        assert LINK not in page.get(f"/scholen/{location.public_id}").text
