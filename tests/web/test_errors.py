"""Pages that are not there, or not for this reader."""

from __future__ import annotations

import pytest

from network.core import clock
from network.core.database import db
from network.models import Match
from network.models.division import DivisionState
from network.models.engagement import EngagementState, Outcome
from network.models.expertise import ProfileState
from network.models.match import MatchState
from network.models.support_request import RequestState
from tests.factories import (
    make_coordinator,
    make_division,
    make_engagement,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_requester,
)
from tests.page import Page

pytestmark = pytest.mark.usefixtures("clock", "session")


def test_a_page_of_another_role_says_so_and_whom_to_ask(page: Page) -> None:
    page.sign_in(make_requester())

    answer = page.get("/vandaag")

    assert answer.status == 403
    assert answer.texts("h1") == ["Dit hoort niet bij jouw rol"]
    assert "Vraag het je schoolbeheerder of coördinator." in answer.text


def test_a_coordinator_is_not_sent_to_a_coordinator(page: Page) -> None:
    page.sign_in(make_coordinator())

    answer = page.get("/onze-expertise")

    assert answer.status == 403
    assert "Vraag het de beheerder van Naast." in answer.text
    assert "coördinator." not in answer.texts("main")[0]


def test_what_is_not_there_is_said_once(page: Page) -> None:
    answer = page.get("/nergens")

    assert answer.status == 404
    assert answer.texts("h1") == ["Dat konden we niet vinden"]
    assert answer.texts("main")[0].count("bestaat niet") == 0


class TestAListOfCandidatesThatIsOutOfDate:
    @pytest.fixture
    def match(self, page: Page) -> Match:
        match = make_match()
        page.sign_in(make_coordinator(match.request.region))
        page.client.environ_base["HTTP_REFERER"] = f"http://localhost{self.of(match)}/kandidaten"
        return match

    def of(self, match: Match) -> str:
        return f"/ondersteuningsvragen/{match.request.code}"

    def test_leads_to_the_question_as_it_is_now(self, page: Page, match: Match) -> None:
        for path in (f"{self.of(match)}/doorlaten", f"/koppelingen/{match.public_id}/overslaan"):
            answer = page.submit(path)

            (main, *_rest) = answer.all("main .submit-row a")
            assert answer.status == 409
            assert (main.get("href"), main.text_content()) == (self.of(match), "Bekijk de vraag zoals hij nu is")

    def test_leads_back_when_the_candidate_is_gone(self, page: Page, match: Match) -> None:
        gone = f"/koppelingen/{match.public_id}/overslaan"
        db.session.delete(match)
        db.session.commit()

        answer = page.submit(gone)

        assert answer.status == 404
        assert answer.all("main .submit-row a")[0].get("href").endswith("/kandidaten")


class TestAPageThatAsksForWhatCannotBeDone:
    """It is not opened: its reader would read so only after saying yes."""

    @pytest.mark.parametrize(
        ("state", "page_of", "words"),
        [
            (RequestState.RUNNING, "opnieuw-zoeken", "Een specialist helpt de school al met deze vraag."),
            (RequestState.MATCHED, "opnieuw-zoeken", "Opnieuw zoeken kan als er niemand meer te vragen is"),
            (RequestState.IN_TRIAGE, "opnieuw-zoeken", "Opnieuw zoeken kan als er niemand meer te vragen is"),
            (RequestState.CLOSED, "intrekken", "Deze vraag is al afgerond."),
            (RequestState.WITHDRAWN, "notitie", "je kunt er niets meer aan toevoegen"),
        ],
    )
    def test_about_a_question(self, page: Page, state: RequestState, page_of: str, words: str) -> None:
        request = make_request(state=state)
        page.sign_in(make_coordinator(request.region))
        path = f"/ondersteuningsvragen/{request.code}"

        self.leads_on(page, f"{path}/{page_of}", words, to=path)

    @pytest.mark.parametrize(
        ("state", "to_coordinator"),
        [
            (MatchState.ACCEPTED, "Deze uitnodiging is intussen beantwoord. Terugnemen kan niet meer."),
            (MatchState.EXPIRED, "Deze uitnodiging staat niet meer open. Terugnemen hoeft niet meer."),
        ],
    )
    def test_about_an_invitation(self, page: Page, state: MatchState, to_coordinator: str) -> None:
        match, words = make_match(state=state), "Deze uitnodiging staat niet meer open. Je hoeft niets te doen."
        question = f"/ondersteuningsvragen/{match.request.code}"
        page.sign_in(make_coordinator(match.request.region))
        taking_back = f"/koppelingen/{match.public_id}/terugnemen"
        self.leads_on(page, taking_back, to_coordinator, to=question)
        assert to_coordinator in page.submit(taking_back).text

        page.sign_in(match.profile.people[0].user)
        for act in ("nee", "doorgeven"):
            self.leads_on(page, f"/uitnodigingen/{match.public_id}/{act}", words, to=question)

    @pytest.mark.parametrize(
        ("state", "acts", "words"),
        [
            (EngagementState.CLOSED, ("plan", "contact", "afronden", "teruggeven"), "Dit traject is afgerond."),
            (EngagementState.RUNNING, ("teruggeven",), "Het traject loopt al."),
        ],
    )
    def test_about_a_traject(self, page: Page, state: EngagementState, acts: tuple[str, ...], words: str) -> None:
        outcome = Outcome.RESOLVED if state is EngagementState.CLOSED else None
        match = make_match(request=make_request(state=RequestState.RUNNING), state=MatchState.ACCEPTED)
        engagement = make_engagement(match=match, state=state, outcome=outcome)
        page.sign_in(engagement.specialist)
        path = f"/trajecten/{engagement.public_id}"

        for act in acts:
            self.leads_on(page, f"{path}/{act}", words, to=path)

    def test_about_a_profile_or_a_division(self, page: Page) -> None:
        profile = make_profile(state=ProfileState.ARCHIVED)
        page.sign_in(profile.people[0].user)
        for act in ("pauze", "opbergen"):
            self.leads_on(
                page, f"/onze-expertise/{profile.public_id}/{act}", "het profiel is intussen veranderd", to="/"
            )

        region = make_region()
        coordinator = make_coordinator(region)
        division = make_division(region=region, user=coordinator)
        division.state = DivisionState.DROPPED
        page.sign_in(coordinator)
        path = f"/coordinatie/verdeling/{division.public_id}/wegleggen"
        self.leads_on(page, path, "Deze verdeling is weggelegd.", to="/")

    def leads_on(self, page: Page, path: str, words: str, *, to: str) -> None:
        answer = page.get(path)
        assert (answer.status, answer.all("main form")) == (409, []), path
        assert words in answer.text
        assert answer.all("main .submit-row a")[0].get("href") == to


def test_a_question_that_a_specialist_has_is_not_searched_for_again(page: Page) -> None:
    request = make_request(state=RequestState.MATCHED)
    page.sign_in(make_coordinator(request.region))

    answer = page.submit(f"/ondersteuningsvragen/{request.code}/opnieuw-zoeken")

    assert (answer.status, request.state) == (409, RequestState.MATCHED)


def test_what_was_typed_for_a_traject_that_was_closed_meanwhile_is_not_lost(page: Page) -> None:
    match = make_match(state=MatchState.ACCEPTED)
    engagement = make_engagement(match=match, state=EngagementState.CLOSED, outcome=Outcome.RESOLVED)
    page.sign_in(engagement.specialist)
    contact = {"kind": "call", "held_on": clock.today().isoformat(), "hours": "1", "note": "We belden."}

    answer = page.submit(f"/trajecten/{engagement.public_id}/contact", contact)

    assert (answer.status, answer.texts("textarea")) == (422, ["We belden."])
    assert "Dit traject is afgerond." in answer.text


@pytest.fixture
def gone_on(page: Page) -> str:
    """The page on which its school, which is signed in, took a question back in another window."""
    request = make_request(state=RequestState.WITHDRAWN)
    page.sign_in(request.requester)
    return f"/ondersteuningsvragen/{request.code}"


def ways_on(page: Page, path: str, *, came_from: str) -> list[tuple[str, str]]:
    """Where the page that says that it cannot be done any more leads, the main way first."""
    page.client.environ_base["HTTP_REFERER"] = came_from
    answer = page.submit(path, {"text": "Nog iets.", "reason": "solved"})
    assert answer.status == 409, answer.text
    return [(link.get("href"), link.text_content()) for link in answer.all("main .submit-row a")]


def test_what_cannot_be_done_any_more_leads_back_to_the_page_that_one_came_from(page: Page, gone_on: str) -> None:
    ways = ways_on(page, f"{gone_on}/intrekken", came_from="http://localhost/ondersteuningsvragen?na=x")

    assert ways == [("/ondersteuningsvragen?na=x", "Terug naar de vorige pagina"), ("/", "Naar het begin")]


@pytest.mark.parametrize(
    "came_from",
    [
        "",
        "https://elders.example/ondersteuningsvragen",
        "http://localhost//elders.example/",
        "http://localhost/nergens",
        "http://localhost/uitloggen",
        "http://localhost/inloggen",
        "http://[",
    ],
)
def test_who_came_from_no_page_of_ours_goes_on_at_the_question(page: Page, gone_on: str, came_from: str) -> None:
    assert ways_on(page, f"{gone_on}/intrekken", came_from=came_from)[0] == (gone_on, "Bekijk de vraag zoals hij nu is")


def test_a_form_that_was_sent_too_late_leads_to_its_question_and_not_to_the_form(page: Page, gone_on: str) -> None:
    path = f"{gone_on}/intrekken"

    assert ways_on(page, path, came_from=f"http://localhost{path}")[0] == (gone_on, "Bekijk de vraag zoals hij nu is")


@pytest.mark.parametrize(
    "path",
    ["/praktijkvoorbeelden?onderwerp=%00", "/bijeenkomsten?zoek=a%00", "/scholen?zoek=%00", "/aanbod?zoek=a&zoek=%00"],
)
def test_an_address_that_no_database_can_look_for_is_no_fault_of_the_site(page: Page, path: str) -> None:
    page.sign_in(make_coordinator())

    assert page.get(path).status == 400
