"""The waiting list: what is put on it, and what is offered as soon as there is room."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.engagements import service as engagements
from network.expertise import publishing
from network.expertise import service as profiles
from network.models import (
    Match,
    Region,
    RegionNeighbour,
    SupportRequest,
)
from network.models.match import MatchState
from network.models.support_request import RequestState, Urgency
from network.waves import waiting
from network.waves.expecting import find_first_room_on
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_match,
    make_profile,
    make_region,
    make_special_location,
    make_submitted_request,
)
from tests.factories.base import saved
from tests.workers.steps import (
    close,
    decline,
    full_provider,
    invited,
    move_school_days,
    rules,
    story,
    told,
)
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")


class TestWaitingList:
    def test_holds_a_question_when_everybody_who_fits_is_full(self, region: Region) -> None:
        full_provider(region)
        question = make_submitted_request(region)

        work.sweep()

        assert question.state is RequestState.SEARCHING
        assert question.is_waiting
        assert told(question.requester) == ["question_waiting"]
        assert "Wie we nog konden vragen, zit nu vol of staat op pauze. De vraag staat op de wachtlijst." in story(
            question
        )

    def test_is_not_for_a_question_that_nobody_fits(self, region: Region) -> None:
        full_provider(region, needs=("dyslexie",))
        question = make_submitted_request(region)

        work.sweep()

        assert question.state is RequestState.STUCK
        assert not question.is_waiting

    def test_comes_after_the_nearby_regions(self, region: Region) -> None:
        rules(region, widen=True)
        other = make_region()
        saved(RegionNeighbour(region_id=region.id, neighbour_id=other.id, position=1))
        full_provider(region)
        near = make_profile(other)
        question = make_submitted_request(region)

        work.sweep()

        assert [match.profile_id for match in invited(question)] == [near.id]

    def test_offers_as_soon_as_a_traject_closes(self, region: Region) -> None:
        profile, engagement = full_provider(region)
        question = make_submitted_request(region)
        work.sweep()

        close(engagement)
        work.sweep()

        assert [match.profile_id for match in invited(question)] == [profile.id]
        assert not question.is_waiting
        assert f"Er kwam ruimte vrij. We vroegen “{profile.title}”." in story(question)

    @pytest.mark.parametrize("change", ["limits", "hours", "given_back"])
    def test_offers_as_soon_as_there_is_more_room(self, region: Region, change: str) -> None:
        profile, engagement = full_provider(region)
        if change == "hours":
            close(engagement)
            profile.capacity = []
            db.session.commit()
        question = make_submitted_request(region)
        work.sweep()
        assert question.is_waiting

        with unit_of_work():
            if change == "limits":
                profiles.set_limits(
                    profile, max_open=2, max_per_30_days=50, lead_days=5, actor_id=profile.people[0].user_id
                )
            elif change == "hours":
                profiles.add_hours(
                    profile, hours_per_week=4, starts_on=date.today(), ends_on=None, actor_id=profile.people[0].user_id
                )
            else:
                engagements.give_back(engagement, note="", actor_id=engagement.specialist_id)
        work.sweep()

        assert profile.id in [match.profile_id for match in invited(question)]

    def test_offers_when_an_absence_is_taken_off(self, region: Region) -> None:
        profile = make_profile(region)
        last_day = date.today() + timedelta(days=12)
        profile.capacity[0].ends_on = last_day
        db.session.commit()
        with unit_of_work():
            profiles.add_absence(profile, starts_on=date.today(), ends_on=last_day, actor_id=profile.people[0].user_id)
        question = make_submitted_request(region)
        work.sweep()
        assert question.is_waiting

        with unit_of_work():
            profiles.remove_absence(profile, profile.absences[0].public_id, actor_id=profile.people[0].user_id)
        work.sweep()

        assert [match.profile_id for match in invited(question)] == [profile.id]

    def test_offers_when_a_pause_is_over_before_the_help_is_wanted(self, region: Region, clock) -> None:
        profile, until = make_profile(region), the_clock.today() + timedelta(days=7)
        with unit_of_work():
            publishing.pause(profile, until=until, actor_id=profile.people[0].user_id)
        too_soon = make_submitted_request(region, wanted_start_on=until - timedelta(days=3))
        question = make_submitted_request(region, wanted_start_on=until)
        work.sweep()
        assert (too_soon.state, question.is_waiting) == (RequestState.STUCK, True)
        assert find_first_room_on(question) == until
        assert invited(question) == []

        move_school_days(clock, 6)

        assert [match.profile_id for match in invited(question)] == [profile.id]

    def test_offers_when_thirty_days_have_passed(self, region: Region, clock) -> None:
        profile = make_profile(region, max_open=9, max_per_30_days=1)
        match = make_match(profile=profile, state=MatchState.ACCEPTED)
        make_engagement(match=match, created_at=the_clock.now() - timedelta(days=27))
        question = make_submitted_request(region)
        work.sweep()
        assert question.is_waiting

        move_school_days(clock, 5)

        assert [match.profile_id for match in invited(question)] == [profile.id]

    def test_serves_the_urgent_first_and_then_who_came_first(self, region: Region, clock) -> None:
        _, engagement = full_provider(region)
        asked = []
        for urgency in (Urgency.CALM, Urgency.NORMAL, Urgency.NORMAL, Urgency.URGENT):
            asked.append(make_submitted_request(region, urgency=urgency))
            work.sweep()
            clock.shift(60)
        calm, first, second, urgent = asked
        close(engagement)
        work.sweep()
        served = []
        for _ in range(4):
            (match,) = db.session.scalars(select(Match).where(Match.state == MatchState.INVITED)).all()
            served.append(match.request_id)
            decline(match)
            work.sweep()

        assert served == [urgent.id, first.id, second.id, calm.id]

    def test_offers_no_more_than_there_is_room_for(self, region: Region) -> None:
        profile, engagement = full_provider(region)
        asked = [make_submitted_request(region) for _ in range(3)]
        work.sweep()

        close(engagement)
        for _ in range(3):
            work.sweep()
        with unit_of_work():
            profiles.set_limits(
                profile, max_open=2, max_per_30_days=50, lead_days=5, actor_id=profile.people[0].user_id
            )
        work.sweep()

        assert sorted(len(invited(question)) for question in asked) == [0, 1, 1]

    def test_keeps_the_place_of_a_question_whose_offer_came_to_nothing(self, region: Region, clock) -> None:
        _, engagement = full_provider(region)
        full_provider(region)
        question = make_submitted_request(region)
        work.sweep()
        since = question.waiting_since
        clock.shift(3600)
        close(engagement)
        work.sweep()

        decline(invited(question)[0])
        work.sweep()

        assert question.is_waiting
        assert question.waiting_since == since
        assert told(question.requester) == ["question_waiting"]

    def test_offers_to_a_nearby_region_that_was_asked_before(self, region: Region) -> None:
        rules(region, widen=True)
        other = make_region()
        saved(RegionNeighbour(region_id=region.id, neighbour_id=other.id, position=1))
        profile, engagement = full_provider(other)
        question = make_submitted_request(region)
        work.sweep()
        assert question.is_waiting

        close(engagement)
        work.sweep()

        assert [(m.profile_id, m.via_region_id) for m in invited(question)] == [(profile.id, other.id)]

    def test_asks_a_nearby_region_that_was_chosen_while_the_question_waited(self, region: Region, clock) -> None:
        rules(region, widen=True)
        full_provider(region)
        question = make_submitted_request(region)
        work.sweep()
        assert question.is_waiting
        other = make_region()
        near = make_profile(other)
        saved(RegionNeighbour(region_id=region.id, neighbour_id=other.id, position=1))

        move_school_days(clock, 1)

        assert [(match.profile_id, match.via_region_id) for match in invited(question)] == [(near.id, other.id)]
        assert not question.is_waiting

    def test_goes_on_waiting_where_the_nearby_region_that_was_chosen_is_full_too(self, region: Region, clock) -> None:
        rules(region, widen=True)
        full_provider(region)
        question = make_submitted_request(region)
        work.sweep()
        since, other = question.waiting_since, make_region()
        full_provider(other)
        saved(RegionNeighbour(region_id=region.id, neighbour_id=other.id, position=1))

        move_school_days(clock, 2)

        assert question.is_waiting
        assert question.waiting_since == since
        assert told(question.requester) == ["question_waiting"]

    def test_tells_the_coordinator_after_the_days_of_the_region(self, region: Region, clock) -> None:
        rules(region, waiting_alert_days=4)
        coordinator, stranger = make_coordinator(region), make_coordinator()
        full_provider(region)
        question = make_submitted_request(region)
        work.sweep()

        move_school_days(clock, 3)
        assert told(coordinator) == []

        move_school_days(clock, 2)
        assert told(coordinator) == ["question_waits_long"]
        assert told(stranger) == []
        assert question.is_waiting


def test_a_school_of_cluster_two_is_looked_at_for_every_waiting_question(region: Region) -> None:
    national = make_profile(location=make_special_location(cluster="2", region=None))
    other = make_profile(location=make_special_location(cluster="3", region=None))
    waits = make_submitted_request(region, is_waiting=False)
    with unit_of_work():
        question = db.session.get_one(SupportRequest, waits.id)
        question.state, question.is_waiting, question.waiting_since = RequestState.SEARCHING, True, the_clock.now()

    assert waiting.list_waiting_for(national) == [waits.id]
    assert waiting.list_waiting_for(other) == []
