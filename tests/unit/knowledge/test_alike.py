"""Examples that sound like a question: only published ones, heard as questions are and kept up with the model."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine

from network.core import clock as time
from network.core.database import db
from network.hearing.likeness import model_in_use, vector_of
from network.knowledge import alike
from network.knowledge.page import alike_examples
from network.models import PracticeExample
from network.models.practice_example import ExampleState
from network.models.support_request import RequestState
from tests.conftest import QueryCount
from tests.factories import make_example, make_request

pytestmark = pytest.mark.usefixtures("session", "clock")


def published(title: str = "Voorbeeld", **values: object) -> PracticeExample:
    return make_example(
        state=ExampleState.PUBLISHED, title=title, **{"heard": "angst:1", "needs": ("angst",), **values}
    )


def titles(found: list[PracticeExample]) -> list[str]:
    return [one.title for one in found]


def test_the_most_alike_come_first_and_three_are_enough() -> None:
    question = make_request(needs=("angst",), heard="angst:0.8 faalangst:0.6")
    for days in range(3):
        published(f"Angst {days}", published_at=time.now() - timedelta(days=days))
    published("Ook faalangst", heard="angst:0.8 faalangst:0.6", published_at=time.now() - timedelta(days=9))
    published("Lezen", needs=("dyslexie",), heard="dyslexie:1")

    assert titles(alike.list_alike(question)) == ["Ook faalangst", "Angst 0", "Angst 1"]


def test_only_what_is_published_is_offered() -> None:
    question = make_request(needs=("angst",), heard="angst:1")
    for state in (ExampleState.DRAFT, ExampleState.IN_REVIEW, ExampleState.WITHDRAWN):
        make_example(state=state, needs=("angst",), heard="angst:1")

    assert alike.list_alike(question) == []


def test_a_few_words_find_what_a_question_would_not_be_shown() -> None:
    example = published("Hardop lezen", needs=("dyslexie", "faalangst"), heard="dyslexie:1")
    question = make_request(needs=("angst",), heard="angst:0.8 faalangst:0.6")

    assert alike.search("bang om fouten te maken") == [example]
    assert alike.list_alike(question) == [] == alike.search("slaat en schopt")


def test_a_draft_is_heard_when_it_is_looked_over_and_nothing_that_says_nothing_is_like_anything() -> None:
    published("Boos", needs=("agressieregulatie",), heard="agressieregulatie:1")
    draft = {"state": RequestState.DRAFT, "submitted_at": None, "needs": ()}
    told = make_request(title="Boos", story="Hij gooit met stoelen en slaat andere kinderen.", **draft)
    silent = make_request(title="Hallo", story="Dag.", **draft)

    assert titles(alike.list_alike(told)) == ["Boos"]
    assert alike.list_alike(silent) == []


def test_what_an_older_model_heard_is_heard_again_and_nobody_is_disturbed(clock: time_machine.Traveller) -> None:
    old = published(situation="Hij gooit met stoelen en slaat andere kinderen.", heard_by="older")
    kept = published(heard_by=model_in_use())
    version, changed_at = old.version, old.updated_at
    clock.shift(60)

    count = alike.hear_outdated()

    db.session.expire_all()
    assert count == 1
    assert "agressieregulatie" in vector_of(old.heard or "")
    assert (old.heard_by, kept.heard) == (model_in_use(), "angst:1")
    assert (old.version, old.updated_at) == (version, changed_at)
    assert alike.hear_outdated() == 0


def test_three_queries_however_many_there_are(count_queries: Callable[[], AbstractContextManager[QueryCount]]) -> None:
    question = make_request(needs=("angst",), heard="angst:1")
    for _ in range(4):
        published()
    assert question.heard and question.terms

    with count_queries() as counted:
        shown = [(card.needs, card.example.profile.location.name) for card in alike_examples(question)]

    assert len(shown) == 3
    assert counted.number == 3
