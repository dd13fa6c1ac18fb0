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
