"""A profile that gives no hours gets no questions, and says so the same way wherever it stands."""

from __future__ import annotations

from datetime import date

import pytest

from network.core.database import db, unit_of_work
from network.hours import capacity
from network.models import ExpertiseProfile
from tests.factories import make_coordinator, make_engagement, make_match, make_profile
from tests.page import Page

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def profile(session: object) -> ExpertiseProfile:
    return make_profile(title="Rust in de klas")


@pytest.fixture
def without_hours(profile: ExpertiseProfile) -> ExpertiseProfile:
    profile.capacity.clear()
    db.session.commit()
    return profile


def test_everybody_reads_that_no_hours_are_given(page: Page, without_hours: ExpertiseProfile) -> None:
    assert page.get("/aanbod").texts(".state") == ["geeft geen uren"]

    page.sign_in(make_coordinator(without_hours.location.region))
    hours = page.get(f"/aanbod/{without_hours.public_id}/uren")

    assert hours.texts(".state") == ["geeft geen uren"]
    assert "Dit profiel geeft geen uren. Het krijgt nu geen vragen." in hours.text
    assert "kan dit profiel niet vóór" not in hours.text
    assert not hours.all("table")


def test_its_own_school_reads_that_no_questions_come_and_where_to_give_hours(
    page: Page, without_hours: ExpertiseProfile
) -> None:
    page.sign_in(without_hours.people[0].user)

    assert page.get("/onze-expertise").texts(".state") == ["Geeft geen uren"]
    own = page.get(f"/onze-expertise/{without_hours.public_id}")

    assert own.texts(".state") == ["Geeft geen uren"]
    assert own.texts(".next p")[:2] == [
        "Jullie staan in het aanbod, maar zonder uren krijgen jullie geen vragen.",
        "Vul uren in",
    ]
    assert "geen uren" in own.texts("dd")
    assert not page.get(f"/onze-expertise/{without_hours.public_id}/uren").all("table")


def test_hours_that_are_over_are_no_hours_and_hours_to_come_are(page: Page, profile: ExpertiseProfile) -> None:
    period = profile.capacity[0]
    period.starts_on, period.ends_on = date(2026, 9, 1), date(2026, 10, 1)
    db.session.commit()
    assert page.get("/aanbod").texts(".state") == ["geeft geen uren"]

    period.starts_on, period.ends_on = date(2026, 11, 30), None
    db.session.commit()
    assert page.get("/aanbod").texts(".state") == ["weer uren vanaf ma 30 november"]


def test_hours_that_are_held_stay_to_be_seen(page: Page, profile: ExpertiseProfile) -> None:
    engagement = make_engagement(match=make_match(profile=profile, state="accepted"))
    with unit_of_work():
        capacity.reserve(engagement, hours=4, starts_on=None)
        profile.capacity.clear()
    page.sign_in(make_coordinator(profile.location.region))

    assert page.get(f"/aanbod/{profile.public_id}/uren").all("table")


def test_taking_hours_away_is_said_and_what_follows_from_the_last(page: Page, profile: ExpertiseProfile) -> None:
    page.sign_in(profile.people[0].user)
    path = f"/onze-expertise/{profile.public_id}/uren"
    page.submit(f"{path}/periode", {"hours_per_week": "2", "starts_on": "2027-01-04"})

    first = page.submit(f"{path}/periode/{profile.capacity[0].public_id}/weg", follow=True)
    last = page.submit(f"{path}/periode/{profile.capacity[0].public_id}/weg", follow=True)

    assert "De uren zijn weggehaald." in first.text
    assert "Zonder uren krijgen jullie geen vragen." not in first.text
    assert "De uren zijn weggehaald." in last.text
    assert last.text.count("Zonder uren krijgen jullie geen vragen.") == 2
