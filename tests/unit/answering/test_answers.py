"""Yes and no: the last place goes to one, a no has a reason, and who comes too late gets a friendly answer."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from sqlalchemy import select

from network.answering import answers
from network.core.database import db, unit_of_work
from network.core.errors import Conflict, InvalidInput, InvalidState
from network.engagements import service as engagements
from network.engagements import withdrawal
from network.models import Engagement, FollowUp, HourReservation, Match, SupportRequest
from network.models.followup import FollowUpKind
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.privacy.service import IdentifyingText
from network.steering import service as steering
from network.support_requests.badges import match_badge
from network.waves.fullness import find_full
from tests.factories import make_coordinator, make_engagement, make_match, make_profile, make_request
from tests.factories.base import saved

pytestmark = pytest.mark.usefixtures("session", "clock")


def accept(match: Match) -> Engagement:
    with unit_of_work():
        return answers.accept(match, match.profile.people[0].user)


def test_accepting_holds_the_hours_of_the_plan_to_come() -> None:
    match = make_match(request=make_request(estimated_hours=6))

    engagement = accept(match)

    held = db.session.scalars(select(HourReservation.hours).where(HourReservation.engagement_id == engagement.id))
    assert sum(held) == pytest.approx(6)


def test_accepting_twice_gives_the_same_traject() -> None:
    match = make_match()

    assert accept(match).id == accept(match).id


def test_who_comes_second_hears_that_the_school_is_helped() -> None:
    request = make_request()
    first, second = make_match(request=request), make_match(request=request, rank=2)
    accept(first)

    with pytest.raises(Conflict, match="intussen geholpen"):
        accept(second)


def test_a_full_profile_takes_on_nothing_more() -> None:
    profile = make_profile(max_open=1)
    make_engagement(match=make_match(profile=profile, state=MatchState.ACCEPTED))

    with pytest.raises(Conflict, match="de enige plek is bezet.*Rond een traject af"):
        accept(make_match(profile=profile))


@pytest.mark.parametrize(
    ("taken", "most", "words"),
    [
        (1, 1, "al 1 nieuwe vraag aan; 1 is afgesproken."),
        (2, 1, "al 2 nieuwe vragen aan; 1 is afgesproken."),
        (1, 2, ""),
    ],
)
def test_who_took_on_enough_reads_how_many_and_what_was_agreed(taken: int, most: int, words: str) -> None:
    profile = make_profile(max_open=9, max_per_30_days=9)
    for _ in range(taken):
        accept(make_match(profile=profile))
    profile.max_per_30_days = most

    full = find_full(profile, make_request())

    assert (words in full.why) if full else not words


def test_not_more_new_questions_in_thirty_days_than_agreed() -> None:
    profile = make_profile(max_open=9, max_per_30_days=1)
    accept(make_match(profile=profile))

    with pytest.raises(Conflict, match="30 dagen"):
        accept(make_match(profile=profile))


def test_something_else_asks_for_a_few_words() -> None:
    match = make_match()

    with pytest.raises(InvalidInput) as caught, unit_of_work():
        answers.decline(match, DeclineReason.OTHER, person=match.profile.people[0].user)

    assert caught.value.field == "note"


def test_the_guard_reads_the_note_of_a_no_too() -> None:
    match = make_match()

    with pytest.raises(IdentifyingText), unit_of_work():
        answers.decline(match, DeclineReason.NO_HOURS, note="leerling Jan", person=match.profile.people[0].user)

    assert db.session.get(Match, match.id).decline_note == ""


def test_a_question_that_was_given_back_is_searched_for_again() -> None:
    match = make_match()
    engagement = accept(match)

    with unit_of_work():
        engagements.give_back(engagement, note="", actor_id=engagement.specialist_id)

    assert db.session.get(SupportRequest, match.request_id).state is RequestState.SEARCHING
    assert match_badge(match).words == "Gaf de vraag terug"
    assert not db.session.scalars(select(HourReservation)).all()


def test_taking_a_question_back_ends_its_invitations_and_its_traject() -> None:
    match = make_match()
    engagement = accept(match)

    with unit_of_work():
        withdrawal.withdraw_question(match.request, actor_id=match.request.requester_id)

    assert engagement.state.value == "closed"
    assert db.session.get(SupportRequest, match.request_id).state is RequestState.WITHDRAWN


def test_a_closed_question_can_be_opened_again_and_the_same_specialist_asked() -> None:
    match = make_match()
    engagement = accept(match)
    with unit_of_work():
        engagements.give_back(engagement, note="", actor_id=engagement.specialist_id)
    coordinator = make_coordinator(match.request.region)

    with unit_of_work():
        steering.invite_by_hand(match.request, match.profile, actor_id=coordinator.id)

    assert accept(match).id != engagement.id


def test_an_invitation_by_hand_is_followed_by_the_next_step_too() -> None:
    request = make_request(state=RequestState.STUCK)
    profile = make_profile()

    with unit_of_work():
        steering.invite_by_hand(request, profile, actor_id=request.requester_id)

    promised = db.session.scalars(select(FollowUp.kind).where(FollowUp.request_id == request.id)).all()
    assert FollowUpKind.NEXT_WAVE in promised


def test_inviting_by_hand_what_has_the_question_already_is_refused() -> None:
    match = make_match()

    with pytest.raises(InvalidState, match="heeft de vraag al"), unit_of_work():
        steering.invite_by_hand(match.request, match.profile, actor_id=match.request.requester_id)


@pytest.mark.parametrize("_round", range(5))
def test_of_many_who_want_the_last_place_at_once_exactly_one_gets_it(app: Flask, _round: int) -> None:
    profile = make_profile(max_open=1, max_per_30_days=50)
    ids = [make_match(profile=profile).id for _ in range(8)]
    outcomes: list[str] = []

    def try_one(match_id: int) -> None:
        with app.app_context():
            try:
                match = db.session.get_one(Match, match_id)
                accept(match)
                outcomes.append("yes")
            except Conflict:
                outcomes.append("full")
            finally:
                db.session.remove()

    db.session.commit()
    threads = [threading.Thread(target=try_one, args=(match_id,)) for match_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["full"] * 7 + ["yes"]
    saved(profile)
