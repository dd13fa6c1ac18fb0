"""The figures of a coordinator's regions: what is open, how long people wait, where demand and supply differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from network.access.ownership import looked_after_in, regions_left_to_national
from network.access.scope import Scope
from network.coordination import queue
from network.coordination.filters import ALL, LAST_YEAR, ON_WAITING_LIST, WITHOUT_YES, YEAR, Filters, falls_under
from network.coordination.rules import Wait, median_wait
from network.core import clock
from network.core.database import db
from network.directory import listing
from network.hours import free_weeks
from network.models import Engagement, ExpertiseProfile, ProfileTerm, SupportRequest, Term
from network.models.engagement import EngagementState
from network.models.support_request import RequestState
from network.models.taxonomy import Facet

FREE_WEEKS = 4

_ASKED = Filters(state=ALL, period=LAST_YEAR)
_OPEN = Filters()


@dataclass(frozen=True)
class Figures:
    """The numbers on top; days are calendar days. `lists`: what stands behind the numbers that are rows of the queue."""

    open: int
    waiting: int
    on_waiting_list: int
    stuck: int
    running: int
    median_days: float | None
    free_hours: float

    lists: ClassVar[Mapping[str, Filters]] = {
        "open": _OPEN,
        "waiting": Filters(state=WITHOUT_YES),
        "on_waiting_list": ON_WAITING_LIST,
        "stuck": Filters(state=RequestState.STUCK),
    }


@dataclass(frozen=True)
class NeedRow:
    """One need, or a group of needs together: questions of the last year, those open now, profiles and their free hours.

    A question or profile with more needs of a group counts once for the group.
    """

    label: str
    code: str
    is_group: bool
    asked: int
    open: int
    profiles: int
    free_hours: float

    @property
    def is_gap(self) -> bool:
        return self.open > 0 and (self.profiles == 0 or self.free_hours < 1)

    @property
    def asked_list(self) -> Filters:
        """The questions that `asked` counts."""
        return _ASKED.about(self.code)

    @property
    def open_list(self) -> Filters:
        """The questions that `open` counts."""
        return _OPEN.about(self.code)


def get_figures(scope: Scope) -> Figures:
    """The figures of the reader's regions, now."""
    return Figures(
        **queue.count_each(scope, Figures.lists),
        running=_count_running(scope),
        median_days=median_wait(_waits(scope)),
        free_hours=sum(_free_hours(_profile_ids(scope)).values()),
    )


@dataclass(frozen=True)
class NeedGroup:
    """A need on top of the taxonomy, and those within it; where open questions meet no hours first, then by demand."""

    head: NeedRow
    within: Sequence[NeedRow]

    @property
    def gaps(self) -> int:
        return self.head.is_gap + self.shortages

    @property
    def shortages(self) -> int:
        """How many of those within it open questions meet no hours for."""
        return sum(row.is_gap for row in self.within)


def list_needs(scope: Scope, language: str) -> list[NeedGroup]:
    """Demand and supply per group of needs and per need within it, the groups with the most gaps first."""
    asked, open_now = queue.count_by_need(scope, _ASKED), queue.count_by_need(scope, _OPEN)
    profile_ids = _profile_ids(scope)
    supply, free = _supply(profile_ids), _free_hours(profile_ids)
    terms = db.session.scalars(select(Term).where(Term.facet == Facet.NEED).order_by(Term.position)).all()
    groups = {term.parent_id for term in terms}
    rows = {
        term: NeedRow(
            label=term.label(language),
            code=term.code,
            is_group=term.id in groups,
            asked=asked.get(term.id, 0),
            open=open_now.get(term.id, 0),
            profiles=len(supply.get(term.id, ())),
            free_hours=sum(free.get(profile_id, 0.0) for profile_id in supply.get(term.id, ())),
        )
        for term in terms
    }
    shown = {term: row for term, row in rows.items() if row.asked or row.open or row.profiles}
    found = [
        NeedGroup(row, sorted((one for other, one in shown.items() if other.parent_id == term.id), key=_worst_first))
        for term, row in shown.items()
        if term.parent_id is None
    ]
    return sorted(found, key=lambda group: (-group.gaps, *_worst_first(group.head)))


def _worst_first(row: NeedRow) -> tuple[bool, int, int, str]:
    return not row.is_gap, -row.open, -row.asked, row.label


def _count_running(scope: Scope) -> int:
    return (
        db.session.scalar(
            select(func.count(Engagement.id))
            .join(Engagement.request)
            .where(looked_after_in(scope), Engagement.state != EngagementState.CLOSED)
        )
        or 0
    )


def _waits(scope: Scope) -> list[Wait]:
    """Each question of the last year: until its first yes, its withdrawal, or now."""
    rows = db.session.execute(
        select(SupportRequest.submitted_at, SupportRequest.first_yes_at, SupportRequest.closed_at).where(
            looked_after_in(scope), SupportRequest.submitted_at > clock.now() - YEAR
        )
    )
    return [_wait(sent_at, yes_at, closed_at) for sent_at, yes_at, closed_at in rows if sent_at is not None]


def _wait(submitted_at: datetime, yes_at: datetime | None, closed_at: datetime | None) -> Wait:
    end = yes_at or closed_at or clock.now()
    return Wait(max(0.0, (end - submitted_at).total_seconds() / 86400), yes_at is not None)


def _supply(profile_ids: Sequence[int]) -> dict[int, list[int]]:
    """The profiles that cover each need or a need of each group, by id of the term."""
    need = aliased(Term)
    rows = db.session.execute(
        select(need.id, ProfileTerm.profile_id)
        .join_from(ProfileTerm, Term, Term.id == ProfileTerm.term_id)
        .join(need, falls_under(need))
        .where(ProfileTerm.profile_id.in_(profile_ids))
        .distinct()
    )
    found: dict[int, list[int]] = {}
    for term_id, profile_id in rows:
        found.setdefault(term_id, []).append(profile_id)
    return found


def _free_hours(profile_ids: Sequence[int]) -> dict[int, float]:
    found = free_weeks.hours_together(profile_ids, from_on=clock.today(), weeks=FREE_WEEKS) if profile_ids else {}
    return dict(found)


def _profile_ids(scope: Scope) -> Sequence[int]:
    """The profiles of the directory that work where the questions come from that the reader looks after."""
    regions = scope.regions | (regions_left_to_national() if scope.is_national else frozenset())
    return db.session.scalars(select(ExpertiseProfile.id).where(*listing.is_listed(), listing.works_in(regions))).all()
