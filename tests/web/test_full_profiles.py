"""A profile that has hours but no room says that it is room that lacks, and until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from network.core import clock
from network.core.database import db
from network.models import ExpertiseProfile
from tests.factories import make_coordinator, make_engagement, make_match, make_profile, make_school_admin
from tests.page import Answer, Page

pytestmark = pytest.mark.usefixtures("clock", "session")


def works_for_another(profile: ExpertiseProfile, *, until: date, days_ago: int = 1) -> None:
    make_engagement(
        match=make_match(profile=profile, state="accepted"),
        state="running",
        starts_on=date(2026, 11, 2),
        ends_on=until,
        created_at=clock.now() - timedelta(days=days_ago),
    )


def hours_of(page: Page, profile: ExpertiseProfile) -> Answer:
    page.sign_in(make_coordinator(profile.location.region))
    return page.get(f"/aanbod/{profile.public_id}/uren")


def told_to_team(page: Page, profile: ExpertiseProfile, *, room: str = "") -> str:
    """What the page of its own team says; how it stands there, and in their list, is what the directory says of it."""
    room = room or page.get("/aanbod").texts(".state")[0]
    page.sign_in(profile.people[0].user)
    own = page.get(f"/onze-expertise/{profile.public_id}")
    assert own.texts("h1 + p .state") == page.get("/onze-expertise").texts("main .state") == [room]
    return own.text


def test_enough_new_questions_in_thirty_days(page: Page) -> None:
    profile = make_profile(max_open=9, max_per_30_days=1)
    works_for_another(profile, until=date(2027, 5, 1), days_ago=10)

    assert page.get("/aanbod").texts(".state") == ["weer plek vanaf ma 7 december"]
    shown = hours_of(page, profile)
    told = (
        "Nu vol: dit profiel nam in 30 dagen al 1 nieuwe vraag aan; 1 is afgesproken. "
        "Vanaf ma 7 december kan er weer een bij."
    )
    assert told in shown.text
    assert f"{told} Wacht even, of spreek er meer af." in told_to_team(page, profile)


def test_all_places_taken(page: Page) -> None:
    profile = make_profile(max_open=1, max_per_30_days=9)
    works_for_another(profile, until=date(2026, 12, 8))

    assert page.get("/aanbod").texts(".state") == ["waarschijnlijk weer plek vanaf wo 9 december"]
    shown = hours_of(page, profile)
    told = "Nu vol: de enige plek is bezet. Waarschijnlijk is er weer plek vanaf wo 9 december."
    assert told in shown.text
    assert f"{told} Rond een traject af, of verruim het aantal plekken." in told_to_team(page, profile)


def test_who_only_runs_the_school_is_not_led_to_its_trajects(page: Page) -> None:
    profile = make_profile(max_open=1, max_per_30_days=9)
    works_for_another(profile, until=date(2026, 12, 8))
    own = f"/onze-expertise/{profile.public_id}"

    page.sign_in(make_school_admin(profile.location))
    assert not page.get(own).all("main a[href='/trajecten']")
    page.sign_in(profile.people[0].user)
    assert page.get(own).all("main a[href='/trajecten']")


def test_a_place_that_nobody_can_promise(page: Page) -> None:
    profile = make_profile(max_open=1, max_per_30_days=9)
    works_for_another(profile, until=date(2026, 11, 9))

    assert page.get("/aanbod").texts(".state") == ["voorlopig vol"]
    assert "de enige plek is bezet. Wanneer er weer plek is, weten we nog niet." in hours_of(page, profile).text


def test_hours_that_come_later_than_a_place_are_what_it_waits_for(page: Page) -> None:
    profile = make_profile(max_open=1, max_per_30_days=9)
    works_for_another(profile, until=date(2026, 11, 17))
    profile.capacity[0].starts_on = date(2026, 12, 7)
    db.session.commit()

    assert page.get("/aanbod").texts(".state") == ["weer uren vanaf ma 7 december"]
    assert "Nu vol" not in hours_of(page, profile).text
    assert "Vanaf ma 7 december zijn er weer uren. Geef meer uren op" in told_to_team(page, profile)


def test_a_profile_with_room_stands_open(page: Page) -> None:
    profile = make_profile()

    assert "Nu vol" not in told_to_team(page, profile, room="Staat open")
