"""The workers were away for days: nobody gets two words about one subject on one day, whoever does the work in what order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from network.core.database import db
from network.models import FollowUp, Match, Region
from network.models.followup import FollowUpKind
from network.outbox import service as outbox
from tests.factories import make_profile, make_region, make_submitted_request
from tests.workers.test_waves import invited, move_school_days, told
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")

Sweep = Callable[[], None]


@pytest.fixture
def region() -> Region:
    return make_region()


@pytest.fixture(params=["the oldest first", "the newest first"])
def catch_up(request: pytest.FixtureRequest) -> Sweep:
    """Do all that is due, and what comes of it, in this order."""
    is_backwards = request.param == "the newest first"

    def do() -> None:
        while due := _list_due():
            done = work.do_entries(reversed(due) if is_backwards else due)
            if done == 0 or _list_due() == due:
                break

    return do


def _list_due() -> list[int]:
    return list(outbox.list_due())


def go_away(clock, days: int) -> None:
    """So many school days pass without a worker."""
    moved = 0
    while moved < days:
        clock.shift(timedelta(days=1))
        moved += date.today().weekday() < 5


def promise(kind: FollowUpKind) -> FollowUp:
    found = db.session.scalars(select(FollowUp).where(FollowUp.kind == kind).order_by(FollowUp.id.desc())).first()
    db.session.commit()
    return found


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
