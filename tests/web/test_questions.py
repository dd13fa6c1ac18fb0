"""The pages of a question that was asked: what happened and what will, for each of its readers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from network.access import links
from network.access.audit import record
from network.answering import answers
from network.core.database import db, unit_of_work
from network.models import AuditEvent, Match, Notice, SupportRequest, User
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.notices.kinds.waves import ANSWER
from network.support_requests import service as questions
from network.waves import service as waves
from tests.factories import (
    make_coordinator,
    make_match,
    make_profile,
    make_request,
    make_special_location,
)
from tests.page import Page
from workers import work


def test_the_page_says_what_happened_what_will_and_why_whom(page: Page, requester: User) -> None:
    place = requester.memberships[0].location
    question = make_request(requester=requester, location=place, state=RequestState.SUBMITTED)
    make_profile(place.region, title="Dienst gedrag")
    from_draft = question.code
    with unit_of_work():
        db.session.merge(question)
    page.submit(f"/ondersteuningsvragen/{from_draft}/toevoegen", {"text": "Nog iets erbij."})

    answer = page.get(f"/ondersteuningsvragen/{question.code}")

    assert "Er is iets toegevoegd aan de vraag." in answer.text
    assert "Je hoeft nu niets te doen." in answer.text


@pytest.mark.parametrize("state", [RequestState.STUCK, RequestState.IN_TRIAGE])
def test_the_page_says_by_when_the_coordinator_looks(page: Page, requester: User, clock, state: RequestState) -> None:
    question = make_request(
        requester=requester, location=requester.memberships[0].location, state=RequestState.SEARCHING
    )
    with unit_of_work():
        if state is RequestState.STUCK:
            waves.mark_stuck(question)
        else:
            question.state = RequestState.SUBMITTED
            questions.move(question, state)
    path = f"/ondersteuningsvragen/{question.code}"

    assert "De coördinator kijkt er uiterlijk do 19 november naar." in page.get(path).text

    clock.shift(timedelta(days=4))
    page.sign_in(requester)
    assert "zou er uiterlijk do 19 november naar kijken" in page.get(path).text


def test_a_coordinator_who_reads_a_question_is_written_down_and_the_school_is_not(page: Page, requester: User) -> None:
    question = make_request(requester=requester, location=requester.memberships[0].location)
    page.get(f"/ondersteuningsvragen/{question.code}")
    coordinator = make_coordinator(question.region)
    page.sign_in(coordinator)
    page.get(f"/ondersteuningsvragen/{question.code}")

    readers = db.session.scalars(select(AuditEvent.actor_id).where(AuditEvent.action == "request.read")).all()
    assert readers == [coordinator.id]


def test_only_who_asked_reads_that_specialists_have_their_question(page: Page, clock) -> None:
    question = make_match().request
    said = {}
    for reader in (question.requester, make_coordinator(question.region)):
        page.sign_in(reader)
        said[reader] = page.get(f"/ondersteuningsvragen/{question.code}").text

    asker, coordinator = said.values()
    assert "Eén specialist heeft je vraag gekregen." in asker
    assert "Eén specialist heeft de vraag gekregen." in coordinator


class TestSpecialist:
    @pytest.fixture
    def match(self, page: Page, clock) -> Match:
        match = make_match()
        page.sign_in(match.profile.people[0].user)
        return match

    def test_reads_the_story_and_why(self, page: Page, match: Match) -> None:
        answer = page.get(f"/uitnodigingen/{match.public_id}")

        assert match.request.story in answer.text
        assert "Waarom krijgen jullie deze vraag" in answer.text

    def test_reads_of_what_happened_only_what_is_about_the_question_and_about_them(
        self, page: Page, match: Match
    ) -> None:
        other = make_match(request=match.request, profile=make_profile(title="Dienst Anders"))
        people = {one: one.profile.people[0].user for one in (match, other)}
        with unit_of_work():
            answers.decline(other, DeclineReason.NO_HOURS, person=people[other])
            engagement = answers.accept(match, people[match])
            record("match.wave_invited", match.request, actor_id=None, request=match.request, wave=1, count=2)
            record("engagement.given_back", other, actor_id=None, request=match.request, profile="Dienst Anders")
            record("request.submitted", match.request, actor_id=None, request=match.request)
        path = f"/ondersteuningsvragen/{match.request.code}"

        shown = page.get(path).text

        assert f"“{match.profile.title}” zegt ja." in shown
        assert "De vraag is verstuurd." in shown
        assert "Dienst Anders" not in shown
        assert "2 specialisten" not in shown
        page.sign_in(engagement.request.requester)
        assert "“Dienst Anders” kan nu niet." in page.get(path).text

    @pytest.mark.parametrize(
        ("state", "own", "of_others"),
        [
            (MatchState.ACCEPTED, "Jullie zeiden ja", "Zegt ja"),
            (MatchState.DECLINED, "Jullie konden niet", "Kan nu niet"),
        ],
    )
    def test_reads_their_own_answer_as_theirs(
        self, page: Page, clock, state: MatchState, own: str, of_others: str
    ) -> None:
        match = make_match(state=state)
        page.sign_in(match.profile.people[0].user)
        for path in ("/uitnodigingen", f"/uitnodigingen/{match.public_id}"):
            assert page.get(path).texts(".state") == [own]
        page.sign_in(match.request.requester)
        assert of_others in page.get(f"/ondersteuningsvragen/{match.request.code}").texts(".state")

    def test_the_list_shows_no_story_and_no_school(self, page: Page, match: Match) -> None:
        answer = page.get("/uitnodigingen")

        assert "Agressieregulatie" in answer.text
        assert match.request.story not in answer.text
        assert match.request.location.name not in answer.text

    def test_says_yes(self, page: Page, match: Match) -> None:
        assert "/trajecten/" in page.submit(f"/uitnodigingen/{match.public_id}/ja").location
        assert db.session.get(Match, match.id).state is MatchState.ACCEPTED

    def test_says_no_with_a_reason_and_is_asked_for_one(self, page: Page, match: Match) -> None:
        path = f"/uitnodigingen/{match.public_id}/nee"

        assert "Kies een reden" in page.submit(path).text
        page.submit(path, {"reason": "too_far"})

        assert db.session.get(Match, match.id).decline_reason is DeclineReason.TOO_FAR

    def test_says_no_with_a_colleagues_name_that_is_no_pupils(self, page: Page, match: Match) -> None:
        path = f"/uitnodigingen/{match.public_id}/nee"
        answer = {"reason": "other", "note": "Juf Anja kan niet."}

        refused = page.submit(path, answer)
        page.submit(path, answer | {"not_a_name": "anja"})

        assert refused.texts(".guard mark") == ["Anja"]
        assert db.session.get(Match, match.id).decline_note == "Juf Anja kan niet."

    def test_an_invitation_that_was_taken_back_is_gone(self, page: Page, match: Match) -> None:
        match.state = MatchState.WITHDRAWN
        db.session.commit()

        assert page.get(f"/uitnodigingen/{match.public_id}").status == 404


class TestLink:
    @pytest.fixture
    def path(self, app, page: Page, clock) -> str:
        self.match = make_match()
        with app.test_request_context():
            token = links.sign(ANSWER, self.match.public_id, self.match.profile.people[0].user.public_id)
        return f"/uitnodigingen/antwoord/{token}"

    def test_a_colleagues_name_that_is_no_pupils_goes_along_without_signing_in(self, page: Page, path: str) -> None:
        answer = {"reason": "other", "note": "Juf Anja kan niet."}

        refused = page.submit(f"{path}/nee", answer)
        denied = page.submit(f"{path}/nee", answer | {"deny": "note:4:8"})
        page.submit(f"{path}/nee", answer | {"not_a_name": "anja"})

        assert refused.texts(".guard mark") == ["Anja"]
        assert [one.get("value") for one in denied.all("input[name=not_a_name]")] == ["anja"]
        assert db.session.get(Match, self.match.id).decline_note == "Juf Anja kan niet."

    def test_following_the_link_answers_nothing(self, page: Page, path: str) -> None:
        answer = page.get(path)

        assert answer.status == 200
        assert self.match.request.story not in answer.text
        assert db.session.get(Match, self.match.id).state is MatchState.INVITED

    def test_confirming_says_yes(self, page: Page, path: str) -> None:
        thanks = page.submit(f"{path}/ja", follow=True)

        assert db.session.get(Match, self.match.id).state is MatchState.ACCEPTED
        assert "Fijn dat je meedenkt" in thanks.text
        assert thanks.response.request.path == f"{path}/bedankt"

    def test_who_did_not_answer_is_not_thanked(self, page: Page, path: str) -> None:
        assert page.get(f"{path}/bedankt").location.endswith(path)

    def test_after_eight_school_days_it_has_ended(self, page: Page, path: str, clock) -> None:
        clock.shift(11 * 86400)

        assert page.get(path).status == 410
        assert page.submit(f"{path}/ja").status == 404

    def test_a_link_that_was_changed_is_none(self, page: Page, path: str) -> None:
        assert page.get(path[:-3] + "abc").status == 404

    def test_who_left_the_profile_cannot_answer_any_more(self, page: Page, path: str) -> None:
        self.match.profile.people[0].user.is_active = False
        db.session.commit()

        assert page.submit(f"{path}/ja").status == 404


class TestCoordinator:
    @pytest.fixture
    def question(self, page: Page, clock) -> SupportRequest:
        question = make_request(state=RequestState.SUBMITTED)
        for title in ("Dienst een", "Dienst twee", "Dienst drie", "Dienst vier"):
            make_profile(question.region, title=title)
        page.sign_in(make_coordinator(question.region))

        with unit_of_work():
            questions.promise_search(question)
        work.sweep()
        return question

    def test_sees_the_ranked_list_with_reasons(self, page: Page, question: SupportRequest) -> None:
        answer = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten")

        assert len(answer.all("article.sheet")) == 4
        assert "Dit kunnen zij: agressieregulatie." in answer.text

    def test_invites_passes_over_and_takes_back(self, page: Page, question: SupportRequest) -> None:
        waiting = db.session.scalars(select(Match).where(Match.state == MatchState.PROPOSED)).one()
        asked = db.session.scalars(select(Match).where(Match.state == MatchState.INVITED)).first()

        page.submit(f"/koppelingen/{waiting.public_id}/overslaan")
        assert db.session.get(Match, waiting.id).state is MatchState.WITHDRAWN
        assert "Overgeslagen" in page.get(f"/ondersteuningsvragen/{question.code}/kandidaten").text

        page.submit(f"/ondersteuningsvragen/{question.code}/uitnodigen/{waiting.profile.public_id}")
        assert db.session.get(Match, waiting.id).state is MatchState.INVITED

        path = f"/koppelingen/{asked.public_id}/terugnemen"
        assert f"De school van “{asked.profile.title}” hoort dat ze niet meer hoeft te" in page.get(path).text
        page.submit(path)
        assert db.session.get(Match, asked.id).state is MatchState.WITHDRAWN

    def test_who_was_passed_over_is_not_told_as_one_who_was_asked(self, page: Page, question: SupportRequest) -> None:
        waiting = db.session.scalars(select(Match).where(Match.state == MatchState.PROPOSED)).one()
        asked = db.session.scalars(select(Match).where(Match.state == MatchState.INVITED)).first()
        page.submit(f"/koppelingen/{waiting.public_id}/overslaan")
        page.submit(f"/koppelingen/{asked.public_id}/terugnemen")

        for reader in (None, question.requester):
            if reader:
                page.sign_in(reader)
            shown = page.get(f"/ondersteuningsvragen/{question.code}").texts("article.asked")
            assert not [words for words in shown if waiting.profile.title in words]
            assert [asked.profile.title in words for words in shown if "Niet meer gevraagd" in words] == [True]

    def test_sees_why_any_profile_is_or_is_not_asked(self, page: Page, question: SupportRequest) -> None:
        elsewhere = make_profile(location=make_special_location(), title="Ver weg")

        answer = page.get(f"/ondersteuningsvragen/{question.code}/waarom/{elsewhere.public_id}")

        assert "buiten het werkgebied" in answer.text
        assert "Nodig toch uit" in answer.text

    def test_the_queue_filters_by_its_address_and_exports_no_formulas(
        self, page: Page, question: SupportRequest
    ) -> None:
        question.title = "=HYPERLINK()"
        make_request(question.region, title="Afgerond", state=RequestState.CLOSED)
        make_request(title="Van een ander")
        db.session.commit()

        shown = page.get("/vragen?status=open").text
        exported = page.get("/vragen.csv?status=alle").text_raw

        assert "=HYPERLINK()" in shown
        assert "Afgerond" not in shown.split("Gesteld op")[-1]
        assert ";'=HYPERLINK();" in exported
        assert "Van een ander" not in shown + exported

    def test_new_rules_count_for_new_questions_only(self, page: Page, question: SupportRequest) -> None:
        form = page.get("/regio")
        values = {one.get("name"): one.get("value") for one in form.all("main form input[name]")} | {"wave_size": "1"}
        del values["triage"], values["widen"]

        assert page.submit("/regio", values).status == 302
        assert question.policy.wave_size == 3
        assert "net" in page.submit("/regio", values).text

    def test_a_rule_that_cannot_be_is_refused_beside_its_field(self, page: Page, question: SupportRequest) -> None:
        form = page.get("/regio")
        values = {one.get("name"): one.get("value") for one in form.all("main form input[name]")} | {"wave_size": "99"}

        answer = page.submit("/regio", values)

        assert answer.texts("#wave_size-error") == ["Vul een getal in tussen 1 en 10."]

    @pytest.mark.parametrize(("left", "said"), [(0, "Wacht op 3 antwoorden"), (2, "De rondes zijn op")])
    def test_reads_the_same_of_what_is_stuck_everywhere(
        self, page: Page, question: SupportRequest, left: int, said: str
    ) -> None:
        with unit_of_work():
            waves.mark_stuck(db.session.get(SupportRequest, question.id), left=left)
        path = f"/ondersteuningsvragen/{question.code}"

        for one in ("/vandaag", "/vragen", path, f"{path}/kandidaten"):
            assert said in page.get(one).texts(".state")
        page.sign_in(question.requester)
        assert "De coördinator zoekt mee" in page.get(path).texts(".state")

    def test_the_worklist_names_what_is_stuck_and_why(self, page: Page, question: SupportRequest) -> None:
        with unit_of_work():
            waves.mark_stuck(db.session.get(SupportRequest, question.id))

        path = f"/ondersteuningsvragen/{question.code}"
        assert "3 specialisten kunnen nog antwoorden, tot vr 4 december." in page.get(path).text
        answer = page.get("/vandaag")

        assert question.title in answer.text
        assert "3 gevraagd, en die kunnen nog antwoorden" in answer.text
        assert db.session.scalars(select(Notice.kind).where(Notice.kind == "question_needs_coordinator")).all()
