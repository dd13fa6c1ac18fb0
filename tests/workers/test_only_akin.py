"""Who is only akin to what is asked comes after all who cover it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from network.core.database import db
from network.core.policy import DEFAULT_WEIGHTS
from network.models import (
    ExpertiseProfile,
    Notice,
    Region,
)
from network.models.support_request import RequestState, Urgency
from network.support_requests.timeline import story_of
from tests.factories import (
    make_profile,
    make_submitted_request,
)
from tests.workers.steps import (
    close,
    decline,
    full_provider,
    ids,
    invited,
    move_school_days,
    rules,
)
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")


AKIN, PARENT = ("opstandig-gedrag",), ("gedrag",)


class TestWhoIsOnlyAkin:
    """The question asks for agressieregulatie; of the same group, and no more than that, is opstandig-gedrag."""

    @pytest.fixture
    def truly(self, region: Region) -> list[ExpertiseProfile]:
        """They name what is asked, or its group."""
        return [make_profile(region), make_profile(region, needs=PARENT)]

    @pytest.fixture
    def akin(self, region: Region) -> list[ExpertiseProfile]:
        return [make_profile(region, needs=AKIN) for _ in range(2)]

    def test_is_asked_in_a_later_round_which_comes_at_once_when_all_decline(self, region: Region, akin, truly) -> None:
        question = make_submitted_request(region)
        work.sweep()
        first = invited(question)
        assert {match.profile_id for match in first} == ids(truly)

        for match in first:
            decline(match)
        work.sweep()

        assert ids(akin) == {match.profile_id for match in invited(question)}
        assert [match.wave for match in invited(question)] == [2, 2]

    def test_the_story_says_that_nobody_was_left_who_covers_it(self, region: Region, app, akin) -> None:
        question = make_submitted_request(region)
        work.sweep()

        with app.test_request_context():
            told = [entry.words for entry in story_of(question, [])]

        assert told[-1].startswith(f"We vroegen {len(akin)} specialisten met een verwant onderwerp: “")
        assert told[-1].endswith("”. Er was niemand meer te vragen die het onderwerp zelf doet.")

    def test_comes_after_all_who_cover_it_whatever_the_score(self, region: Region, akin, clock) -> None:
        """Only the begin counts in this region, and who covers it can begin in two months."""
        rules(region, wave_size=1, weights=dict.fromkeys(DEFAULT_WEIGHTS, 0.0) | {"start": 1.0})
        truly = [make_profile(region, lead_days=60) for _ in range(2)]
        question = make_submitted_request(region)
        work.sweep()

        move_school_days(clock, 5)

        assert {match.profile_id for match in invited(question)} == ids(truly)

    def test_is_asked_first_where_nobody_covers_it(self, region: Region, akin) -> None:
        question = make_submitted_request(region)

        work.sweep()

        assert {match.profile_id for match in invited(question)} == ids(akin)
        subjects = set(db.session.scalars(select(Notice.subject).where(Notice.kind == "question_invitation")))
        assert [one.split("?")[0] for one in subjects] == ["Kunnen jullie meedenken"]

    def test_is_asked_while_those_who_cover_it_are_full_and_then_the_question_waits_for_them(
        self, region: Region, akin
    ) -> None:
        full, engagement = full_provider(region)
        question = make_submitted_request(region)
        work.sweep()
        assert {match.profile_id for match in invited(question)} == ids(akin)

        for match in invited(question):
            decline(match)
        work.sweep()
        assert question.is_waiting

        close(engagement)
        work.sweep()
        assert [match.profile_id for match in invited(question)] == [full.id]

    def test_counts_for_the_most_rounds_and_then_it_is_the_coordinators(self, region: Region, akin, truly) -> None:
        rules(region, max_waves=1)
        question = make_submitted_request(region)
        work.sweep()

        for match in invited(question):
            decline(match)
        work.sweep()

        assert (question.state, invited(question)) == (RequestState.STUCK, [])

    def test_gets_no_offer_while_one_who_covers_it_has_room(self, region: Region) -> None:
        """Who covers it had room by time alone, which nobody saw; then somebody who is akin has room too."""
        _akin, engagement = full_provider(region, needs=AKIN)
        truly = make_profile(region, max_open=0)
        question = make_submitted_request(region)
        work.sweep()
        assert question.is_waiting
        truly.max_open = 1
        db.session.commit()

        close(engagement)
        work.sweep()

        assert [match.profile_id for match in invited(question)] == [truly.id]

    def test_gets_an_offer_while_those_who_cover_it_are_full(self, region: Region) -> None:
        akin, engagement = full_provider(region, needs=AKIN)
        full_provider(region)
        question = make_submitted_request(region)
        work.sweep()
        assert question.is_waiting

        close(engagement)
        work.sweep()

        assert [match.profile_id for match in invited(question)] == [akin.id]

    def test_is_asked_when_the_room_of_who_covers_it_goes_to_a_question_before(self, region: Region) -> None:
        truly, akin = make_profile(region, max_open=0), make_profile(region, needs=AKIN, max_open=0)
        before = make_submitted_request(region, urgency=Urgency.URGENT)
        work.sweep()
        assert before.is_waiting
        truly.max_open = akin.max_open = 1
        db.session.commit()

        question = make_submitted_request(region)
        work.sweep()

        assert [match.profile_id for match in invited(before)] == [truly.id]
        assert [match.profile_id for match in invited(question)] == [akin.id]

    def test_is_offered_at_once_what_it_left_to_who_covers_it_and_took_another_question(self, region: Region) -> None:
        """Two questions wait, and two get room at the same moment: one for each, whoever is looked at first."""
        (akin, one), (truly, other) = full_provider(region, needs=AKIN), full_provider(region)
        before, question = make_submitted_request(region, urgency=Urgency.URGENT), make_submitted_request(region)
        work.sweep()
        assert before.is_waiting
        assert question.is_waiting

        close(one)
        close(other)
        work.sweep()
        # What is promised anew at the very same moment, as only happens where time stands still, is done by the next.
        work.sweep()

        assert [match.profile_id for match in invited(before)] == [truly.id]
        assert [match.profile_id for match in invited(question)] == [akin.id]

    def test_is_left_alone_when_the_room_of_who_covers_it_is_enough(self, region: Region) -> None:
        (_akin, one), (truly, other) = full_provider(region, needs=AKIN), full_provider(region)
        question = make_submitted_request(region)
        work.sweep()

        close(one)
        close(other)
        work.sweep()

        assert [match.profile_id for match in invited(question)] == [truly.id]
