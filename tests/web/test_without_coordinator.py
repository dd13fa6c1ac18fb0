"""Questions that no coordinator looks after, outside every region or in one without any: national staff do."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from network.core import clock
from network.core.database import db, unit_of_work
from network.expertise.queries import list_reviewers
from network.models import Notice, SupportRequest, User
from network.models.expertise import ProfileState
from network.models.support_request import RequestState
from network.waves import service as waves
from tests.factories import (
    make_coordinator,
    make_location,
    make_national,
    make_profile,
    make_region,
    make_request,
    make_requester,
    make_special_location,
)
from tests.page import Page

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def national() -> User:
    return make_national()


@pytest.fixture(params=["no region", "a region without a coordinator", "a coordinator who left"])
def question(request: pytest.FixtureRequest, national: User) -> SupportRequest:
    region = None if request.param == "no region" else make_region()
    if request.param == "a coordinator who left":
        make_coordinator(region, is_active=False)
    return make_request(region, title="Wie kijkt er mee?")


def told(person: User) -> list[str]:
    kinds = list(db.session.scalars(select(Notice.kind).where(Notice.recipient_id == person.id)))
    db.session.commit()
    return kinds


def mark_stuck(question: SupportRequest) -> None:
    with unit_of_work():
        waves.mark_stuck(db.session.get_one(SupportRequest, question.id))


def test_national_staff_hear_see_and_steer_it(page: Page, national: User, question: SupportRequest) -> None:
    stranger = make_coordinator()
    mark_stuck(question)
    page.sign_in(national)

    assert told(national) == ["question_needs_coordinator"]
    assert told(stranger) == []
    assert "Wie kijkt er mee?" in page.get("/vandaag").text
    assert "Wie kijkt er mee?" in page.get("/vragen").text
    assert page.get(f"/ondersteuningsvragen/{question.code}").status == 200
    assert page.get(f"/ondersteuningsvragen/{question.code}/kandidaten").status == 200


def test_what_has_a_coordinator_is_not_theirs(page: Page, national: User) -> None:
    region = make_region()
    coordinator = make_coordinator(region)
    question = make_request(region, title="Wie kijkt er mee?")
    mark_stuck(question)
    page.sign_in(national)

    assert (told(coordinator), told(national)) == (["question_needs_coordinator"], [])
    assert "Wie kijkt er mee?" not in page.get("/vandaag").text + page.get("/vragen").text
    assert page.get(f"/ondersteuningsvragen/{question.code}").status == 404


def test_a_draft_is_nobody_elses(page: Page, national: User) -> None:
    school = make_location(region=None)
    draft = make_request(
        location=school, requester=make_requester(school), state=RequestState.DRAFT, submitted_at=None, region=None
    )
    page.sign_in(national)

    assert page.get(f"/ondersteuningsvragen/{draft.code}").status == 404


def test_a_coordinator_of_another_region_does_not_see_it(page: Page, question: SupportRequest) -> None:
    page.sign_in(make_coordinator())

    assert "Wie kijkt er mee?" not in page.get("/vandaag").text + page.get("/vragen").text
    assert page.get(f"/ondersteuningsvragen/{question.code}").status == 404


@pytest.mark.parametrize("where", ["no region", "a region without a coordinator", "a coordinator who left"])
def test_national_staff_review_the_profiles_that_nobody_else_can(page: Page, national: User, where: str) -> None:
    region = None if where == "no region" else make_region()
    if where == "a coordinator who left":
        make_coordinator(region, is_active=False)
    location = make_special_location(region=region)
    profile = make_profile(location=location, state=ProfileState.IN_REVIEW, submitted_at=clock.now())
    review = f"/expertise/{profile.public_id}/beoordelen"
    reviewers = list_reviewers(location.region_id)
    page.sign_in(national)

    assert reviewers == [national]
    assert f"Profiel: {profile.title}" in page.get("/vandaag").text
    assert page.get(review).status == 200


def test_the_profiles_of_a_region_with_a_coordinator_are_not_theirs(page: Page, national: User) -> None:
    region = make_region()
    coordinator = make_coordinator(region)
    profile = make_profile(region, state=ProfileState.IN_REVIEW, submitted_at=clock.now())
    review = f"/expertise/{profile.public_id}/beoordelen"
    reviewers = list_reviewers(profile.location.region_id)
    page.sign_in(national)

    assert reviewers == [coordinator]
    assert "Profiel:" not in page.get("/vandaag").text
    assert page.get(review).status in {403, 404}
