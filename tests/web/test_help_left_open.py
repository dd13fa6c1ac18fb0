"""Who does not know yet which help would be good says so: the question goes to who knows its subject."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from network.core import clock as the_clock
from network.core.database import db
from network.models import Delivery, Match, Notice, Region, SupportRequest, User
from network.models.support_request import RequestState
from network.models.taxonomy import Facet
from network.notices.rendering import build_message
from network.waves import waiting
from tests.factories import make_location, make_match, make_profile, make_region, make_request, make_requester
from tests.factories.base import saved
from tests.factories.taxonomy import form
from tests.page import Answer, Page
from workers import work

OPEN = "?"
WISHES = {"forms": [OPEN], "setting": "pupil", "age_group": "groep-5-6", "school_type": "bo", "urgency": "normal"}
PROPOSES = "nog open: de specialist stelt iets voor"


@pytest.fixture
def region(page: Page, clock: object) -> Region:
    return make_region()


@pytest.fixture
def requester(page: Page, region: Region) -> User:
    user = make_requester(make_location(region=region))
    page.sign_in(user)
    return user


@pytest.fixture
def draft(requester: User) -> SupportRequest:
    """A question for a kind of help that no profile of these tests offers."""
    place = requester.memberships[0].location
    question = make_request(location=place, requester=requester, state=RequestState.DRAFT, submitted_at=None)
    (link,) = [link for link in question.terms if link.term.facet is Facet.FORM]
    link.term = form("time-out")
    return saved(question)


def wish(page: Page, draft: SupportRequest, **changes: Any) -> Answer:
    path = f"/ondersteuningsvragen/{draft.code}/wat-helpt"
    (version,) = page.get(path).all("main input[name=version]")
    return page.submit(path, WISHES | {"version": version.get("value")} | changes)


def send(page: Page, draft: SupportRequest) -> Answer:
    path = f"/ondersteuningsvragen/{draft.code}/nakijken"
    (version,) = page.get(path).all("main input[name=version]")
    return page.submit(path, {"version": version.get("value")})


def open_match(region: Region, **values: Any) -> Match:
    question = make_request(region, leaves_forms_open=True)
    question.terms = [link for link in question.terms if link.term.facet is not Facet.FORM]
    return make_match(request=saved(question), profile=make_profile(region), **values)


class TestAsking:
    def test_not_knowing_is_the_first_choice_and_is_kept(self, page: Page, draft: SupportRequest) -> None:
        answer = wish(page, draft)

        assert answer.location.endswith("/nakijken")
        assert draft.leaves_forms_open and draft.terms_of(Facet.FORM) == []
        boxes = page.get(f"/ondersteuningsvragen/{draft.code}/wat-helpt").all("input[name=forms]")
        assert boxes[0].get("value") == OPEN
        assert [box.get("value") for box in boxes if box.get("checked") is not None] == [OPEN]

    def test_who_goes_back_to_choosing_nothing_no_longer_says_so(self, page: Page, draft: SupportRequest) -> None:
        wish(page, draft, go="back")
        assert draft.leaves_forms_open

        wish(page, draft, forms=[], go="back")

        assert not draft.leaves_forms_open

    def test_nothing_chosen_is_still_asked_about(self, page: Page, draft: SupportRequest) -> None:
        answer = wish(page, draft, forms=[])

        assert answer.status == 422
        assert answer.texts("#forms .field-error") == ["Kies een soort hulp, of “Weet ik nog niet”."]

    def test_a_kind_of_help_and_not_knowing_do_not_go_together(self, page: Page, draft: SupportRequest) -> None:
        answer = wish(page, draft, forms=[OPEN, "observatie"])

        assert answer.status == 422
        assert "Laat een van de twee staan." in answer.texts("#forms .field-error")[0]
        assert [term.code for term in draft.terms_of(Facet.FORM)] == ["time-out"]

    def test_who_knows_after_all_chooses(self, page: Page, draft: SupportRequest) -> None:
        wish(page, draft)

        wish(page, draft, forms=["observatie"])

        assert not draft.leaves_forms_open
        assert [term.code for term in draft.terms_of(Facet.FORM)] == ["observatie"]

    def test_going_back_keeps_it_and_does_not_make_it_up(self, page: Page, draft: SupportRequest) -> None:
        wish(page, draft, forms=[], go="back")
        assert not draft.leaves_forms_open

        wish(page, draft, go="back")
        assert draft.leaves_forms_open

    def test_the_page_says_what_every_kind_of_help_is(self, page: Page, draft: SupportRequest) -> None:
        answer = page.get(f"/ondersteuningsvragen/{draft.code}/wat-helpt")

        assert len(answer.all("#forms details.meanings dd")) == len(answer.all("input[name=forms]")) - 1 == 19
        assert answer.texts("#forms summary") == ["Wat deze soorten hulp betekenen"]


def test_it_reads_well_where_it_is_checked_and_followed(page: Page, draft: SupportRequest) -> None:
    wish(page, draft)

    check = page.get(f"/ondersteuningsvragen/{draft.code}/nakijken")
    sent = send(page, draft)
    followed = page.get(sent.location)

    assert PROPOSES in check.texts("dl.facts dd") and "Nog nodig" not in check.text
    assert PROPOSES in followed.texts("dl.facts dd")


def test_who_knows_the_subject_is_asked_whatever_their_help(page: Page, region: Region, draft: SupportRequest) -> None:
    fitting, other = make_profile(region), make_profile(region, needs=("dyslexie",))
    wish(page, draft)

    send(page, draft)
    work.sweep()

    asked = db.session.scalars(select(Match.profile_id).where(Match.invited_at.is_not(None))).all()
    assert asked == [fitting.id] and other.id not in asked
    assert "Er is geen bepaalde soort hulp gevraagd." in page.get(f"/ondersteuningsvragen/{draft.code}").text


def test_a_kind_that_was_chosen_still_narrows_down_who_is_asked(
    page: Page, region: Region, draft: SupportRequest
) -> None:
    make_profile(region)

    send(page, draft)
    work.sweep()

    assert not db.session.scalars(select(Match.id).where(Match.invited_at.is_not(None))).all()


def test_a_question_that_waits_is_offered_to_who_has_room_again(region: Region) -> None:
    profile = make_profile(region)
    left_open, other = (
        make_request(region, is_waiting=True, waiting_since=the_clock.now(), leaves_forms_open=leaves_open)
        for leaves_open in (True, False)
    )
    for question in (left_open, other):
        question.terms = [link for link in question.terms if link.term.facet is not Facet.FORM]
    db.session.commit()

    assert list(waiting.list_waiting_for(profile)) == [left_open.id]


def test_specialists_read_that_a_proposal_is_asked_of_them(page: Page, region: Region) -> None:
    match = open_match(region)
    page.sign_in(match.profile.people[0].user)

    assert "soort hulp nog open: stel iets voor" in page.get("/uitnodigingen").text
    assert PROPOSES in page.get(f"/uitnodigingen/{match.public_id}").text


def test_so_does_their_mail(page: Page, region: Region, draft: SupportRequest) -> None:
    profile = make_profile(region)
    wish(page, draft)
    send(page, draft)

    work.sweep()

    to_them = select(Delivery).join(Notice).where(Notice.recipient_id == profile.people[0].user_id)
    mail = build_message(db.session.scalars(to_them).one()).get_body(("plain",)).get_content()
    assert "Gevraagd: een voorstel welke hulp past." in mail
