"""Who answers for several profiles gets a question once, and is told so where it came twice all the same."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from network.answering import answers
from network.candidates import answerers, ranking
from network.core import clock as clock_of_product
from network.core.database import db, unit_of_work
from network.core.errors import Conflict
from network.models import ExpertiseProfile, Match, PassedInvitation, ProfilePerson, SupportRequest
from network.models.match import MatchState
from network.steering import service as steering
from network.waves import service
from tests.factories import make_match, make_profile, make_request, make_special_location, make_specialist
from tests.factories.base import saved

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def question() -> SupportRequest:
    return make_request(needs=("agressieregulatie", "faalangst"))


@pytest.fixture
def best(question: SupportRequest) -> ExpertiseProfile:
    return make_profile(question.region, title="Rots", needs=("agressieregulatie", "faalangst"))


@pytest.fixture
def twin(best: ExpertiseProfile) -> ExpertiseProfile:
    """Another profile of the same specialist, that fits less well."""
    return make_profile(location=best.location, user=best.people[0].user, title="Water")


def search(question: SupportRequest) -> list[str]:
    """Who is asked after one more search, by title."""
    with unit_of_work():
        service.invite_next_wave(question)
    asked = select(Match).where(Match.state == MatchState.INVITED).order_by(Match.id)
    return sorted(match.profile.title for match in db.session.scalars(asked))


def hindrances(question: SupportRequest, profile: ExpertiseProfile) -> dict[str, object]:
    return {one.code: one.facts for one in ranking.assess(question, profile).conditions if not one.holds}


def test_of_two_profiles_with_the_same_people_a_wave_asks_the_best(question, best, twin) -> None:
    assert hindrances(question, twin) == {}
    assert search(question) == ["Rots"]
    assert hindrances(question, twin) == {"not_asked_otherwise": {"through": ("Rots",)}}
    assert set(hindrances(question, best)) == {"not_asked_yet"}
    assert ranking.list_fitting(question) == []


def test_a_profile_with_somebody_new_is_asked_too(question, best, twin) -> None:
    colleague = make_specialist(best.location)
    saved(ProfilePerson(profile=twin, user=colleague, name=colleague.name))

    assert search(question) == ["Rots", "Water"]


@pytest.mark.parametrize("state", [MatchState.INVITED, MatchState.DECLINED, MatchState.EXPIRED])
def test_who_answered_or_let_it_pass_is_not_asked_through_another(question, best, twin, state) -> None:
    make_match(request=question, profile=best, state=state)

    assert set(hindrances(question, twin)) == {"not_asked_otherwise"}


@pytest.mark.parametrize("state", [MatchState.PROPOSED, MatchState.SUPERSEDED, MatchState.WITHDRAWN])
def test_what_was_taken_from_them_keeps_nobody_from_being_asked(question, best, twin, state) -> None:
    make_match(request=question, profile=best, state=state)

    assert hindrances(question, twin) == {}


def test_it_goes_by_who_answers_now(question, best, twin) -> None:
    make_match(request=question, profile=best)
    other = make_specialist(best.location)
    with unit_of_work():
        best.people[0].user, best.people[0].name = other, other.name

    assert hindrances(question, twin) == {}
    assert hindrances(question, make_profile(location=best.location, user=other)) != {}


def test_a_colleague_to_whom_it_was_passed_has_it_too(question, best) -> None:
    colleague, stranger = make_specialist(best.location), make_specialist(make_special_location())
    own, elsewhere = (make_profile(location=best.location, user=user) for user in (colleague, stranger))
    match = make_match(request=question, profile=best)
    for person in (colleague, stranger):
        saved(PassedInvitation(match_id=match.id, by_id=best.people[0].user_id, to_id=person.id))

    assert set(hindrances(question, own)) == {"not_asked_otherwise"}
    assert hindrances(question, elsewhere) == {}
    assert answerers.reached_by(question.id) == {best.people[0].user_id, colleague.id}


def test_a_yes_through_one_is_told_by_the_other(question, best, twin) -> None:
    person = best.people[0].user
    make_match(request=question, profile=best)
    with unit_of_work():
        other = steering.invite_by_hand(question, twin, actor_id=question.requester_id)
    with unit_of_work():
        answers.accept(other, person)

    with pytest.raises(Conflict, match="Je zei al ja op deze vraag, vanuit “Water”"):
        answers.accept(db.session.scalars(select(Match).where(Match.profile == best)).one(), person)


def test_who_gave_the_question_back_is_not_asked_it_through_the_other(
    question: SupportRequest, best: ExpertiseProfile, twin: ExpertiseProfile
) -> None:
    make_match(request=question, profile=best, state=MatchState.WITHDRAWN, answered_at=clock_of_product.now())

    assert answerers.find_twins_of(question.id, [twin.id]) == {twin.id: ("Rots",)}
    assert set(hindrances(question, twin)) == {"not_asked_otherwise"}
    assert search(question) == []
