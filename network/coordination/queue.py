"""All questions of the coordinator's regions: filters that live in the address, sorting, keyset pages, CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import joinedload

from network.access.ownership import looked_after_in
from network.access.scope import Scope
from network.core.database import db
from network.core.ids import read_question_code
from network.core.pagination import Page, decode_cursor, encode_cursor
from network.core.text import fold
from network.models import Location, RequestTerm, SupportRequest, Term
from network.models.support_request import RequestState, Urgency
from network.support_requests.rules import OPEN_STATES
from network.waves.waiting import IN_ORDER

PAGE_SIZE = 25
SORTS = ("oudste", "nieuwste")
WAITING = "waiting"


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see; values that are not in the lists count as no filter."""

    state: str = "open"
    need: str = ""
    urgency: str = ""
    words: str = ""
    sort: str = "oudste"

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> Filters:
        """The filters of an address: `status`, `onderwerp`, `haast`, `zoek`, `volgorde`."""
        state = args.get("status", "open")
        urgency = args.get("haast", "")
        sort = args.get("volgorde", "oudste")
        return cls(
            state=state if state in {"open", "alle", WAITING, *RequestState} else "open",
            need=args.get("onderwerp", "")[:40],
            urgency=urgency if urgency in set(Urgency) else "",
            words=args.get("zoek", "")[:80].strip(),
            sort=sort if sort in SORTS else "oudste",
        )

    def to_args(self) -> dict[str, str]:
        """The filters as they stand in an address; the usual ones are left out."""
        args = {
            "status": "" if self.state == "open" else self.state,
            "onderwerp": self.need,
            "haast": self.urgency,
            "zoek": self.words,
            "volgorde": "" if self.sort == "oudste" else self.sort,
        }
        return {name: value for name, value in args.items() if value}


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
    rows: Any = select(*_COLUMNS).join(SupportRequest.location).where(*_conditions(scope, filters))
    rows = _sorted(rows, filters.sort, after)
    found = [QueueRow(*row) for row in db.session.execute(rows.limit(PAGE_SIZE + 1))]
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    cursor = encode_cursor([found[-1].submitted_at.isoformat(), found[-1].id]) if more else None
    return Page(found, next_cursor=cursor)


def stream_questions(scope: Scope, filters: Filters) -> Iterator[QueueRow]:
    """All questions that fit, for the export, in blocks."""
    rows: Any = select(*_COLUMNS).join(SupportRequest.location).where(*_conditions(scope, filters))
    for row in db.session.execute(_sorted(rows, filters.sort, "").execution_options(yield_per=500)):
        yield QueueRow(*row)


def list_waiting(scope: Scope, *, limit: int = 200) -> Sequence[SupportRequest]:
    """The waiting list of the reader's regions, in the order in which what comes free is offered."""
    return db.session.scalars(
        select(SupportRequest)
        .where(looked_after_in(scope), SupportRequest.is_waiting.is_(True))
        .options(joinedload(SupportRequest.location))
        .order_by(*IN_ORDER)
        .limit(limit)
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


def _conditions(scope: Scope, filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        looked_after_in(scope),
        SupportRequest.submitted_at.is_not(None),
    ]
    if filters.state == "open":
        conditions.append(SupportRequest.state.in_([RequestState(state) for state in sorted(OPEN_STATES)]))
    elif filters.state == WAITING:
        conditions.append(SupportRequest.is_waiting.is_(True))
    elif filters.state != "alle":
        conditions.append(SupportRequest.state == RequestState(filters.state))
    if filters.urgency:
        conditions.append(SupportRequest.urgency == Urgency(filters.urgency))
    if filters.need:
        conditions.append(_is_about(filters.need))
    if filters.words:
        conditions.append(_mentions(filters.words))
    return conditions


def _is_about(need: str) -> ColumnElement[bool]:
    """Questions about a need, or about one of a group of needs."""
    parent = select(Term.id).where(Term.code == need)
    return exists(
        select(RequestTerm.term_id)
        .join(RequestTerm.term)
        .where(
            RequestTerm.request_id == SupportRequest.id,
            or_(Term.code == need, Term.parent_id.in_(parent)),
        )
    )


def _mentions(words: str) -> ColumnElement[bool]:
    """The code, the title or the school holds these words."""
    code = read_question_code(words)
    return or_(
        SupportRequest.code.startswith(code) if code else false(),
        SupportRequest.title.icontains(words, autoescape=True),
        Location.search_name.contains(fold(words), autoescape=True),
        Location.name.icontains(words, autoescape=True),
    )


def _sorted(rows: Any, sort: str, after: str) -> Any:
    """In order, from behind the row that the cursor names; a cursor that is none is ignored."""
    at, key = SupportRequest.submitted_at, SupportRequest.id
    cursor = decode_cursor(after, length=2) if after else None
    if cursor and isinstance(cursor[1], int) and (moment := _moment(cursor[0])):
        if sort == "nieuwste":
            rows = rows.where(or_(at < moment, and_(at == moment, key < cursor[1])))
        else:
            rows = rows.where(or_(at > moment, and_(at == moment, key > cursor[1])))
    return rows.order_by(at.desc(), key.desc()) if sort == "nieuwste" else rows.order_by(at, key)


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
