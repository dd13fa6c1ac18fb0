"""Words and numbers are explained where they stand, to be reached by finger and by key."""

from __future__ import annotations

from datetime import timedelta

import pytest

from network.core.clock import now
from network.models import Region
from network.models.support_request import RequestState
from tests.factories import make_admin, make_coordinator, make_location, make_profile, make_request, make_requester
from tests.page import Answer, Page

FIGURES = "/uitleg/cijfers#"
LOSS = "Een leerling mist iemand, door een overlijden, een scheiding of een ander groot verlies."
FEAR = "Een leerling is zo bang om fouten te maken dat beginnen of afmaken niet lukt."


def anchors(answer: Answer) -> set[str]:
    """The definitions that the content of a page links to."""
    links = [link.get("href", "") for link in answer.all("main a.definition")]
    return {link.removeprefix(FIGURES) for link in links if link.startswith(FIGURES)}


def meanings(answer: Answer) -> dict[str, str]:
    """The needs and kinds of help that a page explains."""
    words = zip(answer.texts("details.meanings dt"), answer.texts("details.meanings dd"), strict=True)
    return dict(words)


def test_the_worklist_says_what_its_reasons_mean(page: Page, region: Region) -> None:
    long_ago = now() - timedelta(days=60)
    page.sign_in(make_coordinator(region))
    make_request(region, submitted_at=long_ago)
    make_request(region, is_waiting=True, waiting_since=long_ago, submitted_at=long_ago)
    make_request(region, state=RequestState.STUCK, submitted_at=long_ago)
    make_request(region, state=RequestState.IN_TRIAGE)

    answer = page.get("/vandaag")

    assert {"overdue", "waiting-list", "stuck"} <= anchors(answer)
    assert len(answer.all("td a.definition")) == 3
    assert [anchors(page.get(f"/vragen?status={one}")) for one in ("stuck", "alle")] == [{"stuck"}, set()]


def test_the_waiting_list_and_the_hours_of_profiles_have_their_definition(page: Page, region: Region) -> None:
    profile = make_profile(region)
    page.sign_in(make_coordinator(region))

    assert "waiting-list" in anchors(page.get("/vragen/wachtlijst"))
    assert "room" in anchors(page.get("/aanbod"))
    assert "room" in anchors(page.get(f"/aanbod/{profile.public_id}"))


def test_the_directory_explains_the_needs_that_can_be_chosen(page: Page, region: Region) -> None:
    make_profile(region, needs=("faalangst",))

    assert meanings(page.get("/aanbod"))["Rouw en verlies"] == LOSS


def test_a_profile_explains_its_own_needs_and_kinds_of_help_only(page: Page, region: Region) -> None:
    profile = make_profile(region, needs=("faalangst",))

    answer = page.get(f"/aanbod/{profile.public_id}")

    assert meanings(answer) == {
        "Faalangst en perfectionisme": FEAR,
        "Observatie": "Een specialist kijkt mee in de klas en bespreekt daarna met je wat opviel.",
        "Coaching leraar": "Een specialist helpt jou als leraar om dingen anders aan te pakken in je klas.",
    }


def test_meanings_are_in_the_language_of_the_reader(page: Page, region: Region) -> None:
    coordinator = make_coordinator(region)
    coordinator.language = "en"
    profile = make_profile(region, needs=("faalangst",))
    page.sign_in(coordinator)

    answer = page.get(f"/aanbod/{profile.public_id}")

    assert meanings(answer)["Observation"].startswith("A specialist watches in the classroom")
    assert not answer.all("details.meanings dd[lang]")


def test_who_asks_reads_what_the_needs_mean(page: Page, region: Region) -> None:
    school = make_location(region=region)
    requester = make_requester(school)
    page.sign_in(requester)
    draft = make_request(
        location=school, requester=requester, needs=("faalangst",), state=RequestState.DRAFT, submitted_at=None
    )

    found = meanings(page.get(f"/ondersteuningsvragen/{draft.code}/wat-speelt-er"))

    assert found["Faalangst en perfectionisme"] == FEAR
    assert found["Rouw en verlies"] == LOSS


@pytest.mark.parametrize(("step", "look"), [("wat-speelt-er", "choice-list"), ("wat-helpt", "choice-list many")])
def test_what_words_mean_stands_folded_before_the_choices_in_each_step_of_asking(
    page: Page, region: Region, step: str, look: str
) -> None:
    """Of kinds of help there are many, which stand two by two on a phone."""
    school = make_location(region=region)
    requester = make_requester(school)
    page.sign_in(requester)
    draft = make_request(
        location=school, requester=requester, needs=("faalangst",), state=RequestState.DRAFT, submitted_at=None
    )

    answer = page.get(f"/ondersteuningsvragen/{draft.code}/{step}")

    assert answer.all(".choices details.meanings:not([open])")
    assert {one.getnext().get("class") for one in answer.all(".choices details.meanings")} == {look}


def test_the_definitions_begin_with_links_to_each_of_them_in_their_order(page: Page) -> None:
    answer = page.get("/uitleg/cijfers")

    links = [link.get("href") for link in answer.all("main nav a")]
    assert links == [f"#{one.get('id')}" for one in answer.all("main .phone-fold > [id]")]
    assert answer.texts("main nav dt") == answer.texts("main > h2")
    assert answer.texts("main nav a") == answer.texts("main .phone-fold h3") == answer.texts("main .phone-fold summary")


def test_what_the_figures_of_the_machinery_mean_is_for_who_runs_it(page: Page) -> None:
    for_all = page.get("/uitleg/cijfers")
    page.sign_in(make_admin())

    assert {"alive", "work", "undelivered", "dead"} == {
        one.get("id") for one in page.get("/uitleg/cijfers").all("main .phone-fold > [id]")
    } - {one.get("id") for one in for_all.all("main .phone-fold > [id]")}
    assert {"alive", "work", "undelivered", "dead"} == anchors(page.get("/beheer/status"))
