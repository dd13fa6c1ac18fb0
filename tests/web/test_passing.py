"""Passing an invitation to a colleague, and naming another school: on the site and from the mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from network.access import links
from network.core.database import db
from network.models import Match, Notice, PassedInvitation, Suggestion, User
from network.models.expertise import ProfileState
from network.models.match import MatchState
from network.notices.kinds.waves import ANSWER
from tests.factories import (
    make_coordinator,
    make_match,
    make_profile,
    make_school_admin,
    make_specialist,
)
from tests.page import Page


@pytest.fixture
def match(page: Page, clock) -> Match:
    match = make_match()
    page.sign_in(match.profile.people[0].user)
    return match


@pytest.fixture
def colleague(match: Match) -> User:
    return make_specialist(match.profile.location, name="Collega Kundig")


@pytest.fixture(params=["site", "link"])
def path(request, app: Flask, match: Match) -> str:
    """Where an answer is given: signed in, or with the link from the mail."""
    if request.param == "site":
        return f"/uitnodigingen/{match.public_id}"
    return link_of(app, match, match.profile.people[0].user)


def link_of(app: Flask, match: Match, person: User) -> str:
    with app.test_request_context():
        return f"/uitnodigingen/antwoord/{links.sign(ANSWER, match.public_id, person.public_id)}"


def told(person: User) -> list[str]:
    return list(db.session.scalars(select(Notice.kind).where(Notice.recipient_id == person.id)))


def test_a_no_after_somebody_else_answered_leads_to_how_it_is_now(page: Page, path: str, match: Match) -> None:
    match.state = MatchState.SUPERSEDED
    db.session.commit()

    answer = page.submit(f"{path}/nee", {"reason": "no_hours"}, follow=True)

    assert (answer.status, answer.response.request.path) == (200, path)
    assert "Deze uitnodiging staat niet meer open. De school zoekt nog." in answer.text
    assert not answer.all("input[name=reason]")


class TestToAColleague:
    def test_the_page_of_the_invitation_leads_to_it(self, page: Page, path: str, colleague: User) -> None:
        assert f"{path}/doorgeven" in page.get(path).text_raw

        assert "Collega Kundig" in page.get(f"{path}/doorgeven").text

    def test_a_colleague_hears_it_and_says_yes_by_an_own_link(
        self, app: Flask, page: Page, path: str, match: Match, colleague: User
    ) -> None:
        own_link = link_of(app, match, colleague)
        assert page.submit(f"{own_link}/ja").status == 404

        assert page.submit(f"{path}/doorgeven", {"colleague": colleague.public_id}).status == 302
        assert told(colleague) == ["invitation_passed_on"]
        page.submit(f"{own_link}/ja")

        taken = db.session.get(Match, match.id)
        assert (taken.state, taken.answered_by_id) == (MatchState.ACCEPTED, colleague.id)
        others_link = link_of(app, match, match.profile.people[0].user)
        thanks = [page.get(f"{link}/bedankt").status for link in (own_link, others_link)]
        assert thanks == [200, 302]

    def test_who_passed_it_on_can_still_answer(self, page: Page, path: str, match: Match, colleague: User) -> None:
        page.submit(f"{path}/doorgeven", {"colleague": colleague.public_id})

        page.submit(f"{path}/ja")

        assert db.session.get(Match, match.id).state is MatchState.ACCEPTED

    def test_a_no_of_who_passed_it_on_leaves_it_to_the_colleague(
        self, app: Flask, page: Page, path: str, match: Match, colleague: User
    ) -> None:
        page.submit(f"{path}/doorgeven", {"colleague": colleague.public_id})
        before = page.get(path if "antwoord" in path else f"{path}/nee")

        refused = page.submit(f"{path}/nee", {"reason": "no_hours", "note": "Wij zitten tot de zomer vol."})
        after = page.submit(f"{path}/overlaten", follow=True)

        assert "ligt ook bij Collega Kundig. Jouw nee geldt alleen voor jou." in before.text
        assert before.texts("input[name=reason]") == []
        assert "ligt ook bij Collega Kundig. Jouw nee geldt alleen voor jou." in refused.texts(".error-summary")[0]
        assert "Wij zitten tot de zomer vol." in refused.text
        assert (refused.status, db.session.get(Match, match.id).state) == (422, MatchState.INVITED)
        assert "hoeft niets meer te doen." in after.text
        assert "Ligt bij Collega Kundig" in page.get("/uitnodigingen").text
        assert "Je liet deze vraag over aan Collega Kundig." in page.get(path).text
        page.sign_in(colleague)
        assert "Ligt bij Collega" not in page.get("/uitnodigingen").text
        page.submit(f"{link_of(app, match, colleague)}/nee", {"reason": "no_hours"})
        thanks = page.get(f"{link_of(app, match, match.profile.people[0].user)}/bedankt")
        assert "Je liet deze vraag over aan een collega. Jullie antwoordden dat het nu niet lukt." in thanks.text
        assert db.session.get(Match, match.id).state is MatchState.DECLINED

    def test_passing_it_on_twice_tells_once(self, page: Page, path: str, colleague: User) -> None:
        for _ in range(2):
            page.submit(f"{path}/doorgeven", {"colleague": colleague.public_id})

        assert told(colleague) == ["invitation_passed_on"]
        assert len(db.session.scalars(select(PassedInvitation)).all()) == 1

    def test_only_specialists_of_the_own_school_can_get_it(
        self, page: Page, path: str, match: Match, colleague: User
    ) -> None:
        for other in (make_specialist(), make_school_admin(match.profile.location)):
            answer = page.submit(f"{path}/doorgeven", {"colleague": other.public_id})
            assert answer.status == 422
            assert told(other) == []

    def test_without_a_choice_it_asks_for_one(self, page: Page, path: str, colleague: User) -> None:
        assert "Kies een collega." in page.submit(f"{path}/doorgeven").texts(".error-summary li")

    def test_it_ends_with_the_invitation(self, page: Page, path: str, match: Match, colleague: User) -> None:
        match.state = MatchState.SUPERSEDED
        db.session.commit()

        page.submit(f"{path}/doorgeven", {"colleague": colleague.public_id})

        assert told(colleague) == []
        assert "staat niet meer open" in page.get(f"{path}/doorgeven").text

    def test_a_colleague_who_left_cannot_answer(self, app: Flask, page: Page, path: str, match, colleague) -> None:
        page.submit(f"{path}/doorgeven", {"colleague": colleague.public_id})
        db.session.delete(colleague.memberships[0])
        db.session.commit()

        assert page.submit(f"{link_of(app, match, colleague)}/ja").status == 404


class TestAnotherSchool:
    def test_is_found_by_name_but_the_own_school_and_drafts_are_not(self, page: Page, path: str, match: Match) -> None:
        make_profile(title="Zoekwoord elders")
        make_profile(title="Zoekwoord thuis", location=match.profile.location)
        make_profile(title="Zoekwoord in wording", state=ProfileState.DRAFT)

        found = page.get(f"{path}/doorgeven?zoek=zoekwoord").texts("ul.plain-list strong")

        assert found == ["Zoekwoord elders"]

    def test_becomes_a_candidate_with_who_named_it_and_is_not_asked(self, page: Page, path: str, match: Match) -> None:
        fitting = make_profile(match.request.region, title="Past goed")

        page.submit(f"{path}/noemen/{fitting.public_id}")

        candidate = db.session.scalars(select(Match).where(Match.profile_id == fitting.id)).one()
        assert (candidate.state, candidate.invited_at) == (MatchState.PROPOSED, None)
        assert told(fitting.people[0].user) == []
        page.sign_in(make_coordinator(match.request.region))
        by = match.profile.people[0].user.name
        assert f"Genoemd door {by}." in page.get(f"/ondersteuningsvragen/{match.request.code}/kandidaten").text

    def test_that_does_not_pass_the_hard_rules_is_only_shown_to_the_coordinator(
        self, page: Page, path: str, match: Match
    ) -> None:
        elsewhere = make_profile(title="Te ver weg")

        answer = page.submit(f"{path}/noemen/{elsewhere.public_id}", follow=True)

        assert "Het blijft een tip" in answer.text
        assert not db.session.scalar(select(Match).where(Match.profile_id == elsewhere.id))
        page.sign_in(make_coordinator(match.request.region))
        shown = page.get(f"/ondersteuningsvragen/{match.request.code}/kandidaten")
        assert "Te ver weg" in shown.texts("aside ul.plain-list a")

    def test_named_twice_is_kept_once_with_who_was_first(self, page: Page, path: str, match: Match) -> None:
        named = make_profile()
        for _ in range(2):
            page.submit(f"{path}/noemen/{named.public_id}")

        assert len(db.session.scalars(select(Suggestion)).all()) == 1

    def test_is_told_to_the_coordinator_once_a_day(self, page: Page, path: str, match: Match, clock) -> None:
        coordinator, stranger = make_coordinator(match.request.region), make_coordinator()
        for _ in range(2):
            page.submit(f"{path}/noemen/{make_profile().public_id}")
        assert told(coordinator) == ["profile_suggested"]

        clock.shift(timedelta(hours=15))
        page.sign_in(match.profile.people[0].user)
        page.submit(f"{path}/noemen/{make_profile().public_id}")
        assert told(coordinator) == ["profile_suggested"] * 2
        assert told(stranger) == []

    def test_cannot_be_the_own_school(self, page: Page, path: str, match: Match) -> None:
        own = make_profile(location=match.profile.location)

        page.submit(f"{path}/noemen/{own.public_id}")

        assert db.session.scalars(select(Suggestion)).all() == []
