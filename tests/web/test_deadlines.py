"""By when an answer to an invitation is welcome: in the list and on its own page, in the same words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from network.core import clock as the_clock
from network.models import ExpertiseProfile, FollowUp, Match
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.models.support_request import Urgency
from tests.conftest import QueryCount
from tests.factories import make_match, make_profile, make_request
from tests.factories.base import saved
from tests.page import Page

Counting = Callable[[], AbstractContextManager[QueryCount]]


@pytest.fixture
def profile(page: Page, clock) -> ExpertiseProfile:
    profile = make_profile()
    page.sign_in(profile.people[0].user)
    return profile


def asked(profile: ExpertiseProfile, *, kind: FollowUpKind, days: int, **values: object) -> Match:
    """An invitation about which something is promised in so many days."""
    haste = values.pop("urgency", Urgency.NORMAL)
    match = make_match(request=make_request(needs=("dyslexie",), urgency=haste), profile=profile, **values)
    of = {"match": match} if kind is FollowUpKind.INVITATION_EXPIRY else {}
    due_at = the_clock.now() + timedelta(days=days)
    saved(FollowUp(kind=kind, request=match.request, due_at=due_at, dedupe_key=f"{match.id}", **of))
    return match


def test_the_list_says_by_when_and_what_happens_then_the_nearest_first(page: Page, profile: ExpertiseProfile) -> None:
    answered = asked(profile, kind=FollowUpKind.NEXT_WAVE, days=1, state=MatchState.DECLINED)
    last = asked(profile, kind=FollowUpKind.INVITATION_EXPIRY, days=9)
    first = asked(profile, kind=FollowUpKind.NEXT_WAVE, days=2)

    answer = page.get("/uitnodigingen")

    assert [link.get("href")[-16:] for link in answer.all(".card-list h3 a")] == [
        one.public_id for one in (first, last, answered)
    ]
    assert [text for text in answer.texts(".card-list p") if "Laat het weten" in text] == [
        "Laat het weten voor wo 18 november. Daarna zoeken we verder voor de school.",
        "Laat het weten voor wo 25 november. Daarna vervalt de uitnodiging.",
    ]


def test_of_those_with_the_same_last_day_what_cannot_wait_comes_first(page: Page, profile: ExpertiseProfile) -> None:
    urgent, calm = (
        asked(profile, kind=FollowUpKind.NEXT_WAVE, days=2, urgency=haste) for haste in (Urgency.URGENT, Urgency.CALM)
    )

    links = page.get("/uitnodigingen").all(".card-list h3 a")

    assert [link.get("href")[-16:] for link in links] == [urgent.public_id, calm.public_id]


def test_where_no_answer_is_asked_the_list_says_so(page: Page, profile: ExpertiseProfile) -> None:
    asked(profile, kind=FollowUpKind.NEXT_WAVE, days=1, state=MatchState.DECLINED)

    answer = page.get("/uitnodigingen")

    assert answer.texts("main h2") == ["Wacht op jullie antwoord", "Eerder"]
    assert "Nu niets." in answer.text


def test_what_is_over_folds_when_it_is_much_and_what_can_still_be_said_yes_to_stays_in_sight(
    page: Page, profile: ExpertiseProfile
) -> None:
    for _number in range(6):
        asked(profile, kind=FollowUpKind.NEXT_WAVE, days=1, state=MatchState.DECLINED)
    late = asked(profile, kind=FollowUpKind.NEXT_WAVE, days=1, state=MatchState.EXPIRED)

    answer = page.get("/uitnodigingen")

    assert answer.texts("main h2") == ["Wacht op jullie antwoord", "Ja zeggen kan nog", "Eerder"]
    assert answer.texts("main details:not([open]) summary") == ["Toon 6 vragen van eerder"]
    folded = [link.get("href") for link in answer.all("main details h3 a")]
    assert len(folded) == 6
    assert f"/uitnodigingen/{late.public_id}" not in folded


def test_an_invitation_that_ends_before_the_next_round_says_so(page: Page, profile: ExpertiseProfile) -> None:
    match = asked(profile, kind=FollowUpKind.NEXT_WAVE, days=9)
    ends_at = the_clock.now() + timedelta(days=2)
    kind = FollowUpKind.INVITATION_EXPIRY
    saved(FollowUp(kind=kind, request=match.request, match=match, due_at=ends_at, dedupe_key=f"end:{match.id}"))

    said = page.get(f"/uitnodigingen/{match.public_id}").texts(".next p")

    assert "Laat het weten voor wo 18 november. Daarna vervalt de uitnodiging." in said


@pytest.mark.parametrize("kind", [FollowUpKind.NEXT_WAVE, FollowUpKind.INVITATION_EXPIRY])
def test_its_own_page_says_the_same(page: Page, profile: ExpertiseProfile, kind: FollowUpKind) -> None:
    match = asked(profile, kind=kind, days=2)

    (said,) = [text for text in page.get("/uitnodigingen").texts(".card-list p") if "Laat het weten" in text]

    assert said in page.get(f"/uitnodigingen/{match.public_id}").texts(".next p")


def test_more_invitations_take_no_more_looking(page: Page, profile: ExpertiseProfile, count_queries: Counting) -> None:
    asked(profile, kind=FollowUpKind.NEXT_WAVE, days=1)
    page.get("/uitnodigingen")
    with count_queries() as of_one:
        page.get("/uitnodigingen")
    for days in (2, 3, 4):
        asked(profile, kind=FollowUpKind.NEXT_WAVE, days=days)
    with count_queries() as of_four:
        page.get("/uitnodigingen")

    assert of_four.number <= of_one.number
