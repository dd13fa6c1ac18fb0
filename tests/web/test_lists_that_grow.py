"""What a person did grows for years: what is under way stands on the first page, what is over comes page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from network.core import clock as the_clock
from network.engagements import queries as engagement_queries
from network.models import ExpertiseProfile
from network.models.engagement import EngagementState, Outcome
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.support_requests import queries as request_queries
from network.waves import queries as wave_queries
from tests.factories import make_engagement, make_match, make_profile, make_request
from tests.page import Answer, Page

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for queries in (engagement_queries, request_queries, wave_queries):
        monkeypatch.setattr(queries, "PAGE_SIZE", 2)


@pytest.fixture
def profile(page: Page) -> ExpertiseProfile:
    """One whose specialist looks at the pages."""
    profile = make_profile()
    page.sign_in(profile.people[0].user)
    return profile


def walk(page: Page, path: str, titles_of: Callable[[Answer], list[str]]) -> list[list[str]]:
    """What stands on each page, following "Volgende"."""
    found: list[list[str]] = []
    while path and len(found) < 5:
        answer = page.get(path)
        found.append(titles_of(answer))
        path = next((one.get("href") for one in answer.all(".pager a[rel=next]")), "")
    return found


def test_invitations_that_were_answered(page: Page, profile: ExpertiseProfile) -> None:
    now = the_clock.now()
    for n, needs in enumerate(("rekenen", "dyslexie", "faalangst")):
        make_match(
            request=make_request(profile.regions[0], needs=(needs,)),
            profile=profile,
            state=MatchState.DECLINED,
            invited_at=now - timedelta(days=n),
        )
    make_match(request=make_request(profile.regions[0], needs=("angst",)), profile=profile)
    late = {"state": MatchState.EXPIRED, "invited_at": now - timedelta(days=9)}
    make_match(request=make_request(profile.regions[0], needs=("lezen",)), profile=profile, **late)

    pages = walk(page, "/uitnodigingen", lambda answer: answer.texts(".card-list h3"))

    assert pages == [["Angst", "Lezen en taal", "Rekenen-wiskunde", "Dyslexie"], ["Faalangst en perfectionisme"]]


def test_trajects_that_were_closed(page: Page, profile: ExpertiseProfile) -> None:
    over = {"state": EngagementState.CLOSED, "outcome": Outcome.RESOLVED}
    for title, values in (("Oud", over), ("Nieuwer", over), ("Nu", {}), ("Nieuw", over)):
        match = make_match(request=make_request(title=title), profile=profile, state=MatchState.ACCEPTED)
        make_engagement(match=match, **values)

    pages = walk(page, "/trajecten", lambda answer: answer.texts(".rows td:first-child a"))

    assert pages == [["Nu", "Nieuw", "Nieuwer"], ["Oud"]]


def test_questions_that_are_over(page: Page) -> None:
    open_one = make_request(title="Nu")
    asker = {"location": open_one.location, "requester": open_one.requester}
    for title, state in (("Oud", "closed"), ("Ingetrokken", "withdrawn"), ("Nieuw", "closed")):
        make_request(title=title, state=RequestState(state), **asker)
    page.sign_in(open_one.requester)

    pages = walk(page, "/ondersteuningsvragen", lambda answer: answer.texts(".rows td:first-child a"))

    assert pages == [["Nu", "Nieuw", "Ingetrokken"], ["Oud"]]
