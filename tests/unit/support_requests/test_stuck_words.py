"""What is said of a question that is stuck: nobody is left only when nobody can still answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from network.models import FollowUp, Match
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.support_requests.moments import PAST
from network.support_requests.stuck_words import Left, left_of, words_to_coordinator, words_to_others

pytestmark = pytest.mark.usefixtures("session", "clock")

UNTIL = datetime(2026, 12, 4, 7, tzinfo=UTC)


@pytest.mark.parametrize("words", [words_to_coordinator, words_to_others])
def test_who_can_still_answer_is_told_before_that_nobody_else_is_left(words) -> None:
    told = words(Left(0, answering=3, until=UNTIL))

    assert told.startswith("3 specialisten kunnen nog antwoorden, tot vr 4 december. Verder is er niemand te vragen. ")
    assert "niemand meer" not in told
    assert words(Left(2, answering=3, until=UNTIL)).count("Verder is er niemand") == 0
    assert words(Left(0)).startswith("Er is nu niemand meer om te vragen.")


@pytest.mark.parametrize(("days", "until"), [((0, 0), "tot vr 4 december"), ((0, 3), "de laatste tot ma 7 december")])
def test_of_those_whose_days_end_apart_the_last_day_is_told_as_that(days: tuple[int, ...], until: str) -> None:
    matches = [Match(state=MatchState.INVITED) for _day in days]
    ends = [FollowUp(kind=FollowUpKind.INVITATION_EXPIRY, due_at=UNTIL + timedelta(days=day)) for day in days]

    told = words_to_others(left_of(matches, ends, fitting=0))

    assert told.startswith(f"2 specialisten kunnen nog antwoorden, {until}. ")


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"left": 0, "asked": 0, "passed_over": 0}, "We vonden nog niemand die past. De coördinator zoekt mee."),
        ({"left": 0, "asked": 0, "passed_over": 1}, "Er is nu niemand meer om te vragen. De coördinator zoekt mee."),
        ({"left": 0, "asked": 2, "passed_over": 0}, "Er is nu niemand meer om te vragen. De coördinator zoekt mee."),
        (
            {"left": 0, "asked": 2, "passed_over": 0, "open": 1},
            "Verder is er nu niemand te vragen; 1 specialist kan nog antwoorden. De coördinator zoekt mee.",
        ),
        ({"left": 0}, "Er is nu niemand meer om te vragen. De coördinator zoekt mee."),
    ],
)
def test_the_story_tells_whether_anybody_was_asked_and_may_still_answer(details: dict[str, int], words: str) -> None:
    assert PAST["request.stuck"](details) == words
