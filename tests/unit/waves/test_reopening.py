"""A question that is searched for anew: what came of the first search stays, and everybody hears the second as well."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from network.access.audit import record
from network.answering import answers
from network.candidates import ranking
from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.engagements import service as engagements
from network.expertise import publishing
from network.models import (
    Delivery,
    Engagement,
    ExpertiseProfile,
    FollowUp,
    Match,
    Notice,
    RegionNeighbour,
    SupportRequest,
    User,
    Widening,
)
from network.models.engagement import Outcome
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind, FollowUpState
from network.models.match import DeclineReason, MatchState
from network.models.notice import Category, DeliveryState
from network.models.outbox import OutboxEntry, OutboxKind, OutboxState
from network.models.support_request import RequestState
from network.notices import service as notices
from network.steering import service as steering
from network.steering.prospects import find_helped_before
from network.support_requests.asked_before import TimesAsked
from network.support_requests.queries import list_askings, list_promises, was_asked_since_stuck
from network.support_requests.timeline import story_of
from network.waves import messages, service
from network.waves.queries import list_helped_with, list_invited
from tests.factories import make_coordinator, make_match, make_profile, make_region, make_request
from tests.factories.base import saved
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def question() -> SupportRequest:
    return make_request()


@pytest.fixture
def profile(question: SupportRequest) -> ExpertiseProfile:
    return make_profile(question.region, max_per_30_days=50, max_open=9)


def search(question: SupportRequest) -> None:
    with unit_of_work():
        service.search(question.id)


def search_again(question: SupportRequest, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(hours=1))
    work.sweep()  # what was to be mailed before it is searched anew
    with unit_of_work():
        steering.search_again(question, actor_id=question.requester_id)
    work.sweep()


def let_pass_unanswered(clock: time_machine.Traveller) -> None:
    """To the first reminder, the second, and the end of the invitation."""
    for days in (4, 7, 11):
        clock.shift(timedelta(days=days))
        work.sweep()


def match_with(profile: ExpertiseProfile) -> Match:
    return db.session.scalars(select(Match).where(Match.profile_id == profile.id)).one()


def accept(profile: ExpertiseProfile) -> Engagement:
    with unit_of_work():
        return answers.accept(match_with(profile), profile.people[0].user)


def close(engagement: Engagement) -> None:
    with unit_of_work():
        engagements.close(engagement, Outcome.PARTLY, note="", actor_id=engagement.specialist_id)


def told(person: User) -> list[str]:
    kinds = list(db.session.scalars(select(Notice.kind).where(Notice.recipient_id == person.id).order_by(Notice.id)))
    db.session.commit()
    return kinds


def is_promised(match: Match, kind: FollowUpKind) -> bool:
    found = select(FollowUp.state).where(FollowUp.match_id == match.id, FollowUp.kind == kind)
    return FollowUpState.OPEN in db.session.scalars(found).all()


class TestAfterATraject:
    @pytest.fixture
    def reopened(self, question: SupportRequest, profile: ExpertiseProfile, clock) -> SupportRequest:
        """The first specialist helped and the traject was closed; the question is searched for again."""
        search(question)
        close(accept(profile))
        clock.shift(timedelta(hours=1))
        with unit_of_work():
            steering.search_again(question, actor_id=question.requester_id)
        return question

    def test_another_specialist_can_say_yes(self, reopened, profile, clock) -> None:
        other = make_profile(reopened.region)
        work.sweep()
        with unit_of_work():
            steering.take_back(match_with(profile), actor_id=reopened.requester_id)

        accept(other)

        assert reopened.state is RequestState.MATCHED
        assert len(db.session.scalars(select(Engagement)).all()) == 2

    def test_that_who_helped_is_asked_first_is_said_before_and_after_it(self, question, profile, clock) -> None:
        search(question)
        close(accept(profile))
        assert find_helped_before(question) == [profile.title]
        make_profile(question.region).title = "Ander"

        search_again(question, clock)

        rounds = [entry.words for entry in story_of(question, []) if entry.words.startswith("We vroegen")]
        assert rounds[0] == f"We vroegen een specialist die past: “{profile.title}”."
        assert rounds[1].startswith("We vroegen 2 specialisten die passen: ")
        assert rounds[1].endswith(f"“{profile.title}” hielp hier eerder bij en kent de vraag al.")

    def test_of_who_helped_from_a_nearby_region_it_is_not_said_for_the_own_region_is_asked_first(
        self, question
    ) -> None:
        nearby = make_region()
        saved(RegionNeighbour(region_id=question.region_id, neighbour_id=nearby.id, position=1))
        helper = make_profile(nearby, max_per_30_days=50, max_open=9)
        saved(Widening(request_id=question.id, region_id=nearby.id))
        search(question)
        close(accept(helper))

        assert find_helped_before(question) == []

    def test_who_helped_and_is_passed_over_now_gave_nothing_back(self, reopened, profile) -> None:
        with unit_of_work():
            ranking.refresh(reopened)
        with unit_of_work():
            steering.pass_over(match_with(profile), actor_id=reopened.requester_id)

        askings, match = list_askings(reopened), match_with(profile)
        assert TimesAsked(askings, with_candidates=True).badge(match).words == "Overgeslagen"
        assert TimesAsked(askings).badge(match).words == "Zei eerder ja"

    def test_who_helped_still_did_when_a_later_invitation_was_taken_back_and_who_gave_it_back_never_did(
        self, reopened, profile, clock
    ) -> None:
        other = make_profile(reopened.region)
        work.sweep()
        with unit_of_work():
            steering.take_back(match_with(profile), actor_id=reopened.requester_id)
        given_back = accept(other)
        with unit_of_work():
            engagements.give_back(given_back, note="", actor_id=given_back.specialist_id)
            match_with(other).state = MatchState.INVITED  # by hand, once more

        assert list_helped_with(reopened) == {profile.id}

    def test_another_specialist_can_say_yes_while_the_first_is_only_a_candidate(self, reopened, profile) -> None:
        other = make_profile(reopened.region)
        with unit_of_work():
            ranking.refresh(reopened)
            steering.invite_by_hand(reopened, other, actor_id=reopened.requester_id)

        accept(other)

        assert match_with(profile).state is MatchState.SUPERSEDED

    def test_a_first_specialist_who_fits_no_more_does_not_stop_the_search(self, reopened, profile) -> None:
        work.sweep()
        with unit_of_work():
            steering.take_back(match_with(profile), actor_id=reopened.requester_id)
            match_with(profile).state = MatchState.PROPOSED
            profile.state = ProfileState.PAUSED

        work.sweep()

        assert reopened.state is RequestState.STUCK
        assert match_with(profile).state is MatchState.SUPERSEDED
        is_search = OutboxEntry.kind == OutboxKind.MATCH_REQUEST
        assert set(db.session.scalars(select(OutboxEntry.state).where(is_search))) == {OutboxState.DONE}

    def test_who_was_never_asked_is_no_candidate_any_more(self, reopened) -> None:
        never_asked = make_profile(reopened.region)
        with unit_of_work():
            ranking.refresh(reopened)
            never_asked.state = ProfileState.PAUSED

        with unit_of_work():
            ranking.refresh(reopened)

        assert not db.session.scalar(select(Match).where(Match.profile_id == never_asked.id))

    def test_the_same_specialist_saying_yes_again_is_good_news_again(self, reopened, profile) -> None:
        work.sweep()

        accept(profile)

        assert told(reopened.requester).count("question_accepted") == 2

    def test_the_second_invitation_is_reminded_and_ended_like_the_first(self, reopened, profile, clock) -> None:
        specialist = profile.people[0].user
        work.sweep()
        let_pass_unanswered(clock)

        search_again(reopened, clock)
        let_pass_unanswered(clock)

        since = told(specialist)[1:]
        assert since.count("invitation_reminder") == 4
        assert since.count("invitation_expired") == 2
        assert told(reopened.requester).count("question_stuck") == 2


class TestWhileSomebodyStillHasTheQuestion:
    @pytest.fixture
    def stuck(self, question: SupportRequest, profile: ExpertiseProfile, clock) -> SupportRequest:
        """One specialist was asked and has not answered; there is nobody else."""
        search(question)
        with unit_of_work():
            service.mark_stuck(question)
        return question

    def test_searching_again_leaves_the_invitation_as_it_is(self, stuck, profile, clock) -> None:
        asked_at = match_with(profile).invited_at

        search_again(stuck, clock)

        match = match_with(profile)
        assert (match.state, match.invited_at) == (MatchState.INVITED, asked_at)
        assert told(profile.people[0].user) == ["question_invitation"]
        assert is_promised(match, FollowUpKind.FIRST_REMINDER)
        assert is_promised(match, FollowUpKind.INVITATION_EXPIRY)

    def test_searching_again_asks_others_at_once(self, stuck, profile, clock) -> None:
        other = make_profile(stuck.region)

        search_again(stuck, clock)
        search(stuck)

        assert match_with(other).state is MatchState.INVITED
        assert stuck.wave == 1
        assert told(other.people[0].user) == ["question_invitation"]


def test_a_question_given_back_after_the_last_round_is_asked_to_those_who_are_left(question, clock) -> None:
    first = make_profile(question.region, max_per_30_days=50, max_open=9)
    search(question)
    with unit_of_work():
        question.wave = question.policy.max_waves
    engagement = accept(first)
    left = [make_profile(question.region, max_per_30_days=50, max_open=9) for _ in range(2)]

    with unit_of_work():
        engagements.give_back(engagement, note="", actor_id=engagement.specialist_id)
    work.sweep()

    assert question.state is RequestState.SEARCHING
    assert [match_with(one).state for one in left] == [MatchState.INVITED] * 2
    assert told(question.requester) == ["question_accepted", "engagement_given_back"]


def ask_by_hand_before_monday(question: SupportRequest, clock: time_machine.Traveller) -> None:
    with unit_of_work():
        steering.invite_by_hand(question, make_profile(make_region()), actor_id=question.requester_id)
    clock.shift(timedelta(days=2))


def list_mailed(kind: str) -> list[DeliveryState]:
    found = select(Delivery.state).join(Delivery.notice).where(Notice.kind == kind).order_by(Delivery.id)
    return list(db.session.scalars(found))


class TestWhereNobodyIsLeft:
    def test_searching_anew_in_vain_is_told_to_who_asked_and_it_waits_since_the_first_time(
        self, question: SupportRequest, clock: time_machine.Traveller
    ) -> None:
        coordinator = make_coordinator(question.region)
        search(question)
        since, until = question.stuck_at, question.coordinator_looks_until

        for _time in range(2):
            clock.shift(timedelta(days=1))
            search_again(question, clock)

        assert (question.state, question.stuck_at) == (RequestState.STUCK, since)
        assert question.coordinator_looks_until == until
        assert told(question.requester) == ["question_stuck", "still_searching", "still_searching"]
        assert len(told(coordinator)) == 1
        words = [entry.words for entry in story_of(question, list_promises(question))]
        assert words.count("De coördinator liet opnieuw zoeken.") == 2
        assert words.count("Er was nog steeds niemand om te vragen. De coördinator kijkt verder.") == 2

    @pytest.mark.parametrize("wants_mail", [True, False])
    def test_searching_anew_in_vain_is_told_once_in_a_school_day(
        self, question: SupportRequest, clock, wants_mail: bool
    ) -> None:
        if not wants_mail:
            with unit_of_work():
                notices.switch_off(question.requester, Category.PROGRESS)
        search(question)
        search_again(question, clock)
        assert told(question.requester) == ["question_stuck"]

        clock.shift(timedelta(days=1))
        search_again(question, clock)
        search_again(question, clock)
        with unit_of_work():
            messages.tell_still_searching(question)
        assert told(question.requester) == ["question_stuck", "still_searching"]

    def test_what_was_searched_in_a_weekend_is_told_once_for_the_monday_after_it(
        self, question: SupportRequest, clock: time_machine.Traveller
    ) -> None:
        search(question)
        for days in (5, 1, 1):
            clock.shift(timedelta(days=days))
            search_again(question, clock)

        assert told(question.requester) == ["question_stuck", "still_searching"]

    def test_it_is_not_mailed_on_monday_that_nobody_was_found_when_somebody_was_asked_since(
        self, question: SupportRequest, clock: time_machine.Traveller
    ) -> None:
        clock.shift(timedelta(days=5))
        search(question)
        clock.shift(timedelta(minutes=5))
        ask_by_hand_before_monday(question, clock)
        work.sweep()

        assert list_mailed("question_stuck") == [DeliveryState.SKIPPED]

    def test_nor_is_it_that_nobody_was_found_once_more(
        self, question: SupportRequest, clock: time_machine.Traveller
    ) -> None:
        search(question)
        clock.shift(timedelta(days=5))
        search_again(question, clock)
        ask_by_hand_before_monday(question, clock)
        work.sweep()

        assert list_mailed("still_searching") == [DeliveryState.SKIPPED]

    def test_a_word_that_was_promised_is_mailed_beside_one_that_is_true_no_more(
        self, question: SupportRequest, clock: time_machine.Traveller
    ) -> None:
        search(question)
        clock.shift(timedelta(days=5))
        search_again(question, clock)
        ask_by_hand_before_monday(question, clock)
        with unit_of_work():
            messages.tell_still_searching(question)
        work.sweep()

        assert list_mailed("still_searching") == [DeliveryState.SKIPPED, DeliveryState.SENT]

    @pytest.mark.parametrize("told_before", [True, False], ids=["searched anew", "first time"])
    def test_what_was_not_mailed_is_told_when_it_is_so_again_that_day(
        self, question: SupportRequest, clock: time_machine.Traveller, told_before: bool
    ) -> None:
        if told_before:
            search(question)
        clock.shift(timedelta(days=5))
        search_again(question, clock) if told_before else search(question)
        ask_by_hand_before_monday(question, clock)
        work.sweep()
        for _time in range(2):
            (match,) = list_invited(question)
            with unit_of_work():
                steering.take_back(match, actor_id=question.requester_id)
            work.sweep()
            assert list_mailed("still_searching")[told_before:] == [DeliveryState.SENT]
            clock.shift(timedelta(minutes=5))
            with unit_of_work():
                steering.invite_by_hand(question, match.profile, actor_id=question.requester_id)

    def test_it_is_told_again_once_somebody_was_asked_in_between(
        self, question: SupportRequest, profile: ExpertiseProfile, clock: time_machine.Traveller
    ) -> None:
        with unit_of_work():
            service.mark_stuck(question)
        search_again(question, clock)

        with unit_of_work():
            answers.decline(match_with(profile), DeclineReason.NO_HOURS, person=profile.people[0].user)
        work.sweep()

        assert question.state is RequestState.STUCK
        assert told(question.requester).count("question_stuck") == 2

    def test_its_story_tells_who_was_asked_also_by_hand_and_in_a_search_before(
        self, question: SupportRequest, clock: time_machine.Traveller
    ) -> None:
        elsewhere = make_profile(make_region())
        search(question)
        clock.shift(timedelta(hours=1))
        with unit_of_work():
            steering.invite_by_hand(question, elsewhere, actor_id=question.requester_id)
            answers.decline(match_with(elsewhere), DeclineReason.NO_HOURS, person=elsewhere.people[0].user)
        work.sweep()

        words = [entry.words for entry in story_of(question, list_promises(question)) if entry.when == "past"]
        assert words[0] == "We vonden nog niemand die past. De coördinator zoekt mee."
        assert words[-1] == "Er is nu niemand meer om te vragen. De coördinator zoekt mee."

    def test_a_question_that_got_stuck_anew_waits_since_then_and_is_told_of_once_that_day(
        self, question: SupportRequest, profile: ExpertiseProfile, clock: time_machine.Traveller
    ) -> None:
        with unit_of_work():
            service.mark_stuck(question)
        search_again(question, clock)
        clock.shift(timedelta(days=2))
        with unit_of_work():
            answers.decline(match_with(profile), DeclineReason.NO_HOURS, person=profile.people[0].user)
        work.sweep()
        anew_at = the_clock.now()
        search_again(question, clock)

        assert (question.state, question.stuck_at) == (RequestState.STUCK, anew_at)
        assert told(question.requester) == ["question_stuck", "question_stuck"]

    def test_an_invitation_that_is_taken_back_leaves_the_wait_and_the_no_as_they_were(
        self, question: SupportRequest, profile: ExpertiseProfile, clock: time_machine.Traveller
    ) -> None:
        search(question)
        with unit_of_work():
            answers.decline(match_with(profile), DeclineReason.OTHER, note="Te druk", person=profile.people[0].user)
        work.sweep()
        match, since, until = match_with(profile), question.stuck_at, question.coordinator_looks_until
        answered_at, asked_on = match.answered_at, match.invited_at.date()

        clock.shift(timedelta(days=7))
        with unit_of_work():
            steering.invite_by_hand(question, profile, actor_id=question.requester_id)
        with unit_of_work():
            steering.take_back(match, actor_id=question.requester_id)
        work.sweep()

        assert (question.state, question.stuck_at) == (RequestState.STUCK, since)
        assert question.coordinator_looks_until == until
        assert told(question.requester) == ["question_stuck", "still_searching"]
        assert (match.state, match.decline_reason) == (MatchState.DECLINED, DeclineReason.OTHER)
        assert (match.decline_note, match.answered_at) == ("Te druk", answered_at)
        assert match.invited_at.date() == asked_on
        words = [entry.words for entry in story_of(question, list_promises(question))]
        assert f"De coördinator nam de uitnodiging aan “{profile.title}” terug." in words

    def test_an_invitation_that_is_taken_back_takes_nothing_from_the_one_before_it(
        self, question: SupportRequest, profile: ExpertiseProfile, clock: time_machine.Traveller
    ) -> None:
        match = make_match(request=question, profile=profile, state=MatchState.WITHDRAWN)
        asked = [(action, match) for action in ("match.invited", "match.taken_back", "match.invited", "match.expired")]
        seen = []
        for action, about in [("request.stuck", question), *asked, *asked[:2]]:
            clock.shift(timedelta(hours=1))
            record(action, about, actor_id=None, request=question)
            seen.append(was_asked_since_stuck(question))

        assert seen == [False, True, False, True, True, True, True]

    def test_an_invitation_of_which_only_the_end_was_written_down_counts_unless_it_was_taken_back(
        self, question: SupportRequest, profile: ExpertiseProfile, clock: time_machine.Traveller
    ) -> None:
        record("request.stuck", question, actor_id=None, request=question)
        seen = [was_asked_since_stuck(question)]
        clock.shift(timedelta(hours=1))
        match = make_match(request=question, profile=profile, state=MatchState.WITHDRAWN)
        seen.append(was_asked_since_stuck(question))
        for action in ("match.expired", "match.taken_back"):
            clock.shift(timedelta(hours=1))
            record(action, match, actor_id=None, request=question)
            seen.append(was_asked_since_stuck(question))

        assert seen == [False, True, True, False]

    def test_an_invitation_that_ended_as_the_profile_was_put_away_leaves_the_no_and_is_news(
        self, question: SupportRequest, profile: ExpertiseProfile, clock: time_machine.Traveller
    ) -> None:
        coordinator = make_coordinator(question.region)
        search(question)
        with unit_of_work():
            answers.decline(match_with(profile), DeclineReason.NO_HOURS, person=profile.people[0].user)
        work.sweep()
        answered_at = match_with(profile).answered_at

        clock.shift(timedelta(days=7))
        with unit_of_work():
            steering.invite_by_hand(question, profile, actor_id=coordinator.id)
        with unit_of_work():
            publishing.archive(profile, actor_id=profile.people[0].user_id)
        work.sweep()

        match = match_with(profile)
        assert (match.state, match.answered_at) == (MatchState.DECLINED, answered_at)
        assert question.state is RequestState.STUCK
        assert question.coordinator_looks_until > the_clock.now()
        assert told(coordinator) == ["question_needs_coordinator"] * 2
