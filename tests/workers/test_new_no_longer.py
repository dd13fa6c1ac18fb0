"""A notice that asks for something is new until that was done, and one that asks again takes its place."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from network.answering import answers
from network.core.clock import now
from network.core.database import db, unit_of_work
from network.engagements import messages as engagement_messages
from network.engagements import silence
from network.expertise import publishing
from network.models import Notice, Region, SupportRequest, User
from network.models.expertise import ProfileState
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.notices import service as notices
from network.support_requests import service as questions
from network.waves import invitation_messages, messages, waiting
from network.waves import service as waves
from tests.factories import make_coordinator, make_engagement, make_match, make_profile, make_request

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def coordinator(region: Region) -> User:
    return make_coordinator(region)


@pytest.fixture
def question(region: Region, coordinator: User) -> SupportRequest:
    question = make_request(region, state=RequestState.IN_TRIAGE)
    with unit_of_work():
        messages.tell_to_look_at(question)
    return question


def new_to(person: User) -> list[str]:
    unread = select(Notice).where(Notice.recipient == person, Notice.read_at.is_(None)).order_by(Notice.id)
    return [f"{notice.kind} {notice.params.get('every', '')}".strip() for notice in db.session.scalars(unread)]


def test_a_question_that_was_looked_at_need_not_be_looked_at(question: SupportRequest, coordinator: User) -> None:
    assert new_to(coordinator) == ["question_to_look_at"]

    with unit_of_work():
        questions.let_through(question, actor_id=coordinator.id)

    assert new_to(coordinator) == []


def test_a_reminder_takes_the_place_of_what_it_reminds_of(question: SupportRequest, coordinator: User, clock) -> None:
    other = make_request(question.region, state=RequestState.IN_TRIAGE)
    with unit_of_work():
        messages.tell_to_look_at(other)
    clock.shift(60)

    with unit_of_work():
        messages.tell_to_look_at(question, every=10)

    assert new_to(coordinator) == ["question_to_look_at", "question_to_look_at 10"]


def test_a_question_that_waited_long_is_new_no_longer_once_somebody_is_asked(region: Region, coordinator: User) -> None:
    question = make_request(region, is_waiting=True, waiting_since=now())
    match = make_match(request=question, state=MatchState.PROPOSED, invited_at=None)
    with unit_of_work():
        waiting.tell_waits_long(question)
    assert new_to(coordinator) == ["question_waits_long"]

    with unit_of_work():
        waves.send_invitation(match, wave=1)

    assert new_to(coordinator) == []


def test_who_opens_a_notice_while_it_is_settled_reads_it(question: SupportRequest, coordinator: User) -> None:
    settled = update(Notice).values(read_at=now(), version=Notice.version + 1)
    with unit_of_work():
        notice = db.session.scalars(select(Notice)).one()
        db.session.execute(settled, execution_options={"synchronize_session": False})
        notices.mark_read(notice)

    assert new_to(coordinator) == []


@pytest.mark.parametrize("says_yes", [True, False])
def test_an_invitation_that_was_answered_is_new_to_no_colleague(says_yes: bool) -> None:
    match = make_match()
    specialist = match.profile.people[0].user
    with unit_of_work():
        invitation_messages.invite(match)
    assert new_to(specialist) == ["question_invitation"]

    with unit_of_work():
        if says_yes:
            answers.accept(match, specialist)
        else:
            answers.decline(match, DeclineReason.NO_HOURS, person=specialist)

    assert new_to(specialist) == []


def test_a_traject_with_contact_is_silent_to_nobody() -> None:
    engagement = make_engagement(match=make_match(state=MatchState.ACCEPTED))
    with unit_of_work():
        engagement_messages.tell_silent(engagement)
    assert new_to(engagement.specialist) == ["silent_engagement"]

    with unit_of_work():
        silence.restart(engagement)

    assert new_to(engagement.specialist) == []


def test_a_profile_that_was_judged_waits_for_nobody(region: Region, coordinator: User) -> None:
    profile = make_profile(state=ProfileState.DRAFT, region=region)
    with unit_of_work():
        publishing.submit(profile, actor_id=profile.people[0].user_id)
    assert new_to(coordinator) == ["profile_submitted"]

    with unit_of_work():
        publishing.publish(profile, actor_id=coordinator.id)

    assert new_to(coordinator) == []
