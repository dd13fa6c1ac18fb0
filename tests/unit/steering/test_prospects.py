"""What searching a stuck question anew would bring: who let it pass before is asked once more only where they still fit."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from network.models.expertise import ProfileState
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.steering.page import CandidatesPage
from network.steering.prospects import Prospect, prospect_of
from tests.conftest import QueryCount
from tests.factories import make_match, make_profile, make_request

pytestmark = pytest.mark.usefixtures("session", "clock")

Counting = Callable[[], AbstractContextManager[QueryCount]]


@pytest.mark.parametrize(
    ("silent", "prospect"),
    [
        ({}, Prospect(0, asks_once_more=True)),
        ({"state": ProfileState.PAUSED}, Prospect(0)),
        ({"max_open": 0}, Prospect(0, waits_for_room=True)),
    ],
)
def test_who_gave_no_answer_is_asked_once_more_only_where_they_still_fit(
    silent: dict[str, Any], prospect: Prospect
) -> None:
    question = make_request(state=RequestState.STUCK)
    make_match(request=question, profile=make_profile(question.region, **silent), state=MatchState.EXPIRED)
    make_match(request=question, profile=make_profile(question.region), state=MatchState.DECLINED)

    assert prospect_of(question) == prospect


def test_who_gave_no_answer_is_not_asked_once_more_where_their_people_said_no_through_another_profile() -> None:
    question = make_request(state=RequestState.STUCK)
    said_no = make_profile(question.region)
    twin = make_profile(location=said_no.location, user=said_no.people[0].user)
    make_match(request=question, profile=twin, state=MatchState.EXPIRED)
    answer = make_match(request=question, profile=said_no, state=MatchState.EXPIRED)
    assert prospect_of(question) == Prospect(0, asks_once_more=True)

    answer.state, answer.decline_reason = MatchState.DECLINED, DeclineReason.NO_HOURS

    assert prospect_of(question) == Prospect(0)


def test_of_two_new_profiles_of_the_same_people_one_is_promised() -> None:
    question = make_request(state=RequestState.STUCK)
    first = make_profile(question.region)
    make_profile(location=first.location, user=first.people[0].user)

    assert prospect_of(question) == Prospect(1)


def test_somebody_new_comes_before_who_gave_no_answer() -> None:
    question = make_request(state=RequestState.STUCK)
    make_match(request=question, profile=make_profile(question.region), state=MatchState.EXPIRED)
    make_profile(question.region)

    assert prospect_of(question).words == "Er past nu 1 nieuw profiel."


def test_a_list_of_who_can_knows_without_looking_anew_whether_a_search_finds_somebody(count_queries: Counting) -> None:
    question = make_request(state=RequestState.STUCK)
    make_match(request=question, profile=make_profile(question.region), state=MatchState.DECLINED)
    shown = CandidatesPage(question)
    assert shown.more == []

    with count_queries() as counted:
        assert not shown.search_finds_new

    assert counted.number == 0
