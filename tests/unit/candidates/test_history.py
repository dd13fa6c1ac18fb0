"""What profiles did before counts as it happened; and who was asked, or would ask itself, or cannot answer, is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from network.answering import answers
from network.candidates import answerers, gathering, history, ranking
from network.candidates.field import Field
from network.candidates.wanted import surroundings, wanted_of
from network.core import clock as time
from network.core.database import unit_of_work
from network.matching.columns import Offers
from network.models import ExpertiseProfile, ProfilePerson, SupportRequest
from network.models.engagement import EngagementState, Outcome
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.steering import service as steering
from network.waves import people, profiles
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_location,
    make_match,
    make_profile,
    make_request,
    make_special_location,
    make_specialist,
    make_user,
)
from tests.factories.base import saved

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def request_() -> SupportRequest:
    return make_request()


@pytest.fixture
def profile(request_: SupportRequest) -> ExpertiseProfile:
    return make_profile(location=make_special_location(region=request_.region))


def known_of(request: SupportRequest, profile: ExpertiseProfile) -> Offers:
    offers = gathering.gather(request, wanted_of(request), surroundings(), also=profile.id)
    return offers.where([offers.row_of(profile.id)])


def broken(request: SupportRequest, profile: ExpertiseProfile) -> set[str]:
    return {one.code for one in ranking.assess(request, profile).conditions if not one.holds}


def test_who_was_overtaken_said_neither_yes_nor_no(request_: SupportRequest, profile: ExpertiseProfile) -> None:
    make_match(profile=profile, state=MatchState.SUPERSEDED)
    make_match(profile=profile, state=MatchState.DECLINED)
    make_match(profile=profile, state=MatchState.ACCEPTED)

    known = known_of(request_, profile)

    assert (known.yeses[0], known.answers[0]) == (1, 2)


def test_who_helps_the_school_now_has_worked_with_it_but_not_by_the_question_itself(
    request_: SupportRequest, profile: ExpertiseProfile
) -> None:
    def work(request: SupportRequest, state: EngagementState) -> None:
        make_engagement(match=make_match(request=request, profile=profile, state=MatchState.ACCEPTED), state=state)

    work(request_, EngagementState.RUNNING)
    work(make_request(location=request_.location), EngagementState.PLANNED)
    before = known_of(request_, profile)
    work(make_request(location=request_.location), EngagementState.RUNNING)
    known = known_of(request_, profile)

    assert (before.worked_here[0], before.helping_here[0]) == (0, 0)
    assert (known.worked_here[0], known.helping_here[0]) == (1, 1)


def test_who_helped_at_another_location_of_the_school_has_worked_with_it(
    request_: SupportRequest, profile: ExpertiseProfile
) -> None:
    with unit_of_work():
        annexe, elsewhere = make_location(), make_location()
        annexe.school = request_.location.school
    for location in (annexe, elsewhere):
        match = make_match(request=make_request(location=location), profile=profile, state=MatchState.ACCEPTED)
        make_engagement(match=match, state=EngagementState.CLOSED, outcome=Outcome.RESOLVED)

    assert known_of(request_, profile).worked_here[0] == 1
    assert history.worked_at([request_.location_id])[request_.location_id][profile.id].times == 1


def test_a_yes_counts_for_thirty_days_also_when_the_question_is_asked_again(
    request_: SupportRequest, profile: ExpertiseProfile
) -> None:
    other = make_request(location=request_.location)
    with unit_of_work():
        engagement = answers.accept(make_match(request=other, profile=profile), profile.people[0].user)
    with unit_of_work():
        engagement.state, engagement.outcome = EngagementState.CLOSED, Outcome.STOPPED
        other.state = RequestState.CLOSED
    with unit_of_work():
        steering.search_again(other, actor_id=make_coordinator(request_.region).id)

    assert known_of(request_, profile).recent_yeses[0] == 1
    assert profiles.count_taken_on(profile).recent == 1


def test_a_yes_of_longer_ago_counts_no_more(request_: SupportRequest, profile: ExpertiseProfile) -> None:
    match = make_match(profile=profile, state=MatchState.ACCEPTED)
    make_engagement(match=match, created_at=time.now() - timedelta(days=31))

    assert known_of(request_, profile).recent_yeses[0] == 0
    assert profiles.count_taken_on(profile).recent == 0


@pytest.mark.parametrize("state", [MatchState.INVITED, MatchState.EXPIRED, MatchState.ACCEPTED])
def test_who_was_asked_holds_no_place_among_those_still_to_ask(
    request_: SupportRequest, profile: ExpertiseProfile, state: MatchState
) -> None:
    other = make_profile(location=make_special_location(region=request_.region))
    make_match(request=request_, profile=profile, state=state)

    found = ranking.assess(request_, profile)

    (rule,) = [one for one in found.conditions if not one.holds]
    assert (rule.code, rule.facts["state"], rule.facts["asked_on"]) == ("not_asked_yet", state, time.today())
    assert ranking.list_fitting(request_) == [other.id]
    assert (ranking.assess(request_, other).rank, ranking.assess(request_, other).of) == (1, 1)
    assert set(Field(request_, anew=True).order_under(request_.policy)) == {profile.id, other.id}


@pytest.mark.parametrize("state", [MatchState.PROPOSED, MatchState.SUPERSEDED])
def test_who_is_a_candidate_or_was_freed_may_be_asked(
    request_: SupportRequest, profile: ExpertiseProfile, state: MatchState
) -> None:
    make_match(request=request_, profile=profile, state=state)

    assert broken(request_, profile) == set()


def test_a_silent_profile_can_be_invited_once_more_by_hand(request_: SupportRequest, profile: ExpertiseProfile) -> None:
    make_match(request=request_, profile=profile, state=MatchState.EXPIRED)

    with unit_of_work():
        match = steering.invite_by_hand(request_, profile, actor_id=make_coordinator(request_.region).id)

    assert match.state is MatchState.INVITED


def test_a_school_is_not_asked_for_its_own_question() -> None:
    school = make_special_location()
    request = make_request(location=school)
    own, other = make_profile(location=school), make_profile(location=make_special_location(region=school.region))

    assert broken(request, own) == {"other_location"}
    assert broken(request, other) == set()


def test_a_profile_without_anybody_who_can_answer_is_not_asked(
    request_: SupportRequest, profile: ExpertiseProfile
) -> None:
    user = profile.people[0].user
    with unit_of_work():
        user.is_active = False

    assert broken(request_, profile) == {"answered_by_somebody"}
    make_specialist(make_location())
    assert broken(request_, profile) == {"answered_by_somebody"}
    make_specialist(profile.location)
    assert broken(request_, profile) == set()


def test_somebody_can_answer_exactly_when_an_invitation_reaches_somebody(request_: SupportRequest) -> None:
    """The rule says in SQL what people.list_answering_people finds."""
    for answers_itself in (True, False):
        for is_active in (True, False):
            for has_colleague in (True, False):
                home = make_special_location(region=request_.region)
                one = make_profile(location=home, user=make_user(is_active=is_active))
                one.people[0].answers = answers_itself
                if has_colleague:
                    make_specialist(home)
                saved(ProfilePerson(profile=one, name="Zonder account", answers=True))

                found = "answered_by_somebody" not in broken(request_, one)

                asked = people.list_answering_people(one)
                assert found == bool(asked)
                assert answerers.people_of([one.id]) == {one.id: {person.id for person in asked}}


@pytest.mark.parametrize(("days", "is_long_ago"), [(182, False), (184, True), (400, True)])
def test_the_day_of_confirmation_is_told_and_whether_it_is_longer_ago_than_the_six_months_of_the_region(
    request_: SupportRequest, profile: ExpertiseProfile, days: int, is_long_ago: bool
) -> None:
    with unit_of_work():
        profile.confirmed_at = time.now() - timedelta(days=days)

    (rule,) = [one for one in ranking.assess(request_, profile).conditions if one.code == "published"]

    assert rule.holds
    assert rule.facts["confirmed_on"] == time.today() - timedelta(days=days)
    assert rule.facts["is_long_ago"] is is_long_ago
