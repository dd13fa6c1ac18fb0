"""The next wave at once, and nearby regions, as the workers do them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.models import (
    FollowUp,
    Match,
    Region,
    RegionNeighbour,
    SchoolHoliday,
    SupportRequest,
)
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.steering import service as steering
from tests.factories import (
    make_profile,
    make_region,
    make_special_location,
    make_submitted_request,
)
from tests.factories.base import saved
from tests.workers.steps import (
    decline,
    invited,
    move_school_days,
    rules,
    story,
    told,
)
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")


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


def test_the_next_wave_waits_for_the_school_days_of_those_who_were_asked(region: Region, clock) -> None:
    with unit_of_work():
        days = {"starts_on": date(2026, 11, 16), "ends_on": date(2026, 11, 20)}
        db.session.add(SchoolHoliday(holiday_region="zuid", school_year="2026-2027", name="vrij", **days))
    make_profile(location=make_special_location(region=region, holiday_region="zuid"))
    make_profile(region)
    question = make_submitted_request(region)

    work.sweep()

    due_at = db.session.scalars(select(FollowUp.due_at).where(FollowUp.kind == FollowUpKind.NEXT_WAVE)).one()
    assert len(invited(question)) == 2
    assert the_clock.to_local(due_at).date() == date(2026, 11, 27)


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
        assert "daar past nu niemand" not in " ".join(story(question))

        decline(invited(question)[0])
        work.sweep()
        assert question.state is RequestState.STUCK
        assert not db.session.scalar(select(Match).where(Match.profile_id == elsewhere.id))

    def test_where_nobody_fits_are_not_said_to_be_asked(self, region: Region, nearby) -> None:
        rules(region, widen=True)
        make_profile(nearby[0], max_open=0)
        question = make_submitted_request(region)

        work.sweep()

        told = story(question)
        assert "We vragen nu ook specialisten van SWV Dichtbij." in told  # as soon as there is room
        assert "We zochten ook in SWV Verder weg; daar past nu niemand." in told

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
