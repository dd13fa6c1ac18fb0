"""Somebody left while a question or the work was under way: colleagues hear what they would have heard."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select

from network.answering import answers
from network.core.database import db, unit_of_work
from network.engagements import messages as work_messages
from network.models import Membership, Notice, User
from network.models.match import MatchState
from network.models.user import Role
from network.waves import messages
from tests.factories import (
    make_engagement,
    make_match,
    make_profile,
    make_requester,
    make_school_admin,
    make_specialist,
)

pytestmark = pytest.mark.usefixtures("session", "clock")


def told(person: User) -> list[str]:
    return list(db.session.scalars(select(Notice.kind).where(Notice.recipient_id == person.id)))


def leave(person: User, role: Role) -> None:
    with unit_of_work():
        db.session.execute(delete(Membership).where(Membership.user_id == person.id, Membership.role == role))


def test_colleagues_hear_the_yes_when_who_asked_left() -> None:
    match = make_match(profile=make_profile())
    request = match.request
    colleague, elsewhere = make_requester(request.location), make_requester()
    no_asker = make_school_admin(request.location)
    leave(request.requester, Role.REQUESTER)

    with unit_of_work():
        answers.accept(match, match.profile.people[0].user)

    assert "question_accepted" in told(colleague)
    assert told(request.requester) == told(elsewhere) == told(no_asker) == []


def test_a_colleague_who_asked_nothing_hears_nothing_while_who_asked_is_there() -> None:
    request = make_match().request
    colleague = make_requester(request.location)

    with unit_of_work():
        messages.tell_still_searching(request)

    assert told(request.requester) == ["still_searching"]
    assert told(colleague) == []


def test_who_answers_for_the_profile_hears_of_silence_when_the_specialist_left() -> None:
    match = make_match(profile=make_profile(), state=MatchState.ACCEPTED)
    leaving = make_specialist(match.profile.location)
    engagement = make_engagement(match=match, specialist=leaving)
    leave(leaving, Role.SPECIALIST)

    with unit_of_work():
        work_messages.tell_silent(engagement)

    assert "silent_engagement" in told(match.profile.people[0].user)
    assert told(leaving) == []
