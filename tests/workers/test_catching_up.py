"""The workers were away for days: nobody gets two words about one subject on one day, whoever does the work in what order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.expertise import publishing
from network.followups import service as followups
from network.models import Evaluation, FollowUp, Match, Notice, OutboxEntry, Region, SupportRequest, User
from network.models.engagement import EvaluationMoment, Side
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind, FollowUpState
from network.models.outbox import OutboxKind, OutboxState
from network.models.support_request import RequestState
from network.outbox import service as outbox
from network.steering import service as steering
from tests.conftest import PostOffice
from tests.factories import make_coordinator, make_match, make_profile, make_submitted_request
from tests.workers.steps import close, full_provider, invited, move_school_days, rules, told
from workers import work
from workers.handlers import HANDLERS, LOOK_AGAIN

pytestmark = pytest.mark.usefixtures("session", "clock")

Sweep = Callable[[], None]


@pytest.fixture(params=["the oldest first", "the newest first"])
def catch_up(request: pytest.FixtureRequest, clock) -> Sweep:
    """Do all that is due, and what comes of it, in this order; a slow worker, so that no two words are of one minute."""
    is_backwards = request.param == "the newest first"

    def do() -> None:
        for _sweep in range(6):
            due = list(outbox.list_due())
            for entry_id in reversed(due) if is_backwards else due:
                work.do_entry(entry_id)
                clock.shift(timedelta(seconds=61))
        assert outbox.list_due() == []

    return do


def go_away(clock, days: int) -> None:
    """So many school days pass without a worker."""
    moved = 0
    while moved < days:
        clock.shift(timedelta(days=1))
        moved += date.today().weekday() < 5


def give_up(kind: FollowUpKind) -> None:
    """The workers tried this kind of work too often, and left it to a person."""
    with unit_of_work():
        promised = select(FollowUp.id).where(FollowUp.kind == kind)
        entry = db.session.scalars(select(OutboxEntry).where(OutboxEntry.subject_id.in_(promised))).one()
        entry.state = OutboxState.DEAD


def mails_to(person: User, posted: PostOffice) -> list[str]:
    """How the subject of each mail begins, in their order."""
    return [mail["Subject"].split(":")[0] for mail in posted if mail["To"] == person.email]


class TestReminders:
    @pytest.fixture
    def match(self, region: Region) -> Match:
        make_profile(region)
        question = make_submitted_request(region)
        work.sweep()
        return invited(question)[0]

    def told(self, match: Match) -> list[str]:
        return told(match.profile.people[0].user)

    def test_are_on_the_promised_days_for_who_was_never_away(self, match: Match, clock) -> None:
        for days, kinds in ((2, 0), (1, 1), (3, 1), (1, 2), (6, 2)):
            move_school_days(clock, days)
            assert self.told(match).count("invitation_reminder") == kinds

    def test_keep_their_distance(self, match: Match, catch_up: Sweep, clock) -> None:
        go_away(clock, 9)
        catch_up()
        assert self.told(match) == ["question_invitation", "invitation_reminder"]

        move_school_days(clock, 3)
        assert self.told(match).count("invitation_reminder") == 1
        move_school_days(clock, 1)
        assert self.told(match).count("invitation_reminder") == 2

    def test_leave_out_the_second_when_the_invitation_has_expired_by_then(
        self, match: Match, catch_up: Sweep, clock
    ) -> None:
        go_away(clock, 10)
        catch_up()
        move_school_days(clock, 6)

        assert self.told(match) == ["question_invitation", "invitation_reminder", "invitation_expired"]

    def test_are_none_of_an_invitation_that_expired_meanwhile(self, match: Match, catch_up: Sweep, clock) -> None:
        go_away(clock, 14)
        catch_up()

        assert self.told(match) == ["question_invitation", "invitation_expired"]

    def test_do_not_come_on_the_day_of_the_mail_of_the_invitation(
        self, region: Region, catch_up: Sweep, posted: PostOffice, clock
    ) -> None:
        profile, question = make_profile(region), make_submitted_request(region)
        with unit_of_work():
            steering.invite_by_hand(question, profile, actor_id=question.requester_id)

        go_away(clock, 9)
        catch_up()
        keeper = profile.people[0].user
        assert mails_to(keeper, posted) == ["Een vraag die bij jullie past"]

        for days, mails in ((1, 2), (3, 2), (1, 3)):
            move_school_days(clock, days)
            assert len(mails_to(keeper, posted)) == mails

    def test_do_not_wait_for_a_first_one_that_was_given_up(self, match: Match, clock) -> None:
        give_up(FollowUpKind.FIRST_REMINDER)

        move_school_days(clock, 7)

        assert self.told(match) == ["question_invitation", "invitation_reminder"]


class TestWordToTheSchool:
    """By default specialists have five days, the next are asked then, and on the ninth day the school hears how it stands."""

    @pytest.mark.parametrize("values", [{}, {"next_wave_days": 30, "invitation_days": 10}])
    def test_is_one_when_the_coordinator_takes_over(self, region: Region, values, catch_up: Sweep, clock) -> None:
        rules(region, **values)
        make_profile(region)
        question = make_submitted_request(region)
        work.sweep()

        go_away(clock, 12)
        catch_up()

        assert told(question.requester) == ["question_stuck"]

    def test_is_one_when_others_are_asked_and_counts_them(self, region: Region, catch_up: Sweep, clock) -> None:
        rules(region, wave_size=1)
        for _ in range(2):
            make_profile(region)
        question = make_submitted_request(region)
        work.sweep()

        go_away(clock, 10)
        catch_up()

        assert told(question.requester) == ["still_searching"]
        (word,) = db.session.scalars(select(Notice).where(Notice.recipient_id == question.requester_id))
        assert word.params["asked"] == 2

    def test_is_one_when_the_question_comes_on_the_waiting_list(self, region: Region, catch_up: Sweep, clock) -> None:
        full_provider(region)
        question = make_submitted_request(region)

        go_away(clock, 10)
        catch_up()
        move_school_days(clock, 8)
        assert told(question.requester) == ["question_waiting"]

        move_school_days(clock, 2)
        assert told(question.requester) == ["question_waiting", "still_searching"]

    def test_does_not_wait_for_work_that_was_given_up(self, region: Region, clock) -> None:
        make_profile(region)
        question = make_submitted_request(region)
        work.sweep()
        give_up(FollowUpKind.NEXT_WAVE)

        move_school_days(clock, 9)

        assert told(question.requester) == ["still_searching"]


class TestWordToTheCoordinators:
    @pytest.fixture
    def coordinator(self, region: Region) -> User:
        return make_coordinator(region)

    def test_is_one_when_nobody_is_worth_waiting_for_any_more(
        self, region: Region, coordinator: User, catch_up: Sweep, clock
    ) -> None:
        full, _engagement = full_provider(region)
        make_submitted_request(region)
        work.sweep()
        full.state = ProfileState.ARCHIVED
        db.session.commit()

        go_away(clock, 12)
        catch_up()

        assert told(coordinator) == ["question_needs_coordinator"]

    def test_leaves_them_their_days_to_look_at_a_new_question(
        self, region: Region, coordinator: User, catch_up: Sweep, clock
    ) -> None:
        rules(region, triage=True, coordinator_days=2)
        make_submitted_request(region)

        go_away(clock, 10)
        catch_up()
        move_school_days(clock, 1)
        assert told(coordinator) == ["question_to_look_at"]

        move_school_days(clock, 1)
        assert told(coordinator) == ["question_to_look_at"] * 2


def due_on(kind: FollowUpKind) -> date:
    found = db.session.scalars(select(FollowUp.due_at).where(FollowUp.kind == kind)).one()
    db.session.commit()
    return found.date()


def test_the_school_is_asked_whether_it_helps_as_long_after_the_look_back_as_ever(
    region: Region, catch_up: Sweep, clock
) -> None:
    _full, engagement = full_provider(region)
    close(engagement)
    assert (due_on(FollowUpKind.EVALUATION), due_on(FollowUpKind.EFFECT_QUESTION)) == (
        date(2026, 11, 30),
        date(2026, 12, 28),
    )

    clock.move_to(datetime(2027, 1, 11, 9, tzinfo=UTC))
    catch_up()

    school = Evaluation.side == Side.REQUESTER
    assert db.session.scalars(select(Evaluation.moment).where(school)).all() == [EvaluationMoment.CLOSING]
    assert due_on(FollowUpKind.EFFECT_QUESTION) == date(2027, 2, 5)


def test_a_school_that_is_back_from_its_pause_is_asked_on_another_day_whether_the_profile_holds(
    region: Region, catch_up: Sweep, clock
) -> None:
    profile = make_profile(region)
    keeper = profile.people[0].user
    with unit_of_work():
        publishing.pause(profile, until=date(2026, 11, 23), actor_id=keeper.id)
        due_at = the_clock.now() + timedelta(days=8)
        followups.schedule(FollowUpKind.PROFILE_FRESHNESS, profile, due_at=due_at)

    go_away(clock, 10)
    catch_up()
    assert told(keeper) == ["profile_resumed"]

    move_school_days(clock, 1)
    assert told(keeper) == ["profile_resumed", "profile_freshness"]


@pytest.fixture
def many_words_that_wait(region: Region) -> list[SupportRequest]:
    """Of each question a word fell due before the end of its only invitation."""
    questions = [make_submitted_request(region) for _ in range(3)]
    work.sweep()
    for question in questions:
        match = make_match(request=question, profile=make_profile(region))
        two_days_ago, yesterday = (the_clock.now() - timedelta(days=days) for days in (2, 1))
        with unit_of_work():
            followups.cancel(question)
            question.state = RequestState.SEARCHING
            followups.schedule(FollowUpKind.STILL_SEARCHING, question, due_at=two_days_ago, dedupe_key=question.code)
            followups.schedule(FollowUpKind.INVITATION_EXPIRY, match, due_at=yesterday)
    return questions


def list_states(questions: list[SupportRequest]) -> list[FollowUpState]:
    asked = select(FollowUp.state).where(FollowUp.dedupe_key.in_([question.code for question in questions]))
    found = db.session.scalars(asked).all()
    db.session.commit()
    return list(found)


@pytest.mark.parametrize("most_per_sweep", [2, 2000])
def test_words_that_wait_stand_in_the_way_of_no_other_work(
    many_words_that_wait: list[SupportRequest], most_per_sweep: int, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "PER_LOOK", 2)
    monkeypatch.setattr(work, "MOST_PER_SWEEP", most_per_sweep)

    for _look in range(25):
        work.sweep()
        clock.shift(LOOK_AGAIN)

    assert FollowUpState.OPEN not in list_states(many_words_that_wait)


def test_a_rehearsal_looks_again_too(app: Flask, many_words_that_wait: list[SupportRequest]) -> None:
    moment = the_clock.to_local(the_clock.now()).strftime("%Y-%m-%d %H:%M:%S")

    said = app.test_cli_runner().invoke(args=["sweep", "--as-of", moment])

    assert said.exit_code == 0
    assert FollowUpState.OPEN not in list_states(many_words_that_wait)


def test_a_sweep_does_no_more_than_it_may(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "PER_LOOK", 2)
    monkeypatch.setattr(work, "MOST_PER_SWEEP", 5)
    monkeypatch.setitem(HANDLERS, OutboxKind.MATCH_REQUEST, lambda _entry_id: None)
    with unit_of_work():
        outbox.add_many(OutboxKind.MATCH_REQUEST, {f"match:{subject_id}": subject_id for subject_id in range(9)})

    assert [work.sweep() for _sweep in range(3)] == [5, 4, 0]
