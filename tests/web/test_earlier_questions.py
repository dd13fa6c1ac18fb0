"""Earlier questions on the pages: a coordinator sees those of the region, a school its own, a specialist none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from network.core import clock as time
from network.models import Evaluation, Membership, SupportRequest
from network.models.engagement import EngagementState, EvaluationMoment, Outcome, Side
from network.models.expertise import ProfileState
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.models.user import Role
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_location,
    make_match,
    make_profile,
    make_request,
    make_requester,
)
from tests.factories.base import saved
from tests.page import Page

HEADING = "Eerdere vragen die hierop lijken"


@pytest.fixture
def question(clock, session) -> SupportRequest:
    return make_request(title="De vraag van nu", heard="agressieregulatie:1")


def before(question: SupportRequest, title: str, **values) -> SupportRequest:
    defaults = {"location": question.location, "submitted_at": time.now() - timedelta(days=40)}
    return make_request(title=title, heard="agressieregulatie:1", **{**defaults, **values})


def helped(question: SupportRequest, **profile_values) -> None:
    """Somebody helped, it ended well, and the school gave a four."""
    profile = make_profile(question.region, **profile_values)
    match = make_match(request=question, profile=profile, state=MatchState.ACCEPTED)
    ended = {"state": EngagementState.CLOSED, "outcome": Outcome.RESOLVED, "closed_at": time.now()}
    engagement = make_engagement(match=match, **ended)
    saved(Evaluation(engagement=engagement, side=Side.REQUESTER, moment=EvaluationMoment.CLOSING, score=4))


def sections(answer) -> list[str]:
    return [words for words in answer.texts("section.sheet") if words.startswith(HEADING)]


def test_a_coordinator_reads_what_became_of_questions_like_this_one(page: Page, question: SupportRequest) -> None:
    school = make_location(region=question.region)
    earlier = before(question, "Vroeger ook boos", location=school, state=RequestState.CLOSED)
    helped(earlier, title="Dienst Vroeger")
    page.sign_in(make_coordinator(question.region))

    answer = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten")

    (section,) = sections(answer)
    for words in ("Vroeger ook boos", "Agressieregulatie", "Afgerond", "De vraag is opgelost", "Dienst Vroeger"):
        assert words in section
    assert "de school gaf een 4 van 5" in section
    assert page.get(f"/ondersteuningsvragen/{earlier.code}").status == 200


def test_without_any_the_section_is_left_out(page: Page, question: SupportRequest) -> None:
    before(question, "Vraag van elders", location=make_location())
    page.sign_in(make_coordinator(question.region))

    answer = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten")

    assert answer.status == 200
    assert HEADING not in answer.text


def test_who_asks_sees_only_what_the_own_school_asked_before(page: Page, question: SupportRequest) -> None:
    before(question, "Onze vorige vraag")
    before(question, "Vraag van de buren", location=make_location(region=question.region))
    page.sign_in(question.requester)

    answer = page.get(f"/ondersteuningsvragen/{question.code}")

    (section,) = sections(answer)
    assert "Onze vorige vraag" in section
    assert "Vraag van de buren" not in answer.text


def test_neither_a_specialist_nor_a_coordinator_reads_them_on_the_page_of_the_question(
    page: Page, question: SupportRequest
) -> None:
    before(question, "Vorige vraag van deze school")
    match = make_match(request=question)
    for reader in (match.profile.people[0].user, make_coordinator(question.region)):
        page.sign_in(reader)
        answer = page.get(f"/ondersteuningsvragen/{question.code}")
        assert answer.status == 200
        assert "Vorige vraag van deze school" not in answer.text


def test_a_specialist_who_asks_elsewhere_does_not_read_them_either(page: Page, question: SupportRequest) -> None:
    before(question, "Vorige vraag van deze school")
    elsewhere = make_location(region=question.region)
    before(question, "Vraag van de eigen school", location=elsewhere)
    both = make_requester(elsewhere)
    profile = make_profile(question.region, user=both)
    saved(Membership(user=both, role=Role.SPECIALIST, location=profile.location))
    make_match(request=question, profile=profile)
    page.sign_in(both)

    answer = page.get(f"/ondersteuningsvragen/{question.code}")

    assert answer.status == 200
    assert HEADING not in answer.text


def test_who_helped_has_a_link_only_when_the_profile_can_be_read(page: Page, question: SupportRequest) -> None:
    helped(before(question, "Met een profiel"), title="Dienst Open")
    helped(before(question, "Zonder profiel"), title="Dienst Weg", state=ProfileState.ARCHIVED)
    page.sign_in(question.requester)

    answer = page.get(f"/ondersteuningsvragen/{question.code}")

    linked = answer.texts("section.sheet article a")
    assert "Dienst Open" in linked
    assert "Dienst Weg" not in linked
    assert "Dienst Weg" in answer.text
