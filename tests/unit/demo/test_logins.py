"""Whom a newcomer looks around as."""

from __future__ import annotations

import pytest

from network.demo.logins import list_lines
from network.models.match import MatchState
from tests.factories import make_engagement, make_match, make_profile


@pytest.mark.usefixtures("session")
def test_who_helps_has_a_question_to_answer() -> None:
    busy, asked = make_profile(), make_profile()
    for _ in range(2):
        make_engagement(match=make_match(profile=busy, state=MatchState.ACCEPTED))
    make_match(profile=asked)

    helps = next(line for line in list_lines() if line.strip().startswith("helps"))

    assert helps.endswith(asked.people[0].user.email)


@pytest.mark.usefixtures("session", "clock")
@pytest.mark.parametrize(("places", "is_shown"), [(2, True), (0, False)])
def test_it_is_a_question_that_can_be_taken_on_where_anybody_has_one(places: int, is_shown: bool) -> None:
    first, second = make_profile(max_open=0), make_profile(max_open=places)
    for profile in (first, second):
        make_match(profile=profile)

    helps = next(line for line in list_lines() if line.strip().startswith("helps"))

    assert helps.endswith((second if is_shown else first).people[0].user.email)
