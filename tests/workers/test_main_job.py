"""The main job as the workers do it: from a question that is sent to a traject that is looked back on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from network.answering import answers
from network.asking import service as asking
from network.core.database import db, unit_of_work
from network.engagements import contact
from network.engagements import service as engagements
from network.models import (
    Delivery,
    Engagement,
    Evaluation,
    ExpertiseProfile,
    Match,
    Notice,
    RegionPolicy,
    SupportRequest,
    User,
)
from network.models.engagement import ContactKind, Outcome, Side
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.notices.rendering import build_message
from network.steering import service as steering
from network.support_requests import service as questions
from network.waves import service as waves
from tests.factories import (
    make_coordinator,
    make_profile,
    make_request,
    make_special_location,
)
from tests.factories.base import saved
from workers import work

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def question(clock, region) -> SupportRequest:
    return make_request(region, state=RequestState.DRAFT, submitted_at=None)


def providers(region, count: int) -> list[ExpertiseProfile]:
    return [make_profile(region) for _ in range(count)]


def submit(question: SupportRequest) -> None:
    with unit_of_work():
        asking.submit(question, actor_id=question.requester_id)


def states(question: SupportRequest) -> dict[str, int]:
    found: dict[str, int] = {}
    for match in db.session.scalars(select(Match).where(Match.request_id == question.id)):
        found[match.state.value] = found.get(match.state.value, 0) + 1
    db.session.commit()
    return found


def told(person: User) -> list[str]:
    kinds = list(db.session.scalars(select(Notice.kind).where(Notice.recipient_id == person.id).order_by(Notice.id)))
    db.session.commit()
    return kinds


def mail_to(person: User, kind: str) -> str:
    """The text of the newest mail of this kind."""
    sent = select(Delivery).join(Notice).where(Notice.recipient_id == person.id, Notice.kind == kind)
    body = build_message(db.session.scalars(sent.order_by(Delivery.id.desc())).first()).get_body(("plain",))
    return body.get_content()


def move_school_days(clock: time_machine.Traveller, days: int) -> None:
    """Move day by day and sweep each morning at nine, as beat would."""
    moved = 0
    while moved < days:
        clock.shift(timedelta(days=1))
        moved += date.today().weekday() < 5
        work.sweep()


class TestTriage:
    @pytest.fixture
    def question(self, question, region) -> SupportRequest:
        """Sent in a region where the coordinator looks first."""
        saved(RegionPolicy(region=region, number=1, values={"triage": True}))
        providers(region, 5)
        submit(question)
        return question

    def test_the_candidates_are_ready_for_the_coordinator_and_nobody_is_asked(self, question):
        work.sweep()

        assert states(question) == {"proposed": 5}
        assert question.state is RequestState.IN_TRIAGE

    @pytest.mark.parametrize("is_ranked_first", [True, False])
    def test_the_first_three_are_asked_once_it_is_let_through(self, question, region, is_ranked_first):
        if is_ranked_first:
            work.sweep()
        with unit_of_work():
            questions.let_through(question, actor_id=make_coordinator(region).id)
        work.sweep()

        assert states(question) == {"invited": 3, "proposed": 2}
        assert question.state is RequestState.SEARCHING
        assert question.wave == 1

    def test_who_was_passed_over_before_it_went_on_is_not_asked(self, question, region):
        coordinator = make_coordinator(region)
        work.sweep()
        best = db.session.scalars(select(Match).where(Match.rank == 1)).one()
        with unit_of_work():
            steering.pass_over(best, actor_id=coordinator.id)
            questions.let_through(question, actor_id=coordinator.id)
        work.sweep()

        assert states(question) == {"withdrawn": 1, "invited": 3, "proposed": 1}


class TestFirstWave:
    def test_invites_the_best_three_and_leaves_the_rest_for_later(self, question, region):
        providers(region, 5)
        elsewhere = make_profile(location=make_special_location())
        submit(question)

        work.sweep()

        assert states(question) == {"invited": 3, "proposed": 2}
        assert question.state is RequestState.SEARCHING
        assert not db.session.scalar(select(Match).where(Match.profile_id == elsewhere.id))

    def test_says_why_each_was_chosen_with_parts_that_add_up(self, question, region):
        providers(region, 1)
        submit(question)

        work.sweep()

        (match,) = db.session.scalars(select(Match))
        assert match.total == pytest.approx(sum(p["score"] * p["weight"] for p in match.parts), abs=0.001)
        assert {p["code"] for p in match.parts} >= {"needs", "distance", "hours"}

    def test_nobody_fits_so_the_coordinator_and_the_requester_hear_it(self, question, region):
        coordinator, stranger = make_coordinator(region), make_coordinator()
        make_profile(region, needs=("dyslexie",))
        submit(question)

        work.sweep()

        assert question.state is RequestState.STUCK
        assert told(question.requester) == ["question_stuck"]
        assert told(coordinator) == ["question_needs_coordinator"]
        assert told(stranger) == []

    def test_running_the_same_entry_twice_invites_once(self, question, region):
        providers(region, 1)
        submit(question)

        work.sweep()
        with unit_of_work():
            waves.search(question.id)

        assert states(question) == {"invited": 1}


class TestWithoutAnswer:
    def test_reminds_after_three_days_and_asks_the_next_wave_after_five(self, question, region, clock):
        profiles = providers(region, 5)
        submit(question)
        work.sweep()
        first = db.session.scalar(select(Match).where(Match.state == MatchState.INVITED))
        asked = next(p for p in profiles if p.id == first.profile_id).people[0].user
        db.session.commit()

        move_school_days(clock, 3)
        assert told(asked) == ["question_invitation", "invitation_reminder"]
        assert states(question) == {"invited": 3, "proposed": 2}

        move_school_days(clock, 2)
        assert states(question) == {"invited": 5}

    def test_tells_the_requester_on_day_nine_and_then_the_coordinator(self, question, region, clock):
        coordinator = make_coordinator(region)
        providers(region, 4)
        submit(question)
        work.sweep()

        move_school_days(clock, 9)
        assert told(question.requester)[0] == "still_searching"

        move_school_days(clock, 3)
        assert question.state is RequestState.STUCK
        assert told(question.requester) == ["still_searching", "question_stuck"]
        assert told(coordinator) == ["question_needs_coordinator"]

    def test_asks_the_next_at_once_when_all_declined(self, question, region):
        providers(region, 4)
        submit(question)
        work.sweep()

        for match in db.session.scalars(select(Match).where(Match.state == MatchState.INVITED)).all():
            with unit_of_work():
                answers.decline(match, DeclineReason.NO_HOURS, person=match.profile.people[0].user)
        work.sweep()

        assert states(question) == {"declined": 3, "invited": 1}


class TestWithAYes:
    @pytest.fixture
    def engagement(self, question, region) -> Engagement:
        providers(region, 3)
        submit(question)
        work.sweep()
        match = db.session.scalar(select(Match).where(Match.state == MatchState.INVITED).order_by(Match.rank))
        with unit_of_work():
            return answers.accept(match, match.profile.people[0].user)

    def test_the_others_are_no_longer_asked_and_the_requester_hears_it(self, question, engagement):
        assert states(question) == {"accepted": 1, "superseded": 2}
        assert question.state is RequestState.MATCHED
        assert told(question.requester) == ["question_accepted"]

    def test_plan_contact_closing_and_both_look_back(self, question, engagement, clock):
        requester, specialist = question.requester, engagement.specialist
        today = date.today()
        with unit_of_work():
            agreed = engagements.Plan("Rust in de klas.", 6, today, today + timedelta(days=30))
            engagements.plan(engagement, agreed, actor_id=specialist.id)
        with unit_of_work():
            contact.log(engagement, contact.Told(ContactKind.OBSERVATION, today, 2), actor_id=specialist.id)
        with unit_of_work():
            engagements.close(engagement, Outcome.RESOLVED, note="", actor_id=specialist.id)

        move_school_days(clock, 11)

        asked = db.session.scalars(select(Evaluation)).all()
        assert {one.side for one in asked} == {Side.REQUESTER, Side.SPECIALIST}
        assert told(specialist)[-1] == "evaluation_asked"
        assert told(requester)[-1] == "evaluation_asked"

        move_school_days(clock, 35)

        assert [one.side for one in db.session.scalars(select(Evaluation).where(Evaluation.moment == "effect"))] == [
            Side.REQUESTER
        ]

    def test_silence_is_noticed_and_counted_from_the_last_contact(self, question, region, engagement, clock):
        coordinator = make_coordinator(region)
        today = date.today()
        with unit_of_work():
            agreed = engagements.Plan("Rust in de klas.", 6, today, today + timedelta(days=60))
            engagements.plan(engagement, agreed, actor_id=engagement.specialist_id)

        move_school_days(clock, 10)
        with unit_of_work():
            told_of = contact.Told(ContactKind.CALL, date.today(), 1)
            contact.log(engagement, told_of, actor_id=engagement.specialist_id)
        move_school_days(clock, 14)
        assert "silent_engagement" not in told(coordinator)

        move_school_days(clock, 2)
        assert "silent_engagement" in told(coordinator)
        assert "Vraag bij" in mail_to(coordinator, "silent_engagement")
        assert "rond het traject af" in mail_to(engagement.specialist, "silent_engagement")
