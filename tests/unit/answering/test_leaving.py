"""Saying "not me": the colleague to whom an invitation was passed on can still answer it, and the last no is the school's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from network.answering import answers, leaving, passing
from network.core import clock as product_clock
from network.core.database import db, unit_of_work
from network.core.errors import InvalidState
from network.models import Match, User
from network.models.match import DeclineReason, MatchState
from network.waves import colleagues, people
from tests.factories import make_match, make_specialist

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def match() -> Match:
    return make_match()


@pytest.fixture
def petra(match: Match) -> User:
    return match.profile.people[0].user


@pytest.fixture
def vera(match: Match, petra: User) -> User:
    vera = make_specialist(match.profile.location, name="Vera Vernoemd")
    with unit_of_work():
        passing.pass_on(match, vera, by=petra)
    return vera


def leave(match: Match, by: User) -> None:
    with unit_of_work():
        leaving.leave(match, by=by)


def say_no(match: Match, person: User) -> None:
    with unit_of_work():
        answers.decline(match, DeclineReason.NO_HOURS, person=person)


def test_leaving_it_keeps_the_invitation_open_and_only_the_colleague_is_waited_for(match, petra, vera) -> None:
    leave(match, petra)

    assert match.state is MatchState.INVITED
    assert colleagues.list_awaited_people(match) == [vera]
    assert petra in people.list_asked_people(match)  # a yes is still welcome
    assert leaving.list_lying_with([match], reader_id=petra.id) == {match.id: "Vera Vernoemd"}
    assert leaving.list_lying_with([match], reader_id=vera.id) == {}


def test_who_left_it_is_read_once(match, petra, vera, count_queries) -> None:
    leave(match, petra)
    leaving.find_with_colleagues(match, reader_id=petra.id)  # what else it needs is loaded

    with count_queries() as counted:
        leaving.find_with_colleagues(match, reader_id=petra.id)
        leaving.list_lying_with([match], reader_id=petra.id)

    assert counted.number == 5


def test_a_no_does_not_end_it_for_a_colleague_who_can_still_answer(match, petra, vera) -> None:
    with pytest.raises(InvalidState, match="ligt ook bij Vera Vernoemd"):
        say_no(match, petra)

    assert match.state is MatchState.INVITED


def test_the_no_of_the_colleague_is_that_of_the_school(match, petra, vera) -> None:
    leave(match, petra)

    say_no(match, vera)

    assert (match.state, match.answered_by) == (MatchState.DECLINED, vera)


def test_what_lies_with_nobody_else_is_not_left(match, petra, vera) -> None:
    with pytest.raises(InvalidState, match="bij niemand anders"):
        leave(match, vera)
    db.session.delete(vera.memberships[0])
    db.session.commit()

    say_no(match, petra)

    assert match.state is MatchState.DECLINED


def test_who_gets_it_back_or_is_asked_anew_is_waited_for_again(match, petra, vera, clock) -> None:
    leave(match, petra)
    clock.shift(timedelta(hours=1))
    with unit_of_work():
        passing.pass_on(match, petra, by=vera)
    assert petra in colleagues.list_awaited_people(match)
    leave(match, vera)
    assert colleagues.list_awaited_people(match) == [petra]

    clock.shift(timedelta(days=9))
    match.invited_at = product_clock.now()

    assert set(colleagues.list_awaited_people(match)) == {petra, vera}


def test_when_the_colleague_is_gone_who_left_it_is_waited_for_again(match, petra, vera) -> None:
    leave(match, petra)
    db.session.delete(vera.memberships[0])
    db.session.commit()

    assert colleagues.list_awaited_people(match) == [petra]
