"""Who can act on what stands still hears it, and calmly again for as long as it does; and each promise can be read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from network.answering import answers
from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.core.formatting import day_words
from network.engagements import asking_after, contact, silence
from network.engagements import service as engagements
from network.models import ContactMoment, Delivery, Engagement, FollowUp, Match, Notice, Region, SupportRequest, User
from network.models.engagement import ContactKind
from network.models.followup import FollowUpKind, FollowUpState
from network.models.match import MatchState
from network.models.notice import DeliveryState
from network.models.support_request import RequestState
from network.notices.rendering import build_message
from network.steering import service as steering
from network.support_requests import service as questions
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_submitted_request,
)
from tests.page import Page
from tests.workers.steps import move_school_days, rules, story, told
from workers import preparing, work

pytestmark = pytest.mark.usefixtures("session", "clock")

AGAIN = "Wacht de vraag dan nog op de coördinator? Dan sturen we die een herinnering."


@pytest.fixture
def coordinator(region: Region) -> User:
    return make_coordinator(region)


def reminders_of(question: SupportRequest) -> list[FollowUp]:
    """The reminders of the coordinator that are promised now."""
    found = db.session.scalars(
        select(FollowUp).where(
            FollowUp.request_id == question.id,
            FollowUp.kind == FollowUpKind.WAITING_LONG,
            FollowUp.state == FollowUpState.OPEN,
        )
    ).all()
    db.session.commit()
    return list(found)


def mails_to(person: User) -> list[tuple[str, str]]:
    """Subject and text of each, the oldest first."""
    mine = select(Delivery).join(Delivery.notice).where(Notice.recipient_id == person.id).order_by(Delivery.id)
    built = [build_message(one) for one in db.session.scalars(mine)]
    return [(one["Subject"], one.get_body(("plain",)).get_content()) for one in built]


class TestQuestionThatACoordinatorLooksAtFirst:
    @pytest.fixture
    def question(self, region: Region, coordinator: User) -> SupportRequest:
        rules(region, triage=True)
        make_profile(region)
        question = make_submitted_request(region)
        work.sweep()
        return question

    def test_is_told_to_the_coordinators_of_its_region_when_it_comes_in(
        self, question: SupportRequest, coordinator: User
    ) -> None:
        stranger = make_coordinator()

        ((subject, text),) = mails_to(coordinator)

        assert subject.startswith("Wil je kijken naar de vraag over")
        assert f"uiterlijk {day_words(question.coordinator_looks_until)} kijkt" in " ".join(text.split())
        assert f"/ondersteuningsvragen/{question.code}\n" in text
        assert told(stranger) == []
        assert told(question.requester) == []

    def test_is_told_again_on_the_promised_day_and_every_ten_school_days(
        self, question: SupportRequest, coordinator: User, clock
    ) -> None:
        move_school_days(clock, 2)
        assert told(coordinator) == ["question_to_look_at"]

        for times in (2, 3, 4):
            (promised,) = reminders_of(question)
            assert AGAIN in story(question)
            clock.move_to(promised.due_at + timedelta(minutes=1))
            work.sweep()
            assert told(coordinator) == ["question_to_look_at"] * times

        (promised,) = reminders_of(question)
        assert promised.due_at - the_clock.now() < timedelta(days=30)
        assert story(question).count("We herinnerden de coördinator aan de vraag.") == 3
        subject, text = mails_to(coordinator)[-1]
        assert subject.startswith("Wacht nog op jou: de vraag over")
        assert "elke 10 schooldagen" in " ".join(text.split())

    def test_is_on_the_list_of_today_with_the_day_that_the_school_was_told(
        self, page: Page, question: SupportRequest, coordinator: User, clock
    ) -> None:
        until = day_words(question.coordinator_looks_until)
        page.sign_in(coordinator)
        assert f"wacht op jouw blik, uiterlijk {until}" in page.get("/vandaag").texts("tbody tr")[0]

        move_school_days(clock, 4)
        page.sign_in(coordinator)

        assert (
            f"wacht op jouw blik; de school rekende op uiterlijk {until}" in page.get("/vandaag").texts("tbody tr")[0]
        )

    @pytest.mark.parametrize("step", ["let through", "invited by hand", "withdrawn"])
    def test_is_told_no_more_once_somebody_looked(
        self, question: SupportRequest, coordinator: User, step: str, clock
    ) -> None:
        with unit_of_work():
            request = db.session.get_one(SupportRequest, question.id)
            if step == "let through":
                questions.let_through(request, actor_id=coordinator.id)
            elif step == "withdrawn":
                questions.withdraw(request, actor_id=request.requester_id)
            else:
                steering.invite_by_hand(request, make_profile(region=None), actor_id=coordinator.id)
        assert reminders_of(question) == []

        move_school_days(clock, 4)

        assert told(coordinator) == ["question_to_look_at"]

    def test_is_not_mailed_any_more_when_it_was_looked_at_before_the_mail_went(
        self, region: Region, coordinator: User, clock
    ) -> None:
        clock.shift(timedelta(hours=11))
        rules(region, triage=True)
        question = make_submitted_request(region)
        work.sweep()
        with unit_of_work():
            questions.let_through(db.session.get_one(SupportRequest, question.id), actor_id=coordinator.id)

        clock.shift(timedelta(hours=13))
        work.sweep()

        mail = select(Delivery.state).join(Delivery.notice).where(Notice.kind == "question_to_look_at")
        assert db.session.scalars(mail).one() is DeliveryState.SKIPPED


class TestStuckQuestion:
    @pytest.fixture
    def question(self, region: Region, coordinator: User) -> SupportRequest:
        question = make_submitted_request(region)
        work.sweep()
        return question

    def test_is_told_again_every_ten_school_days(self, question: SupportRequest, coordinator: User, clock) -> None:
        move_school_days(clock, 3)
        assert told(coordinator) == ["question_needs_coordinator"] * 2

        for times in (3, 4):
            (promised,) = reminders_of(question)
            assert AGAIN in story(question)
            clock.move_to(promised.due_at - timedelta(minutes=1))
            work.sweep()
            assert told(coordinator) == ["question_needs_coordinator"] * (times - 1)
            clock.shift(timedelta(minutes=2))
            work.sweep()
            assert told(coordinator) == ["question_needs_coordinator"] * times

        assert [subject.split(":")[0] for subject, _text in mails_to(coordinator)][1:] == ["Wacht nog op jou"] * 3
        assert told(question.requester) == ["question_stuck", "still_searching"]

    def test_is_told_no_more_once_somebody_was_asked(self, question: SupportRequest, coordinator: User, clock) -> None:
        profile = make_profile(make_region())
        move_school_days(clock, 3)
        with unit_of_work():
            request = db.session.get_one(SupportRequest, question.id)
            steering.invite_by_hand(request, profile, actor_id=coordinator.id)

        assert reminders_of(question) == []
        assert question.state is RequestState.SEARCHING


class TestSilentTraject:
    @pytest.fixture
    def engagement(self, region: Region, coordinator: User) -> Engagement:
        match = make_match(request=make_request(region))
        with unit_of_work():
            return answers.accept(db.session.get_one(Match, match.id), match.profile.people[0].user)

    def promised(self, engagement: Engagement) -> FollowUp:
        return db.session.scalars(
            select(FollowUp).where(
                FollowUp.engagement_id == engagement.id,
                FollowUp.kind == FollowUpKind.SILENT_ENGAGEMENT,
                FollowUp.state == FollowUpState.OPEN,
            )
        ).one()

    def test_is_told_again_for_as_long_as_it_stays_silent(
        self, page: Page, engagement: Engagement, coordinator: User, clock
    ) -> None:
        assert "Geen contact meer genoteerd? Dan hoor je het van ons." in self.page_for(coordinator, page, engagement)

        for times in (1, 2, 3):
            clock.move_to(self.promised(engagement).due_at)
            work.sweep()
            for person in (coordinator, engagement.specialist):
                assert told(person).count("silent_engagement") == times

        shown = self.page_for(coordinator, page, engagement)
        assert "Blijft het stil? Dan hoor je het opnieuw van ons." in shown
        assert day_words(self.promised(engagement).due_at) in shown

    @pytest.mark.parametrize("path", ["/trajecten/{0.public_id}", "/ondersteuningsvragen/{0.request.code}"])
    def test_the_specialist_reads_that_the_coordinator_was_told(
        self, page: Page, engagement: Engagement, path: str, clock
    ) -> None:
        will_be, is_told = "Dan kijkt de coördinator mee.", "De coördinator weet dat het stil is."
        page.sign_in(engagement.specialist)
        shown = page.get(path.format(engagement)).text
        assert (will_be in shown, is_told in shown) == (True, False)

        clock.move_to(self.promised(engagement).due_at)
        work.sweep()
        page.sign_in(engagement.specialist)
        shown = page.get(path.format(engagement)).text
        assert (will_be in shown, is_told in shown) == (False, True)

        self.log(engagement, 1, clock)
        page.sign_in(engagement.specialist)
        assert is_told not in page.get(path.format(engagement)).text

    def page_for(self, user: User, page: Page, engagement: Engagement) -> str:
        page.sign_in(user)
        return page.get(f"/trajecten/{engagement.public_id}").text

    def test_begins_to_count_anew_at_each_contact(self, engagement: Engagement, coordinator: User, clock) -> None:
        clock.move_to(self.promised(engagement).due_at)
        work.sweep()
        before = self.promised(engagement).due_at
        clock.shift(timedelta(days=7))
        with unit_of_work():
            told_of = contact.Told(ContactKind.VISIT, the_clock.today(), 1)
            contact.log(db.session.get_one(Engagement, engagement.id), told_of, actor_id=engagement.specialist_id)

        assert self.promised(engagement).due_at > before
        assert told(coordinator) == ["silent_engagement"]

    def test_begins_to_count_anew_when_the_coordinator_asked(
        self, page: Page, engagement: Engagement, coordinator: User, clock
    ) -> None:
        clock.shift(timedelta(days=1))
        moment = self.log(engagement, 1, clock)
        clock.move_to(self.promised(engagement).due_at)
        work.sweep()
        before = self.promised(engagement).due_at
        clock.shift(timedelta(days=7))
        with unit_of_work():
            asking_after.ask_after(engagement, heard="", author=coordinator)
        promised_at = self.promised(engagement).due_at

        assert promised_at > before
        assert "Dan hoor je het van ons." in self.page_for(coordinator, page, engagement)
        self.take_away(moment)
        assert self.promised(engagement).due_at == promised_at

    def test_is_counted_as_before_when_the_contact_was_none(self, engagement: Engagement, clock) -> None:
        clock.move_to(self.promised(engagement).due_at - timedelta(days=1))
        before = silence.silent_since(engagement)
        told_of = contact.Told(ContactKind.VISIT, the_clock.today(), 1)
        with unit_of_work():
            moment = contact.log(engagement, told_of, actor_id=engagement.specialist_id)
        assert silence.silent_since(engagement) > before

        self.take_away(moment)

        assert silence.silent_since(engagement) == before
        promised_on = the_clock.to_local(self.promised(engagement).due_at).date()
        assert promised_on == the_clock.today() + timedelta(days=1)

    def test_is_not_told_again_because_an_older_contact_was_none(self, engagement: Engagement, clock) -> None:
        older, _newest = (self.log(engagement, hours, clock) for hours in (1, 2))
        clock.move_to(self.promised(engagement).due_at)
        work.sweep()
        promised_at = self.promised(engagement).due_at

        self.take_away(older)

        assert self.promised(engagement).due_at == promised_at

    def log(self, engagement: Engagement, hours: float, clock) -> ContactMoment:
        told_of = contact.Told(ContactKind.VISIT, the_clock.today(), hours)
        with unit_of_work():
            moment = contact.log(engagement, told_of, actor_id=engagement.specialist_id)
        clock.shift(timedelta(minutes=5))
        return moment

    def take_away(self, moment: ContactMoment) -> None:
        one, version = moment.engagement, str(moment.version)
        with unit_of_work():
            contact.take_away(one, moment.public_id, seen_version=version, actor_id=one.specialist_id)

    def test_is_not_counted_before_a_plan_begins(self, engagement: Engagement, coordinator: User, clock) -> None:
        begin = the_clock.today() + timedelta(days=120)
        with unit_of_work():
            agreed = engagements.Plan("Rust in de groep.", 6, begin, begin + timedelta(days=30))
            engagements.plan(db.session.get_one(Engagement, engagement.id), agreed, actor_id=engagement.specialist_id)

        clock.shift(timedelta(days=90))
        work.sweep()

        assert told(coordinator) == []
        assert self.promised(engagement).due_at.date() > begin


class TestWhatAnEarlierVersionLeft:
    def test_gets_one_reminder_each_spread_over_days(self, region: Region, coordinator: User, clock) -> None:
        waiting = [
            make_request(region, state=state)
            for state in (RequestState.IN_TRIAGE, RequestState.STUCK, RequestState.SEARCHING)
        ]
        engagement = make_engagement(match=make_match(state=MatchState.ACCEPTED))
        db.session.commit()

        for _time in range(2):
            preparing.promise_missing()
            clock.shift(60)

        reminders = [reminders_of(question) for question in waiting]
        assert [len(found) for found in reminders] == [1, 1, 0]
        assert len({found[0].due_at.date() for found in reminders[:2]}) == 2
        silent = select(FollowUp).where(FollowUp.kind == FollowUpKind.SILENT_ENGAGEMENT)
        assert [one.engagement_id for one in db.session.scalars(silent)] == [engagement.id]

    def test_is_told_then(self, region: Region, coordinator: User, clock) -> None:
        question = make_request(region, state=RequestState.STUCK)
        db.session.commit()
        preparing.promise_missing()

        move_school_days(clock, 1)
        work.sweep()

        assert told(coordinator) == ["question_needs_coordinator"]
        assert len(reminders_of(question)) == 1
