"""A division of real questions: what takes part, what it keeps to, changing it, and sending it once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from network.core import clock
from network.core.database import db, unit_of_work
from network.core.errors import Conflict, InvalidInput, InvalidState
from network.division import proposing, queries, room, service
from network.division.rules import Settings
from network.models import (
    AuditEvent,
    CapacityPeriod,
    Division,
    DivisionItem,
    ExpertiseProfile,
    Match,
    OutboxEntry,
    Region,
    SupportRequest,
    User,
)
from network.models.division import DivisionState, ItemState
from network.models.expertise import ProfileState
from network.models.match import MatchState
from network.models.outbox import OutboxKind
from network.models.support_request import RequestState, Urgency
from network.steering import service as steering
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_special_location,
)
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def region(session: object) -> Region:
    return make_region()


@pytest.fixture
def coordinator(region: Region) -> User:
    return make_coordinator(region)


def divide(region: Region, coordinator: User, settings: Settings | None = None) -> Division:
    return divide_all([region], coordinator, settings)


def divide_all(regions: list[Region], coordinator: User, settings: Settings | None = None) -> Division:
    proposal = proposing.work_out(regions, settings or Settings())
    with unit_of_work():
        return proposing.keep(proposal, actor_id=coordinator.id)


def send(division: Division, coordinator: User, *, seen: int | None = None) -> Division:
    version = division.version if seen is None else seen
    with unit_of_work():
        sent = service.send(division, seen_version=version, actor_id=coordinator.id)
    work.sweep()
    return sent


def line_of(division: Division, request: SupportRequest) -> DivisionItem:
    return queries.get_item(division, request.code)


def count_invitations() -> int:
    return db.session.scalar(select(func.count(Match.id)).where(Match.state == MatchState.INVITED)) or 0


def in_weeks(count: int) -> date:
    return clock.today() + timedelta(weeks=count)


def with_capacity(profile: ExpertiseProfile, *periods: tuple[int, int | None, float]) -> None:
    """Periods of (in how many weeks, until how many weeks, hours a week)."""
    with unit_of_work():
        profile.capacity = [
            CapacityPeriod(
                starts_on=in_weeks(first),
                ends_on=None if last is None else in_weeks(last) - timedelta(days=1),
                hours_per_week=hours,
            )
            for first, last, hours in periods
        ]


class TestProposing:
    def test_whoever_is_only_akin_is_proposed_when_nobody_covers_what_is_asked(self, region, coordinator) -> None:
        request = make_request(region)
        akin = make_profile(region, needs=("opstandig-gedrag",))
        before = line_of(divide(region, coordinator), request)
        far = make_special_location(region=region, latitude=53.2)
        covering = make_profile(location=far, needs=("gedrag",), lead_days=60)

        line = line_of(divide(region, coordinator), request)

        assert before.chosen_id == akin.id
        assert (line.chosen_id, line.alone_id) == (covering.id, covering.id)
        assert [id for id, _points, _version in line.candidates] == [covering.id, akin.id]

    def test_only_questions_that_wait_while_nobody_is_asked_take_part(self, region, coordinator) -> None:
        waiting = [
            make_request(region, state=s) for s in (RequestState.IN_TRIAGE, RequestState.SEARCHING, RequestState.STUCK)
        ]
        invited = make_request(region)
        make_match(request=invited, profile=make_profile(region))
        make_request(region, state=RequestState.RUNNING)
        make_request(make_region())

        division = divide(region, coordinator)

        assert {item.request_id for item in division.items} == {request.id for request in waiting}
        assert queries.count_questions_of([region]) == (3, 1)

    def test_nobody_gets_more_new_questions_than_set(self, region, coordinator) -> None:
        for _n in range(3):
            make_request(region)
        make_profile(region, max_open=9, max_per_30_days=9)

        division = divide(region, coordinator, Settings(most_per_profile=1))

        given = [item for item in division.items if item.chosen_id]
        assert len(given) == 1
        assert {item.reason for item in division.items if not item.chosen_id} == {"given_to_others"}

    def test_a_question_without_candidates_is_on_the_list_with_the_reason(self, region, coordinator) -> None:
        request = make_request(region, needs=("faalangst",))
        make_profile(region)

        line = line_of(divide(region, coordinator), request)

        assert (line.chosen_id, line.alone_id, line.reason) == (None, None, "no_candidate")

    @pytest.mark.parametrize("full", [{"max_open": 0}, {"lead_days": 84}])
    def test_a_question_for_which_all_who_fit_are_full_says_so(self, region, coordinator, full) -> None:
        request, other = make_request(region), make_request(region, needs=("faalangst",))
        make_profile(region, **full)

        division = divide(region, coordinator)

        assert line_of(division, request).reason == "all_full"
        assert line_of(division, other).reason == "no_candidate"

    def test_urgent_questions_go_first(self, region, coordinator) -> None:
        calm, urgent = make_request(region), make_request(region, urgency=Urgency.URGENT)
        make_profile(region)

        division = divide(region, coordinator, Settings(most_per_profile=1))

        assert line_of(division, urgent).goes_first
        assert not line_of(division, calm).goes_first

    def test_without_questions_there_is_nothing_to_divide(self, region, coordinator) -> None:
        make_profile(region)

        with pytest.raises(InvalidInput, match="geen vraag"):
            proposing.work_out([region], Settings())


class TestSeveralRegions:
    def test_who_serves_one_may_help_in_the_other_and_sees_no_text_before_a_yes(self, region, coordinator) -> None:
        other = make_region()
        request = make_request(region)
        profile = make_profile(other)

        division = divide_all([region, other], coordinator)
        send(division, coordinator)

        (line,) = division.items
        assert line.chosen_id == profile.id
        assert line.match.via_region_id == other.id
        assert not line.match.shows_text
        assert not request.widenings

    def test_who_works_elsewhere_came_by_the_region_that_was_divided(self, region, coordinator) -> None:
        other = make_region()
        make_request(region)
        make_profile(make_region(), regions=[other])

        division = divide_all([region, other], coordinator)
        send(division, coordinator)

        assert division.items[0].match.via_region_id == other.id

    def test_who_reaches_the_school_anyway_sees_its_text(self, region, coordinator) -> None:
        make_request(region)
        make_profile(region)

        division = divide_all([region, make_region()], coordinator)
        send(division, coordinator)

        assert division.items[0].match.shows_text

    def test_alone_a_region_asks_nobody_of_another(self, region, coordinator) -> None:
        request = make_request(region)
        make_profile(make_region())

        assert line_of(divide(region, coordinator), request).reason == "no_candidate"


class TestRoom:
    def test_running_work_recent_yeses_and_invitations_by_hand_take_places(self, region, coordinator) -> None:
        profile = make_profile(region, max_open=5, max_per_30_days=5)
        before = room.list_room([profile.id], [region], [])[0]
        make_engagement(match=make_match(profile=profile, state=MatchState.ACCEPTED, request=make_request(region)))
        make_match(profile=profile, request=make_request(region))
        with unit_of_work():
            steering.invite_by_hand(make_request(region, estimated_hours=7), profile, actor_id=coordinator.id)

        after = room.list_room([profile.id], [region], [])[0]

        assert (before.places, after.places) == (5, 3)
        assert before.hours.left_for(0) - after.hours.left_for(0) == 7

    def test_an_offer_from_the_waiting_list_takes_its_place(self, region) -> None:
        profile = make_profile(region, max_open=5, max_per_30_days=5)
        make_match(profile=profile, request=make_request(region, waiting_since=clock.now(), estimated_hours=4))
        make_match(profile=make_profile(region), request=make_request(region, waiting_since=clock.now()))

        having = room.list_room([profile.id], [region], [])[0]

        assert having.places == 4

    def test_hours_before_the_lead_time_is_over_are_left_out(self, region) -> None:
        soon, later = make_profile(region, lead_days=0), make_profile(region, lead_days=18)

        of_soon, of_later = (having.hours.by_week for having in room.list_room([soon.id, later.id], [region], []))

        assert of_later == (0, 0, *of_soon[2:])
        assert min(of_soon[:2]) > 0

    def test_hours_before_the_wanted_start_are_not_divided(self, region, coordinator) -> None:
        """Eight hours a week until it begins, then one: too few for thirty hours."""
        request = make_request(region, wanted_start_on=in_weeks(4), estimated_hours=30)
        now = make_request(region, estimated_hours=30)
        with_capacity(make_profile(region), (0, 4, 8), (4, None, 1))

        division = divide(region, coordinator)

        assert line_of(division, request).reason == "too_few_hours"
        assert line_of(division, now).chosen_id

    def test_hours_that_come_after_a_later_start_are(self, region, coordinator) -> None:
        request = make_request(region, wanted_start_on=in_weeks(16), estimated_hours=30)
        profile = make_profile(region)
        with_capacity(profile, (14, None, 8))

        division = divide(region, coordinator)
        send(division, coordinator)

        assert line_of(division, request).chosen_id == profile.id
        assert line_of(division, request).state is ItemState.SENT

    def test_a_start_in_the_weekend_is_in_the_week_after(self, region) -> None:
        starts = [clock.today() + timedelta(days=days) for days in (-9, 4, 5, 7)]

        assert [room.begin_week(make_request(region, wanted_start_on=day)) for day in starts] == [0, 0, 1, 1]

    def test_the_region_says_how_many_when_the_profile_does_not(self, region) -> None:
        assert room.list_room([make_profile(region).id], [region], [])[0].places == 2


class TestChoosing:
    def test_another_candidate_or_nobody(self, region, coordinator) -> None:
        request = make_request(region)
        make_profile(region)
        make_profile(region)
        division = divide(region, coordinator)
        line = line_of(division, request)
        other = next(id for id, _points, _version in line.candidates if id != line.chosen_id)

        with unit_of_work():
            service.choose(line, db.session.get(ExpertiseProfile, other), actor_id=coordinator.id)
        assert (line.chosen_id, division.changes) == (other, 1)
        assert line.chosen_points > 0

        with unit_of_work():
            service.choose(line, None, actor_id=coordinator.id)
        assert (line.chosen_id, line.chosen_points) == (None, 0)

    def test_not_one_who_is_full_beside_the_other_lines(self, region, coordinator) -> None:
        requests = [make_request(region) for _n in range(2)]
        profile = make_profile(region, max_per_30_days=1)
        division = divide(region, coordinator)
        without = next(line for line in (line_of(division, request) for request in requests) if line.chosen_id is None)

        with pytest.raises(InvalidInput, match="geen plek of uren"), unit_of_work():
            service.choose(without, profile, actor_id=coordinator.id)

    def test_not_one_who_is_no_candidate(self, region, coordinator) -> None:
        line = line_of(division := divide_one(region, coordinator), division.items[0].request)

        with pytest.raises(InvalidInput, match="past niet"), unit_of_work():
            service.choose(line, make_profile(), actor_id=coordinator.id)

    def test_not_after_it_was_sent_or_dropped(self, region, coordinator) -> None:
        sent, dropped = divide_one(region, coordinator), divide_one(region, coordinator)
        send(sent, coordinator)
        with unit_of_work():
            service.drop(dropped, actor_id=coordinator.id)

        for division in (sent, dropped):
            with pytest.raises(InvalidState), unit_of_work():
                service.choose(division.items[0], None, actor_id=coordinator.id)


def divide_one(region: Region, coordinator: User) -> Division:
    make_request(region)
    make_profile(region)
    return divide(region, coordinator)


class TestSending:
    def test_each_line_becomes_an_invitation_by_hand(self, region, coordinator) -> None:
        division = divide_one(region, coordinator)

        send(division, coordinator)

        (line,) = division.items
        assert (division.state, line.state) == (DivisionState.SENT, ItemState.SENT)
        assert line.match.state is MatchState.INVITED
        assert line.match.by_hand
        actions = db.session.scalars(select(AuditEvent.action)).all()
        assert actions.count("division.sent") == 1
        assert actions.count("match.invited_by_hand") == 1

    def test_a_line_without_anybody_is_left_alone(self, region, coordinator) -> None:
        request = make_request(region, needs=("faalangst",))

        send(divide(region, coordinator), coordinator)

        assert count_invitations() == 0
        assert request.state is RequestState.SEARCHING

    def test_sending_again_does_nothing(self, region, coordinator) -> None:
        division = divide_one(region, coordinator)
        seen = division.version

        for _n in range(2):
            send(division, coordinator, seen=seen)

        assert count_invitations() == 1
        assert db.session.scalars(select(AuditEvent.action)).all().count("division.sent") == 1

    def test_what_a_colleague_changed_since_is_looked_at_first(self, region, coordinator) -> None:
        division = divide_one(region, coordinator)
        seen = division.version
        with unit_of_work():
            service.choose(division.items[0], None, actor_id=coordinator.id)

        with pytest.raises(Conflict):
            send(division, coordinator, seen=seen)

    def test_each_line_is_a_promise_of_its_own(self, region, coordinator) -> None:
        requests = [make_request(region) for _n in range(3)]
        make_profile(region, max_open=9, max_per_30_days=9)
        division = divide(region, coordinator, Settings(most_per_profile=3))

        with unit_of_work():
            service.send(division, seen_version=division.version, actor_id=coordinator.id)

        promised = select(OutboxEntry.subject_id).where(OutboxEntry.kind == OutboxKind.SEND_LINE)
        assert set(db.session.scalars(promised)) == {line_of(division, request).id for request in requests}
        assert count_invitations() == 0
        work.sweep()
        assert count_invitations() == 3

    def test_a_line_that_is_done_twice_invites_once(self, region, coordinator) -> None:
        division = divide_one(region, coordinator)
        send(division, coordinator)
        with unit_of_work():
            service.send_line(division.items[0].id)

        assert count_invitations() == 1
        assert db.session.scalars(select(AuditEvent.action)).all().count("match.invited_by_hand") == 1

    def test_a_place_that_goes_between_two_lines_is_not_given_twice(self, region, coordinator) -> None:
        first, second = make_request(region), make_request(region)
        profile = make_profile(region)
        division = divide(region, coordinator)
        with unit_of_work():
            service.send(division, seen_version=division.version, actor_id=coordinator.id)
            service.send_line(line_of(division, first).id)
        make_engagement(match=make_match(profile=profile, state=MatchState.ACCEPTED, answered_at=clock.now()))
        work.sweep()

        assert line_of(division, first).state is ItemState.SENT
        assert line_of(division, second).skipped_because == "full"

    def test_two_divisions_do_not_spend_the_same_place(self, region, coordinator) -> None:
        make_request(region)
        profile = make_profile(region, max_per_30_days=1)
        send(divide(region, coordinator), coordinator)
        late = make_request(region)

        line = line_of(divide(region, coordinator), late)

        assert (line.chosen_id, line.reason) == (None, "no_place")
        assert [id for id, _points, _version in line.candidates] == [profile.id]


class TestSkipping:
    @pytest.fixture
    def division(self, region: Region, coordinator: User) -> Division:
        return divide_one(region, coordinator)

    def skipped(self, division: Division, coordinator: User) -> str:
        send(division, coordinator)
        (line,) = division.items
        assert line.state is ItemState.SKIPPED
        return line.skipped_because

    def test_a_question_that_changed(self, division, coordinator) -> None:
        with unit_of_work():
            division.items[0].request.title = "Toch iets anders"

        assert self.skipped(division, coordinator) == "question_changed"

    def test_a_question_that_was_asked_meanwhile(self, region, division, coordinator) -> None:
        make_match(request=division.items[0].request, profile=make_profile(region))

        assert self.skipped(division, coordinator) == "question_asked"
        assert count_invitations() == 1

    def test_a_profile_that_paused(self, division, coordinator) -> None:
        with unit_of_work():
            division.items[0].chosen.state = ProfileState.PAUSED

        assert self.skipped(division, coordinator) == "profile_changed"

    def test_a_profile_whose_school_closed(self, division, coordinator) -> None:
        with unit_of_work():
            division.items[0].chosen.location.closed_on = clock.today()

        assert self.skipped(division, coordinator) == "profile_changed"

    def test_a_profile_that_said_no(self, division, coordinator) -> None:
        line = division.items[0]
        make_match(request=line.request, profile=line.chosen, state=MatchState.DECLINED)

        assert self.skipped(division, coordinator) == "said_no"

    def test_a_profile_that_is_full_by_now(self, division, coordinator) -> None:
        for _n in range(3):
            make_engagement(match=make_match(profile=division.items[0].chosen, state=MatchState.ACCEPTED))

        assert self.skipped(division, coordinator) == "full"

    def test_one_of_two_lines_when_one_place_is_gone(self, region, coordinator) -> None:
        profile = make_profile(region)
        for _n in range(2):
            make_request(region)
        division = divide(region, coordinator)
        assert [item.chosen_id for item in division.items] == [profile.id, profile.id]
        make_engagement(match=make_match(profile=profile, state=MatchState.ACCEPTED, answered_at=clock.now()))

        send(division, coordinator)

        assert sorted(item.state for item in division.items) == [ItemState.SENT, ItemState.SKIPPED]
