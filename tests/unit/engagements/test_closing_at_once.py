"""A traject that ends beside a plan or a contact of the same moment: nothing is held for it, or promised, any more."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from network.core import clock
from network.core.database import db, unit_of_work
from network.core.errors import InvalidState
from network.engagements import contact, queries, service, withdrawal
from network.engagements.service import Plan
from network.hours import capacity
from network.models import Engagement
from network.models.engagement import ContactKind, EngagementState, Outcome
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.models.support_request import RequestState
from tests.factories import make_engagement, make_match, make_request

pytestmark = pytest.mark.usefixtures("session", "clock")

Act = Callable[[Engagement], object]

# How long the second waits for the first, who has done its part and not committed yet.
HEAD_START_SECONDS = 0.3


def plan(engagement: Engagement) -> None:
    agreed = Plan("Rust in de groep", 8.0, clock.today(), clock.today() + timedelta(days=40))
    service.plan(engagement, agreed, actor_id=engagement.specialist_id)


def log_contact(engagement: Engagement) -> None:
    told = contact.Told(ContactKind.CALL, clock.today(), 1)
    contact.log(engagement, told, actor_id=engagement.specialist_id)


def close(engagement: Engagement) -> None:
    service.close(engagement, Outcome.RESOLVED, note="", actor_id=engagement.specialist_id)


def give_back(engagement: Engagement) -> None:
    service.give_back(engagement, note="", actor_id=engagement.specialist_id)


def withdraw(engagement: Engagement) -> None:
    withdrawal.withdraw_question(engagement.request, actor_id=engagement.request.requester_id)


def under_way(*, is_planned: bool) -> Engagement:
    request = make_request(state=RequestState.MATCHED)
    engagement = make_engagement(match=make_match(request=request, state=MatchState.ACCEPTED))
    if is_planned:
        with unit_of_work():
            plan(engagement)
    return engagement


def do_at_once(app: Flask, engagement_id: int, first: Act, second: Act) -> list[str]:
    """What became of two acts, each on a traject that was read before the first of them was committed."""
    both_read, is_done = threading.Barrier(2), threading.Event()
    answers = ["", ""]

    def act(number: int, what: Act) -> None:
        with app.app_context():
            try:
                with unit_of_work():
                    engagement = db.session.get_one(Engagement, engagement_id)
                    if db.engine.dialect.name != "sqlite":  # there the second cannot even read
                        both_read.wait(30)
                    if number == 1:
                        is_done.wait(30)
                    what(engagement)
                    if number == 0:
                        db.session.flush()
                        is_done.set()
                        threading.Event().wait(HEAD_START_SECONDS)
                answers[number] = "done"
            except InvalidState:
                answers[number] = "too late"
            finally:
                is_done.set()
                db.session.remove()

    threads = [threading.Thread(target=act, args=pair) for pair in enumerate((first, second))]
    for number, thread in enumerate(threads):
        thread.start()
        if number == 0 and db.engine.dialect.name == "sqlite":
            is_done.wait(30)
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize("beside", [plan, log_contact])
@pytest.mark.parametrize("end", [close, withdraw, give_back])
@pytest.mark.parametrize("ends_first", [True, False])
def test_a_closed_traject_holds_nothing_and_promises_nothing(
    app: Flask, end: Act, beside: Act, ends_first: bool
) -> None:
    engagement = under_way(is_planned=end is not give_back)
    engagement_id, profile = engagement.id, engagement.profile
    db.session.commit()

    answers = do_at_once(app, engagement_id, *((end, beside) if ends_first else (beside, end)))

    db.session.expire_all()
    if end is give_back and beside is plan and not ends_first:  # the work began before it was given back
        assert answers == ["done", "too late"]
        assert engagement.state is EngagementState.RUNNING
        return
    assert answers == (["done", "too late"] if ends_first else ["done", "done"])
    assert engagement.state is EngagementState.CLOSED
    assert sum(week.taken for week in capacity.list_weeks(profile, from_on=clock.today())) == 0
    kinds = {promise.kind for promise in queries.list_promises(engagement)}
    assert FollowUpKind.SILENT_ENGAGEMENT not in kinds
