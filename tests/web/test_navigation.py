"""Each page stands under a screen of the menu, so that the reader sees where he is."""

from __future__ import annotations

import pytest
from flask import Flask

from network.models.match import MatchState
from network.web.navigation import BEHIND, MAIN
from tests.factories import (
    make_admin,
    make_coordinator,
    make_division,
    make_match,
    make_profile,
    make_region,
    make_request,
)
from tests.page import Answer, Page

pytestmark = pytest.mark.usefixtures("clock")


def current(shown: Answer) -> list[tuple[str, str]]:
    """What the menu shows as current, and as what."""
    assert shown.status == 200
    return [(link.text_content().strip(), link.get("aria-current")) for link in shown.all(".top a[aria-current]")]


def test_pages_of_a_coordinator(page: Page) -> None:
    region = make_region()
    question, profile = make_request(region), make_profile(region)
    coordinator = make_coordinator(region)
    division = make_division(region=region, user=coordinator)
    page.sign_in(coordinator)
    path = f"/ondersteuningsvragen/{question.code}"

    assert current(page.get("/vragen")) == [("Alle vragen", "page")]
    assert current(page.get("/coordinatie/verdeling")) == [("Vandaag", "true")]
    assert current(page.get(f"/coordinatie/verdeling/{division.public_id}")) == [("Vandaag", "true")]
    assert current(page.get(path)) == [("Alle vragen", "true")]
    assert current(page.get(f"{path}/kandidaten")) == [("Alle vragen", "true")]
    assert current(page.get(f"{path}/waarom/{profile.public_id}")) == [("Alle vragen", "true")]
    assert current(page.get("/praktijkvoorbeelden")) == [("Aanbod", "true")]


def test_pages_of_who_asks(page: Page) -> None:
    question = make_request()
    page.sign_in(question.requester)

    assert current(page.get(f"/ondersteuningsvragen/{question.code}")) == [("Onze vragen", "true")]
    assert current(page.get("/ondersteuningsvragen/nieuw", follow=True)) == [("Onze vragen", "true")]
    assert current(page.get("/praktijkvoorbeelden")) == [("Aanbod", "true")]


def test_pages_of_a_specialist(page: Page) -> None:
    match = make_match(state=MatchState.INVITED)
    page.sign_in(match.profile.people[0].user)
    own = f"/onze-expertise/{match.profile.public_id}"

    assert current(page.get(f"/uitnodigingen/{match.public_id}")) == [("Vragen aan ons", "true")]
    assert current(page.get(own)) == [("Onze expertise", "true")]
    assert current(page.get(f"{own}/uren")) == [("Onze expertise", "true")]
    assert current(page.get(f"/aanbod/{match.profile.public_id}")) == [("Aanbod", "true")]
    assert current(page.get("/berichten/voorkeuren")) == [("Berichten", "true")]


def test_own_details_do_not_stand_under_the_people_of_the_school(page: Page) -> None:
    page.sign_in(make_admin())

    assert current(page.get("/mensen/uitnodigen")) == [("Mensen", "true")]
    assert not any(label == "Mensen" for label, _as in current(page.get("/mijn-gegevens")))
    assert current(page.get("/uitleg")) == []


def test_what_stands_behind_what_is_there(app: Flask) -> None:
    entries = {entry.endpoint for entry in MAIN} | {"notices.list_notices"}

    assert not {name for name in BEHIND if name not in app.view_functions and name not in app.blueprints}
    assert not {name for names in BEHIND.values() for name in names} - entries


def test_no_browser_can_hide_the_menu_of_a_wide_screen(page: Page) -> None:
    """What stands within a closed `details` is out of reach of the style sheet in older browsers."""
    shown = page.get("/")

    assert shown.all("details.menu ~ nav")
    assert not shown.all("details nav")


def test_another_language_leads_back_to_a_form_that_was_refused(page: Page) -> None:
    refused = page.submit("/inloggen?verder=/vragen", {"email": "", "password": ""})

    (back,) = refused.all("form.languages input[name=verder]")
    assert (refused.status, back.get("value")) == (422, "/inloggen?verder=/vragen")
