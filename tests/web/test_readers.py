"""The page of a question speaks to who reads it: to who asked as "you", to all others of the school."""

from __future__ import annotations

from datetime import timedelta

import pytest

from network.core import clock as the_clock
from network.core.database import db
from network.models import FollowUp, SupportRequest
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.models.support_request import RequestState
from tests.factories import make_coordinator, make_engagement, make_match, make_request
from tests.factories.base import saved
from tests.page import Answer, Page


@pytest.fixture
def question(clock) -> SupportRequest:
    return make_request()


def promise(question: SupportRequest, kind: FollowUpKind, *, days: int) -> None:
    due_at = the_clock.now() + timedelta(days=days)
    saved(FollowUp(kind=kind, request=question, due_at=due_at, dedupe_key=f"{kind}:{question.id}"))


def shown(page: Page, question: SupportRequest, *, to_coordinator: bool) -> Answer:
    page.sign_in(make_coordinator(question.region) if to_coordinator else question.requester)
    return page.get(f"/ondersteuningsvragen/{question.code}")


def test_a_coordinator_reads_what_the_school_will_hear_and_when(page: Page, question: SupportRequest) -> None:
    promise(question, FollowUpKind.STILL_SEARCHING, days=9)

    asker, coordinator = (shown(page, question, to_coordinator=one) for one in (False, True))

    assert "Zoeken we dan nog? Dan laten we je weten hoe het staat." in asker.text
    assert "Uiterlijk wo 25 november hoor je van ons." in asker.text
    assert "Zoeken we dan nog? Dan hoort de school hoe het staat." in coordinator.text
    assert "Uiterlijk wo 25 november hoort de school van ons." in coordinator.text
    assert " je " not in coordinator.texts(".story")[0] + coordinator.texts(".next")[0]


@pytest.mark.parametrize(
    ("state", "to_asker", "to_others"),
    [
        (RequestState.MATCHED, "denkt met je mee. Maak samen een plan.", "denkt mee met de school. Samen maken ze"),
        (RequestState.RUNNING, "Jullie zijn samen aan de slag, met", "zijn samen aan de slag."),
    ],
)
def test_who_did_not_ask_reads_of_the_school_and_who_helps_it(
    page: Page, question: SupportRequest, state: RequestState, to_asker: str, to_others: str
) -> None:
    question.state = state
    make_engagement(match=make_match(request=question, state=MatchState.ACCEPTED))
    db.session.commit()

    asker, coordinator = (shown(page, question, to_coordinator=one).texts(".next")[0] for one in (False, True))

    assert to_asker in asker
    assert to_others in coordinator
    assert to_asker not in coordinator


@pytest.mark.parametrize(("days", "is_school_day"), [(5, False), (6, False), (7, True)])
def test_the_look_for_room_says_what_happens_and_that_mail_waits_for_a_school_day(
    page: Page, question: SupportRequest, days: int, is_school_day: bool
) -> None:
    question.is_waiting, question.waiting_since = True, the_clock.now()
    promise(question, FollowUpKind.OFFER_WAITING, days=days)

    told = shown(page, question, to_coordinator=False).texts(".story .then")[0]

    assert "We kijken of er weer plek is, en daarna elke schooldag opnieuw." in told
    assert ("De mail gaat op een schooldag." in told) != is_school_day


@pytest.mark.parametrize("to_coordinator", [False, True])
def test_the_question_itself_stands_in_the_wide_column(
    page: Page, question: SupportRequest, to_coordinator: bool
) -> None:
    answer = shown(page, question, to_coordinator=to_coordinator)

    assert len(answer.all(".two > div .story-text")) == 1
    assert not answer.all(".two > aside .story-text")
