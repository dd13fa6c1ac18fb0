"""Mail that waits is looked at once more when it goes out: at a decent hour, still wanted, and still true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from network.answering import answers, passing
from network.core import clock as product_clock
from network.core.database import db, unit_of_work
from network.engagements import withdrawal
from network.models import Delivery, Match, Notice, OutboxEntry, User
from network.models.match import DeclineReason, MatchState
from network.models.notice import Category, DeliveryState
from network.models.outbox import OutboxState
from network.notices import mail
from network.notices import service as notices
from network.notices.kinds.accounts import PasswordChanged
from network.notices.kinds.engagements import EngagementPlanned
from network.waves import endings, invitation_messages
from network.waves import service as waves
from tests.factories import make_match, make_specialist, make_user
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")

SATURDAY_NIGHT = datetime(2026, 11, 21, 21, 30, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
PLANNED = {"code": "7K3Q-M2", "needs": "boosheid", "profile": "Dienst gedrag", "days": 10}


class MailServer:
    """A mail server that can be away; the subjects of what it took."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.is_away = self.breaks_off = False

    def __call__(self, message: EmailMessage, _url: str) -> None:
        if self.is_away:
            raise mail.Unreachable("ConnectionRefusedError", may_have_arrived=self.breaks_off)
        self.taken.append(str(message["Subject"]))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> MailServer:
    server = MailServer()
    monkeypatch.setattr(mail, "hand_over", server)
    return server


def say_planned(user: User) -> None:
    with unit_of_work():
        notices.send(EngagementPlanned(user, key="x", path="/x", **PLANNED))


def the_entry() -> OutboxEntry:
    return db.session.scalars(select(OutboxEntry)).one()


def deliveries(kind: str) -> list[DeliveryState]:
    of_kind = select(Delivery.state).join(Notice).where(Notice.kind == kind).order_by(Delivery.id)
    states = list(db.session.scalars(of_kind))
    db.session.commit()
    return states


class TestTheHour:
    def test_what_waited_until_a_saturday_night_goes_out_on_monday_morning(self, server: MailServer, clock) -> None:
        say_planned(make_user())

        clock.move_to(SATURDAY_NIGHT)
        for _time in range(2):
            work.sweep()

        entry = the_entry()
        assert server.taken == []
        assert (entry.state, entry.attempts, entry.due_at) == (OutboxState.PENDING, 0, MONDAY_MORNING)
        assert entry.lease_owner is None
        clock.move_to(MONDAY_MORNING)
        for _time in range(2):
            work.sweep()
        assert len(server.taken) == 1

    def test_trying_out_another_moment_puts_off_nothing_that_is_due(self, server: MailServer) -> None:
        say_planned(make_user())

        with product_clock.as_of(SATURDAY_NIGHT):
            work.sweep()

        assert server.taken == []
        assert the_entry().due_at <= product_clock.now()

    def test_a_new_try_after_the_server_was_away_keeps_to_it_too(self, server: MailServer, clock) -> None:
        clock.shift(timedelta(hours=7, minutes=59))
        say_planned(make_user())
        server.is_away = True
        work.sweep()

        server.is_away = False
        clock.shift(timedelta(minutes=5))
        work.sweep()

        assert server.taken == []
        assert the_entry().attempts == 1
        assert the_entry().due_at == datetime(2026, 11, 17, 6, 30, tzinfo=UTC)

    def test_urgent_mail_goes_out_at_once(self, server: MailServer) -> None:
        with unit_of_work():
            notices.send(PasswordChanged(make_user(), key="x", path="/x"))

        with product_clock.as_of(SATURDAY_NIGHT):
            work.sweep()

        assert len(server.taken) == 1


class TestWhoWantsNoMailAnyMore:
    def test_gets_none_that_waited_and_who_does_gets_it(self, server: MailServer) -> None:
        user, other = make_user(), make_user()
        say_planned(user)
        say_planned(other)

        with unit_of_work():
            notices.switch_off(user, Category.ENGAGEMENTS)
        for _time in range(2):
            work.sweep()

        assert deliveries("engagement_planned") == [DeliveryState.SKIPPED, DeliveryState.SENT]
        assert len(server.taken) == 1


class TestAnInvitation:
    @pytest.fixture
    def match(self) -> Match:
        """Asked, with the mail still to go out."""
        match = make_match(state=MatchState.PROPOSED, invited_at=None)
        ask(match)
        return match

    def test_that_was_taken_back_before_its_mail_went_out_is_not_mailed_nor_its_end(
        self, server: MailServer, match: Match
    ) -> None:
        take_back(match)
        work.sweep()

        assert deliveries("question_invitation") == [DeliveryState.SKIPPED]
        assert deliveries("invitation_ended") == [DeliveryState.SKIPPED]
        assert server.taken == []

    def test_of_a_question_that_was_withdrawn_is_not_mailed_nor_its_end(self, server: MailServer, match: Match) -> None:
        with unit_of_work():
            withdrawal.withdraw_question(match.request, actor_id=match.request.requester_id)
        work.sweep()

        assert deliveries("question_invitation") == [DeliveryState.SKIPPED]
        assert deliveries("invitation_ended") == [DeliveryState.SKIPPED]

    def test_that_was_mailed_is_told_to_have_ended(self, server: MailServer, match: Match) -> None:
        work.sweep()
        take_back(match)
        work.sweep()

        assert deliveries("question_invitation") == [DeliveryState.SENT]
        assert deliveries("invitation_ended") == [DeliveryState.SENT]

    def test_that_was_mailed_before_notices_told_the_time_of_asking_is_told_to_have_ended(
        self, server: MailServer, match: Match
    ) -> None:
        with unit_of_work():
            notice = db.session.scalars(select(Notice)).one()
            notice.params = {name: value for name, value in notice.params.items() if name != "asking"}
        work.sweep()
        take_back(match)
        work.sweep()

        assert deliveries("question_invitation") == [DeliveryState.SENT]
        assert deliveries("invitation_ended") == [DeliveryState.SENT]

    def test_that_the_server_never_took_is_not_told_to_have_ended(
        self, server: MailServer, match: Match, clock
    ) -> None:
        server.is_away = True
        work.sweep()
        take_back(match)
        server.is_away = False
        work.sweep()
        clock.shift(timedelta(minutes=5))
        work.sweep()

        assert deliveries("question_invitation") == [DeliveryState.SKIPPED]
        assert deliveries("invitation_ended") == [DeliveryState.SKIPPED]

    def test_that_may_have_gone_out_when_a_worker_was_killed_is_told_to_have_ended(
        self, server: MailServer, match: Match
    ) -> None:
        with unit_of_work():
            db.session.scalars(select(Delivery)).one().state = DeliveryState.SENDING
        take_back(match)
        ended = select(OutboxEntry.id).where(OutboxEntry.dedupe_key.startswith("mail:invitation_ended"))
        work.do_entry(db.session.scalars(ended).one())

        assert deliveries("invitation_ended") == [DeliveryState.SENT]

    def test_is_not_asked_again_by_mail_nor_passed_on_once_it_was_answered(
        self, server: MailServer, match: Match
    ) -> None:
        person, colleague = match.profile.people[0].user, make_specialist(match.profile.location)
        work.sweep()
        with unit_of_work():
            invitation_messages.remind(match, times=1)
            passing.pass_on(match, colleague, by=person)
        with unit_of_work():
            answers.decline(match, DeclineReason.NO_HOURS, person=colleague)
        work.sweep()

        assert deliveries("question_invitation") == [DeliveryState.SENT]
        assert deliveries("invitation_reminder") == [DeliveryState.SKIPPED]
        assert deliveries("invitation_passed_on") == [DeliveryState.SKIPPED]

    def test_that_was_asked_anew_is_mailed_once_and_not_told_to_have_ended(
        self, server: MailServer, match: Match, clock
    ) -> None:
        take_back(match)
        clock.shift(timedelta(minutes=5))
        ask(match)
        work.sweep()

        assert deliveries("question_invitation") == [DeliveryState.SKIPPED, DeliveryState.SENT]
        assert deliveries("invitation_ended") == [DeliveryState.SKIPPED]

    def test_goes_out_as_well_when_the_moment_of_asking_was_a_rehearsed_one(self, server: MailServer) -> None:
        match = make_match(state=MatchState.PROPOSED, invited_at=None)
        person, colleague = match.profile.people[0].user, make_specialist(match.profile.location)
        with product_clock.as_of(MONDAY_MORNING):
            ask(match)
        with unit_of_work():
            passing.pass_on(match, colleague, by=person)
        work.sweep()

        assert deliveries("invitation_passed_on") == [DeliveryState.SENT]


def ask(match: Match) -> None:
    with unit_of_work():
        waves.send_invitation(db.session.get_one(Match, match.id), wave=1)


def take_back(match: Match) -> None:
    with unit_of_work():
        endings.withdraw_invitation(db.session.get_one(Match, match.id))


@pytest.mark.parametrize(("breaks_off", "state"), [(False, DeliveryState.PENDING), (True, DeliveryState.SENDING)])
def test_what_broke_off_on_its_way_may_have_arrived(server: MailServer, breaks_off: bool, state: DeliveryState) -> None:
    say_planned(make_user())
    server.is_away, server.breaks_off = True, breaks_off

    work.sweep()

    assert deliveries("engagement_planned") == [state]
