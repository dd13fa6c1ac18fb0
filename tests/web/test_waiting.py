"""The waiting list on screen, honest to all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from network.candidates import ranking
from network.coordination import queue
from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.core.formatting import day_words
from network.followups import service as followups
from network.models import ExpertiseProfile, Region, SupportRequest
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind
from network.models.support_request import Urgency
from tests.conftest import QueryCount
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_location,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_special_location,
)
from tests.page import Page

Counting = Callable[[], AbstractContextManager[QueryCount]]


def make_waiting(region: Region, *, days: int = 0, **values: object) -> SupportRequest:
    since = the_clock.now() - timedelta(days=days)
    return make_request(region, is_waiting=True, waiting_since=since, **values)


def make_full(region: Region, *, days: int | None) -> ExpertiseProfile:
    """A profile whose only place is taken, for so many days yet; None: nobody knows for how long."""
    profile = make_profile(max_open=1, max_per_30_days=9, location=make_special_location(region=region))
    ends_on = None if days is None else the_clock.today() + timedelta(days=days)
    make_engagement(match=make_match(profile=profile, state="accepted"), ends_on=ends_on, state="running")
    return profile


def test_who_asked_reads_since_when_and_that_nobody_knows_when(page: Page, region: Region) -> None:
    question = make_waiting(region)
    make_full(region, days=None)
    page.sign_in(question.requester)

    answer = page.get(f"/ondersteuningsvragen/{question.code}")

    assert "Op de wachtlijst" in answer.texts(".state")
    assert "Wanneer dat is, weten we niet. Dringende vragen gaan voor." in answer.text
    assert "Op de wachtlijst" in page.get("/ondersteuningsvragen").texts(".state")


def test_who_asked_reads_since_when_the_place_counts_where_somebody_was_asked_meanwhile(
    page: Page, region: Region
) -> None:
    question = make_waiting(region, days=5)
    invited_at = the_clock.now() - timedelta(days=3)
    make_match(request=question, profile=make_full(region, days=None), state="expired", invited_at=invited_at)
    page.sign_in(question.requester)

    assert "De plek op de wachtlijst geldt sinds" in page.get(f"/ondersteuningsvragen/{question.code}").text


def test_who_asked_reads_when_the_first_place_is_expected_and_when_the_next_word_comes(
    page: Page, region: Region, count_queries: Counting
) -> None:
    def shown() -> tuple[str, int]:
        with count_queries() as counted:
            told = page.get(path).texts(".next")[0]
        return told, counted.number

    question = make_waiting(region)
    followups.schedule(FollowUpKind.STILL_SEARCHING, question, due_at=the_clock.now() + timedelta(days=9))
    full = make_full(region, days=20)
    path = f"/ondersteuningsvragen/{question.code}"
    page.sign_in(question.requester)
    shown()
    (later, queries_for_one) = shown()
    for days in (30, 10, None):
        make_full(region, days=days)
    (sooner, queries_for_four) = shown()

    assert "De eerste plek komt naar verwachting vrij op ma 7 december. Dringende vragen gaan voor." in later
    assert "De eerste plek komt naar verwachting vrij op vr 27 november. Dringende vragen gaan voor." in sooner
    assert "Uiterlijk wo 25 november hoor je hoe het ervoor staat." in sooner
    assert full.title not in sooner
    assert queries_for_four == queries_for_one


def test_the_list_of_a_region_is_in_the_order_of_offering(page: Page, region: Region) -> None:
    make_waiting(region, title="Kalm", days=9, urgency=Urgency.CALM)
    make_waiting(region, title="Later", days=1)
    make_waiting(region, title="Eerder", days=2)
    make_waiting(region, title="Haast", urgency=Urgency.URGENT)
    make_waiting(make_region(), title="Van een andere regio")
    make_request(region, title="Wacht niet")
    page.sign_in(make_coordinator(region))

    assert page.get("/vragen/wachtlijst").texts("tbody td a") == ["Haast", "Eerder", "Later", "Kalm"]


def test_the_list_names_who_fits_but_is_full_and_until_when(page: Page, region: Region) -> None:
    make_waiting(region, title="Wacht")
    for number in range(1, 5):
        make_profile(title=f"Dienst {number}", max_open=0, location=make_special_location(region=region))
    taken = make_profile(title="Dienst Vast", max_open=1, location=make_special_location(region=region))
    ends_on = the_clock.today() + timedelta(days=20)
    make_engagement(match=make_match(profile=taken, state="accepted"), ends_on=ends_on, state="running")
    make_profile(region, title="Past niet", needs=("faalangst",), max_open=0)
    page.sign_in(make_coordinator(region))

    (named,) = page.get("/vragen/wachtlijst").texts("td[data-label='Wie past, maar nu geen ruimte heeft']")

    assert named.count("Dienst") == 3
    assert named.endswith("en nog 2")
    assert "voorlopig vol" in named
    assert "Past niet" not in named


@pytest.mark.parametrize(("needs", "is_akin"), [(("opstandig-gedrag",), True), (("agressieregulatie",), False)])
def test_the_list_says_who_is_only_akin_to_what_is_asked(
    page: Page, region: Region, needs: tuple[str, ...], is_akin: bool
) -> None:
    make_waiting(region, title="Wacht")
    make_profile(region, title="Dienst", needs=needs, max_open=0)
    page.sign_in(make_coordinator(region))

    (named,) = page.get("/vragen/wachtlijst").texts("td[data-label='Wie past, maar nu geen ruimte heeft']")

    assert ("verwant" in named) == is_akin


def test_the_candidates_of_a_waiting_question_are_those_who_are_full(page: Page, region: Region) -> None:
    question = make_waiting(region, title="Wacht")
    full = make_profile(title="Dienst Vol", max_open=0, location=make_special_location(region=region))
    make_profile(region, title="Dienst Pauze", state=ProfileState.PAUSED, paused_until=the_clock.today(), max_open=0)
    page.sign_in(make_coordinator(region))

    answer = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten")
    listed = page.get("/vragen/wachtlijst")

    why = f"/ondersteuningsvragen/{question.code}/waarom/{full.public_id}"
    assert "Er past nu niemand" not in answer.texts("h2")
    for one in (answer, listed):
        assert [link.text_content() for link in one.all("main a") if link.get("href") == why] == ["Dienst Vol"]
        assert f"op pauze tot {day_words(the_clock.today())}, voorlopig vol" in one.text


def test_the_list_says_when_somebody_has_room_again(page: Page, region: Region) -> None:
    make_waiting(region, title="Wacht")
    make_profile(region, title="Dienst Ruim")
    page.sign_in(make_coordinator(region))

    (said,) = page.get("/vragen/wachtlijst").texts("td[data-label='Wie past, maar nu geen ruimte heeft']")

    assert said == "Er is weer ruimte. We bieden vragen op volgorde aan."


def test_a_list_that_is_cut_off_says_so(page: Page, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    make_waiting(region)
    make_waiting(region)
    page.sign_in(make_coordinator(region))
    whole = page.get("/vragen/wachtlijst")
    monkeypatch.setattr(queue, "MOST_WAITING", 1)

    cut = page.get("/vragen/wachtlijst")

    assert (len(whole.all("main tbody tr")), len(cut.all("main tbody tr"))) == (2, 1)
    assert "/vragen?status=waiting" not in [link.get("href") for link in whole.all("main a")]
    assert "/vragen?status=waiting" in [link.get("href") for link in cut.all("main a")]


def test_the_list_asks_the_database_as_much_for_one_question_as_for_ten(
    page: Page, region: Region, count_queries: Counting
) -> None:
    def asked() -> int:
        with count_queries() as counted:
            page.get("/vragen/wachtlijst")
        return counted.number

    def make_ranked() -> None:
        question = make_waiting(region, location=make_location(region=region))
        with unit_of_work():
            ranking.refresh(question)

    make_profile(region, max_open=0)
    make_ranked()
    page.sign_in(make_coordinator(region))
    page.get("/vragen/wachtlijst")
    one = asked()
    for _ in range(9):
        make_ranked()

    assert asked() == one


def test_the_queue_filters_by_it_and_links_to_it(page: Page, region: Region) -> None:
    make_waiting(region, title="Wacht wel")
    make_request(region, title="Wacht niet")
    page.sign_in(make_coordinator(region))

    shown = page.get("/vragen?status=waiting")

    assert shown.texts("tbody td a") == ["Wacht wel"]
    assert "/vragen/wachtlijst" in shown.text_raw


def test_the_worklist_names_what_waits_for_long_and_only_that(page: Page, region: Region) -> None:
    make_waiting(region, title="Wacht lang", days=30, submitted_at=the_clock.now() - timedelta(days=30))
    make_waiting(region, title="Wacht kort", days=1, submitted_at=the_clock.now() - timedelta(days=30))
    page.sign_in(make_coordinator(region))

    answer = page.get("/vandaag")

    assert answer.texts("tbody td:first-child a") == ["Wacht lang"]
    assert "iedereen die past, zit vol of staat op pauze" in answer.text


class TestWhoHasAnotherQuestionToAnswerFirst:
    """One place, an invitation for another question that waits for an answer: nothing can be offered now."""

    @pytest.fixture
    def question(self, page: Page, region: Region) -> SupportRequest:
        self.profile = make_profile(region, title="Dienst Een", max_open=1, max_per_30_days=9)
        self.invitation = make_match(profile=self.profile, request=make_request(region), state="invited")
        page.sign_in(make_coordinator(region))
        return make_waiting(region, title="Wacht")

    @pytest.mark.usefixtures("question")
    def test_is_named_on_the_waiting_list(self, page: Page) -> None:
        (named,) = page.get("/vragen/wachtlijst").texts("td[data-label='Wie past, maar nu geen ruimte heeft']")

        assert named.startswith("Dienst Een")
        assert named.endswith("moet eerst een andere vraag beantwoorden")

    def test_stands_with_the_candidates_and_nothing_is_said_to_be_prepared(
        self, page: Page, question: SupportRequest
    ) -> None:
        shown = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten").text

        assert "moet eerst een andere vraag beantwoorden" in shown
        assert "De lijst komt eraan" not in shown

    def test_says_so_where_one_reads_why(self, page: Page, question: SupportRequest) -> None:
        why = f"/ondersteuningsvragen/{question.code}/waarom/{self.profile.public_id}"
        assert "Dit profiel moet eerst antwoorden op een andere vraag." in page.get(why).text

        self.invitation.state = "expired"
        db.session.commit()

        assert "moet eerst antwoorden" not in page.get(why).text
        (said,) = page.get("/vragen/wachtlijst").texts("td[data-label='Wie past, maar nu geen ruimte heeft']")
        assert said == "Er is weer ruimte. We bieden vragen op volgorde aan."

    def test_may_have_room_on_any_day_so_that_none_is_named_to_who_asked(
        self, page: Page, region: Region, question: SupportRequest
    ) -> None:
        make_full(region, days=20)
        page.sign_in(question.requester)

        shown = page.get(f"/ondersteuningsvragen/{question.code}").text

        assert "Wanneer dat is, weten we niet" in shown
