"""Fifty at once for the last place, two hundred times: one gets it, the others a friendly answer, nobody an error."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from network.answering import answers
from network.core.database import db, unit_of_work
from network.core.errors import Conflict
from network.models import (
    AuditEvent,
    Delivery,
    Engagement,
    ExpertiseProfile,
    FollowUp,
    HourReservation,
    Match,
    Notice,
    OutboxEntry,
    SupportRequest,
    User,
)
from network.models.engagement import EngagementState
from network.models.match import MatchState
from network.models.support_request import RequestState
from tests.factories import make_location, make_match, make_profile, make_request, make_requester

pytestmark = [pytest.mark.usefixtures("session", "clock"), pytest.mark.long]

THREADS = 50
ROUNDS = 200
# In so many parts, so that those who run tests beside each other share them.
PARTS = 4

# What a yes leaves behind, in the order in which it can be taken away again.
_TRACES = (HourReservation, FollowUp, OutboxEntry, Delivery, Notice, AuditEvent, Engagement)


class Crowd:
    """Fifty threads that live as long as the test, each with its own session, and all start at the same moment."""

    def __init__(self, app: Flask, pool: ThreadPoolExecutor, person_id: int) -> None:
        self.app, self.pool, self.person_id = app, pool, person_id
        self.start = threading.Barrier(THREADS)

    def accept(self, match_ids: list[int]) -> Counter[str]:
        """How often each answer was given; anything but a yes and a friendly no is named by its class."""
        return Counter(self.pool.map(self._accept_one, match_ids))

    def _accept_one(self, match_id: int) -> str:
        with self.app.app_context():
            try:
                self.start.wait(30)
                with unit_of_work():
                    answers.accept(db.session.get_one(Match, match_id), db.session.get_one(User, self.person_id))
                return "yes"
            except Conflict:
                return "friendly no"
            except Exception as error:  # noqa: BLE001 - on the site this would be an error 500
                return f"{type(error).__name__}: {error}"
            finally:
                db.session.remove()


@pytest.fixture
def crowd(app: Flask) -> Iterator[Crowd]:
    person_id = make_requester().id
    with ThreadPoolExecutor(THREADS) as pool:
        yield Crowd(app, pool, person_id)


def begin_anew() -> None:
    """Everybody is asked again and nobody has answered."""
    for model in _TRACES:
        db.session.execute(delete(model))
    asked = {"state": MatchState.INVITED, "answered_at": None, "answered_by_id": None}
    db.session.execute(update(Match).values(asked))
    db.session.execute(update(SupportRequest).values(state=RequestState.SEARCHING, first_yes_at=None))
    db.session.commit()


def count(column: object, *conditions: object) -> int:
    found = db.session.scalar(select(func.count(column)).where(*conditions)) or 0  # type: ignore[arg-type]
    db.session.commit()
    return found


def play(crowd: Crowd, rounds: int, match_ids: list[int], holds: Callable[[], None]) -> None:
    for _ in range(rounds):
        begin_anew()

        assert crowd.accept(match_ids) == {"yes": 1, "friendly no": THREADS - 1}

        assert count(Engagement.id) == count(Match.id, Match.state == MatchState.ACCEPTED) == 1
        holds()


@pytest.mark.parametrize("part", range(PARTS))
def test_the_last_place_of_a_profile_goes_to_one_of_fifty_schools(crowd: Crowd, part: int) -> None:
    profile = make_profile(max_open=1, max_per_30_days=50)
    school = make_location()
    requester = make_requester(school)
    matches = [
        make_match(profile=profile, request=make_request(location=school, requester=requester)) for _ in range(THREADS)
    ]

    def holds() -> None:
        is_open = (Engagement.profile_id == ExpertiseProfile.id, Engagement.state != EngagementState.CLOSED)
        taken = select(func.count(Engagement.id)).where(*is_open).scalar_subquery()
        assert count(ExpertiseProfile.id, taken > ExpertiseProfile.max_open) == 0
        assert count(SupportRequest.id, SupportRequest.state == RequestState.MATCHED) == 1
        assert count(HourReservation.engagement_id.distinct()) == 1

    play(crowd, ROUNDS // PARTS, [match.id for match in matches], holds)


def test_a_question_goes_to_one_of_fifty_specialists(crowd: Crowd) -> None:
    request = make_request()
    location = make_profile().location
    user = db.session.scalars(select(User).order_by(User.id.desc()).limit(1)).one()
    matches = [make_match(request=request, profile=make_profile(location=location, user=user)) for _ in range(THREADS)]

    def holds() -> None:
        assert count(Match.id, Match.state == MatchState.SUPERSEDED) == THREADS - 1
        assert count(SupportRequest.id, SupportRequest.state == RequestState.MATCHED) == 1

    play(crowd, 10, [match.id for match in matches], holds)
