"""What waits goes on waiting, is looked at again, and gives way to what is more urgent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from network.core.database import db, unit_of_work
from network.models import (
    ExpertiseProfile,
    FollowUp,
    OutboxEntry,
    Region,
    SupportRequest,
)
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind, FollowUpState
from network.models.match import MatchState
from network.models.outbox import OutboxState
from network.models.support_request import RequestState, Urgency
from network.support_requests import service as questions
from network.waves import service as waves
from network.waves import waiting
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_match,
    make_profile,
    make_request,
    make_submitted_request,
)
from tests.workers.steps import (
    close,
    decline,
    full_provider,
    invited,
    move_school_days,
    rules,
    story,
    told,
    took_on,
)
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")


class TestGoingOnWaiting:
    def test_waits_again_after_an_offer_and_says_so_but_tells_the_coordinator_no_second_time(
        self, region: Region, clock
    ) -> None:
        rules(region, waiting_alert_days=1)
        coordinator = make_coordinator(region)
        (_, engagement), _other = full_provider(region), full_provider(region)
        question = make_submitted_request(region)
        work.sweep()
        move_school_days(clock, 2)
        close(engagement)
        work.sweep()
        assert "De vraag staat weer op de wachtlijst." not in story(question)

        decline(invited(question)[0])
        move_school_days(clock, 2)

        assert question.is_waiting
        assert told(coordinator) == ["question_waits_long"]
        assert story(question).count("De coördinator kijkt mee, omdat de vraag al lang wacht.") == 1
        assert story(question).count("De vraag staat weer op de wachtlijst.") == 1

    def test_looks_again_every_school_day_and_leaves_no_other_promise(self, region: Region, clock) -> None:
        full_provider(region)
        question = make_submitted_request(region)
        work.sweep()

        move_school_days(clock, 3)

        is_open = (FollowUp.request_id == question.id, FollowUp.state == FollowUpState.OPEN)
        kinds = db.session.scalars(select(FollowUp.kind).where(*is_open)).all()
        assert sorted(kinds) == [FollowUpKind.OFFER_WAITING, FollowUpKind.STILL_SEARCHING, FollowUpKind.WAITING_LONG]

    def test_looks_again_by_itself_after_an_offer_that_was_declined_on_the_same_day(
        self, region: Region, clock
    ) -> None:
        _, engagement = full_provider(region)
        rests = make_profile(region, max_open=9, max_per_30_days=1)
        took_on(rests, timedelta(days=27))
        question = make_submitted_request(region)
        work.sweep()
        close(engagement)
        work.sweep()
        decline(invited(question)[0])
        work.sweep()
        assert question.is_waiting

        move_school_days(clock, 5)

        assert [match.profile_id for match in invited(question)] == [rests.id]

    def test_looks_again_at_the_moment_at_which_thirty_days_have_passed(self, region: Region, clock) -> None:
        rests = make_profile(region, max_open=9, max_per_30_days=1)
        took_on(rests, timedelta(days=29, hours=20))
        question = make_submitted_request(region)
        work.sweep()
        assert question.is_waiting

        clock.shift(timedelta(hours=4))
        work.sweep()

        assert [match.profile_id for match in invited(question)] == [rests.id]

    def test_comes_first_where_time_alone_made_room(self, region: Region, clock) -> None:
        rests = self.rests_for(region, hours=4)
        urgent = make_submitted_request(region, urgency=Urgency.URGENT)
        work.sweep()
        clock.shift(timedelta(hours=5))

        calm = make_submitted_request(region, urgency=Urgency.CALM)
        with unit_of_work():
            waves.search(calm.id)
        assert calm.is_waiting
        work.sweep()

        assert [match.profile_id for match in invited(urgent)] == [rests.id]
        assert invited(calm) == []

    def test_leaves_to_new_questions_the_room_that_it_does_not_need(self, region: Region, clock) -> None:
        rests = self.rests_for(region, hours=4)
        make_submitted_request(region)
        work.sweep()
        clock.shift(timedelta(hours=5))
        rests.max_per_30_days = 2
        db.session.commit()

        calm = make_submitted_request(region, urgency=Urgency.CALM)
        with unit_of_work():
            waves.search(calm.id)

        assert [match.profile_id for match in invited(calm)] == [rests.id]

    def test_leaves_to_new_questions_those_who_do_not_fit_it(self, region: Region, clock) -> None:
        self.rests_for(region, hours=4)
        make_submitted_request(region)
        work.sweep()
        clock.shift(timedelta(hours=5))
        reads = make_profile(region, needs=("dyslexie",))

        calm = make_submitted_request(region, needs=("agressieregulatie", "dyslexie"), urgency=Urgency.CALM)
        with unit_of_work():
            waves.search(calm.id)

        assert [match.profile_id for match in invited(calm)] == [reads.id]

    def test_lets_an_urgent_new_question_go_first(self, region: Region, clock) -> None:
        rests = self.rests_for(region, hours=4)
        waits = make_submitted_request(region)
        work.sweep()
        clock.shift(timedelta(hours=5))

        urgent = make_submitted_request(region, urgency=Urgency.URGENT)
        with unit_of_work():
            waves.search(urgent.id)

        assert [match.profile_id for match in invited(urgent)] == [rests.id]
        assert waits.is_waiting

    def rests_for(self, region: Region, *, hours: int) -> ExpertiseProfile:
        """A profile that took on as much as it wants in thirty days; so many hours from now it may be asked again."""
        profile = make_profile(region, max_open=9, max_per_30_days=1)
        took_on(profile, timedelta(days=30) - timedelta(hours=hours))
        return profile

    def test_does_not_wait_for_who_gave_no_answer(self, region: Region, clock) -> None:
        profile, _ = full_provider(region)
        question = make_submitted_request(region)
        make_match(request=question, profile=profile, state=MatchState.EXPIRED)

        work.sweep()

        assert question.state is RequestState.STUCK

    def test_offers_once_more_to_who_was_full_when_the_invitation_ended(self, region: Region, clock) -> None:
        rules(region, invitation_days=4, first_reminder_days=2, next_wave_days=30)
        profile = make_profile(region, max_open=1, max_per_30_days=50)
        question = make_submitted_request(region)
        work.sweep()
        taken = make_match(profile=profile, state=MatchState.ACCEPTED, request=make_request(state=RequestState.MATCHED))
        engagement = make_engagement(match=taken)

        move_school_days(clock, 4)
        assert question.is_waiting
        close(engagement)
        work.sweep()
        assert [match.profile_id for match in invited(question)] == [profile.id]

        move_school_days(clock, 4)
        assert question.state is RequestState.STUCK

    def test_ends_for_a_question_that_nobody_fits_any_more(self, region: Region, clock) -> None:
        profile, _ = full_provider(region)
        question = make_submitted_request(region)
        work.sweep()
        profile.state = ProfileState.ARCHIVED
        db.session.commit()

        move_school_days(clock, 1)

        assert question.state is RequestState.STUCK
        assert question.waiting_since is None

    def test_offers_what_came_free_while_the_question_was_put_on_it(self, region: Region) -> None:
        """The traject is closed, and its promise kept, in the moment before the question waits: the first look finds it."""
        profile, engagement = full_provider(region)
        question = make_submitted_request(region)
        close(engagement)
        for entry in db.session.scalars(select(OutboxEntry)):
            entry.state = OutboxState.DONE
        db.session.commit()
        with unit_of_work():
            from_before = db.session.get(SupportRequest, question.id)
            questions.move(from_before, RequestState.SEARCHING)
            waiting.wait(from_before)

        work.sweep()

        assert [match.profile_id for match in invited(question)] == [profile.id]
