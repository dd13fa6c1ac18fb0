"""The pages of a traject: a plan that two people change, contact, and looking back."""

from __future__ import annotations

import pytest

from network.core.database import db
from network.models import Engagement
from network.models.match import MatchState
from network.models.support_request import RequestState
from tests.factories import make_engagement, make_match, make_request
from tests.page import Page

pytestmark = pytest.mark.usefixtures("clock")

PLAN = {
    "goal": "De leraar weet wat te doen als de spanning oploopt.",
    "hours": "6",
    "starts_on": "2026-11-23",
    "ends_on": "2026-12-18",
}


@pytest.fixture
def engagement(page: Page) -> Engagement:
    """A traject without a plan, seen by the specialist."""
    match = make_match(request=make_request(state=RequestState.MATCHED), state=MatchState.ACCEPTED)
    engagement = make_engagement(match=match)
    page.sign_in(engagement.specialist)
    return engagement


def version_on(page: Page, path: str) -> str:
    return page.get(path).all("input[name=version]")[0].get("value")


def test_a_plan_that_the_other_side_just_changed_is_shown_and_not_overwritten(
    page: Page, engagement: Engagement
) -> None:
    path = f"/trajecten/{engagement.public_id}/plan"
    seen = version_on(page, path)
    page.submit(path, PLAN | {"version": seen})

    answer = page.submit(path, PLAN | {"version": seen, "goal": "Iets anders dan de school net schreef."})

    assert answer.status == 422
    assert "De leraar weet wat te doen" in answer.texts("#plan-nu")[0]
    assert answer.texts("textarea[name=goal]") == ["Iets anders dan de school net schreef."]
    assert db.session.get_one(Engagement, engagement.id).goal == PLAN["goal"]


def test_whoever_has_seen_the_present_plan_may_save_over_it(page: Page, engagement: Engagement) -> None:
    path = f"/trajecten/{engagement.public_id}/plan"
    page.submit(path, PLAN | {"version": version_on(page, path)})

    page.submit(path, PLAN | {"version": version_on(page, path), "goal": "Samen een nieuw doel."})

    assert db.session.get_one(Engagement, engagement.id).goal == "Samen een nieuw doel."
