"""New rules on the last questions: who joins the first wave and who leaves it, as if each was sent today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from network.candidates.field import Field
from network.core import clock as time
from network.core.database import db, unit_of_work
from network.core.policy import DEFAULT_WEIGHTS, Policy
from network.models import ExpertiseProfile, HourReservation, Match, Region, SupportRequest, Widening
from network.models.engagement import EngagementState, Outcome
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.policies.comparing import Ranking, Spread, compare
from network.policies.rehearsal import LAST_QUESTIONS, Rehearsal, rehearse
from network.policies.service import policy_in_force
from network.waves import service as waves
from tests.factories import (
    make_engagement,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_special_location,
    make_submitted_request,
)
from tests.factories.base import saved

ORDERS = st.permutations(range(6)).map(lambda ids: ids[:4])

ONLY_DISTANCE = Policy(wave_size=1, weights=dict.fromkeys(DEFAULT_WEIGHTS, 0.0) | {"distance": 1.0})
ONLY_NEEDS = Policy(wave_size=1, weights=dict.fromkeys(DEFAULT_WEIGHTS, 0.0) | {"needs": 1.0})


def ranking(ids: list[int], size: int, waves: int = 1) -> Ranking:
    return Ranking(ids, size, waves)


class TestTwoRankings:
    def test_who_joins_and_who_leaves_the_first_wave(self) -> None:
        found = compare(ranking([1, 2, 3], 2), ranking([1, 3, 2], 2))

        assert (found.joining, found.leaving, found.is_other_wave) == ([3], [2], True)

    def test_another_order_within_the_wave_is_no_other_wave(self) -> None:
        assert not compare(ranking([1, 2, 3], 2), ranking([2, 1, 3], 2)).is_any

    def test_the_place_of_who_said_yes_counts_even_when_nobody_else_is_asked(self) -> None:
        found = compare(ranking([1, 2, 3], 1, 3), ranking([1, 3, 2], 1, 3), accepted_id=2)

        assert found.places == (2, 3)
        assert (found.is_other_wave, found.joining_later, found.leaving_later, found.is_any) == (False, [], [], True)

    def test_fewer_rounds_leave_out_who_came_later(self) -> None:
        found = compare(ranking([1, 2, 3, 4], 1, 3), ranking([1, 2, 3, 4], 1, 1), accepted_id=2)

        assert (found.joining, found.leaving) == ([], [])
        assert (found.joining_later, found.leaving_later) == ([], [2, 3])
        assert (found.places, found.is_any) == ((2, None), True)

    def test_a_place_that_no_round_comes_to_is_no_place(self) -> None:
        found = compare(ranking([*range(40)], 3, 3), ranking([*range(40)], 3, 3), accepted_id=39)

        assert (found.places, found.is_any) == ((None, None), False)

    def test_a_round_holds_who_covers_what_is_asked_or_who_is_only_akin_and_never_both(self) -> None:
        found = Ranking([1, 2, 3, 4, 5], 2, 3, akin={4, 5})

        assert (found.waves, found.first_wave, found.asked) == ([[1, 2], [3], [4, 5]], [1, 2], [1, 2, 3, 4, 5])
        assert (found.place_of(3), found.place_of(4)) == (3, 4)
        assert Ranking([4, 5], 3, 2, akin={4, 5}).first_wave == [4, 5]

    def test_who_joins_the_first_wave_is_not_named_again_for_the_later_rounds(self) -> None:
        found = compare(ranking([1, 2, 3], 1, 2), ranking([3, 4, 1], 1, 2))

        assert (found.joining, found.joining_later) == ([3], [4])
        assert (found.leaving, found.leaving_later) == ([1], [2])

    def test_the_invitations_of_all_questions_together(self) -> None:
        spread = Spread.of([ranking([1, 2, 3], 2, 2), ranking([1], 2), ranking([], 2)])

        assert (spread.invitations, spread.profiles, spread.most, spread.without) == (3, 2, 2, 1)
        assert spread.in_all_rounds == 4

    @given(ORDERS, ORDERS, st.integers(1, 5), st.integers(1, 5), st.integers(1, 3), st.integers(1, 3))
    def test_what_joins_and_leaves_turns_the_one_into_the_other(
        self, before: list[int], after: list[int], size: int, new_size: int, waves: int, new_waves: int
    ) -> None:
        old, new = ranking(before, size, waves), ranking(after, new_size, new_waves)

        found = compare(old, new)

        assert set(old.first_wave) - set(found.leaving) | set(found.joining) == set(new.first_wave)
        assert not set(found.joining) & set(old.first_wave)
        joining, leaving = {*found.joining, *found.joining_later}, {*found.leaving, *found.leaving_later}
        assert set(new.asked) - set(old.asked) <= joining
        assert set(old.asked) - set(new.asked) <= leaving


@pytest.fixture
def region(clock: object, session: object) -> Region:
    return make_region()


def make_question(region: Region, **values: object) -> SupportRequest:
    return make_request(region, **values)


@pytest.fixture
def near(region: Region) -> ExpertiseProfile:
    """Next door, for a need that is only near what is asked."""
    return make_profile(region, needs=("gedrag",))


@pytest.fixture
def fitting(region: Region) -> ExpertiseProfile:
    """Far away, for exactly what is asked."""
    return make_profile(location=make_special_location(region=region, latitude=53.2), needs=("agressieregulatie",))


def first(request: SupportRequest, policy: Policy) -> int:
    return Field(request, anew=True).order_under(policy)[0]


class TestAQuestionAnew:
    def test_is_ranked_as_if_nobody_had_been_asked(self, region: Region, fitting: ExpertiseProfile) -> None:
        question = make_question(region)
        make_match(request=question, profile=fitting, state=MatchState.DECLINED)

        assert Field(question, anew=True).order_under(Policy()) == [fitting.id]
        assert Field(question).order_under(Policy()) == []

    def test_leaves_out_its_own_traject_and_hours_but_not_those_of_others(
        self, region: Region, fitting: ExpertiseProfile
    ) -> None:
        fitting.max_open = 1
        own, other = make_question(region), make_question(region)
        match = make_match(request=own, profile=fitting, state=MatchState.ACCEPTED, answered_at=time.now())
        traject = make_engagement(match=match)
        for week in range(60):
            monday = time.today() + timedelta(weeks=week)
            saved(HourReservation(profile_id=fitting.id, engagement_id=traject.id, week_on=monday, hours=8))

        assert Field(own, anew=True).order_under(Policy(max_per_30_days=1)) == [fitting.id]
        assert Field(other, anew=True).order_under(Policy(max_per_30_days=1)) == []

    def test_does_not_count_what_it_led_to_as_having_worked_here_before(
        self, region: Region, fitting: ExpertiseProfile
    ) -> None:
        question = make_question(region)
        match = make_match(request=question, profile=fitting, state=MatchState.ACCEPTED)
        make_engagement(match=match, state=EngagementState.CLOSED, outcome=Outcome.RESOLVED)

        assert Field(question, anew=True).everybody.worked_here.tolist() == [0]
        assert Field(make_request(location=question.location), anew=True).everybody.worked_here.tolist() == [1]

    def test_is_not_asked_in_nearby_regions(self, region: Region) -> None:
        elsewhere = make_profile()
        widening = Widening(region=elsewhere.location.region)
        question = make_question(region, widenings=[widening])

        assert Field(question).order_under(Policy()) == [elsewhere.id]
        assert Field(question, anew=True).order_under(Policy()) == []

    def test_follows_other_numbers_than_its_own(
        self, region: Region, near: ExpertiseProfile, fitting: ExpertiseProfile
    ) -> None:
        question = make_question(region)

        assert first(question, ONLY_DISTANCE) == near.id
        assert first(question, ONLY_NEEDS) == fitting.id
        assert Field(question, anew=True).order_under(Policy(rank_threshold=1.0)) == []

    def test_gives_rest_by_the_new_number_but_by_the_own_number_of_a_profile(
        self, region: Region, fitting: ExpertiseProfile
    ) -> None:
        itself = make_profile(region, max_per_30_days=1)
        for profile in (fitting, itself):
            make_engagement(match=make_match(profile=profile, state=MatchState.ACCEPTED))
        question = make_question(region)

        assert Field(question, anew=True).order_under(Policy(max_per_30_days=1)) == []
        assert Field(question, anew=True).order_under(Policy(max_per_30_days=2)) == [fitting.id]


class TestTheLastQuestions:
    @pytest.fixture(autouse=True)
    def rules(self, region: Region, near: ExpertiseProfile, fitting: ExpertiseProfile) -> None:
        """In force: what fits goes before what is near."""
        assert policy_in_force(region) == Policy()

    def rehearse(self, region: Region) -> Rehearsal:
        return rehearse(region, ONLY_DISTANCE)

    def test_say_who_would_be_asked_instead(
        self, region: Region, near: ExpertiseProfile, fitting: ExpertiseProfile
    ) -> None:
        question = make_question(region)
        make_match(request=question, profile=fitting, state=MatchState.ACCEPTED)

        found = self.rehearse(region)

        (change,) = found.changes
        assert (change.request, change.joining, change.leaving) == (question, [], [fitting])
        assert (change.accepted, change.places) == (fitting, (1, 2))
        assert found.not_compared == []
        assert [(one.profile, one.more) for one in found.turns] == [(fitting, -1)]
        assert (found.before.invitations, found.after.invitations) == (2, 1)

    def test_name_the_same_first_round_as_the_waves_will_ask(
        self, region: Region, near: ExpertiseProfile, fitting: ExpertiseProfile
    ) -> None:
        akin = make_profile(region, needs=("opstandig-gedrag",))
        question = make_submitted_request(region)

        field = Field(question, anew=True)
        rehearsed = Ranking(field.order_under(Policy()), 3, 3, field.akin)
        with unit_of_work():
            waves.search(question.id)

        asked = select(Match.profile_id).where(Match.state == MatchState.INVITED).order_by(Match.rank)
        assert list(db.session.scalars(asked)) == rehearsed.first_wave
        assert set(rehearsed.first_wave) == {near.id, fitting.id}
        assert rehearsed.asked[2:] == [akin.id]
        assert rehearse(region, Policy(wave_size=1)).before.counts == {near.id: 1, fitting.id: 1}

    def test_are_those_of_the_region_that_were_sent_and_not_withdrawn(self, region: Region) -> None:
        make_question(region, state=RequestState.CLOSED)
        make_question(region, state=RequestState.WITHDRAWN)
        make_question(region, state=RequestState.DRAFT, submitted_at=None)
        make_request()

        assert self.rehearse(region).count == 1

    def test_are_fifty_at_most_the_newest_first(self, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
        assert LAST_QUESTIONS == 50
        monkeypatch.setattr("network.policies.rehearsal.LAST_QUESTIONS", 2)
        made = [make_question(region, submitted_at=time.now() - timedelta(days=days)) for days in (3, 1, 2)]

        assert [change.request for change in self.rehearse(region).changes] == [made[1], made[2]]

    def test_leave_out_who_no_round_comes_to(self, region: Region) -> None:
        make_question(region)

        found = rehearse(region, Policy(wave_size=1, max_waves=1))

        assert (found.before.in_all_rounds, found.after.in_all_rounds) == (2, 1)

    def test_name_the_rules_that_they_say_nothing_of(self, region: Region) -> None:
        make_question(region)

        found = rehearse(region, Policy(max_waves=1, widen=True, next_wave_days=9))

        assert found.not_compared == ["next_wave_days", "widen"]

    def test_change_nothing_under_the_rules_in_force(self, region: Region) -> None:
        make_question(region)

        found = rehearse(region, policy_in_force(region))

        assert (found.count, found.other_waves, found.changes, found.turns) == (1, 0, [], [])

    def test_are_none_in_a_new_region(self) -> None:
        found = self.rehearse(make_region())

        assert (found.count, found.changes, found.before.invitations) == (0, [], 0)
