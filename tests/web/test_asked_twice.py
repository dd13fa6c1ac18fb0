"""One question, put to one specialist through two profiles: one answer is enough, and whoever asks twice is told."""

from __future__ import annotations

import pytest
from flask import Flask

from network.access import links
from network.models import Match
from network.models.match import MatchState
from network.notices.kinds.waves import ANSWER
from tests.factories import make_coordinator, make_match, make_profile, make_request, make_specialist
from tests.page import Page


@pytest.fixture
def asked(page: Page, clock) -> Match:
    """The invitation of the first of two profiles of one specialist; of the second there is none yet."""
    request = make_request()
    return make_match(request=request, profile=make_profile(request.region, title="Rots"))


def second_of(asked: Match, **values: object) -> Match:
    profile = make_profile(location=asked.profile.location, user=asked.profile.people[0].user, title="Water")
    return make_match(request=asked.request, profile=profile, rank=2, **values)


def test_both_invitations_say_that_they_are_one_question(page: Page, asked: Match) -> None:
    other, elsewhere = second_of(asked), make_match(request=asked.request)
    page.sign_in(asked.profile.people[0].user)
    told = "Dezelfde vraag kregen jullie ook vanuit “{}”. Eén ja is genoeg: de andere uitnodiging vervalt dan."

    listed = page.get("/uitnodigingen").text

    assert told.format("Water") in listed and told.format("Rots") in listed
    assert told.format("Water") in page.get(f"/uitnodigingen/{asked.public_id}").text
    page.sign_in(elsewhere.profile.people[0].user)
    assert "Dezelfde vraag" not in page.get(f"/uitnodigingen/{elsewhere.public_id}").text
    assert other.state is MatchState.INVITED


def test_after_a_yes_the_other_invitation_says_who_said_it_through_which(app: Flask, page: Page, asked: Match) -> None:
    other, person, colleague = second_of(asked), asked.profile.people[0].user, make_specialist(asked.profile.location)
    page.sign_in(person)
    page.submit(f"/uitnodigingen/{asked.public_id}/ja")
    with app.test_request_context():
        link = f"/uitnodigingen/antwoord/{links.sign(ANSWER, other.public_id, person.public_id)}"

    for path in (f"/uitnodigingen/{other.public_id}", link):
        shown = page.get(path)
        assert "Je zei al ja op deze vraag, vanuit “Rots”." in shown.text
        assert "intussen geholpen" not in shown.text
        assert shown.all("main a[href='/trajecten']")
    page.sign_in(colleague)
    assert "Op deze vraag is al ja gezegd, vanuit “Rots”." in page.get(f"/uitnodigingen/{other.public_id}").text


def test_who_steers_reads_it_before_and_after_asking_by_hand(page: Page, asked: Match) -> None:
    other = second_of(asked, state=MatchState.PROPOSED, invited_at=None)
    page.sign_in(make_coordinator(asked.request.region))
    path = f"/ondersteuningsvragen/{asked.request.code}"

    assert "kreeg deze vraag al vanuit “Rots”" in page.get(f"{path}/kandidaten").text
    assert "Wie voor dit profiel antwoordt, kreeg deze vraag al vanuit een ander profiel" in (
        page.get(f"{path}/waarom/{other.profile.public_id}").text
    )
    answer = page.submit(f"{path}/uitnodigen/{other.profile.public_id}", follow=True)
    assert "“Water” krijgt de vraag nu. Wie ervoor antwoordt, kreeg de vraag al vanuit “Rots”." in answer.text
