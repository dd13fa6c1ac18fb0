"""The queue: in each order, its pages and its export hold every question once."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle

import pytest

from network.access.scope import Scope
from network.coordination import queue, sorting
from network.coordination.filters import Filters
from network.coordination.forms import SORT_LABELS
from network.core import clock
from network.core.pagination import encode_cursor
from network.models import Region
from network.models.support_request import RequestState, Urgency
from tests.factories import make_location, make_region, make_request, make_requester

pytestmark = pytest.mark.usefixtures("session", "clock")

STATES = (RequestState.SEARCHING, RequestState.STUCK, RequestState.CLOSED, RequestState.IN_TRIAGE)


@pytest.fixture
def region() -> Region:
    """Questions with many ties: few schools of which two have one name, few moments, all urgencies and some states."""
    region = make_region()
    schools = [
        make_location(region=region, name=name, search_name=name.lower()) for name in ("De Bron", "De Bron", "Az")
    ]
    moments = [clock.now() - timedelta(days=days) for days in (0, 0, 0, 3)]
    ways = zip(cycle(schools), cycle(moments), cycle(Urgency), cycle(STATES), strict=False)
    requester = make_requester(schools[0])
    for _number, (school, moment, urgency, state) in zip(range(23), ways, strict=False):
        make_request(location=school, requester=requester, submitted_at=moment, urgency=urgency, state=state)
    make_request(make_region())
    return region


def scope_of(region: Region) -> Scope:
    nowhere: frozenset[int] = frozenset()
    return Scope(user_id=0, asks_at=nowhere, gives_at=nowhere, administers=nowhere, regions=frozenset({region.id}))


def walk(scope: Scope, filters: Filters) -> list[queue.QueueRow]:
    """The rows of all pages, one page after the other."""
    page = queue.page_of_questions(scope, filters)
    rows = list(page.rows)
    while page.next_cursor:
        page = queue.page_of_questions(scope, filters, after=page.next_cursor)
        rows += page.rows
    return rows


@pytest.mark.parametrize("sort", sorting.SORTS)
def test_the_pages_of_each_order_hold_every_question_once(
    region: Region, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    filters = Filters(state="alle", sort=sort)
    exported = list(queue.stream_questions(scope_of(region), filters))
    for size in (1, 4, 23):
        monkeypatch.setattr(queue, "PAGE_SIZE", size)

        rows = walk(scope_of(region), filters)

        assert len(rows) == len({row.id for row in rows}) == 23
        assert rows == exported


@pytest.mark.parametrize("column", sorting.NATURAL)
def test_the_other_way_round_is_exactly_the_other_way_round(region: Region, column: str) -> None:
    there, back = (walk(scope_of(region), Filters(state="alle", sort=sort)) for sort in sorting.NATURAL[column])

    assert there == list(reversed(back))


def test_urgent_questions_come_first_and_of_those_the_oldest(region: Region) -> None:
    rows = walk(scope_of(region), Filters(state="alle", sort="meeste-haast"))

    order = [Urgency.URGENT, Urgency.NORMAL, Urgency.CALM]
    places = [(order.index(row.urgency), row.submitted_at) for row in rows]
    assert places == sorted(places)
    assert {row.urgency for row in rows} == set(order)


def test_what_is_stuck_comes_first_and_what_is_over_last(region: Region) -> None:
    states = [row.state for row in walk(scope_of(region), Filters(state="alle", sort="vast-eerst"))]

    assert list(dict.fromkeys(states)) == [
        RequestState.STUCK,
        RequestState.IN_TRIAGE,
        RequestState.SEARCHING,
        RequestState.CLOSED,
    ]


def test_schools_stand_by_name(region: Region) -> None:
    names = [row.location for row in walk(scope_of(region), Filters(state="alle", sort="school"))]

    assert list(dict.fromkeys(names)) == ["Az", "De Bron"]


@pytest.mark.parametrize("sort", sorting.SORTS)
def test_a_cursor_of_another_order_or_none_at_all_shows_the_first_page(region: Region, sort: str) -> None:
    first = queue.page_of_questions(scope_of(region), Filters(sort=sort))
    wrong = [[], ["x", "x"], [1, 2], [None] * 3, ["x", "x", 1], [1, 2, "x", 4], ["0001-01-01T00:00:00+14:00", 1]]

    for cursor in ["x", *map(encode_cursor, wrong)]:
        assert queue.page_of_questions(scope_of(region), Filters(sort=sort), after=cursor) == first


def test_every_state_has_its_place_and_every_order_its_words() -> None:
    assert set(sorting.STATE_RANKS) == set(RequestState) - {RequestState.DRAFT}
    assert list(SORT_LABELS) == list(sorting.SORTS)
    assert {sort for pair in sorting.NATURAL.values() for sort in pair} == set(sorting.SORTS)
