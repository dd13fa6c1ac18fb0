"""A question of another region: those who were asked read neither story nor school until one of them says yes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from network.access import links
from network.answering import answers
from network.core.database import db, unit_of_work
from network.models import Delivery, Match, Notice, RequestNote, SupportRequest, Widening
from network.models.match import DeclineReason, MatchState
from network.models.support_request import NoteKind, RequestState
from network.notices.kinds.waves import ANSWER
from network.notices.rendering import build_message
from network.steering import service as steering
from network.waves import invitation_messages
from network.waves import service as waves
from tests.factories import (
    make_coordinator,
    make_location,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_requester,
    make_special_location,
    make_specialist,
)
from tests.factories.base import saved
from tests.page import Page

SECRETS = {
    "title": "Titel die niemand daar leest",
    "story": "Verhaal dat niemand daar leest.",
    "tried": "Poging die niemand daar leest.",
    "note": "Toevoeging die niemand daar leest.",
    "school": "De Verborgen School",
    "place": "Geldermalsen",
}


@pytest.fixture
def question(clock, session) -> SupportRequest:
    school = make_location(region=make_region(name="SWV De Vrager"), name=SECRETS["school"], place=SECRETS["place"])
    requester = make_requester(school)
    words = {name: SECRETS[name] for name in ("title", "story", "tried")}
    question = make_request(location=school, requester=requester, **words)
    saved(RequestNote(request=question, kind=NoteKind.ADDITION, author=requester, text=SECRETS["note"]))
    return question


@pytest.fixture
def match(page: Page, question: SupportRequest) -> Match:
    """An invitation that came by widening; its specialist is signed in."""
    nearby = make_region(name="SWV De Buren")
    saved(Widening(request_id=question.id, region=nearby))
    profile = make_profile(nearby)
    match = make_match(request=question, profile=profile, state=MatchState.PROPOSED, invited_at=None, wave=None)
    match.parts = [
        {"code": "distance", "score": 0.9, "weight": 0.1, "facts": {"km": 7.0}},
        {"code": "form", "score": 1.0, "weight": 0.1, "facts": {"asked": 1, "offers": ["observatie"]}},
        {"code": "start", "score": 1.0, "weight": 0.1, "facts": {"days": 3, "late": 0}},
    ]
    db.session.commit()
    with unit_of_work():
        waves.send_invitation(match, wave=1)
    page.sign_in(profile.people[0].user)
    return match


@pytest.fixture
def link(app: Flask, match: Match) -> str:
    with app.test_request_context():
        token = links.sign(ANSWER, match.public_id, match.profile.people[0].user.public_id)
    return f"/uitnodigingen/antwoord/{token}"


def read(text: str) -> set[str]:
    """Which of the secrets stand in a text."""
    return {name for name, words in SECRETS.items() if words in text}


def mails() -> Iterator[str]:
    for delivery in db.session.scalars(select(Delivery)):
        message = build_message(delivery)
        yield message["Subject"]
        yield from (part.get_content() for part in message.walk() if part.get_content_maintype() == "text")


def test_the_pages_of_an_invitation_say_what_is_asked_and_by_which_region(page: Page, match: Match, link: str) -> None:
    for path in ("/uitnodigingen", f"/uitnodigingen/{match.public_id}", link):
        answer = page.get(path)
        assert "SWV De Vrager" in answer.text
        assert "Agressieregulatie" in answer.text
        assert "Observatie" in answer.text
        assert read(answer.text_raw) == set()


def test_the_card_holds_needs_age_forms_and_region_and_nothing_more(page: Page, match: Match, link: str) -> None:
    for path in ("/uitnodigingen", f"/uitnodigingen/{match.public_id}", link):
        answer = page.get(path)
        assert match.request.code not in answer.text
        assert "6 uur" not in answer.text
        assert "zo gauw het kan" not in answer.text

    names = page.get(f"/uitnodigingen/{match.public_id}").texts("dl.facts dt")
    assert names == ["Onderwerp", "Groep of klas", "Hulp", "Samenwerkingsverband", "Aan"]


def test_every_other_way_to_the_words_is_closed(page: Page, match: Match, link: str) -> None:
    code = match.request.code
    shown = [
        page.get(f"/uitnodigingen/{match.public_id}/nee"),
        page.submit(f"/uitnodigingen/{match.public_id}/nee"),
        page.get(f"/uitnodigingen/{match.public_id}/doorgeven"),
        page.submit(f"{link}/nee"),
        page.get(f"{link}/doorgeven?zoek=dienst"),
        page.get("/berichten"),
        page.get("/vandaag"),
    ]

    assert [read(answer.text_raw) for answer in shown] == [set()] * len(shown)
    assert page.get(f"/ondersteuningsvragen/{code}").status == 404
    assert page.submit(f"/ondersteuningsvragen/{code}/toevoegen", {"text": "Hoi"}).status in {403, 404}


def test_the_reasons_do_not_give_the_school_or_its_wishes_away(page: Page, match: Match) -> None:
    answer = page.get(f"/uitnodigingen/{match.public_id}")

    assert "De school vraagt iets wat jullie bieden: observatie." in answer.text
    assert "7 km" not in answer.text
    assert "ruimte wanneer de school wil beginnen" not in answer.text


def test_mails_say_the_region_and_nothing_more(match: Match) -> None:
    colleague, specialist = make_specialist(match.profile.location), match.profile.people[0].user
    with unit_of_work():
        invitation_messages.remind(match, times=1)
        invitation_messages.tell_passed_on(match, colleague, by=specialist)
        invitation_messages.end_invitation(match)

    said = " ".join(mails())

    assert "SWV De Vrager" in said
    assert "als je ja zegt" in said
    assert read(said) == set()
    assert match.request.code not in said
    assert read(str([notice.params for notice in db.session.scalars(select(Notice))])) == set()


def test_a_no_does_not_open_it_either(page: Page, match: Match) -> None:
    with unit_of_work():
        answers.decline(match, DeclineReason.NO_HOURS, person=match.profile.people[0].user)

    assert read(page.get(f"/uitnodigingen/{match.public_id}").text_raw) == set()


def test_a_yes_opens_it(page: Page, match: Match) -> None:
    page.submit(f"/uitnodigingen/{match.public_id}/ja")

    assert read(page.get(f"/uitnodigingen/{match.public_id}").text_raw) >= {"title", "story", "school"}
    assert page.get(f"/ondersteuningsvragen/{match.request.code}").status == 200


def test_who_works_in_the_own_region_reads_it_as_before(page: Page, question: SupportRequest) -> None:
    own = make_match(request=question, profile=make_profile(question.region))
    page.sign_in(own.profile.people[0].user)

    assert read(page.get(f"/uitnodigingen/{own.public_id}").text_raw) >= {"title", "story", "school"}
    assert page.get(f"/ondersteuningsvragen/{question.code}").status == 200


@pytest.mark.parametrize(
    ("state", "became"),
    [
        (MatchState.DECLINED, "Jullie antwoordden dat het nu niet lukt."),
        (MatchState.SUPERSEDED, "Deze uitnodiging staat niet meer open. De school zoekt nog."),
    ],
)
def test_who_is_not_asked_any_more_reads_the_card_and_what_became_of_it(
    page: Page, question: SupportRequest, state: MatchState, became: str
) -> None:
    profile = make_profile(question.region)
    own = make_match(request=question, profile=profile, state=state)
    page.sign_in(own.profile.people[0].user)

    answer = page.get(f"/uitnodigingen/{own.public_id}")

    assert read(answer.text_raw) == {"place"}
    assert "andere regio" not in answer.text
    assert became in answer.text
    assert "intussen geholpen" not in answer.text
    assert page.get(f"/ondersteuningsvragen/{question.code}").status == 404


@pytest.mark.parametrize(("state", "is_shown"), [(RequestState.STUCK, True), (RequestState.MATCHED, False)])
def test_who_gave_no_answer_reads_it_as_long_as_a_yes_is_welcome(
    page: Page, question: SupportRequest, state: RequestState, is_shown: bool
) -> None:
    profile = make_profile(question.region)
    own = make_match(request=question, profile=profile, state=MatchState.EXPIRED)
    question.state = state
    page.sign_in(own.profile.people[0].user)

    answer = page.get(f"/uitnodigingen/{own.public_id}")

    assert ("story" in read(answer.text_raw)) == is_shown
    assert ("Je kunt nog ja zeggen." in answer.text) == is_shown
    assert page.get(f"/ondersteuningsvragen/{question.code}").status == (200 if is_shown else 404)


@pytest.mark.parametrize("has_region", [True, False])
def test_an_invitation_by_hand_to_another_region_keeps_it_closed(
    page: Page, question: SupportRequest, has_region: bool
) -> None:
    if not has_region:
        question.region = None
        db.session.commit()
    region = make_region(name="SWV Heel Ergens Anders")
    profile = make_profile(region)
    with unit_of_work():
        match = steering.invite_by_hand(question, profile, actor_id=question.requester_id)
        match_id = match.public_id
    page.sign_in(profile.people[0].user)

    shown = page.get(f"/uitnodigingen/{match_id}")

    assert "SWV De Vrager" in shown.text if has_region else "Uit een andere regio" in shown.text
    assert "De coördinator koos jullie zelf. Jullie werken in SWV Heel Ergens Anders" in shown.text
    assert read(shown.text_raw) == set()
    assert read(" ".join(mails())) == set()


def test_an_invitation_by_hand_to_who_serves_the_region_opens_it(page: Page, question: SupportRequest) -> None:
    elsewhere = make_special_location(region=make_region())
    profile = make_profile(location=elsewhere, regions=[question.region])
    with unit_of_work():
        match_id = steering.invite_by_hand(question, profile, actor_id=question.requester_id).public_id
    page.sign_in(profile.people[0].user)

    assert read(page.get(f"/uitnodigingen/{match_id}").text_raw) >= {"title", "story", "school"}


def test_coordinators_and_who_asked_see_that_it_came_by_a_nearby_region(page: Page, match: Match) -> None:
    page.sign_in(make_coordinator(match.request.region))
    assert (
        "Komt uit een andere regio: werkt in SWV De Buren."
        in page.get(f"/ondersteuningsvragen/{match.request.code}/kandidaten").text
    )
    assert (
        "Werkt in een buurregio waar we nu ook vragen."
        in page.get(f"/ondersteuningsvragen/{match.request.code}/waarom/{match.profile.public_id}").text
    )

    page.sign_in(match.request.requester)
    assert "Uit een andere regio: SWV De Buren." in page.get(f"/ondersteuningsvragen/{match.request.code}").text


def test_an_invitation_by_hand_to_a_nearby_region_keeps_it_closed_too(page: Page, match: Match) -> None:
    other = make_profile(match.via_region)
    page.sign_in(make_coordinator(match.request.region))

    page.submit(f"/ondersteuningsvragen/{match.request.code}/uitnodigen/{other.public_id}")

    by_hand = db.session.scalars(select(Match).where(Match.profile_id == other.id)).one()
    page.sign_in(make_specialist(other.location))
    assert by_hand.via_region_id == match.via_region_id
    assert read(page.get(f"/uitnodigingen/{by_hand.public_id}").text_raw) == set()


def test_a_search_that_begins_anew_opens_nothing_that_was_closed(page: Page, match: Match) -> None:
    with unit_of_work():
        answers.decline(match, DeclineReason.NO_HOURS, person=match.profile.people[0].user)
        waves.mark_stuck(match.request)
    coordinator = make_coordinator(match.request.region)
    with unit_of_work():
        steering.search_again(match.request, actor_id=coordinator.id)
    with unit_of_work():
        steering.invite_by_hand(match.request, match.profile, actor_id=coordinator.id)

    answer = page.get(f"/uitnodigingen/{match.public_id}")

    assert "Kunnen jullie meedenken?" in answer.text
    assert read(answer.text_raw) == set()
