"""Before a yes a specialist reads whether the hours that the school thinks of are free."""

from __future__ import annotations

import pytest
from flask import Flask

from network.access import links
from network.core.database import db
from network.models import Match
from network.notices.kinds.waves import ANSWER
from tests.factories import make_match, make_profile, make_region, make_request
from tests.page import Page

pytestmark = pytest.mark.usefixtures("clock")


def invited(hours: float) -> Match:
    region = make_region()
    profile = make_profile(region)
    profile.capacity[0].hours_per_week = 1
    db.session.commit()
    return make_match(request=make_request(region, estimated_hours=hours), profile=profile)


def test_more_hours_than_are_free_are_said_and_yes_stays_possible(page: Page, app: Flask) -> None:
    match = invited(60)
    page.sign_in(match.profile.people[0].user)
    path = f"/uitnodigingen/{match.public_id}"
    with app.test_request_context():
        link = links.sign(ANSWER, match.public_id, match.profile.people[0].user.public_id)

    for shown in (page.get(path), page.get(f"/uitnodigingen/antwoord/{link}")):
        assert "De school schat 60 uur; jullie hebben tot" in shown.text
        assert "Ja, wij denken mee" in shown.text
    assert page.submit(f"{path}/ja").status == 302


def test_hours_that_are_free_need_no_words(page: Page) -> None:
    match = invited(4)
    page.sign_in(match.profile.people[0].user)

    assert "De school schat" not in page.get(f"/uitnodigingen/{match.public_id}").text
