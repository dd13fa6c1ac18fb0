"""Who asked hears how it stands by the day that the region sets, on whatever way the search went, or did not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from network.access.scope import Scope
from network.answering import answers
from network.coordination import worklist
from network.core.database import db, unit_of_work
from network.engagements import service as engagements
from network.models import Delivery, OutboxEntry, Region, SupportRequest
from network.models.outbox import OutboxKind, OutboxState
from network.models.support_request import RequestState
from network.notices.rendering import build_message
from network.steering import service as steering
from network.waves import service as waves
from tests.factories import make_coordinator, make_profile, make_region, make_submitted_request
from tests.workers.test_waves import invited, move_school_days, rules, told
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def region() -> Region:
    return make_region()


def words_of(question: SupportRequest) -> int:
    return told(question.requester).count("still_searching")


def reasons(app: Flask, region: Region) -> Sequence[str]:
    nobody = frozenset[int]()
    scope = Scope(0, asks_at=nobody, gives_at=nobody, administers=nobody, regions=frozenset({region.id}))
    with app.test_request_context():
        return [item.reason.value for item in worklist.list_items(scope)]


def test_while_the_coordinator_has_not_looked_yet(region: Region, clock) -> None:
    rules(region, triage=True)
    question = make_submitted_request(region)

    move_school_days(clock, 8)
    assert words_of(question) == 0
    move_school_days(clock, 2)

    assert question.state is RequestState.IN_TRIAGE
    assert words_of(question) == 1
    (mail,) = [build_message(one) for one in db.session.scalars(select(Delivery))]
    assert "We hebben nog niemand gevraagd." in mail.get_body(("plain",)).get_content()


def test_after_an_invitation_by_hand_from_there(region: Region, clock) -> None:
    rules(region, triage=True, next_wave_days=30, invitation_days=30)
    profile = make_profile(region)
    question = make_submitted_request(region)
    with unit_of_work():
        steering.invite_by_hand(question, profile, actor_id=question.requester_id)

    move_school_days(clock, 10)

    assert words_of(question) == 1


def test_when_the_search_never_began(app: Flask, region: Region, clock) -> None:
    question, other = make_submitted_request(region), make_region()
    with unit_of_work():
        entry = db.session.scalars(select(OutboxEntry).where(OutboxEntry.kind == OutboxKind.MATCH_REQUEST)).one()
        entry.state = OutboxState.DEAD
    assert reasons(app, region) == []

    clock.shift(timedelta(minutes=61))
    assert reasons(app, region) == ["overdue"]
    assert reasons(app, other) == []
    move_school_days(clock, 10)

    assert question.state is RequestState.SUBMITTED
    assert words_of(question) == 1


def test_again_when_a_specialist_gave_the_question_back(region: Region, clock) -> None:
    rules(region, next_wave_days=30, invitation_days=30)
    for _ in range(2):
        make_profile(region)
    question = make_submitted_request(region)
    work.sweep()
    (match, _other) = invited(question)
    with unit_of_work():
        engagement = answers.accept(match, match.profile.people[0].user)
        engagements.give_back(engagement, note="", actor_id=engagement.specialist_id)

    move_school_days(clock, 10)

    assert question.state is RequestState.SEARCHING
    assert words_of(question) == 1


def test_once_in_a_search_and_again_in_the_next(region: Region, clock) -> None:
    rules(region, wave_size=1, next_wave_days=7, invitation_days=60)
    for _ in range(9):
        make_profile(region)
    question = make_submitted_request(region)
    move_school_days(clock, 20)
    assert question.state is RequestState.SEARCHING
    assert words_of(question) == 1
    with unit_of_work():
        waves.mark_stuck(db.session.get_one(SupportRequest, question.id))
        steering.search_again(question, actor_id=question.requester_id)

    move_school_days(clock, 12)

    assert words_of(question) == 2


def test_once_more_when_a_coordinator_goes_on_after_it_was_stuck(region: Region, clock) -> None:
    rules(region, next_wave_days=30, invitation_days=30)
    question = make_submitted_request(region)
    work.sweep()
    assert question.state is RequestState.STUCK
    elsewhere = make_profile(make_region())
    with unit_of_work():
        steering.invite_by_hand(question, elsewhere, actor_id=question.requester_id)

    move_school_days(clock, 10)

    assert told(question.requester) == ["question_stuck", "still_searching"]


def test_when_the_coordinator_did_not_look_by_the_day_of_the_region(region: Region, clock) -> None:
    rules(region, coordinator_days=2)
    coordinator = make_coordinator(region)
    question = make_submitted_request(region)
    work.sweep()

    move_school_days(clock, 1)
    assert (told(question.requester), told(coordinator)) == (["question_stuck"], ["question_needs_coordinator"])

    move_school_days(clock, 5)
    assert told(question.requester) == ["question_stuck", "still_searching"]
    assert told(coordinator) == ["question_needs_coordinator"] * 2
