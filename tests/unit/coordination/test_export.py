"""The export: what a question is about, whose it is and who helps, and never its story."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from network.access.scope import Scope
from network.coordination import export, queue
from network.coordination.filters import Filters
from network.core.database import db
from network.core.i18n import in_language
from network.models import Region, SupportRequest
from network.models.match import MatchState
from tests.conftest import QueryCount
from tests.factories import make_match, make_profile, make_region, make_request
from tests.factories.taxonomy import need

Counting = Callable[[], AbstractContextManager[QueryCount]]

pytestmark = pytest.mark.usefixtures("session", "clock")


def exported(region: Region) -> list[dict[str, str]]:
    nowhere: frozenset[int] = frozenset()
    scope = Scope(user_id=0, asks_at=nowhere, gives_at=nowhere, administers=nowhere, regions=frozenset({region.id}))
    (mark, *text) = "".join(export.lines_of(queue.stream_questions(scope, Filters())))
    assert mark == "\ufeff"
    return list(csv.DictReader("".join(text).splitlines(), delimiter=";"))


@pytest.fixture
def question() -> SupportRequest:
    """About one need in the first place and one beside it; one profile said yes, one no."""
    question = make_request(make_region(name="Samen Sterk"), needs=("faalangst", "agressieregulatie"))
    beside = next(link for link in question.terms if link.term.code == "agressieregulatie")
    beside.is_main = False
    accepted = make_match(request=question, state=MatchState.ACCEPTED, profile=make_profile(title="=Zegt ja"))
    accepted.profile.location.name = "De Wingerd"
    make_match(request=question, state=MatchState.DECLINED, profile=make_profile(title="Zegt nee"))
    db.session.commit()
    return question


def test_a_line_tells_what_the_question_is_about_whose_it_is_and_who_helps(question: SupportRequest) -> None:
    make_request(question.region, title="Nog niemand")

    helped, alone = exported(question.region)

    assert helped["Onderwerpen"] == "Faalangst en perfectionisme, Agressieregulatie"
    assert helped["Samenwerkingsverband"] == "Samen Sterk"
    assert (helped["Hulp van"], alone["Hulp van"]) == ("'=Zegt ja, De Wingerd", "")


def test_who_reads_english_finds_english_heads_and_needs(question: SupportRequest) -> None:
    with in_language("en"):
        (line,) = exported(question.region)

    assert line["Subjects"] == need("faalangst").label_en + ", " + need("agressieregulatie").label_en
    assert {"Onderwerpen", "Hulp van"}.isdisjoint(line)


def test_no_story_and_nobodys_name_leave_with_the_file(question: SupportRequest) -> None:
    (line,) = exported(question.region)
    said = " ".join(line.values())

    assert question.title in said
    assert question.story not in said
    assert question.requester.name not in said


def test_more_questions_take_no_more_looking(question: SupportRequest, count_queries: Counting) -> None:
    with count_queries() as of_one:
        exported(question.region)
    for _number in range(3):
        more = make_request(question.region, needs=("faalangst",))
        make_match(request=more, state=MatchState.ACCEPTED)

    with count_queries() as of_four:
        assert len(exported(question.region)) == 4

    assert of_four.number == of_one.number
