"""What ends by itself: invitations of a profile that is put away, reminders of one that is paused, rounds that are used up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from network.answering import answers
from network.core.clock import to_local
from network.core.database import db, unit_of_work
from network.engagements import service as engagements
from network.expertise import publishing
from network.models import (
    Delivery,
    ExpertiseProfile,
    FollowUp,
    Match,
    Notice,
    Region,
    RegionPolicy,
    SchoolHoliday,
    SupportRequest,
    User,
)
from network.models.followup import FollowUpKind, FollowUpState
from network.models.match import DeclineReason, MatchState
from network.models.notice import DeliveryState
from network.models.support_request import RequestState
from network.steering import service as steering
from network.support_requests.queries import list_promises
from network.support_requests.timeline import story_of
from network.waves import service
from tests.factories import (
    make_coordinator,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_submitted_request,
)
from tests.factories.base import saved
from tests.page import Page
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def region() -> Region:
    """One question is asked to one profile at a time."""
    region = make_region()
    saved(RegionPolicy(region=region, number=1, values={"wave_size": 1, "max_waves": 2}))
    return region


def ask(region: Region) -> SupportRequest:
    question = make_submitted_request(region)
    work.sweep()
    return question


def invited(question: SupportRequest) -> Match:
    match = db.session.scalars(
        select(Match).where(Match.request_id == question.id, Match.state == MatchState.INVITED)
    ).one()
    db.session.commit()
    return match


def told(person: User) -> list[str]:
    kinds = list(db.session.scalars(select(Notice.kind).where(Notice.recipient_id == person.id).order_by(Notice.id)))
    db.session.commit()
    return kinds


def decline(match: Match) -> None:
    with unit_of_work():
        answers.decline(match, DeclineReason.NO_HOURS, person=match.profile.people[0].user)
    work.sweep()


def let_days_pass(clock: time_machine.Traveller, days: int) -> None:
    clock.shift(timedelta(days=days))
    work.sweep()


class TestAProfileThatIsPutAway:
    @pytest.fixture
    def question(self, region: Region) -> SupportRequest:
        for _ in range(2):
            make_profile(region)
        return ask(region)

    def test_is_asked_no_more_and_others_are(self, question: SupportRequest) -> None:
        first = invited(question)
        specialist = first.profile.people[0].user

        with unit_of_work():
            publishing.archive(first.profile, actor_id=specialist.id)
        for _time in range(2):
            work.sweep()

        assert first.state is MatchState.WITHDRAWN
        assert invited(question).profile_id != first.profile_id
        assert told(specialist) == ["question_invitation", "invitation_ended"]
        is_open = (FollowUp.match_id == first.id, FollowUp.state == FollowUpState.OPEN)
        assert not db.session.scalars(select(FollowUp).where(*is_open)).all()
        words = [entry.words for entry in story_of(question, list_promises(question))]
        assert f"“{first.profile.title}” neemt geen vragen meer aan." in words

    def test_leaves_the_invitations_of_other_profiles(self, region: Region, question: SupportRequest) -> None:
        other = next(one for one in db.session.scalars(select(ExpertiseProfile)) if one != invited(question).profile)

        with unit_of_work():
            publishing.archive(other, actor_id=other.people[0].user_id)
        work.sweep()

        assert invited(question).wave == 1

    def test_or_paused_gets_no_reminders(self, question: SupportRequest, clock) -> None:
        match = invited(question)
        with unit_of_work():
            publishing.pause(match.profile, until=None, actor_id=match.profile.people[0].user_id)

        let_days_pass(clock, 3)

        assert told(match.profile.people[0].user) == ["question_invitation"]
        assert match.state is MatchState.INVITED


class TestRoundsThatAreUsedUp:
    @pytest.fixture
    def question(self, region: Region, coordinator: User) -> SupportRequest:
        """Two rounds were asked and declined; two profiles still fit."""
        for _ in range(4):
            make_profile(region)
        question = ask(region)
        for _round in range(2):
            decline(invited(question))
        return question

    @pytest.fixture
    def coordinator(self, region: Region) -> User:
        return make_coordinator(region)

    def test_are_not_told_as_nobody_left(self, page: Page, question: SupportRequest, coordinator: User) -> None:
        assert question.state is RequestState.STUCK
        subjects = db.session.scalars(select(Notice.subject).where(Notice.recipient_id == coordinator.id)).all()
        page.sign_in(question.requester)
        shown = page.get(f"/ondersteuningsvragen/{question.code}").text
        page.sign_in(coordinator)
        worklist = page.get("/vandaag").text

        assert subjects == [f"De afgesproken rondes zijn op voor de vraag over agressieregulatie ({question.code})"]
        assert "Er passen nog 2 specialisten die we niet vroegen." in shown
        assert "De afgesproken rondes zijn op. Er passen nog 2 specialisten." in shown
        assert "niemand meer" not in shown
        assert "De rondes zijn op" in worklist
        assert "2 gevraagd, en die hadden geen uren; er passen er nog 2" in worklist

    def test_are_told_the_same_when_the_day_of_the_coordinator_has_passed(
        self, question: SupportRequest, coordinator: User, clock
    ) -> None:
        clock.shift(timedelta(days=10))
        work.sweep()

        told = select(Notice.params).where(Notice.recipient_id == coordinator.id, Notice.kind.like("question_needs%"))
        assert [params["left"] for params in db.session.scalars(told)] == [2, 2]

    def test_nobody_left_is_told_as_before(self, page: Page, region: Region, coordinator: User) -> None:
        make_profile(region)
        question = ask(region)
        decline(invited(question))
        page.sign_in(question.requester)

        assert "niemand meer om te vragen" in page.get(f"/ondersteuningsvragen/{question.code}").text
        page.sign_in(coordinator)
        assert "Niemand meer te vragen" in page.get("/vandaag").text


def test_silence_is_named_on_the_worklist(page: Page, region: Region) -> None:
    question = make_request(region, state=RequestState.STUCK)
    make_match(request=question, state=MatchState.EXPIRED)
    make_match(request=question, state=MatchState.WITHDRAWN, invited_at=None)
    page.sign_in(make_coordinator(region))

    assert "1 gevraagd, en die gaf geen antwoord" in page.get("/vandaag").text


def test_who_was_passed_over_is_not_counted_as_asked(region: Region) -> None:
    coordinator = make_coordinator(region)
    question = make_request(region)
    make_match(request=question, state=MatchState.EXPIRED)
    make_match(request=question, state=MatchState.WITHDRAWN, invited_at=None, wave=None)

    with unit_of_work():
        service.mark_stuck(question)

    (notice,) = db.session.scalars(select(Notice).where(Notice.recipient_id == coordinator.id))
    assert notice.params["asked"] == 1


def test_the_day_in_the_invitation_is_the_day_on_which_others_are_asked(region: Region) -> None:
    saved(
        SchoolHoliday(
            name="Vakantie",
            school_year="2026-2027",
            holiday_region="zuid",
            starts_on=date(2026, 11, 17),
            ends_on=date(2026, 11, 27),
        )
    )
    make_profile(region).location.holiday_region = "zuid"
    db.session.commit()

    question = ask(region)

    (notice,) = db.session.scalars(select(Notice).where(Notice.kind == "question_invitation"))
    due_at = db.session.scalars(select(FollowUp.due_at).where(FollowUp.kind == FollowUpKind.NEXT_WAVE)).one()
    assert notice.params["answer_by"] == to_local(due_at).date().isoformat()
    assert question.state is RequestState.SEARCHING


def test_an_invitation_by_hand_names_the_day_that_it_gives(region: Region, clock) -> None:
    make_profile(region)
    question = ask(region)
    let_days_pass(clock, 2)
    by_hand = make_profile(region)

    with unit_of_work():
        steering.invite_by_hand(question, by_hand, actor_id=question.requester_id)

    specialist = by_hand.people[0].user_id
    (notice,) = db.session.scalars(select(Notice).where(Notice.recipient_id == specialist))
    is_open = (FollowUp.kind == FollowUpKind.NEXT_WAVE, FollowUp.state == FollowUpState.OPEN)
    due_at = db.session.scalars(select(FollowUp.due_at).where(*is_open)).one()
    assert notice.params["answer_by"] == to_local(due_at).date().isoformat()


class TestWhoLeft:
    def test_hears_nothing_any_more(self, region: Region) -> None:
        question = make_request(region)
        match = make_match(request=question)
        with unit_of_work():
            engagement = answers.accept(match, match.profile.people[0].user)
            db.session.get_one(User, question.requester_id).is_active = False

        with unit_of_work():
            engagements.give_back(engagement, note="", actor_id=engagement.specialist_id)

        assert told(question.requester) == ["question_accepted"]

    def test_gets_no_mail_that_was_still_to_go_out(self, region: Region) -> None:
        question = make_request(region)
        match = make_match(request=question)
        with unit_of_work():
            answers.accept(match, match.profile.people[0].user)
            db.session.get_one(User, question.requester_id).is_active = False

        work.sweep()

        of_requester = select(Delivery.state).join(Delivery.notice).where(Notice.recipient_id == question.requester_id)
        assert db.session.scalars(of_requester).all() == [DeliveryState.SKIPPED]
