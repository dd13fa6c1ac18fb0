"""The pages of a profile: found by everybody, edited by its own school, looked at by the coordinator."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from sqlalchemy import func, select

from network.core import clock as time
from network.core.database import db, unit_of_work
from network.expertise import service
from network.hours import capacity
from network.models import ExpertiseProfile, Notice
from network.models.expertise import ProfileState
from network.models.school import LocationKind
from tests.conftest import QueryCount
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_location,
    make_match,
    make_profile,
    make_requester,
    make_school_admin,
    make_special_location,
    make_specialist,
)
from tests.page import Page

Counting = Callable[[], AbstractContextManager[QueryCount]]


@pytest.fixture
def waiting(clock, session) -> ExpertiseProfile:
    """A profile that waits for the coordinator."""
    return make_profile(title="Rust in de klas", state=ProfileState.IN_REVIEW, submitted_at=time.now())


@pytest.fixture
def review(page: Page, waiting: ExpertiseProfile) -> str:
    """The page on which its coordinator, who is signed in, looks at it."""
    page.sign_in(make_coordinator(waiting.location.region))
    return f"/expertise/{waiting.public_id}/beoordelen"


def test_a_coordinator_publishes_and_the_school_hears_of_it(page: Page, waiting: ExpertiseProfile, review: str) -> None:
    answer = page.submit(review, {"decision": "publish"}, follow=True)

    assert "Het profiel is gepubliceerd." in answer.text
    assert waiting.state is ProfileState.PUBLISHED
    assert db.session.scalar(select(func.count(Notice.id))) == 1


def test_sent_back_it_is_a_draft_with_the_word_of_the_coordinator(
    page: Page, waiting: ExpertiseProfile, review: str
) -> None:
    page.submit(review, {"note": "Noem ook de onderbouw."})

    assert (waiting.state, waiting.review_note) == (ProfileState.DRAFT, "Noem ook de onderbouw.")
    page.sign_in(waiting.people[0].user)
    assert page.get(f"/onze-expertise/{waiting.public_id}").texts(".state") == ["Teruggestuurd met een vraag"]


def test_the_coordinator_sees_how_much_a_profile_can_do_before_judging_it(
    page: Page, waiting: ExpertiseProfile, review: str
) -> None:
    away, actor_id = {"starts_on": date(2026, 12, 7), "ends_on": date(2026, 12, 11)}, waiting.people[0].user_id
    with unit_of_work():
        service.add_absence(waiting, **away, actor_id=actor_id)
        service.set_limits(waiting, max_open=2, max_per_30_days=1, lead_days=0, actor_id=actor_id)
    (given,) = waiting.capacity

    shown = page.get(review).text

    for words in (
        f"{given.hours_per_week:g} uur per week, vanaf",
        "hooguit 2 trajecten tegelijk. In 30 dagen neemt het hooguit 1 nieuwe vraag aan.",
        "ma 7 december tot en met vr 11 december",
    ):
        assert words in shown


def test_a_name_that_is_no_pupils_goes_along_when_it_is_sent_back(
    page: Page, waiting: ExpertiseProfile, review: str
) -> None:
    refused = page.submit(review, {"note": "Noem ook juf Anja."})
    page.submit(review, {"note": "Noem ook juf Anja.", "not_a_name": "anja"})

    assert refused.texts(".guard mark") == ["Anja"]
    assert (waiting.state, waiting.review_note) == (ProfileState.DRAFT, "Noem ook juf Anja.")


def test_a_word_that_names_somebody_is_refused_kept_on_the_page_and_mended_with_a_click(
    page: Page, waiting: ExpertiseProfile, review: str
) -> None:
    refused = page.submit(review, {"note": "Haal moeder Fatima uit de tekst."})
    mended = page.submit(review, {"note": "Haal moeder Fatima uit de tekst.", "mend": "note:12:18"})

    assert refused.status == 422
    assert refused.texts(".guard mark") == ["Fatima"]
    assert mended.texts("textarea") == ["Haal moeder uit de tekst."]
    assert (waiting.state, waiting.review_note) == (ProfileState.IN_REVIEW, "")


def test_a_word_is_needed_to_send_it_back(page: Page, waiting: ExpertiseProfile, review: str) -> None:
    answer = page.submit(review, {"note": " "})

    assert answer.status == 422
    assert "Schrijf op wat er nog nodig is; de school leest dit." in answer.text
    assert waiting.state is ProfileState.IN_REVIEW


def test_a_coordinator_of_elsewhere_does_not_see_it(page: Page, waiting: ExpertiseProfile) -> None:
    page.sign_in(make_coordinator())

    assert page.get(f"/expertise/{waiting.public_id}/beoordelen").status in (403, 404)


def test_who_looked_second_hears_that_it_was_done(page: Page, waiting: ExpertiseProfile, review: str) -> None:
    page.submit(review, {"decision": "publish"})

    answer = page.get(review)

    assert answer.status == 409
    assert "misschien keek een collega al" in answer.text


def test_the_directory_says_who_may_not_take_on_more_this_month(page: Page, clock, session) -> None:
    full = make_profile(title="Nam er een aan", max_open=9, max_per_30_days=1)
    make_profile(title="Vrij", max_open=9, max_per_30_days=1)
    make_engagement(match=make_match(profile=full, state="accepted"))
    db.session.commit()

    answer = page.get("/aanbod")

    assert answer.texts("li.is-full h2") == ["Nam er een aan"]
    assert answer.texts("li:not(.is-full) h2") == ["Vrij"]


def test_the_directory_asks_the_database_as_much_for_one_profile_as_for_ten(
    page: Page, session, clock, count_queries: Counting
) -> None:
    def asked() -> int:
        with count_queries() as counted:
            page.get("/aanbod")
        return counted.number

    make_profile()
    page.get("/aanbod")
    one = asked()
    for _ in range(9):
        make_profile(location=make_special_location())

    assert asked() == one


def test_a_closed_school_leaves_the_directory_and_its_page_says_so(page: Page, session, clock) -> None:
    closed = make_profile(title="Was er", location=make_special_location(closed_on=time.today()))
    make_profile(title="Is er")

    listed, shown = page.get("/aanbod"), page.get(f"/aanbod/{closed.public_id}")

    assert listed.texts("li h2") == ["Is er"]
    assert shown.texts(".sheet.next h2") == ["Deze school is gesloten"]
    assert "uren vrij" not in shown.text


def test_the_people_of_a_closed_school_read_that_no_questions_come(page: Page, session, clock) -> None:
    profile = make_profile(location=make_special_location(closed_on=time.today()))
    page.sign_in(profile.people[0].user)

    answer = page.get(f"/onze-expertise/{profile.public_id}")

    assert "Jullie krijgen geen nieuwe vragen." in answer.text
    assert "Scholen kunnen jullie vinden" not in answer.text


@pytest.mark.parametrize(
    ("kind", "is_shown"), [(LocationKind.SO, True), (LocationKind.SBO, True), (LocationKind.BO, False)]
)
def test_only_people_of_special_schools_have_expertise_in_their_menu(
    page: Page, session, clock, kind: LocationKind, is_shown: bool
) -> None:
    page.sign_in(make_school_admin(make_location(kind=kind)))

    menu = page.get("/aanbod").texts("nav a")

    assert ("Onze expertise" in menu) == is_shown
    assert (page.get("/onze-expertise").status == 200) == is_shown


def test_who_works_in_a_profile_keeps_it_in_the_menu_when_the_school_became_a_regular_one(
    page: Page, session, clock
) -> None:
    profile = make_profile(location=make_location())
    page.sign_in(profile.people[0].user)

    assert "Onze expertise" in page.get("/aanbod").texts("nav a")


def test_who_only_keeps_the_people_of_a_regular_school_begins_there(page: Page, session, clock) -> None:
    page.sign_in(make_school_admin(make_location()))

    assert page.get("/").location == "/mensen"


def test_hours_that_are_promised_in_an_absence_are_said(page: Page, clock) -> None:
    profile = make_profile(lead_days=0)
    page.sign_in(profile.people[0].user)
    engagement = make_engagement(match=make_match(profile=profile, state="accepted"))
    with unit_of_work():
        capacity.reserve(engagement, hours=4, starts_on=None)
    path = f"/onze-expertise/{profile.public_id}/uren"
    assert "meer afgesproken" not in page.get(path).text

    page.submit(f"{path}/afwezig", {"absent_from": "2026-11-16", "absent_until": "2026-11-27"})

    answer = page.get(path)
    assert "Bewaard." in answer.text
    assert answer.texts(".next h2") == ["2 weken zijn te vol"]
    assert "Vanaf de week van ma 16 november is er meer afgesproken dan jullie uren hebben." in answer.text
    over = [row for row in answer.texts("tbody tr") if "te veel" in row]
    assert len(over) == 2
    assert answer.all("tbody tr .bar-front")[0].get("width") == "100"


def test_a_founders_name_in_a_profile_is_said_to_be_no_pupils_once(page: Page, session, clock) -> None:
    location = make_special_location()
    page.sign_in(make_specialist(location))
    title = "De groep van juf Anja"

    refused = page.submit("/onze-expertise/nieuw", {"title": title, "location": location.public_id})
    made = page.submit(
        "/onze-expertise/nieuw", {"title": title, "location": location.public_id, "not_a_name": "anja"}
    ).location
    version = page.get(made).all("[name=version]")[0].get("value")
    words = {"title": title, "description": "Juf Anja kijkt mee.", "needs": ["angst"], "forms": ["observatie"]}

    assert refused.texts(".guard mark") == ["Anja"]
    assert page.submit(made, words | {"version": version}).status == 302


def test_a_profile_is_made_on_its_four_pages_and_sent_in(page: Page, session, clock) -> None:
    location = make_special_location()
    specialist = make_specialist(location)
    page.sign_in(specialist)
    made = page.submit("/onze-expertise/nieuw", {"title": "Rust", "location": location.public_id})
    base = made.location.removesuffix("/wat")
    version = page.get(f"{base}/wat").all("[name=version]")[0].get("value")

    described = page.submit(
        f"{base}/wat",
        {
            "title": "Rust",
            "description": "Wij kijken mee in de klas.",
            "needs": ["agressieregulatie", "angst"],
            "forms": ["observatie"],
            "version": version,
        },
    )

    assert (described.status, described.location) == (302, base), described.text
    version = page.get(f"{base}/voor-wie").all("[name=version]")[0].get("value")
    region = location.region.public_id
    for_whom = {"ages": ["groep-5-6"], "school_types": ["bo"], "reach": "regions", "regions": [region]}
    aimed = page.submit(f"{base}/voor-wie", for_whom | {"version": version})
    assert (aimed.status, aimed.location) == (302, base), aimed.text
    page.submit(f"{base}/mensen", {"name": "Test Mens", "user": specialist.public_id, "answers": "y"})
    page.submit(f"{base}/uren/periode", {"hours_per_week": "8", "starts_on": f"{time.today()}"})
    page.submit(f"{base}/insturen")
    profile = db.session.scalars(select(ExpertiseProfile)).one()
    assert (profile.state, [person.user_id for person in profile.people]) == (ProfileState.IN_REVIEW, [specialist.id])


def test_the_filters_of_the_directory_fold_and_say_what_is_chosen(page: Page, session, clock) -> None:
    assert page.get("/aanbod").texts(".filters summary") == ["Filters"]
    assert page.get("/aanbod?onderwerp=gedrag").texts(".filters summary") == ["Filters 1 gekozen: Gedrag"]


@pytest.mark.usefixtures("clock")
def test_who_finds_a_paused_profile_reads_until_when(page: Page) -> None:
    profile = make_profile(state=ProfileState.PAUSED, paused_until=date(2027, 1, 11))
    page.sign_in(make_requester())

    told = page.get(f"/aanbod/{profile.public_id}").texts(".next")[0]

    assert "Dit profiel staat op pauze" in told
    assert "Tot ma 11 januari 2027 neemt het geen nieuwe vragen aan." in told
