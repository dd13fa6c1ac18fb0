"""The page of a question, for the coordinator who is to act: what is asked, by when, and the steps for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from network.access.audit import record
from network.answering import answers
from network.core.database import unit_of_work
from network.engagements import withdrawal
from network.followups import service as followups
from network.models import Region, SupportRequest, User
from network.models.engagement import EngagementState, Outcome
from network.models.followup import FollowUpKind
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.support_requests import service as questions
from network.waves import service as waves
from tests.factories import make_coordinator, make_engagement, make_match, make_profile, make_request, make_requester
from tests.page import Page


def in_triage(region: Region) -> SupportRequest:
    question = make_request(region, state=RequestState.SUBMITTED)
    with unit_of_work():
        questions.move(question, RequestState.IN_TRIAGE)
    return question


def stuck(region: Region) -> SupportRequest:
    question = make_request(region)
    with unit_of_work():
        waves.mark_stuck(question)
    return question


def next_sheet(page: Page, question: SupportRequest) -> str:
    return page.get(f"/ondersteuningsvragen/{question.code}").texts(".next")[0]


def test_a_question_that_waits_for_its_reader_says_so_with_the_day_and_the_button(
    page: Page, region: Region, coordinator: User
) -> None:
    question = in_triage(region)
    with unit_of_work():
        questions.promise_reminder(question, due_at=question.coordinator_looks_until)
    path = f"/ondersteuningsvragen/{question.code}"
    shown = page.get(path)

    assert shown.texts(".next h2") == ["Dit wacht op jou"]
    assert "Lees deze vraag en laat hem doorgaan." in shown.texts(".next")[0]
    assert "Doe dit uiterlijk do 19 november." in shown.texts(".next")[0]
    assert "De coördinator kijkt er" not in shown.text
    assert shown.texts(".story .then") == [
        "uiterlijk do 19 novemberJij kijkt of de vraag door kan.",
        "op do 19 novemberWacht de vraag dan nog op jou? Dan herinneren we je eraan.",
    ]
    (form,) = shown.all(".next form")
    page.submit(form.get("action"))
    assert question.state is RequestState.SEARCHING
    assert "laat hem doorgaan" not in next_sheet(page, question)


def test_who_asked_is_told_to_the_coordinator_who_may_call(page: Page, region: Region, coordinator: User) -> None:
    question = stuck(region)
    path = f"/ondersteuningsvragen/{question.code}"

    assert question.requester.email in page.get(path).text
    make_match(request=question, profile=(profile := make_profile()))
    page.sign_in(profile.people[0].user)
    answer = page.get(path)
    assert answer.status == 200
    assert question.requester.email not in answer.text


def test_who_is_late_is_told_so_and_no_day_that_is_over_is_promised(
    page: Page, region: Region, coordinator: User, clock
) -> None:
    question = stuck(region)
    assert "Doe dit uiterlijk do 19 november." in next_sheet(page, question)

    clock.shift(timedelta(days=4))
    page.sign_in(coordinator)
    shown = page.get(f"/ondersteuningsvragen/{question.code}")
    assert "Dat had uiterlijk do 19 november gemoeten. Kijk er vandaag naar." in shown.texts(".next")[0]
    assert not [words for words in shown.texts(".story .then") if "Jij kijkt" in words]
    assert [link.get("href").split("/")[-1] for link in shown.all(".next a.btn")] == ["kandidaten", "opnieuw-zoeken"]


def test_who_passed_over_the_only_candidate_reads_that_nobody_is_left_before_and_after_letting_it_through(
    page: Page, region: Region, coordinator: User
) -> None:
    question, in_vain = in_triage(region), "Er is niemand over om te vragen. Nodig zelf iemand uit."
    candidate = make_match(request=question, profile=make_profile(region), state=MatchState.PROPOSED, invited_at=None)
    path = f"/ondersteuningsvragen/{question.code}"
    for shown in (path, f"{path}/kandidaten"):
        assert in_vain not in page.get(shown).text

    page.submit(f"/koppelingen/{candidate.public_id}/overslaan")
    for shown in (path, f"{path}/kandidaten"):
        assert in_vain in page.get(shown).text
        assert "Dan zoeken we wie past" not in page.get(shown).text

    page.submit(f"{path}/doorlaten")
    with unit_of_work():
        waves.search(question.id)
    assert "1 overgeslagen, verder past niemand" in page.get("/vandaag").text
    assert "niemand die past" not in page.get(path).text


def test_searching_anew_is_no_first_step_while_nobody_new_fits(page: Page, region: Region, coordinator: User) -> None:
    path = f"/ondersteuningsvragen/{stuck(region).code}"

    def look_of_search() -> str:
        (link,) = [one for one in page.get(f"{path}/kandidaten").all("a.btn") if "opnieuw" in one.get("href")]
        return link.get("class")

    assert look_of_search() == "btn btn-quiet"
    assert "niemand nieuw. Opnieuw zoeken levert waarschijnlijk niets op." in page.get(f"{path}/opnieuw-zoeken").text
    for _one in range(2):
        make_profile(region)
    assert look_of_search() == "btn btn-primary"
    assert "Er passen nu 2 nieuwe profielen." in page.get(f"{path}/opnieuw-zoeken").text


def test_who_opens_a_question_again_reads_who_is_asked_first_and_what_came_of_it_then(
    page: Page, region: Region, coordinator: User
) -> None:
    question, profile = make_request(region, state=RequestState.CLOSED), make_profile(region)
    match = make_match(request=question, profile=profile, state=MatchState.ACCEPTED)
    make_engagement(match=match, state=EngagementState.CLOSED, outcome=Outcome.PARTLY)
    for action in ("match.invited", "match.accepted"):
        record(action, match, actor_id=None, request=question)
    path = f"/ondersteuningsvragen/{question.code}"

    assert (
        f"“{profile.title}” vragen we waarschijnlijk weer, in de eerste ronde"
        in page.get(f"{path}/opnieuw-zoeken").text
    )
    page.submit(f"{path}/opnieuw-zoeken")

    assert page.get(path).texts(".asked .state") == ["Zei eerder ja"]
    page.submit(f"{path}/uitnodigen/{profile.public_id}")
    for shown in (path, f"{path}/kandidaten"):
        assert ": zei ja." in page.get(shown).text


@pytest.mark.parametrize("of_state", [in_triage, stuck])
def test_who_asked_reads_what_the_coordinator_does_and_gets_no_such_button(
    page: Page, region: Region, of_state
) -> None:
    question = of_state(region)
    page.sign_in(make_requester(question.location))
    shown = page.get(f"/ondersteuningsvragen/{question.code}")

    assert "De coördinator kijkt er uiterlijk do 19 november naar." in shown.text
    assert not shown.all(".next form")
    assert "Jij kijkt" not in shown.text


class TestTheStoryOfAQuestionThatWasTakenBack:
    def test_tells_who_did_and_why(self, page: Page, region: Region, coordinator: User) -> None:
        question = make_request(region)
        with unit_of_work():
            withdrawal.withdraw_question(question, actor_id=question.requester_id, reason="elsewhere")

        path = f"/ondersteuningsvragen/{question.code}"
        assert "De school trok de vraag in: “We hebben elders hulp gevonden.”" in page.get(path).text
        page.sign_in(question.requester)
        assert "Jullie trokken de vraag in: “We hebben elders hulp gevonden.”" in page.get(path).text

    def test_is_asked_for_in_the_words_of_who_takes_it_back(
        self, page: Page, region: Region, coordinator: User
    ) -> None:
        question = make_request(region)
        path, of_the_school = f"/ondersteuningsvragen/{question.code}/intrekken", "Je kunt later een nieuwe vraag"

        to_coordinator = page.get(path).text
        assert f"De vraag van {question.location.name} stopt." in to_coordinator
        assert "De school vond elders hulp" in to_coordinator
        assert of_the_school not in to_coordinator
        page.sign_in(make_requester(question.location))
        to_school = page.get(path).text
        assert of_the_school in to_school
        assert "We hebben elders hulp gevonden" in to_school

    @pytest.mark.parametrize(("reason", "said"), [("other", "."), ("elsewhere", ": “De school vond elders hulp.”")])
    def test_tells_the_school_that_the_coordinator_did(
        self, page: Page, region: Region, reason: str, said: str
    ) -> None:
        question = make_request(region)
        with unit_of_work():
            withdrawal.withdraw_question(question, actor_id=make_coordinator(region).id, reason=reason)

        page.sign_in(question.requester)
        shown = page.get(f"/ondersteuningsvragen/{question.code}")
        assert f"De coördinator trok de vraag in{said}" in shown.text
        assert "Iets anders" not in shown.text


def test_the_story_quotes_the_name_of_a_profile(page: Page, region: Region, coordinator: User) -> None:
    from_school = make_profile(region, title="Als praten niet lukt")
    match = make_match(request=make_request(region), profile=from_school)
    with unit_of_work():
        answers.decline(match, DeclineReason.NO_HOURS, person=from_school.people[0].user)

    shown = page.get(f"/ondersteuningsvragen/{match.request.code}")
    assert "“Als praten niet lukt” kan nu niet." in shown.text


def test_what_happens_on_a_day_is_not_said_to_come_sooner(page: Page, region: Region, coordinator: User) -> None:
    question, sunday = make_request(region), datetime(2026, 11, 29, 8, tzinfo=UTC)
    with unit_of_work():
        followups.schedule(FollowUpKind.OFFER_WAITING, question, due_at=sunday)
        followups.schedule(FollowUpKind.NEXT_WAVE, question, due_at=sunday + timedelta(days=1))

    days = [one.text_content() for one in page.get(f"/ondersteuningsvragen/{question.code}").all(".story .then time")]
    assert days == ["op zo 29 november", "uiterlijk ma 30 november"]


class TestWhatWasDoneAlready:
    def test_says_that_the_question_goes_on(self, page: Page, region: Region, coordinator: User) -> None:
        question = in_triage(region)
        path = f"/ondersteuningsvragen/{question.code}/doorlaten"
        page.submit(path)

        again = page.submit(path)
        assert again.status == 409
        assert "Deze vraag gaat al door: we zoeken wie past. Je hoeft hem niet meer door te laten." in again.text

    @pytest.mark.parametrize(
        ("state", "said"),
        [
            (RequestState.WITHDRAWN, "Deze vraag is al ingetrokken."),
            (RequestState.CLOSED, "Deze vraag is al afgerond."),
        ],
    )
    def test_says_that_the_question_ended(
        self, page: Page, region: Region, coordinator: User, state: RequestState, said: str
    ) -> None:
        question = make_request(region, state=state)

        again = page.submit(f"/ondersteuningsvragen/{question.code}/intrekken", {"reason": "solved"})
        assert again.status == 409
        assert f"{said} Je hoeft niets meer te doen." in again.text
