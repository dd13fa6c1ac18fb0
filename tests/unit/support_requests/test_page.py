"""The page of a question puts together what it read once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from network.access.viewer import Position, Viewer
from network.models import SupportRequest
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.models.user import Role
from network.support_requests.page import RequestPage
from tests.conftest import QueryCount
from tests.factories import make_match, make_request

pytestmark = pytest.mark.usefixtures("session", "clock")

Counting = Callable[[], AbstractContextManager[QueryCount]]


def asker_of(question: SupportRequest) -> Viewer:
    person = question.requester
    own = Position(Role.REQUESTER, location_id=question.location_id)
    return Viewer(person.id, person.public_id, person.name, person.email, "nl", "", (own,))


@pytest.mark.parametrize("state", [RequestState.SEARCHING, RequestState.STUCK])
def test_who_was_asked_is_read_once_for_the_words_and_the_list(state: RequestState, count_queries: Counting) -> None:
    question = make_request(state=state)
    make_match(request=question)
    shown = RequestPage(question, asker_of(question))
    assert shown.next_words

    with count_queries() as counted:
        (asked,) = shown.matches

    assert (asked.state, counted.number) == (MatchState.INVITED, 0)


@pytest.mark.parametrize(
    ("asked_at", "read_at", "told"),
    [
        ((20, 18, 5), (20, 18, 10), "De mail aan specialisten gaat ma 23 november om 7.30 uur."),
        ((21, 12, 0), (22, 12, 0), "De mail aan specialisten gaat morgen om 7.30 uur."),
        ((21, 12, 0), (23, 8, 0), ""),
        ((20, 12, 0), (21, 12, 0), ""),
    ],
)
def test_who_was_asked_outside_school_time_is_mailed_on_the_next_school_day_and_that_is_said(
    clock: time_machine.Traveller, asked_at: tuple[int, int, int], read_at: tuple[int, int, int], told: str
) -> None:
    def moment(day: int, hour: int, minute: int) -> datetime:
        return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Europe/Amsterdam"))

    question = make_request(state=RequestState.SEARCHING)
    make_match(request=question, invited_at=moment(*asked_at))
    clock.move_to(moment(*read_at))

    words = RequestPage(question, asker_of(question)).next_words

    assert words == f"Eén specialist heeft je vraag gekregen. {told} Je hoeft nu niets te doen.".replace("  ", " ")
