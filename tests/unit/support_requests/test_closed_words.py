"""What the page of a closed question says of when is asked how it went."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from network.models import Engagement, FollowUp, SupportRequest
from network.models.engagement import Outcome
from network.models.followup import FollowUpKind
from network.models.support_request import RequestState
from network.support_requests.closed_words import closed_words, is_left_unsolved


def test_each_way_of_looking_back_is_asked_in_its_own_words(app: Flask) -> None:
    soon = FollowUp(kind=FollowUpKind.EVALUATION, due_at=datetime(2026, 11, 30, 8, tzinfo=UTC))
    later = FollowUp(kind=FollowUpKind.EFFECT_QUESTION, due_at=datetime(2027, 1, 18, 8, tzinfo=UTC))

    with app.test_request_context():
        assert closed_words(Outcome.RESOLVED, [later, soon]).endswith("Op ma 30 november vragen we hoe het ging.")
        assert closed_words(Outcome.RESOLVED, [later]).endswith(
            "Op ma 18 januari 2027 vragen we of het nog steeds helpt."
        )
        assert closed_words(None, []) == "Deze vraag is afgerond."


@pytest.mark.parametrize(
    ("outcome", "state", "is_left"),
    [
        (Outcome.PARTLY, RequestState.CLOSED, True),
        (Outcome.NOT_RESOLVED, RequestState.CLOSED, True),
        (Outcome.NOT_RESOLVED, RequestState.SEARCHING, False),
        (Outcome.RESOLVED, RequestState.CLOSED, False),
        (Outcome.REFERRED, RequestState.CLOSED, False),
    ],
)
def test_what_ended_unsolved_and_is_not_searched_for_again_is_left_so(
    outcome: Outcome, state: RequestState, is_left: bool
) -> None:
    assert is_left_unsolved(Engagement(outcome=outcome, request=SupportRequest(state=state))) is is_left
