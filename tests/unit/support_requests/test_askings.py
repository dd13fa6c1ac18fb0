"""Each time of asking is told: in the story, on the badge, and beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from network.models import AuditEvent, ExpertiseProfile, FollowUp, Match, SupportRequest
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.support_requests.asked_before import TimesAsked
from network.support_requests.askings import Ending, askings_of
from network.support_requests.moments import Audience, moments_of
from network.support_requests.promises import promises_of

pytestmark = pytest.mark.usefixtures("session", "clock")

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
ROT, WATER = 1, 2

Told = tuple[str, int]


def events(*told: Told, apart: timedelta = timedelta(days=1), **details: Any) -> list[AuditEvent]:
    """Events about a match or a question with this id, each a day after the one before it."""
    return [
        AuditEvent(action=action, at=START + n * apart, subject_type="match", subject_id=subject, details=details)
        for n, (action, subject) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("told", "endings"),
    [
        ([("match.invited", ROT)], {ROT: [None]}),
        ([("match.invited", ROT), ("match.declined", ROT)], {ROT: [Ending.NO]}),
        (
            [("match.invited", ROT), ("match.invited", WATER), ("match.accepted", WATER)],
            {ROT: [Ending.NOT_NEEDED], WATER: [Ending.YES]},
        ),
        (
            [("match.invited", ROT), ("match.expired", ROT), ("match.invited", ROT), ("match.taken_back", ROT)],
            {ROT: [Ending.SILENCE, Ending.TAKEN_BACK]},
        ),
        ([("match.invited", ROT), ("match.expired", ROT), ("match.accepted", ROT)], {ROT: [Ending.YES]}),
        (
            [("match.invited", ROT), ("match.accepted", ROT), ("engagement.given_back", 9), ("match.invited", ROT)],
            {ROT: [Ending.GIVEN_BACK, None]},
        ),
        ([("match.invited", ROT), ("request.withdrawn", WATER)], {ROT: [Ending.WITHDRAWN]}),
        ([("match.expired", ROT)], {ROT: [Ending.SILENCE]}),
    ],
)
def test_each_time_of_asking_ends_in_its_own_way(told: list[Told], endings: dict[int, list[Ending | None]]) -> None:
    found = askings_of(events(*told))

    assert {match: [one.ending for one in own] for match, own in found.items()} == endings


def test_a_late_yes_answers_the_invitation_that_was_let_pass() -> None:
    (asking,) = askings_of(events(("match.invited", ROT), ("match.expired", ROT), ("match.accepted", ROT)))[ROT]

    assert asking.asked_at == START


@pytest.mark.parametrize(
    ("state", "told", "badge", "beside"),
    [
        (MatchState.SUPERSEDED, ["invited", "expired"], "Gaf geen antwoord", ""),
        (MatchState.SUPERSEDED, ["invited"], "Niet meer nodig", ""),
        (MatchState.PROPOSED, ["invited", "accepted"], "Zei eerder ja", ""),
        (
            MatchState.INVITED,
            ["invited", "expired", "invited"],
            "Wacht op antwoord",
            "Gevraagd op ma 2 november: geen antwoord.",
        ),
        (
            MatchState.DECLINED,
            ["invited", "declined", "invited", "taken_back"],
            "Kan nu niet",
            "Gevraagd op wo 4 november: de uitnodiging is teruggenomen.",
        ),
    ],
)
def test_who_was_asked_reads_as_the_story_tells(state: MatchState, told: list[str], badge: str, beside: str) -> None:
    match = Match(id=ROT, state=state, invited_at=START)
    times = TimesAsked(askings_of(events(*((f"match.{one}", ROT) for one in told))))

    assert (times.badge(match).words, times.other_times(match)) == (badge, beside)


def test_a_candidate_once_more_is_no_stranger_to_who_looks_after_the_question() -> None:
    match = Match(id=ROT, state=MatchState.PROPOSED, invited_at=START)
    askings = askings_of(events(("match.invited", ROT), ("match.accepted", ROT)))
    times = TimesAsked(askings, with_candidates=True)

    assert times.badge(match).words == "Nog niet opnieuw gevraagd"
    assert times.other_times(match) == "Gevraagd op ma 2 november: zei ja."


class TestTheStory:
    ROUND = ("match.wave_invited", 9)

    @staticmethod
    def told(found: list[AuditEvent]) -> list[str]:
        return [one.words for one in moments_of(found, SupportRequest(), Audience.TAKES_PART)]

    def test_the_rounds_of_one_day_are_each_told_and_reminders_of_one_round_once(self) -> None:
        found = events(
            self.ROUND,
            ("match.reminded", ROT),
            ("match.reminded", WATER),
            self.ROUND,
            ("match.reminded", ROT),
            apart=timedelta(minutes=1),
            count=2,
        )

        asked, reminded = "We vroegen 2 specialisten die passen.", "We stuurden een herinnering."
        assert self.told(found) == [asked, reminded, asked, reminded]

    def test_who_helped_before_is_said_to_be_asked_again_for_that(self) -> None:
        both = {"profiles": ["Rots", "Water"], "matches": [ROT, WATER], "count": 2}
        found = events(self.ROUND, ("match.accepted", ROT), ("request.reopened", 9), self.ROUND, profile="Rots", **both)

        first, _yes, _opened, second = self.told(found)

        assert first == "We vroegen 2 specialisten die passen: “Rots”, “Water”."
        assert second == f"{first} “Rots” hielp hier eerder bij en kent de vraag al."
        for event in found:
            event.details = event.details | {"profiles": ["Rots"], "matches": [ROT], "count": 1}
        assert self.told(found)[-1].endswith("past: “Rots”. Die hielp hier eerder bij en kent de vraag al.")

    @pytest.mark.parametrize(
        ("end", "asked"),
        [
            ("request.reopened", {"matches": [WATER]}),  # another profile of the same title
            ("request.reopened", {}),  # as it was written down before
            ("engagement.given_back", {"matches": [ROT]}),
        ],
    )
    def test_nobody_else_is_said_to_have_helped_before(self, end: str, asked: dict[str, list[int]]) -> None:
        titles = {"profile": "Rots", "profiles": ["Rots"]}
        found = events(self.ROUND, ("match.accepted", ROT), (end, 9), self.ROUND, **titles, **asked)

        assert self.told(found)[-1] == "We vroegen een specialist die past: “Rots”."

    def test_what_is_promised_of_two_invitations_is_told_by_name_and_day(self) -> None:
        titles = {1: "Rots", 2: "Water", 3: "Zand"}
        invited = {number: Match(id=number, profile=ExpertiseProfile(title=title)) for number, title in titles.items()}
        kind = FollowUpKind.INVITATION_EXPIRY
        promises = [
            FollowUp(kind=kind, match=match, match_id=number, due_at=START + timedelta(days=number // 3))
            for number, match in invited.items()
        ]

        def told(some: list[FollowUp]) -> list[str]:
            return [one.words for one in promises_of(some, Audience.COORDINATOR)]

        assert told(promises) == [
            "Nog geen antwoord van “Rots” of “Water”? Dan vervalt die uitnodiging.",
            "Nog geen antwoord van “Zand”? Dan vervalt die uitnodiging.",
        ]
        assert told(promises[:1]) == ["Nog geen antwoord? Dan vervalt de uitnodiging."]
