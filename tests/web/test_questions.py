"""Asking in three steps: nothing typed is lost, nothing identifying is stored; and following what happens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from network.access import links
from network.access.audit import record
from network.answering import answers
from network.core.database import db, unit_of_work
from network.models import AuditEvent, Match, Notice, SupportRequest, User
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.notices.kinds.waves import ANSWER
from network.privacy import guard, reading
from network.privacy.reading import Reading
from network.privacy.service import NOT_A_NAME
from network.support_requests import service as questions
from network.waves import service as waves
from tests.factories import (
    make_coordinator,
    make_match,
    make_profile,
    make_request,
    make_special_location,
)
from tests.page import Answer, Page
from workers import work

STORY = {
    "title": "Een leerling wordt snel boos",
    "story": "Een leerling gooit met stoelen en de leraar weet het niet meer.",
    "tried": "",
}
WISHES = {
    "forms": ["observatie"],
    "setting": "pupil",
    "age_group": "groep-5-6",
    "school_type": "bo",
    "urgency": "normal",
    "wanted_start_on": "",  # as a browser sends an empty field
    "estimated_hours": "2,5",
}


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Each text that the guard reads, and whether others had to wait for the write lock meanwhile."""
    seen: list[tuple[str, bool]] = []

    def read(text: str) -> Reading:
        seen.append((text, bool(db.session.info.get("in_unit"))))
        return reading.read(text)

    monkeypatch.setattr(guard, "read", read)
    return seen


def draft_of(requester: User, **values: str) -> SupportRequest:
    place = requester.memberships[0].location
    return make_request(requester=requester, location=place, state=RequestState.DRAFT, submitted_at=None, **values)


def begin(page: Page, requester: User, **changes: str):
    place = requester.memberships[0].location
    return page.submit("/ondersteuningsvragen/nieuw", STORY | {"location": place.public_id} | changes)


def the_question() -> SupportRequest:
    return db.session.scalars(select(SupportRequest)).one()


def test_three_steps_make_a_question_that_is_searched_for(page: Page, requester: User) -> None:
    begin(page, requester)
    path = f"/ondersteuningsvragen/{the_question().code}"
    page.submit(
        f"{path}/wat-speelt-er",
        STORY
        | {"needs": ["agressieregulatie"], "location": requester.memberships[0].location.public_id, "version": "1"},
    )
    page.submit(f"{path}/wat-helpt", WISHES | {"version": str(the_question().version)})

    answer = page.submit(f"{path}/nakijken", {"version": str(the_question().version)}, follow=True)

    assert "Je vraag is verstuurd" in answer.text
    assert the_question().state is RequestState.SUBMITTED
    assert the_question().estimated_hours == 2.5


def test_going_on_without_a_subject_is_told_beside_the_subjects(page: Page, requester: User) -> None:
    begin(page, requester)
    path = f"/ondersteuningsvragen/{the_question().code}/wat-speelt-er"

    answer = page.submit(path, STORY | {"location": requester.memberships[0].location.public_id})

    assert answer.status == 422
    assert answer.texts("#needs .field-error") == ["Vink aan waar het over gaat, of kies iets anders."]
    assert answer.all(".error-summary a[href='#needs']")
    assert not answer.all("#needs input[checked]")


def test_who_goes_on_later_is_back_at_the_list_and_told_that_it_is_kept(page: Page, requester: User) -> None:
    new = begin(page, requester, later="1")
    path = f"/ondersteuningsvragen/{the_question().code}/wat-speelt-er"
    place = requester.memberships[0].location.public_id
    changed = page.submit(
        path, STORY | {"location": place, "title": "Een leerling is boos", "later": "1", "version": "1"}, follow=True
    )

    assert new.location == "/ondersteuningsvragen"
    assert "Je vraag is bewaard." in changed.text
    assert the_question().title == "Een leerling is boos"


def test_step_one_suggests_subjects_with_the_words_they_came_from(page: Page, requester: User) -> None:
    begin(page, requester, story="Een leerling met faalangst durft niets meer op te schrijven.")

    answer = page.get(f"/ondersteuningsvragen/{the_question().code}/wat-speelt-er")

    suggested = [words for words in answer.texts("#needs > .choice-list .choice") if "Faalangst" in words]
    assert suggested
    assert "“faalangst”" in suggested[0]


def test_the_title_is_heard_too(page: Page, requester: User) -> None:
    begin(page, requester, title="Dyslexie in groep 6", story="We weten niet goed hoe we verder moeten met hem.")

    answer = page.get(f"/ondersteuningsvragen/{the_question().code}/wat-speelt-er")

    assert [words for words in answer.texts("#needs > .choice-list .choice") if words.startswith("Dyslexie")]


def test_a_subject_that_only_the_whole_text_sounds_like_shows_no_word_for_it(page: Page, requester: User) -> None:
    story = "Ik vroeg of hij wel komt. Als ik iets zeg, gaat hij lachen en zegt hij dat het beter moet."
    begin(page, requester, story=story)

    answer = page.get(f"/ondersteuningsvragen/{the_question().code}/wat-speelt-er")

    suggested = answer.texts("#needs > .choice-list .choice")
    without = [words for words in suggested if "zo klinkt je vraag" in words]
    assert without and not [words for words in without if "“" in words]
    assert [words for words in suggested if "“" in words and words not in without]


def test_a_fraction_in_the_story_does_not_stand_in_the_way(page: Page, requester: User) -> None:
    begin(page, requester, story="Na 1½ uur durft hij door faalangst niets meer op te schrijven.")

    answer = page.get(f"/ondersteuningsvragen/{the_question().code}/wat-speelt-er")

    assert any("“faalangst”" in words for words in answer.texts("#needs > .choice-list .choice"))


def test_a_name_is_refused_shown_and_not_stored(page: Page, requester: User) -> None:
    answer = begin(page, requester, story="Onze leerling Jan wordt snel boos en gooit met stoelen.")

    assert answer.status == 422
    assert answer.texts(".guard mark") == ["Jan"]
    assert "leerling Jan" in answer.all("#story")[0].text_content()
    assert not db.session.scalars(select(SupportRequest)).all()


def test_every_field_that_names_a_pupil_is_shown_with_its_own_box(page: Page, requester: User) -> None:
    answer = begin(page, requester, story="Onze leerling Jan wordt snel boos.", tried="Bellen met 06 12345678.")

    assert answer.status == 422
    assert answer.texts("#story ~ .guard mark") == ["Jan"]
    assert answer.texts("#tried ~ .guard mark") == ["06 12345678"]
    assert not answer.all("#title ~ .guard")


def test_the_summary_says_in_which_fields_the_same_is_wrong(page: Page, requester: User) -> None:
    answer = begin(page, requester, story="Onze leerling Jan wordt snel boos.", tried="Bellen met 06 12345678.")

    lines = answer.texts(".error-summary li")
    assert [line.split(":")[0] for line in lines] == ["Bij “Wat speelt er?”", "Bij “Wat heb je al geprobeerd?”"]


def test_a_name_that_stands_more_often_in_a_field_has_one_box_there(page: Page, requester: User) -> None:
    answer = begin(page, requester, story="Onze leerling Jan wordt snel boos. Jan gooit. Jans moeder Fatima huilt.")

    assert answer.texts("#story ~ .guard mark") == ["Jan", "Fatima"]


def test_mending_one_place_leaves_the_others_marked(page: Page, requester: User) -> None:
    texts = {"story": "Onze leerling Jan wordt snel boos.", "tried": "Bellen met 06 12345678."}

    answer = begin(page, requester, **texts, mend="story:14:17")

    assert answer.texts("textarea[name=story]") == ["Onze leerling wordt snel boos."]
    assert answer.texts(".guard mark") == ["06 12345678"]


def test_a_name_goes_from_every_field_with_the_click_that_takes_it_from_one(page: Page, requester: User) -> None:
    texts = {
        "title": "Jan wordt snel boos",
        "story": "Onze leerling Jan wordt snel boos.",
        "tried": "Jan mag op de gang.",
    }

    refused = begin(page, requester, **texts)
    answer = begin(page, requester, **texts, mend="story:14:17")

    assert refused.texts(".guard mark") == ["Jan"] * 3
    assert not answer.all(".guard")
    assert answer.texts("textarea[name=tried]") == ["De leerling mag op de gang."]


def test_a_place_that_was_changed_by_hand_meanwhile_is_no_longer_mended(page: Page, requester: User) -> None:
    begin(page, requester, story="Onze leerling wordt steeds weer snel boos.", mend="story:14:17")

    assert the_question().story == "Onze leerling wordt steeds weer snel boos."


def test_one_click_mends_it_and_still_stores_nothing(page: Page, requester: User) -> None:
    answer = begin(page, requester, story="Onze leerling Jan wordt snel boos.", mend="story:14:17")

    assert answer.all("#story")[0].text_content().strip() == "Onze leerling wordt snel boos."
    assert not answer.all(".guard")
    assert not db.session.scalars(select(SupportRequest)).all()


def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(page: Page, requester: User) -> None:
    answer = begin(page, requester, title="", story="Te kort")

    assert answer.status == 422
    assert answer.texts(".error-summary li") == [
        "Vat je vraag samen in één zin.",
        "Vertel iets meer, zodat een specialist begrijpt wat er speelt.",
    ]
    assert answer.all("#story")[0].text_content().strip() == "Te kort"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"age_group": ""}, "age_group"),
        ({"estimated_hours": "veel"}, "estimated_hours"),
        ({"wanted_start_on": "2020-01-01"}, "wanted_start_on"),
    ],
)
def test_step_two_says_what_is_wrong(page: Page, requester: User, change: dict[str, str], field: str) -> None:
    begin(page, requester)

    answer = page.submit(f"/ondersteuningsvragen/{the_question().code}/wat-helpt", WISHES | change)

    assert answer.status == 422
    assert answer.all(f"#{field}-error")
    assert len(answer.all('input[name="forms"][checked]')) == 1


def test_step_two_says_all_that_is_wrong_at_once(page: Page, requester: User) -> None:
    begin(page, requester)
    wrong = WISHES | {"age_group": "", "wanted_start_on": "2020-01-01"}

    answer = page.submit(f"/ondersteuningsvragen/{the_question().code}/wat-helpt", wrong)

    assert answer.all("#age_group-error")
    assert answer.texts("#wanted_start_on-error") == ["Deze datum is al geweest. Kies vandaag of later."]


def test_a_question_that_is_not_complete_cannot_be_sent(page: Page, requester: User) -> None:
    begin(page, requester)

    path = f"/ondersteuningsvragen/{the_question().code}/nakijken"
    shown, answer = page.get(path), page.submit(path, {"version": "1"})

    missing = "Nog nodig: waar het over gaat, een soort hulp, een groep of klas."
    assert missing in shown.text
    assert answer.status == 422
    assert answer.texts(".error-summary li") == [missing]
    assert the_question().state is RequestState.DRAFT


def test_sending_twice_asks_once(page: Page, requester: User) -> None:
    question = draft_of(requester)
    for _ in range(2):
        page.submit(f"/ondersteuningsvragen/{question.code}/nakijken", {"version": "1"})

    actions = db.session.scalars(select(AuditEvent.action)).all()
    assert actions.count("request.submitted") == 1


def test_what_is_sent_was_read_before_others_must_wait_for_the_lock(
    page: Page, requester: User, looked: list[tuple[str, bool]]
) -> None:
    question = draft_of(requester)

    page.submit(f"/ondersteuningsvragen/{question.code}/nakijken", {"version": "1"})

    assert question.state is RequestState.SUBMITTED
    assert looked.count((question.story, False)) == 1
    assert not any(in_unit for _text, in_unit in looked)


def test_a_text_that_changed_since_it_was_read_is_read_again_before_it_is_sent(
    page: Page, requester: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = draft_of(requester)

    def read_and_rewrite(request: SupportRequest) -> None:
        read_ahead(request)
        with db.engine.begin() as elsewhere:
            elsewhere.execute(update(SupportRequest).values(story="Onze leerling Jan wordt boos."))

    read_ahead = questions.read_ahead
    monkeypatch.setattr(questions, "read_ahead", read_and_rewrite)
    answer = page.submit(f"/ondersteuningsvragen/{question.code}/nakijken", {"version": "1"})

    assert answer.status == 422
    assert question.state is RequestState.DRAFT


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
        page.submit(f"{path}/ja")

        assert db.session.get(Match, self.match.id).state is MatchState.ACCEPTED

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

        page.submit(f"/koppelingen/{asked.public_id}/terugnemen")
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

    @pytest.mark.parametrize(("left", "said"), [(0, "Niemand meer te vragen"), (2, "De rondes zijn op")])
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

        answer = page.get("/vandaag")

        assert question.title in answer.text
        assert "3 gevraagd, en die gaven nog geen antwoord" in answer.text
        assert db.session.scalars(select(Notice.kind).where(Notice.kind == "question_needs_coordinator")).all()


TWO = "Juf Anja en juf Petra zoeken hulp bij de drukte."


class TestWhatIsNoPupilsName:
    STORY = "Bij juf Anja is het druk, zegt Wim van de opvang."

    def test_stays_in_every_field_and_the_others_remain_marked(self, page: Page, requester: User) -> None:
        answer = begin(page, requester, title="De groep van juf Anja", story=self.STORY, deny="story:8:12")

        assert answer.texts(".guard mark") == ["Wim"]
        assert answer.texts("textarea[name=story]") == [self.STORY]
        assert [one.get("value") for one in answer.all("input[name=not_a_name]")] == ["anja", "anja"]
        assert not db.session.scalars(select(SupportRequest)).all()

    def test_a_date_that_is_nobodys_birthday_stays_and_is_kept_as_a_date(self, page: Page, requester: User) -> None:
        story = "In het dossier (12-03-2017) staat iets over drukte in de groep."

        refused = begin(page, requester, story=story)
        denied = begin(page, requester, story=story, deny="story:16:26")
        begin(page, requester, story=story, not_a_name=["12-03-2017"])

        assert refused.texts(".guard mark") == ["12-03-2017"]
        assert "Dit is geen geboortedatum van een leerling" in refused.text
        assert "zeg dat die niet van een leerling of ouder is" in refused.text
        assert "blijft staan: geen geboortedatum van een leerling" in denied.text
        assert the_question().story == story
        event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == NOT_A_NAME)).one()
        assert (event.details["kind"], event.details["count"]) == ("date", 1)

    def test_is_stored_with_the_text_and_asked_no_more(self, page: Page, requester: User) -> None:
        begin(page, requester, story="Bij juf Anja is het druk in de groep.", not_a_name=["anja"])
        path = f"/ondersteuningsvragen/{the_question().code}/wat-speelt-er"

        def tell(**values: object) -> Answer:
            return page.submit(path, STORY | {"version": str(the_question().version), "story": TWO, **values})

        tell(story="Juf Anja zoekt hulp bij de drukte in haar groep.")
        refused = tell()
        denied = tell(deny="story:16:21", not_a_name=["anja"])
        tell(not_a_name=["anja", "petra"])

        assert refused.texts(".guard mark") == ["Petra"]
        assert [one.get("value") for one in refused.all("input[name=not_a_name]")] == ["anja"]
        assert not denied.all(".guard")
        assert the_question().story == TWO

    def test_is_asked_only_of_what_may_be_none(self, page: Page, requester: User) -> None:
        texts = {"story": "Onze leerling Jan slaat juf Anja.", "tried": "Bellen met 06 12345678."}

        answer = begin(page, requester, **texts)

        buttons = [one.get("value") for one in answer.all("button[name=deny]")]
        assert answer.texts(".guard mark") == ["Jan", "Anja", "06 12345678"]
        assert buttons == ["story:28:32"]

    def test_is_looked_for_before_others_must_wait_for_the_lock(
        self, page: Page, requester: User, looked: list[tuple[str, bool]]
    ) -> None:
        begin(page, requester, story=TWO, not_a_name=["anja", "petra"])

        assert the_question().story == TWO
        assert looked.count((TWO, False)) == 1
        assert not any(in_unit for _text, in_unit in looked)

    def test_is_not_asked_of_what_no_word_would_know_again(self, page: Page, requester: User) -> None:
        answer = begin(page, requester, story="De meester Oom helpt juf Anja bij de drukte.")

        assert answer.texts(".guard mark") == ["Oom", "Anja"]
        assert [one.get("value") for one in answer.all("button[name=deny]")] == ["story:25:29"]

    @pytest.mark.parametrize(
        "place", ["story:14:17", "tried:11:22", "story:0:4", "nothing:1:2", "story", f"story:{'9' * 4301}:1"]
    )
    def test_is_believed_of_nothing_else(self, page: Page, requester: User, place: str) -> None:
        texts = {"story": "Onze leerling Jan wordt snel boos.", "tried": "Bellen met 06 12345678."}

        answer = begin(page, requester, **texts, deny=place, not_a_name=["jan", "06 12345678"])

        assert answer.texts(".guard mark") == ["Jan", "06 12345678"]
        assert not db.session.scalars(select(SupportRequest)).all()
