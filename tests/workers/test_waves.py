"""Waves, nearby regions and the waiting list, as the workers do them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from network.answering import answers
from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.core.policy import DEFAULT_WEIGHTS
from network.engagements import service as engagements
from network.expertise import service as profiles
from network.models import (
    Engagement,
    ExpertiseProfile,
    FollowUp,
    Match,
    Notice,
    OutboxEntry,
    Region,
    RegionNeighbour,
    RegionPolicy,
    SupportRequest,
    User,
)
from network.models.engagement import Outcome
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind, FollowUpState
from network.models.match import DeclineReason, MatchState
from network.models.outbox import OutboxState
from network.models.support_request import RequestState, Urgency
from network.steering import service as steering
from network.support_requests import service as questions
from network.support_requests.queries import list_promises
from network.support_requests.timeline import story_of
from network.waves import service as waves
from network.waves import waiting
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_special_location,
    make_submitted_request,
)
from tests.factories.base import saved
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def region() -> Region:
    return make_region()


def rules(region: Region, **values: object) -> None:
    saved(RegionPolicy(region=region, number=1, values=values))


def full_provider(region: Region, **values: object) -> tuple[ExpertiseProfile, Engagement]:
    """A profile whose only place is taken."""
    profile = make_profile(region, **{"max_open": 1, "max_per_30_days": 50, **values})
    match = make_match(profile=profile, state=MatchState.ACCEPTED, request=make_request(state=RequestState.MATCHED))
    return profile, make_engagement(match=match)


def close(engagement: Engagement) -> None:
    with unit_of_work():
        engagements.close(engagement, Outcome.RESOLVED, note="", actor_id=engagement.specialist_id)


def decline(match: Match) -> None:
    with unit_of_work():
        answers.decline(match, DeclineReason.NO_HOURS, person=match.profile.people[0].user)


def invited(question: SupportRequest) -> list[Match]:
    found = db.session.scalars(
        select(Match).where(Match.request_id == question.id, Match.state == MatchState.INVITED).order_by(Match.rank)
    ).all()
    db.session.commit()
    return list(found)


def told(person: User) -> list[str]:
    kinds = list(db.session.scalars(select(Notice.kind).where(Notice.recipient_id == person.id).order_by(Notice.id)))
    db.session.commit()
    return kinds


def story(question: SupportRequest) -> list[str]:
    words = [entry.words for entry in story_of(question, list_promises(question))]
    db.session.commit()
    return words


def move_school_days(clock: time_machine.Traveller, days: int) -> None:
    moved = 0
    while moved < days:
        clock.shift(timedelta(days=1))
        moved += date.today().weekday() < 5
        work.sweep()


def took_on(profile: ExpertiseProfile, ago: timedelta) -> None:
    """The profile took on another question so long ago."""
    make_engagement(match=make_match(profile=profile, state=MatchState.ACCEPTED), created_at=the_clock.now() - ago)


class TestNextWaveAtOnce:
    @pytest.fixture
    def question(self, region: Region) -> SupportRequest:
        rules(region, wave_size=1)
        for _ in range(3):
            make_profile(region)
        question = make_submitted_request(region)
        work.sweep()
        return question

    def test_when_the_last_invitation_is_taken_back(self, question: SupportRequest) -> None:
        (first,) = invited(question)
        with unit_of_work():
            steering.take_back(first, actor_id=question.requester_id)

        work.sweep()

        assert [match.wave for match in invited(question)] == [2]
        assert first.profile_id not in {match.profile_id for match in invited(question)}

    def test_when_the_last_invitation_expires(self, region: Region, clock) -> None:
        rules(region, wave_size=1, next_wave_days=30, invitation_days=6, first_reminder_days=2)
        for _ in range(2):
            make_profile(region)
        question = make_submitted_request(region)
        work.sweep()
        (first,) = invited(question)

        move_school_days(clock, 5)
        assert [match.id for match in invited(question)] == [first.id]

        move_school_days(clock, 1)
        assert first.state is MatchState.EXPIRED
        assert [match.wave for match in invited(question)] == [2]
        assert told(first.profile.people[0].user)[-1] == "invitation_expired"

    def test_not_while_somebody_else_is_still_being_asked(self, question: SupportRequest) -> None:
        (first,) = invited(question)
        other = db.session.scalars(select(Match).where(Match.state == MatchState.PROPOSED).order_by(Match.rank)).first()
        with unit_of_work():
            steering.invite_by_hand(question, other.profile, actor_id=question.requester_id)
        decline(first)

        work.sweep()

        assert [match.id for match in invited(question)] == [other.id]

    def test_also_when_the_same_moment_was_looked_at_before(self, question: SupportRequest) -> None:
        """The last one declines, a coordinator asks another before the worker looks, and that one declines too."""
        (first,) = invited(question)
        second, third = db.session.scalars(
            select(Match).where(Match.state == MatchState.PROPOSED).order_by(Match.rank)
        ).all()
        decline(first)
        with unit_of_work():
            steering.invite_by_hand(question, second.profile, actor_id=question.requester_id)
        work.sweep()
        decline(second)

        work.sweep()

        assert [match.id for match in invited(question)] == [third.id]

    def test_who_let_an_invitation_expire_is_not_asked_in_the_next_wave(self, region: Region, clock) -> None:
        rules(region, wave_size=1, next_wave_days=30, invitation_days=4, first_reminder_days=2)
        make_profile(region)
        question = make_submitted_request(region)
        work.sweep()

        move_school_days(clock, 4)

        assert question.state is RequestState.STUCK


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

        assert (
            f"We vroegen {len(akin)} specialisten met een verwant onderwerp. "
            "Er was niemand meer te vragen die het onderwerp zelf doet."
        ) in told

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


def ids(several: list[ExpertiseProfile]) -> set[int]:
    return {profile.id for profile in several}


class TestNearbyRegions:
    @pytest.fixture
    def nearby(self, region: Region) -> tuple[Region, Region]:
        """Two nearby regions; the one that was made last is asked first."""
        second, first = make_region(name="SWV Verder weg"), make_region(name="SWV Dichtbij")
        saved(RegionNeighbour(region_id=region.id, neighbour_id=second.id, position=2))
        saved(RegionNeighbour(region_id=region.id, neighbour_id=first.id, position=1))
        return first, second

    def test_are_asked_in_their_order_when_nobody_else_is_left(self, region: Region, nearby) -> None:
        first, second = nearby
        rules(region, widen=True)
        own, near, far, elsewhere = (make_profile(one) for one in (region, first, second, make_region()))
        question = make_submitted_request(region)
        work.sweep()
        assert [match.profile_id for match in invited(question)] == [own.id]

        decline(invited(question)[0])
        work.sweep()
        (by_widening,) = invited(question)
        assert (by_widening.profile_id, by_widening.via_region_id) == (near.id, first.id)
        assert "We vragen nu ook specialisten van SWV Dichtbij." in story(question)

        decline(by_widening)
        work.sweep()
        assert [match.profile_id for match in invited(question)] == [far.id]

        decline(invited(question)[0])
        work.sweep()
        assert question.state is RequestState.STUCK
        assert not db.session.scalar(select(Match).where(Match.profile_id == elsewhere.id))

    def test_are_not_asked_where_the_region_does_not_want_it(self, region: Region, nearby) -> None:
        make_profile(nearby[0])
        question = make_submitted_request(region)

        work.sweep()

        assert question.state is RequestState.STUCK
        assert "SWV Dichtbij" not in " ".join(story(question))

    def test_must_pass_all_other_hard_rules(self, region: Region, nearby) -> None:
        rules(region, widen=True)
        make_profile(nearby[0], state=ProfileState.PAUSED)
        fitting = make_profile(nearby[1])
        question = make_submitted_request(region)

        work.sweep()

        assert [match.profile_id for match in invited(question)] == [fitting.id]

    def test_add_a_round_each_to_the_most_rounds(self, region: Region, nearby) -> None:
        rules(region, widen=True, max_waves=1)
        make_profile(region)
        near = make_profile(nearby[0])
        question = make_submitted_request(region)
        work.sweep()

        decline(invited(question)[0])
        work.sweep()

        assert [match.profile_id for match in invited(question)] == [near.id]

    def test_whose_profile_serves_the_own_region_too_came_in_without_widening(self, region: Region, nearby) -> None:
        rules(region, widen=True)
        both = make_profile(nearby[0], regions=[region, nearby[0]])
        question = make_submitted_request(region)

        work.sweep()

        assert [(match.profile_id, match.via_region_id) for match in invited(question)] == [(both.id, None)]

    def test_are_forgotten_when_the_search_begins_anew(self, region: Region, nearby) -> None:
        rules(region, widen=True)
        near = make_profile(nearby[0])
        question = make_submitted_request(region)
        work.sweep()
        decline(invited(question)[0])
        work.sweep()
        own = make_profile(region)

        with unit_of_work():
            steering.search_again(question, actor_id=question.requester_id)
        work.sweep()

        assert [(match.profile_id, match.via_region_id) for match in invited(question)] == [(own.id, None)]
        assert near.id != own.id


class TestWaitingList:
    def test_holds_a_question_when_everybody_who_fits_is_full(self, region: Region) -> None:
        full_provider(region)
        question = make_submitted_request(region)

        work.sweep()

        assert question.state is RequestState.SEARCHING
        assert question.is_waiting
        assert told(question.requester) == ["question_waiting"]
        assert "Wie we nog konden vragen, zit nu vol. De vraag staat op de wachtlijst." in story(question)

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


def test_a_school_of_cluster_two_is_looked_at_for_every_waiting_question(region: Region) -> None:
    national = make_profile(location=make_special_location(cluster="2", region=None))
    other = make_profile(location=make_special_location(cluster="3", region=None))
    waits = make_submitted_request(region, is_waiting=False)
    with unit_of_work():
        question = db.session.get_one(SupportRequest, waits.id)
        question.state, question.is_waiting, question.waiting_since = RequestState.SEARCHING, True, the_clock.now()

    assert waiting.list_waiting_for(national) == [waits.id]
    assert waiting.list_waiting_for(other) == []
