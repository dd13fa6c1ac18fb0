"""The page of a question puts together what it read once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

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
