"""Which of the questions of a region a coordinator looks at. Lists and figures use the same filters, so that a number
and the list behind it cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import aliased

from network.coordination.sorting import NATURAL, SORTS, USUAL
from network.core import clock
from network.core.ids import read_question_code
from network.core.text import fold
from network.models import Location, RequestTerm, SupportRequest, Term
from network.models.support_request import RequestState, Urgency
from network.models.taxonomy import Facet
from network.support_requests.rules import OPEN_STATES, WAITING_STATES

YEAR = timedelta(days=365)

OPEN, ALL = "open", "alle"
WAITING = "waiting"
WITHOUT_YES = "without_yes"
LAST_YEAR = "jaar"

# A question falls under exactly one of these: the one that its badge names.
STATES = (
    RequestState.IN_TRIAGE,
    RequestState.SEARCHING,
    WAITING,
    RequestState.STUCK,
    RequestState.MATCHED,
    RequestState.RUNNING,
    RequestState.CLOSED,
    RequestState.WITHDRAWN,
)
CHOICES = frozenset({OPEN, ALL, WITHOUT_YES, *STATES})

# The look at who fits is under way, or begins in a moment.
_SEARCHING = (RequestState.SUBMITTED, RequestState.SEARCHING)


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see; values that are not in the lists count as no filter."""

    state: str = OPEN
    need: str = ""
    urgency: str = ""
    period: str = ""
    words: str = ""
    sort: str = USUAL

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> Filters:
        """The filters of an address: `status`, `onderwerp`, `haast`, `periode`, `zoek`, `volgorde`."""
        state, words = args.get("status", OPEN), args.get("zoek", "")[:80].strip()
        # A code is of one question, whatever became of it; a word of its letters has no figure.
        if state == OPEN and read_question_code(words) and any(sign.isdigit() for sign in words):
            state = ALL
        urgency = args.get("haast", "")
        sort = args.get("volgorde", USUAL)
        return cls(
            state=state if state in CHOICES else OPEN,
            need=args.get("onderwerp", "")[:40],
            urgency=urgency if urgency in set(Urgency) else "",
            period=LAST_YEAR if args.get("periode") == LAST_YEAR else "",
            words=words,
            sort=sort if sort in SORTS else USUAL,
        )

    def to_args(self) -> dict[str, str]:
        """The filters as they stand in an address; the usual ones are left out."""
        args = {
            "status": "" if self.state == OPEN else self.state,
            "onderwerp": self.need,
            "haast": self.urgency,
            "periode": self.period,
            "zoek": self.words,
            "volgorde": "" if self.sort == USUAL else self.sort,
        }
        return {name: value for name, value in args.items() if value}

    def about(self, need: str) -> Filters:
        """The same, of one need or group of needs."""
        return replace(self, need=need)

    def sorted_by(self, column: str) -> Filters:
        """The same in the natural order of a column; the other way round when it stands in that order already."""
        there, back = NATURAL[column]
        return replace(self, sort=back if self.sort == there else there)

    def direction_of(self, column: str) -> str:
        """`ascending` or `descending` when this column gives the order, else empty."""
        sort = SORTS[self.sort]
        return sort.direction if sort.column == column else ""


# Nobody who fits has room: the tile of insight counts these, and the waiting list shows them.
ON_WAITING_LIST = Filters(state=WAITING)


def conditions_of(filters: Filters) -> list[ColumnElement[bool]]:
    """The filters as conditions on SupportRequest joined with its Location."""
    conditions = [SupportRequest.submitted_at.is_not(None), *_in_state(filters.state)]
    if filters.urgency:
        conditions.append(SupportRequest.urgency == Urgency(filters.urgency))
    if filters.period:
        conditions.append(SupportRequest.submitted_at > clock.now() - YEAR)
    if filters.need:
        conditions.append(_is_about(filters.need))
    if filters.words:
        conditions.append(_mentions(filters.words))
    return conditions


def falls_under(need: Any) -> ColumnElement[bool]:
    """Whether Term is `need` (an alias of Term) or, when that is a group of needs, one of the group."""
    return and_(need.facet == Facet.NEED, or_(need.id == Term.id, need.id == Term.parent_id))


def _in_state(state: str) -> list[ColumnElement[bool]]:
    if state == ALL:
        return []
    if state == WAITING:
        return [SupportRequest.is_waiting.is_(True)]
    if state == RequestState.SEARCHING:
        return [SupportRequest.state.in_(_SEARCHING), SupportRequest.is_waiting.is_(False)]
    states = {OPEN: OPEN_STATES, WITHOUT_YES: WAITING_STATES}.get(state, {state})
    return [SupportRequest.state.in_([RequestState(one) for one in sorted(states)])]


def _is_about(code: str) -> ColumnElement[bool]:
    need = aliased(Term)
    return exists(
        select(RequestTerm.term_id)
        .join(RequestTerm.term)
        .join(need, falls_under(need))
        .where(RequestTerm.request_id == SupportRequest.id, need.code == code)
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
