"""What is no pupil's name may be said so, and nothing more comes through with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from network.asking import drafting
from network.asking.drafting import Story
from network.core.database import db
from network.models import AuditEvent
from network.privacy.denials import may_be_denied, phrase_of
from network.privacy.guard import check, check_all, denied_in, mend, read_all
from network.privacy.service import NOT_A_NAME, IdentifyingText, deny_names, refuse_identifying
from tests.factories import make_request, make_requester


def left(text: str, *not_names: str) -> list[str]:
    """What is still marked when these phrases are said to be no names."""
    return [one.of(text) for one in check_all({"story": text}, not_names)["story"]]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("De klas van juf Anja is druk.", "anja"),
        ("De klas van juf Anja is druk. Anja's klas, zegt mevrouw Anja.", "anja"),
        ("We werken met Jan Meertens.", "jan meertens"),
        ("Mevrouw De Vries van het samenwerkingsverband denkt mee.", "de vries"),
        ("De dochter van de bakker huilt.", "van de bakker"),
        ("Een jongen uit groep 5 van de Regenboog wordt boos.", "van de regenboog"),
    ],
)
def test_what_is_said_to_be_no_name_stays(text: str, phrase: str) -> None:
    assert left(text)
    assert left(text, phrase) == []


@pytest.mark.parametrize(
    ("text", "phrase", "marked"),
    [
        ("De klas van juf Anja is druk, Fatima ook.", "anja", ["Fatima"]),
        ("We werken met Jan Meertens. Jan huilt.", "jan meertens", ["Jan"]),
        ("Juf Anja helpt. Anja Smit huilt.", "anja", ["Anja Smit"]),
        ("Juf Anja helpt onze leerling Anja.", "anja", ["Anja", "Anja"]),
        ("Onze leerling Jan huilt.", "jan", ["Jan"]),
        ("De moeder van Fatima belt.", "fatima", ["Fatima"]),
        ("Zijn moeder Fatima belt.", "fatima", ["Fatima"]),
        ("Een jongen uit groep 5 van de Regenboog Bilal slaat.", "van de regenboog", ["Regenboog Bilal"]),
        ("Bel 06 12345678.", "06 12345678", ["06 12345678"]),
        ("Mail jan@voorbeeld.nl.", "jan@voorbeeld.nl", ["jan@voorbeeld.nl"]),
        ("Zijn bsn is 123456782.", "123456782", ["123456782"]),
        ("Hij woont in de Dorpsstraat 12.", "dorpsstraat 12", ["Dorpsstraat 12"]),
    ],
)
def test_nothing_else_comes_through_with_it(text: str, phrase: str, marked: list[str]) -> None:
    assert left(text, phrase) == marked


def test_only_a_name_that_is_not_plainly_a_pupils_may_be_said_to_be_none() -> None:
    texts = "Juf Anja belt. Onze leerling Jan ook, op 06 12345678, met Xanno uit groep 5."

    assert [one.of(texts) for one in check(texts) if may_be_denied(one)] == ["Anja", "Xanno"]


@pytest.mark.parametrize(
    "text",
    [
        "Onze leerling genaamd Jan slaat.",
        "De leerling met de naam Anja slaat.",
        "De vader Jansen belde.",
        "De grootvader Jan belt.",
        "Zijn schoonmoeder Anja belt.",
        "De leerling *Jan* slaat.",
        "De leerling ‘Jan’ slaat.",
        "De leerling  Jan slaat.",
        "De leerlingen Jan, Fatima en Piet slaan.",
        "Anja uit groep 5 slaat.",
        "Anja zit in groep 5.",
        "Anja is een leerling.",
        "Anja, een drukke leerling, slaat.",
        "Anja, 8 jaar, slaat.",
        "Anja (8 jaar) slaat.",
        "Anja is 8 jaar.",
        "Anja en Piet zijn leerlingen.",
        "Anja's moeder belt.",
        "Hij heet Anja.",
        "Haar naam is Anja.",
        "Onze leerling Zoriana Kanarieveld slaat.",
        "Het meisje heet Zoriana van der Kanarieveen.",
        "De moeder van Zoriana Kanarieveld belt.",
    ],
)
def test_who_is_plainly_a_pupil_or_a_parent_is_not_asked_about(text: str) -> None:
    assert [may_be_denied(one) for one in check(text)] == [False] * max(1, len(check(text)))


@pytest.mark.parametrize(
    "text",
    [
        "De juf Anja uit groep 5 helpt.",
        "Meester Jan van groep 8 helpt.",
        "Mevrouw Bakker uit groep 5 helpt.",
        "De juffen Anja en Petra van groep 5 helpen.",
        "Volgens Anja is een leerling snel boos.",
        "Bij Anja en Piet zijn twee leerlingen druk.",
        "Toen zag Anja een leerling huilen.",
        "Anja, een collega van leerling en ouder, helpt.",
        "Anja is 8 jaar leerkracht.",
        "De school van Anja is 8 jaar oud.",
        "Anja (44 jaar) helpt.",
        "De leerlingen van Anja zijn druk.",
        "Onze leerling Zoriana slaat.",
        "Een leerling Regenboog Kanarieveld werkt mee.",
        "De juf Zoriana Kanarieveld helpt.",
        "Hulp voor Zoriana Kanarieveld uit groep 5.",
    ],
)
def test_who_may_well_be_somebody_of_the_school_is_asked_about(text: str) -> None:
    assert [may_be_denied(one) for one in check(text)] == [True] * max(1, len(check(text)))


@pytest.mark.parametrize("told", ["Anja uit groep 5 slaat.", "Anja, 8 jaar, slaat.", "Hij heet Anja."])
def test_a_pupil_does_not_pass_behind_an_adult_of_that_name(told: str) -> None:
    assert left(f"Juf Anja helpt. {told}", "anja") == ["Anja", "Anja"]


def test_who_is_a_pupil_in_one_text_is_one_in_every_text() -> None:
    texts = {"title": "Anja huilt", "story": "Onze leerling Anja huilt."}

    assert not any(may_be_denied(one) for findings in check_all(texts).values() for one in findings)


def test_mending_another_name_leaves_it() -> None:
    texts = {"story": "Juf Anja helpt Fatima."}
    (place,) = check_all(texts, {"anja"})["story"]

    assert mend(texts, "story", place, {"anja"}) == {"story": "Juf Anja helpt een leerling."}


def test_the_page_hears_which_places_stay() -> None:
    found = denied_in(read_all({"story": "Juf Anja helpt Fatima."}), lambda phrase: phrase in {"anja", "piet"})

    assert {phrase: (place.start, place.end) for phrase, place in found["story"].items()} == {"anja": (4, 8)}


OVERLAPPING = ["Het gesprek met A.B. Bakker-de Vries hielp ons.", "Lotte van den Berg (44 jaar) helpt ons."]


def deny_each_in_turn(text: str) -> list[str]:
    """The phrases that a writer denies, one click after another, until nothing is marked."""
    said: list[str] = []
    while (marked := check_all({"story": text}, said)["story"]) and len(said) < 5:
        said.append(phrase_of(marked[0].of(text)))
    return said


@pytest.mark.parametrize("text", OVERLAPPING)
def test_what_hid_behind_a_denied_place_stays_once_it_is_denied_too(text: str) -> None:
    said = deny_each_in_turn(text)

    assert len(said) == 2
    assert list(denied_in(read_all({"story": text}), said.__contains__)["story"]) == said


@pytest.mark.parametrize("written", ["Anne–Fleur", "Аnja", "Zoe\u0308", "ＡＮＪＡ", "A\u200bnja", "Anja’s"])
def test_what_the_page_says_is_believed_however_it_was_typed(written: str) -> None:
    text = f"Juf {written} helpt."
    (place,) = check(text)

    assert left(text, phrase_of(place.of(text))) == []


@pytest.mark.parametrize("written", ["Anja", "anja", "Anja's", "juf Anja", "Ánja.", "“Anja”"])
def test_a_word_is_known_again_however_it_is_written(written: str) -> None:
    assert phrase_of(written) == "anja"


class TestWhatIsKept:
    TEXTS = {"title": "Drukte bij juf Anja", "story": "Bij juf Anja is het druk, en met Xanno uit groep 5 ook."}

    def test_is_its_kind_how_many_and_a_digest_never_the_word(self, session, clock) -> None:
        request = make_request()

        deny_names(request, {"anja", "verzonnen"}, self.TEXTS, actor_id=request.requester_id)

        (event,) = db.session.query(AuditEvent).filter_by(action=NOT_A_NAME)
        assert (event.subject_id, event.details["kind"], event.details["count"]) == (request.id, "name", 1)
        assert "anja" not in str(event.details).casefold()

    def test_holds_for_the_texts_of_that_question_from_then_on(self, session, clock) -> None:
        request = make_request()
        deny_names(request, {"anja"}, self.TEXTS, actor_id=request.requester_id)

        refuse_identifying(request, story="Juf Anja denkt, en Anja's collega ook.")
        with pytest.raises(IdentifyingText) as refused:
            refuse_identifying(request, story="Juf Anja en juf Petra denken.")

        assert [place.start for place in refused.value.findings["story"]] == [16]
        assert refused.value.not_names == {"anja"}

    def test_holds_for_no_other_question(self, session, clock) -> None:
        request, other = make_request(), make_request()
        deny_names(request, {"anja"}, self.TEXTS, actor_id=request.requester_id)

        with pytest.raises(IdentifyingText):
            refuse_identifying(other, **self.TEXTS)

    @pytest.mark.parametrize("text", OVERLAPPING)
    def test_holds_too_for_what_hid_behind_another(self, session, clock, text: str) -> None:
        request = make_request()

        deny_names(request, deny_each_in_turn(text), {"story": text}, actor_id=request.requester_id)

        refuse_identifying(request, story=text)

    def test_is_kept_once(self, session, clock) -> None:
        request = make_request()

        for _time in range(2):
            deny_names(request, {"anja"}, self.TEXTS, actor_id=request.requester_id)

        assert db.session.query(AuditEvent).filter_by(action=NOT_A_NAME).count() == 1

    def test_goes_with_a_question_from_its_first_words_to_its_sending(self, session, clock) -> None:
        requester = make_requester()
        place = requester.memberships[0].location
        told = Story("Drukte bij juf Anja", "Bij juf Anja is het druk in de groep.")

        with pytest.raises(IdentifyingText):
            drafting.begin(place, requester, told)
        draft = drafting.begin(place, requester, told, not_names={"anja"})

        drafting.describe(draft, replace(told, story="Juf Anja zoekt hulp."), actor_id=requester.id)
        refuse_identifying(draft, title=draft.title, story=draft.story)


@pytest.mark.parametrize(
    ("story", "said"),
    [
        ("Bij juf Anja is het druk in de groep.", "of zeg dat het geen leerling of ouder is"),
        ("Bij juf Anja is het druk. Bel 06 12345678.", "Haal het weg en ga dan verder"),
        ("Onze leerling Jan slaat.", "Haal het weg en ga dan verder"),
        ("De dochter van de bakker slaat juf Anja.", "of zeg dat dat niet zo is"),
    ],
)
def test_what_to_do_names_the_way_out_only_where_there_is_one(story: str, said: str) -> None:
    with pytest.raises(IdentifyingText, match=said):
        refuse_identifying(story=story)


def test_who_is_told_of_by_a_title_alone_is_not_everybody_with_a_title() -> None:
    assert phrase_of("van de juf") != phrase_of("van de meester")
