"""Who comes closest is shown where a coordinator looks for somebody, and nobody else is to be had."""

from __future__ import annotations

from typing import Any

import pytest

from network.core import clock
from network.models import SupportRequest
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.steering.page import CandidatesPage
from tests.factories import make_match, make_profile, make_request

pytestmark = pytest.mark.usefixtures("session", "clock")


def close_to(question: SupportRequest) -> list[str]:
    return [hurdle.code for one in CandidatesPage(question).near_misses for hurdle in one.hurdles]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"state": RequestState.STUCK}, True),
        ({"state": RequestState.IN_TRIAGE}, True),
        ({"state": RequestState.RUNNING}, False),
        ({"is_waiting": True, "waiting_since": clock.now()}, False),
    ],
)
def test_only_while_the_coordinator_can_invite(values: dict[str, Any], shown: bool) -> None:
    question = make_request(**values)
    make_profile(question.region, max_open=0)

    assert close_to(question) == (["place_left"] if shown else [])


@pytest.mark.parametrize(("state", "shown"), [(RequestState.STUCK, True), (RequestState.SEARCHING, False)])
def test_not_while_the_search_waits_for_an_answer(state: RequestState, shown: bool) -> None:
    question = make_request(state=state)
    make_match(request=question, profile=make_profile(question.region), state=MatchState.INVITED)
    make_profile(question.region, max_open=0)

    assert bool(close_to(question)) is shown


def test_not_where_somebody_fits() -> None:
    question = make_request(state=RequestState.STUCK)
    make_profile(question.region, max_open=0)
    make_profile(question.region)

    assert close_to(question) == []
