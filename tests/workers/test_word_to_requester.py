"""Who asked hears how it stands by the day that the region sets, on whatever way the search went, or did not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from network.access.scope import Scope
from network.answering import answers
from network.coordination import worklist
from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.core.formatting import day_words
from network.engagements import service as engagements
from network.models import Delivery, Engagement, FollowUp, Notice, OutboxEntry, Region, SupportRequest
from network.models.engagement import EngagementState
from network.models.followup import FollowUpKind
from network.models.notice import DeliveryState
from network.models.outbox import OutboxKind, OutboxState
from network.models.support_request import RequestState
from network.notices.rendering import build_message
from network.steering import service as steering
from network.support_requests.queries import list_promises
from network.waves import service as waves
from tests.factories import make_coordinator, make_profile, make_region, make_request, make_submitted_request
from tests.workers.steps import close, decline, full_provider, invited, move_school_days, rules, story, told
from workers import preparing, work

pytestmark = pytest.mark.usefixtures("session", "clock")


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


class TestWhileTheQuestionWaits:
    """Everybody who fits is full."""

    @pytest.fixture
    def engagement(self, region: Region) -> Engagement:
        """The work that takes the only place, until a day that is known."""
        rules(region, still_searching_days=4, next_wave_days=30, invitation_days=30)
        _profile, engagement = full_provider(region)
        engagement.ends_on, engagement.state = date(2026, 12, 20), EngagementState.RUNNING
        db.session.commit()
        return engagement

    def promised(self, question: SupportRequest) -> list[FollowUp]:
        found = [one for one in list_promises(question) if one.kind is FollowUpKind.STILL_SEARCHING]
        db.session.commit()
        return found

    def mails(self) -> list[str]:
        built = [build_message(one) for one in db.session.scalars(select(Delivery).order_by(Delivery.id))]
        texts = [
            " ".join(one.get_body(("plain",)).get_content().split()) for one in built if "vraag over" in one["Subject"]
        ]
        return [text for text in texts if "nog geen specialist" in text]

    def test_again_and_again_and_after_an_offer_no_more_as_waiting(
        self, region: Region, engagement: Engagement, clock
    ) -> None:
        question = make_submitted_request(region)
        work.sweep()
        for times in (1, 2):
            (word,) = self.promised(question)
            clock.move_to(word.due_at - timedelta(minutes=1))
            work.sweep()
            assert words_of(question) == times - 1
            clock.shift(timedelta(minutes=2))
            work.sweep()
            assert words_of(question) == times

        (next_word,) = self.promised(question)
        assert told(question.requester) == ["question_waiting", "still_searching", "still_searching"]
        assert "De eerste plek komt naar verwachting vrij op ma 21 december." in self.mails()[-1]
        assert f"Uiterlijk {day_words(next_word.due_at)} hoor je hoe het ervoor staat." in self.mails()[-1]
        assert "Staat de vraag dan nog op de wachtlijst? Dan hoor je hoe het ervoor staat." in story(question)
        assert story(question).count("We lieten weten hoe het staat.") == 2
        subject = db.session.scalars(select(Notice.subject).where(Notice.kind == "still_searching")).first()
        assert subject.startswith("Nog op de wachtlijst: de vraag over")

        close(engagement)
        work.sweep()
        assert len(invited(question)) == 1
        assert self.promised(question) == [next_word]
        assert "Zoeken we dan nog? Dan laten we je weten hoe het staat." in story(question)
        clock.move_to(next_word.due_at + timedelta(minutes=1))
        work.sweep()

        assert words_of(question) == 3
        assert "wachtlijst" not in self.mails()[-1]
        assert "We zoeken verder. Tot nu toe vroegen we het één keer." in self.mails()[-1]
        assert len(self.promised(question)) == 1

    def test_anew_when_the_word_of_the_search_was_told_before(self, region: Region, clock) -> None:
        rules(region, still_searching_days=2, next_wave_days=30, invitation_days=30)
        make_profile(region)
        question = make_submitted_request(region)
        move_school_days(clock, 2)
        assert (words_of(question), self.promised(question)) == (1, [])

        full_provider(region)
        decline(invited(question)[0])
        work.sweep()

        assert question.is_waiting
        assert len(self.promised(question)) == 1

    def test_no_more_when_somebody_said_yes(self, region: Region, engagement: Engagement, clock) -> None:
        question = make_submitted_request(region)
        work.sweep()
        close(engagement)
        work.sweep()
        (match,) = invited(question)
        with unit_of_work():
            answers.accept(match, match.profile.people[0].user)

        move_school_days(clock, 6)

        assert words_of(question) == 0

    def test_is_not_mailed_when_it_was_offered_before_the_mail_went(
        self, region: Region, engagement: Engagement, clock
    ) -> None:
        clock.shift(timedelta(hours=11))
        make_submitted_request(region)
        work.sweep()
        close(engagement)
        clock.shift(timedelta(hours=13))
        work.sweep()

        mail = select(Delivery.state).join(Delivery.notice).where(Notice.kind == "question_waiting")
        assert db.session.scalars(mail).one() is DeliveryState.SKIPPED

    def test_also_of_what_an_earlier_version_left_without_a_promise(self, region: Region, clock) -> None:
        since = the_clock.now()
        waiting = [make_request(region, is_waiting=True, waiting_since=since) for _ in range(2)]
        searching = make_request(region)
        for _time in range(2):
            preparing.promise_missing()
            clock.shift(60)

        promised = [self.promised(question) for question in (*waiting, searching)]

        assert [len(found) for found in promised] == [1, 1, 0]
        assert promised[0][0].due_at < promised[1][0].due_at
