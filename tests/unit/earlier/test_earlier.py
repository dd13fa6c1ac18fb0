"""Earlier questions that sound like one: only those that were sent before, and only of the reader's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from network.access.scope import Scope
from network.core import clock as time
from network.core.database import db
from network.earlier import page, queries, service
from network.earlier.queries import Alike, list_earlier_at_schools, list_earlier_in_regions
from network.hearing.likeness import model_in_use, vector_of
from network.models import Evaluation, SupportRequest
from network.models.engagement import EngagementState, EvaluationMoment, Outcome, Side
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.support_requests import queries as questions
from tests.conftest import QueryCount
from tests.factories import make_engagement, make_location, make_match, make_region, make_request
from tests.factories.base import saved

pytestmark = pytest.mark.usefixtures("session", "clock")

Counting = Callable[[], AbstractContextManager[QueryCount]]


def scope(*, regions: set[int] = frozenset(), asks_at: set[int] = frozenset()) -> Scope:
    none: frozenset[int] = frozenset()
    return Scope(1, frozenset(asks_at), none, none, frozenset(regions))


def days_ago(days: int, question: SupportRequest, **values: Any) -> SupportRequest:
    """A question of the same school, so many days before this one."""
    defaults = {"location": question.location, "submitted_at": time.now() - timedelta(days=days), "heard": "angst:1"}
    return make_request(**{**defaults, "needs": ("angst",), **values})


def codes(found: Sequence[Alike]) -> list[str]:
    return [request.code for _likeness, (request, _engagement, _score) in found]


@pytest.fixture
def question() -> SupportRequest:
    return make_request(needs=("angst",), heard="angst:0.8 faalangst:0.6")


def test_the_most_alike_of_the_region_come_first_and_another_subject_is_left_out(question: SupportRequest) -> None:
    near = days_ago(1, question)
    same = days_ago(9, question, location=make_location(region=question.region), heard="angst:0.8 faalangst:0.6")
    days_ago(2, question, needs=("dyslexie",), heard="dyslexie:1")

    found = list_earlier_in_regions(question, scope(regions={question.region_id}))

    assert codes(found) == [same.code, near.code]


def test_what_was_not_sent_before_or_not_heard_is_left_out(question: SupportRequest) -> None:
    days_ago(1, question, state=RequestState.WITHDRAWN)
    days_ago(1, question, state=RequestState.DRAFT)
    days_ago(1, question, heard=None)
    days_ago(-1, question)

    assert list_earlier_in_regions(question, scope(regions={question.region_id})) == []


def test_without_a_sound_the_confirmed_needs_decide_and_unheard_there_is_nothing(question: SupportRequest) -> None:
    same, _other = days_ago(1, question, heard=""), days_ago(1, question, needs=("dyslexie",), heard="")
    own, found = scope(regions={question.region_id}), []

    for heard in ("", None):
        question.heard = heard
        db.session.commit()
        found.append(codes(list_earlier_in_regions(question, own)))

    assert found == [[same.code], []]


def test_another_region_and_another_school_are_never_seen(question: SupportRequest) -> None:
    elsewhere = make_location(region=make_region())
    neighbour = make_location(region=question.region)
    days_ago(1, question, location=elsewhere)
    days_ago(1, question, location=neighbour)
    own = days_ago(3, question)

    at_school = list_earlier_at_schools(question, scope(asks_at={question.location_id}))
    of_neither = list_earlier_in_regions(question, scope(regions={make_region().id}))

    assert codes(at_school) == [own.code]
    assert of_neither == []
    assert list_earlier_at_schools(question, scope(regions={question.region_id})) == []


def test_it_says_who_helped_last_how_it_ended_and_what_the_school_thought(question: SupportRequest) -> None:
    before = days_ago(30, question, state=RequestState.CLOSED)
    ended = {"state": EngagementState.CLOSED, "closed_at": time.now()}
    make_engagement(match=make_match(request=before, state=MatchState.SUPERSEDED), outcome=Outcome.STOPPED, **ended)
    last = make_engagement(match=make_match(request=before, state=MatchState.ACCEPTED), outcome=Outcome.PARTLY, **ended)
    for side, moment, score in (
        (Side.REQUESTER, EvaluationMoment.CLOSING, 4),
        (Side.SPECIALIST, EvaluationMoment.CLOSING, 2),
        (Side.REQUESTER, EvaluationMoment.EFFECT, 1),
    ):
        saved(Evaluation(engagement=last, side=side, moment=moment, score=score))

    (row,) = page.rows_of(list_earlier_in_regions(question, scope(regions={question.region_id})))

    assert row.helper == last.profile
    assert row.ending == "Het gaat beter, maar is niet helemaal opgelost"
    assert row.valued == 4


def test_only_the_newest_are_looked_at(question: SupportRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "LOOKED_THROUGH", 2)
    newest = [days_ago(days, question) for days in (1, 2)]
    days_ago(3, question)

    found = list_earlier_in_regions(question, scope(regions={question.region_id}))

    assert codes(found) == [one.code for one in newest]


def test_what_an_older_model_heard_is_heard_again_and_nobody_is_disturbed(
    question: SupportRequest, clock: time_machine.Traveller
) -> None:
    question.story, question.heard_by = "Hij gooit met stoelen en slaat andere kinderen.", "older"
    kept = make_request(heard="angst:1", heard_by=model_in_use())
    db.session.commit()
    version, changed_at = question.version, question.updated_at
    clock.shift(60)

    count = service.hear_outdated()

    db.session.expire_all()
    assert count == 1
    assert "agressieregulatie" in vector_of(question.heard or "")
    assert (question.heard_by, kept.heard) == (model_in_use(), "angst:1")
    assert (question.version, question.updated_at) == (version, changed_at)
    assert service.hear_outdated() == 0


def test_two_queries_however_many_are_alike(question: SupportRequest, count_queries: Counting) -> None:
    for days in range(1, 5):
        make_engagement(match=make_match(request=days_ago(days, question), state=MatchState.ACCEPTED))
    own, code = scope(regions={question.region_id}), question.code
    db.session.expunge_all()
    asked = questions.get_request(code)
    assert asked.heard

    with count_queries() as counted:
        rows = page.rows_of(list_earlier_in_regions(asked, own))
        shown = [(row.needs, row.request.location.name, row.helper and row.helper.location.name) for row in rows]

    assert len(shown) == 4
    assert counted.number == 2
