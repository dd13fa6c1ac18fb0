"""All questions of the coordinator's regions: keyset pages, the export, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, distinct, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from network.access.ownership import looked_after_in
from network.access.scope import Scope
from network.coordination.filters import ON_WAITING_LIST, Filters, conditions_of, falls_under
from network.coordination.sorting import SORTS, in_order
from network.core.database import db
from network.core.keyset import cursor_of
from network.core.pagination import Page
from network.models import Location, RequestTerm, School, SupportRequest, Term
from network.models.support_request import RequestState, Urgency
from network.waves.waiting import IN_ORDER

PAGE_SIZE = 25
MOST_WAITING = 200


@dataclass(frozen=True)
class QueueRow:
    """A question as a plain row: what a line of the queue shows."""

    id: int
    code: str
    title: str
    state: RequestState
    urgency: Urgency
    submitted_at: datetime
    location: str
    place: str
    is_waiting: bool = False


def page_of_questions(scope: Scope, filters: Filters, *, after: str = "") -> Page[QueueRow]:
    """One page of the questions of the reader's regions."""
    sort = SORTS[filters.sort]
    rows = in_order(_questions(scope, *_COLUMNS, *sort.keys).where(*conditions_of(filters)), sort, after=after)
    found = db.session.execute(rows.limit(PAGE_SIZE + 1)).all()
    shown = [QueueRow(*row[: len(_COLUMNS)]) for row in found[:PAGE_SIZE]]
    more = len(found) > PAGE_SIZE
    return Page(shown, next_cursor=cursor_of(found[PAGE_SIZE - 1][len(_COLUMNS) :]) if more else None)


def stream_questions(scope: Scope, filters: Filters) -> Iterator[QueueRow]:
    """All questions that fit, in the order of the pages, for the export; in blocks."""
    rows = in_order(_questions(scope, *_COLUMNS).where(*conditions_of(filters)), SORTS[filters.sort])
    for row in db.session.execute(rows.execution_options(yield_per=500)):
        yield QueueRow(*row)


def count_each(scope: Scope, wanted: Mapping[str, Filters]) -> dict[str, int]:
    """How many questions the list shows for each of these filters, by the same name; in one query."""
    counts = [func.count(case((and_(*conditions_of(filters)), 1))) for filters in wanted.values()]
    return dict(zip(wanted, db.session.execute(_questions(scope, *counts)).one(), strict=True))


def count_by_need(scope: Scope, filters: Filters) -> dict[int, int]:
    """How many questions the list shows for each need and each group of needs, by id of the term; none: left out."""
    need = aliased(Term)
    rows = (
        _questions(scope, need.id, func.count(distinct(SupportRequest.id)))
        .join(RequestTerm, RequestTerm.request_id == SupportRequest.id)
        .join(RequestTerm.term)
        .join(need, falls_under(need))
        .where(*conditions_of(filters))
        .group_by(need.id)
    )
    return dict(db.session.execute(rows).all())


def list_waiting(scope: Scope) -> Sequence[SupportRequest]:
    """The waiting list of the reader's regions, in the order in which what comes free is offered; MOST_WAITING at most."""
    return db.session.scalars(
        _questions(scope, SupportRequest)
        .where(*conditions_of(ON_WAITING_LIST))
        .options(
            contains_eager(SupportRequest.location).joinedload(Location.school).joinedload(School.board),
            joinedload(SupportRequest.region_policy),
            selectinload(SupportRequest.widenings),
        )
        .order_by(*IN_ORDER)
        .limit(MOST_WAITING)
    ).all()


_COLUMNS = (
    SupportRequest.id,
    SupportRequest.code,
    SupportRequest.title,
    SupportRequest.state,
    SupportRequest.urgency,
    SupportRequest.submitted_at,
    Location.name,
    Location.place,
    SupportRequest.is_waiting,
)


def _questions(scope: Scope, *columns: Any) -> Any:
    return select(*columns).select_from(SupportRequest).join(SupportRequest.location).where(looked_after_in(scope))
