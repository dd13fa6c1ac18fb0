"""Asking in three steps: nothing typed is lost, nothing identifying is stored."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from network.asking import service as asking
from network.core.database import db
from network.models import AuditEvent, RegionPolicy, SupportRequest, User
from network.models.support_request import RequestState
from network.privacy import guard, reading
from network.privacy.reading import Reading
from network.privacy.service import NOT_A_NAME
from tests.factories import make_request
from tests.page import Answer, Page

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
    story = "Zij doet wat ik zeg, maar als ik wegga doet zij wat zij zelf wil en dan vraagt zij of het zo goed is."
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


def test_what_is_wrong_in_several_fields_is_said_once_with_the_places(page: Page, requester: User) -> None:
    answer = begin(page, requester, story="Onze leerling Jan wordt snel boos.", tried="Bellen met 06 12345678.")

    said = "Hier staat iets waaraan je een leerling kunt herkennen. Haal het weg en ga dan verder."
    first, *places = answer.texts(".error-summary li")
    assert (first, answer.text.count(said)) == (said, 1)
    assert [line.split(":")[0] for line in places] == ["Bij “Wat speelt er?”", "Bij “Wat heb je al geprobeerd?”"]
    assert answer.text.count("We bewaren geen gegevens van leerlingen.") == 1


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


def test_one_click_takes_all_away_but_what_was_said_to_be_no_name(page: Page, requester: User) -> None:
    texts = {"story": "Onze leerling Jan slaat juf Anja en Wim. Jans moeder belt.", "tried": "Bellen met 06 12345678."}

    refused = begin(page, requester, **texts, not_a_name=["wim"])
    answer = begin(page, requester, **texts, not_a_name=["wim"], mend_all="1")

    (button,) = refused.all("button[name=mend_all]")
    assert button.get("formaction") == "#story"
    assert answer.texts("textarea[name=story]") == ["Onze leerling slaat juf en Wim. De moeder van de leerling belt."]
    assert answer.texts("textarea[name=tried]") == ["Bellen."]
    assert [one.get("value") for one in answer.all("input[name=not_a_name]")] == ["wim"]
    assert not db.session.scalars(select(SupportRequest)).all()


def test_all_is_offered_where_there_is_more_than_one_and_enter_sends_the_form(page: Page, requester: User) -> None:
    one = begin(page, requester, story="Onze leerling Jan wordt snel boos.")
    many = begin(page, requester, story=" ".join(f"Bel 06 1234567{n}." for n in range(10)))

    assert not one.all("button[name=mend_all]")
    assert len(many.all(".guard mark")) == 8
    assert "Er zijn nog 2 plekken." in many.text
    assert [answer.all("form[novalidate] button")[0].get("name") for answer in (one, many)] == [None, None]


@pytest.mark.parametrize("button", [{}, {"mend": "title:15:18"}, {"mend": "story:14:17"}, {"mend_all": "1"}])
def test_what_is_too_long_is_not_read_whatever_is_pressed(
    page: Page, requester: User, looked: list[tuple[str, bool]], button: dict[str, str]
) -> None:
    story = "Onze leerling Jan wordt boos. " * 200

    answer = begin(page, requester, title="Onze leerling Jan is boos", story=story, not_a_name=["anja"], **button)

    assert answer.texts("#story-error") == ["Dit is te lang: hoogstens 4.000 tekens."]
    assert answer.texts("textarea[name=story]") == [story.strip()]
    assert answer.texts(".guard mark") == ["Jan"]
    assert [one.get("value") for one in answer.all("input[name=not_a_name]")] == ["anja"]
    assert max(len(text) for text, _in_unit in looked) <= 4000


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


def test_the_group_that_the_story_names_stands_there_until_another_is_chosen(page: Page, requester: User) -> None:
    begin(page, requester, title="Een jongen in groep 5 wordt snel boos")
    path = f"/ondersteuningsvragen/{the_question().code}/wat-helpt"

    named = page.get(path)
    page.submit(path, WISHES | {"age_group": "groep-7-8", "version": str(the_question().version)})
    chosen = page.get(path)

    assert "Uit je tekst: “groep 5”." in named.text
    assert [one.get("value") for one in named.all("#age_group option[selected]")] == ["groep-5-6"]
    assert [one.get("value") for one in chosen.all("#age_group option[selected]")] == ["groep-7-8"]
    assert "Uit je tekst" not in chosen.text


def test_a_start_on_a_day_off_is_kept_and_the_first_school_day_is_said(page: Page, requester: User) -> None:
    begin(page, requester)
    steps = f"/ondersteuningsvragen/{the_question().code}"
    told = "Let op: za 5 december is geen schooldag. De eerste daarna is ma 7 december."

    for chosen, is_told in (("2026-12-05", True), ("2026-12-07", False)):
        version = str(the_question().version)
        page.submit(f"{steps}/wat-helpt", WISHES | {"wanted_start_on": chosen, "version": version})

        assert str(the_question().wanted_start_on) == chosen
        assert [told in page.get(f"{steps}/{step}").text for step in ("nakijken", "wat-helpt")] == [is_told] * 2


def test_who_sends_a_question_in_a_weekend_reads_when_the_mail_goes(page: Page, requester: User, clock) -> None:
    told = "De mail aan specialisten gaat ma 23 november om 7.30 uur."
    begin(page, requester)
    assert told not in page.get(f"/ondersteuningsvragen/{the_question().code}/nakijken").text
    clock.move_to(datetime(2026, 11, 21, 12, tzinfo=UTC))
    page.sign_in(requester)

    assert told in page.get(f"/ondersteuningsvragen/{the_question().code}/nakijken").text


def test_who_asks_where_a_coordinator_reads_first_reads_so_before_sending(page: Page, requester: User, clock) -> None:
    reads_first, at_once = "De coördinator leest je vraag eerst, uiterlijk wo 25 november.", "We zoeken meteen wie past"
    begin(page, requester)
    path = f"/ondersteuningsvragen/{the_question().code}/nakijken"
    without = page.get(path).text
    clock.move_to(datetime(2026, 11, 21, 12, tzinfo=UTC))
    page.sign_in(requester)
    db.session.add(RegionPolicy(region=the_question().location.region, number=1, values={"triage": True}))
    db.session.flush()

    told = page.get(path).text

    assert [at_once in one for one in (without, told)] == [True, False]
    assert [reads_first in one for one in (without, told)] == [False, True]
    assert "De mail aan specialisten gaat" not in told


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

    read_ahead = asking.read_ahead
    monkeypatch.setattr(asking, "read_ahead", read_and_rewrite)
    answer = page.submit(f"/ondersteuningsvragen/{question.code}/nakijken", {"version": "1"})

    assert answer.status == 422
    assert question.state is RequestState.DRAFT


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
