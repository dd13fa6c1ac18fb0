"""What is said about a question after it was sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from network.core.database import unit_of_work
from network.core.errors import InvalidState
from network.models import SupportRequest, User
from network.models.support_request import NoteKind, RequestState
from network.privacy.service import IdentifyingText
from network.support_requests import service
from tests.factories import make_coordinator, make_request

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def question(session, clock) -> SupportRequest:
    return make_request()


def say(question: SupportRequest, text: str, *, author: User, kind: NoteKind = NoteKind.ADDITION) -> None:
    with unit_of_work():
        service.add_note(question, text, kind=kind, author=author)


def test_a_double_click_says_it_once(question: SupportRequest) -> None:
    for _click in range(2):
        say(question, "Het gaat beter in de ochtend.", author=question.requester)

    assert [note.text for note in question.notes] == ["Het gaat beter in de ochtend."]


def test_other_words_another_reader_and_another_day_are_no_double_click(question: SupportRequest, clock) -> None:
    coordinator = make_coordinator(question.region)
    say(question, "Gebeld.", author=question.requester)
    say(question, "Weer gebeld.", author=question.requester)
    say(question, "Gebeld.", author=coordinator, kind=NoteKind.COORDINATOR)
    clock.shift(timedelta(days=1))
    say(question, "Gebeld.", author=question.requester)

    assert [note.text for note in question.notes] == ["Gebeld.", "Weer gebeld.", "Gebeld.", "Gebeld."]


def test_what_names_somebody_is_refused(question: SupportRequest) -> None:
    with pytest.raises(IdentifyingText):
        say(question, "Moeder Fatima belde.", author=question.requester)

    assert question.notes == []


def test_nothing_is_added_to_a_question_that_is_closed(session, clock) -> None:
    closed = make_request(state=RequestState.CLOSED)

    with pytest.raises(InvalidState):
        say(closed, "Nog iets.", author=closed.requester)
