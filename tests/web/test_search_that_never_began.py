"""A question for which the search did not begin by itself: the coordinator sees who fits and invites by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from network.core.database import db
from network.models import SupportRequest
from network.models.support_request import RequestState
from network.waves.queries import list_invited
from tests.factories import make_coordinator, make_profile, make_region, make_submitted_request
from tests.page import Page
from workers import work

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def question(page: Page, clock) -> SupportRequest:
    region = make_region()
    question = make_submitted_request(region)
    page.sign_in(make_coordinator(region))
    return question


@pytest.fixture
def late(page: Page, question: SupportRequest, clock) -> SupportRequest:
    """It was sent more than an hour ago; its coordinator signs in now."""
    clock.shift(timedelta(minutes=61))
    page.sign_in(make_coordinator(question.region))
    return question


def test_is_soon_expected_to_begin(page: Page, question: SupportRequest) -> None:
    make_profile(question.region)

    assert "De lijst komt eraan" in page.get(f"/ondersteuningsvragen/{question.code}/kandidaten").text
    assert "Wacht lang" not in page.get("/vandaag").text


def test_the_coordinator_takes_over(page: Page, late: SupportRequest) -> None:
    profile = make_profile(late.region, title="Rust in de klas")
    path = f"/ondersteuningsvragen/{late.code}"

    assert "het zoeken begon niet: nodig zelf iemand uit" in page.get("/vandaag").texts("tbody tr")[0]
    assert "Rust in de klas" in page.get(f"{path}/kandidaten").texts(".plain-list a")
    assert "Vanzelf vragen we nu niemand." in page.get(f"{path}/waarom/{profile.public_id}").text
    page.submit(f"{path}/uitnodigen/{profile.public_id}")

    assert db.session.get_one(SupportRequest, late.id).state is RequestState.SEARCHING
    assert [match.profile_id for match in list_invited(late)] == [profile.id]


def test_a_search_that_begins_after_all_gives_who_was_asked_time_to_answer(page: Page, late: SupportRequest) -> None:
    profile, _other = make_profile(late.region), make_profile(late.region)
    page.submit(f"/ondersteuningsvragen/{late.code}/uitnodigen/{profile.public_id}")

    work.sweep()

    assert [match.profile_id for match in list_invited(late)] == [profile.id]
