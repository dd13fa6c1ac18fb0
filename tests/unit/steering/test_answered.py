"""The card of who was asked says what they answered, when and why, and whether they have room today."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from network.access.audit import record
from network.core import clock
from network.models import CapacityPeriod, Match, SupportRequest
from network.models.expertise import ProfileState
from network.models.match import DeclineReason, MatchState
from network.steering.page import CandidatesPage
from tests.factories import make_engagement, make_match, make_profile, make_request

pytestmark = pytest.mark.usefixtures("session", "clock")

ASKED_AT = datetime(2026, 11, 2, 9, tzinfo=clock.UTC)
NO = {"state": MatchState.DECLINED, "answered_at": datetime(2026, 11, 12, 9, tzinfo=clock.UTC)}


@pytest.fixture
def question() -> SupportRequest:
    return make_request(state="stuck")


def asked(question: SupportRequest, *, profile: dict[str, Any] | None = None, **values: Any) -> Match:
    found = make_profile(question.region, **(profile or {}))
    return make_match(request=question, profile=found, **{"invited_at": ASKED_AT, **values})


def told(match: Match) -> str:
    return CandidatesPage(match.request).answered.words(match)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (NO, "Zei nee op do 12 november: nu geen uren. Nu weer plek."),
        (
            NO | {"decline_reason": DeclineReason.OTHER, "decline_note": "Te druk."},
            "Zei nee op do 12 november: iets anders. “Te druk.” Er is nu plek.",
        ),
        (NO | {"answered_at": None}, "Zei nee: nu geen uren. Nu weer plek."),
        ({"state": MatchState.INVITED}, ""),
        ({"state": MatchState.PROPOSED, "invited_at": None}, ""),
    ],
)
def test_a_no_is_told_with_its_day_and_reason(question: SupportRequest, values: dict[str, Any], said: str) -> None:
    assert told(asked(question, **values)) == said


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ({"state": ProfileState.PAUSED}, "Het profiel staat nu op pauze."),
        (
            {"state": ProfileState.PAUSED, "paused_until": date(2027, 1, 11)},
            "Het profiel staat op pauze tot ma 11 januari 2027.",
        ),
        (
            {"state": ProfileState.PAUSED, "paused_until": date(2027, 1, 11), "max_open": 0},
            "Het profiel staat op pauze tot ma 11 januari 2027. Voorlopig vol.",
        ),
        ({"max_open": 0}, "Voorlopig vol."),
    ],
)
def test_who_has_no_room_now_is_told_so(question: SupportRequest, profile: dict[str, Any], said: str) -> None:
    assert told(asked(question, profile=profile, **NO)) == f"Zei nee op do 12 november: nu geen uren. {said}"


def test_of_who_was_not_asked_yet_is_told_that_there_is_no_room(question: SupportRequest) -> None:
    match = asked(question, profile={"max_open": 0}, state=MatchState.PROPOSED, invited_at=None)

    assert told(match) == "Voorlopig vol."


@pytest.mark.parametrize(("until", "says_both"), [(date(2026, 12, 1), True), (date(2027, 1, 11), False)])
def test_a_pause_that_outlasts_the_lack_of_hours_is_all_that_is_told(
    question: SupportRequest, until: date, says_both: bool
) -> None:
    match = asked(question, profile={"state": ProfileState.PAUSED, "paused_until": until}, **NO)
    match.profile.capacity = [CapacityPeriod(starts_on=date(2026, 12, 7), hours_per_week=8)]

    assert ("Vol tot ma 7 december." in told(match)) == says_both


@pytest.mark.parametrize(
    ("begins_on", "said"), [(date(2026, 12, 7), "Vol tot ma 7 december."), (None, "Geeft nu geen uren.")]
)
def test_who_has_no_hours_now_is_told_until_when(question: SupportRequest, begins_on: date | None, said: str) -> None:
    match = asked(question, **NO)
    hours = [CapacityPeriod(starts_on=begins_on, hours_per_week=8)] if begins_on else []
    match.profile.capacity = hours

    assert told(match).endswith(said)


def test_a_place_that_will_come_free_is_no_promise(question: SupportRequest) -> None:
    match = asked(question, profile={"max_open": 1}, **NO)
    other = make_match(profile=match.profile, state=MatchState.ACCEPTED)
    make_engagement(match=other, state="running", starts_on=date(2026, 11, 2), ends_on=date(2026, 12, 8))

    assert told(match).endswith("Waarschijnlijk vol tot wo 9 december.")


@pytest.mark.parametrize("state", [MatchState.EXPIRED, MatchState.PROPOSED])
def test_a_silence_is_told_with_the_day_on_which_it_ended(question: SupportRequest, state: MatchState) -> None:
    match = asked(question, state=state)
    record("match.expired", match, actor_id=None, request=question)

    assert told(match).startswith("Antwoordde niet voor ma 16 november.")


def test_a_silence_of_an_earlier_time_of_asking_is_not_told_of_the_last(question: SupportRequest) -> None:
    match = asked(question, state=MatchState.SUPERSEDED)
    record("match.expired", match, actor_id=None, request=question)
    match.invited_at = clock.now() + timedelta(days=1)

    assert told(match) == "Er is nu plek."


def test_room_is_not_told_where_nobody_can_be_invited(question: SupportRequest) -> None:
    question.state = "running"

    assert told(asked(question, **NO)) == "Zei nee op do 12 november: nu geen uren."
