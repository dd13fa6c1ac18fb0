"""A school of a national region: who serves the region around it, by postcode, is asked, and reads no text before a yes."""

from __future__ import annotations

from datetime import date

import pytest

from network.access.scope import Scope
from network.access.serving import serves
from network.candidates import many, ranking
from network.candidates.field import Field
from network.coordination.insight import get_figures
from network.core.database import db
from network.directory import listing
from network.directory.listing import Filters
from network.models import ExpertiseProfile, Match, PostcodeArea, Region, SupportRequest, User
from network.models.support_request import RequestState
from network.waves import waiting
from tests.factories import (
    make_coordinator,
    make_location,
    make_profile,
    make_region,
    make_request,
    make_submitted_request,
)
from tests.factories.base import saved
from workers.work import sweep

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def around() -> Region:
    """The region in which the postcode of the school lies."""
    saved(PostcodeArea(pc4="4001", region_po_code="PO2507", region_vo_code="VO2507"))
    return make_region(code="PO2507")


@pytest.fixture
def national() -> Region:
    return make_region(code="PO0001", is_national=True)


def asked(request: SupportRequest) -> list[tuple[ExpertiseProfile, Region | None]]:
    sweep()
    db.session.expire_all()
    matches = db.session.query(Match).filter(Match.request_id == request.id, Match.invited_at.is_not(None))
    return [(match.profile, match.via_region) for match in matches]


def scope_of_regions(coordinator: User, region: Region) -> Scope:
    nowhere: frozenset[int] = frozenset()
    return Scope(coordinator.id, asks_at=nowhere, gives_at=nowhere, administers=nowhere, regions=frozenset({region.id}))


def test_who_serves_its_surroundings_is_asked_as_somebody_of_a_nearby_region(around: Region, national: Region) -> None:
    here, _elsewhere = make_profile(around), make_profile(make_region(code="PO3101"))

    question = make_submitted_request(location=make_location(region=national))

    assert asked(question) == [(here, around)]
    assert question.state is RequestState.SEARCHING


def test_a_school_of_an_ordinary_region_is_served_by_that_region_only(around: Region) -> None:
    make_profile(around)

    question = make_submitted_request(location=make_location(region=make_region(code="PO3101")))

    assert asked(question) == []
    assert question.state is RequestState.STUCK


def test_secondary_schools_are_served_by_the_region_of_secondary_education(around: Region) -> None:
    make_profile(around)

    question = make_submitted_request(
        location=make_location(region=make_region(code="VO0001", is_national=True), kind="vo")
    )

    assert asked(question) == []


def test_all_ways_to_look_agree(around: Region, national: Region) -> None:
    here, elsewhere = make_profile(around), make_profile(make_region(code="PO3101"))
    question = make_request(
        location=make_location(region=national), is_waiting=True, waiting_since=make_request().submitted_at
    )

    assert [profile_id for profile_id, _total in many.score_many([question], most=5)[question.id].best] == [here.id]
    assert ranking.list_fitting(question) == [here.id]
    assert Field(question, anew=True).passing.sum() == 1
    assert waiting.list_waiting_for(here) == [question.id]
    assert waiting.list_waiting_for(elsewhere) == []


def test_who_looks_after_the_national_region_sees_who_helps_its_schools(around: Region, national: Region) -> None:
    here, elsewhere = make_profile(around), make_profile(make_region(code="PO3101"))
    make_location(region=national)
    coordinator = make_coordinator(national)

    filtered = listing.page_of_profiles(Filters(region=national.public_id))
    assert [card.profile for card in filtered.rows] == [here]
    assert get_figures(scope_of_regions(coordinator, national)).free_hours > 0
    assert serves(here, {national.id}) and not serves(elsewhere, {national.id})


def test_around_a_closed_school_and_around_an_ordinary_region_nobody_more_is_found(
    around: Region, national: Region
) -> None:
    make_profile(around)
    make_location(region=national, closed_on=date(2026, 8, 1))
    ordinary = make_location(region=make_region(code="PO3101")).region

    for region in (national, ordinary):
        assert list(listing.page_of_profiles(Filters(region=region.public_id)).rows) == []
        assert not serves(db.session.query(ExpertiseProfile).one(), {region.id})
