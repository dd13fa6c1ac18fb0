"""The figures of a coordinator's regions: what is open, how long people wait, where demand and supply differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, exists, func, or_, select

from network.access.ownership import looked_after_in
from network.access.scope import Scope
from network.coordination.rules import Wait, median_wait
from network.core import clock
from network.core.database import db
from network.expertise import capacity
from network.models import Engagement, ExpertiseProfile, Location, ProfileTerm, RequestTerm, SupportRequest, Term
from network.models.engagement import EngagementState
from network.models.expertise import ProfileState, Reach, profile_region
from network.models.support_request import RequestState
from network.models.taxonomy import Facet
from network.support_requests.rules import OPEN_STATES, WAITING_STATES

YEAR = timedelta(days=365)
FREE_WEEKS = 4


@dataclass(frozen=True)
class Figures:
    """The numbers on top; days are calendar days."""

    open: int
    waiting: int
    stuck: int
    running: int
    median_days: float | None
    free_hours: float


@dataclass(frozen=True)
class NeedRow:
    """One need: questions of the last year, those open now, profiles that cover it, and their free hours."""

    label: str
    code: str
    asked: int
    open: int
    profiles: int
    free_hours: float

    @property
    def is_gap(self) -> bool:
        return self.open > 0 and (self.profiles == 0 or self.free_hours < 1)


def get_figures(scope: Scope) -> Figures:
    """The figures of the reader's regions, now."""
    counts = _count_by_state(scope)
    return Figures(
        open=sum(counts.get(RequestState(state), 0) for state in OPEN_STATES),
        waiting=sum(counts.get(RequestState(state), 0) for state in WAITING_STATES),
        stuck=counts.get(RequestState.STUCK, 0),
        running=_count_running(scope),
        median_days=median_wait(_waits(scope)),
        free_hours=sum(_free_hours(scope).values()),
    )


def list_needs(scope: Scope, language: str) -> list[NeedRow]:
    """Demand and supply per need: where open questions meet no hours first, then by demand."""
    asked = _demand(scope)
    supply = _supply(scope)
    free = _free_hours(scope)
    terms = db.session.scalars(select(Term).where(Term.facet == Facet.NEED).order_by(Term.position)).all()
    rows = [_row(term, language, asked, supply, free) for term in terms]
    shown = [row for row in rows if row.asked or row.profiles]
    return sorted(shown, key=lambda row: (not row.is_gap, -row.open, -row.asked, row.label))


def _row(
    term: Term,
    language: str,
    asked: dict[int, tuple[int, int]],
    supply: dict[int, list[int]],
    free: dict[int, float],
) -> NeedRow:
    profiles = supply.get(term.id, [])
    total, open_now = asked.get(term.id, (0, 0))
    hours = sum(free.get(profile_id, 0.0) for profile_id in profiles)
    return NeedRow(term.label(language), term.code, total, open_now, len(profiles), hours)


def _count_by_state(scope: Scope) -> dict[RequestState, int]:
    rows = db.session.execute(
        select(SupportRequest.state, func.count()).where(looked_after_in(scope)).group_by(SupportRequest.state)
    )
    return dict(rows.all())


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


def _demand(scope: Scope) -> dict[int, tuple[int, int]]:
    is_open = case((SupportRequest.state.in_([RequestState(state) for state in OPEN_STATES]), 1), else_=0)
    rows = db.session.execute(
        select(RequestTerm.term_id, func.count(), func.sum(is_open))
        .join(RequestTerm.request)
        .where(looked_after_in(scope), SupportRequest.submitted_at > clock.now() - YEAR)
        .group_by(RequestTerm.term_id)
    )
    return {term_id: (count, int(open_now)) for term_id, count, open_now in rows}


def _supply(scope: Scope) -> dict[int, list[int]]:
    rows = db.session.execute(
        select(ProfileTerm.term_id, ProfileTerm.profile_id).where(ProfileTerm.profile_id.in_(_profile_ids(scope)))
    )
    found: dict[int, list[int]] = {}
    for term_id, profile_id in rows:
        found.setdefault(term_id, []).append(profile_id)
    return found


def _free_hours(scope: Scope) -> dict[int, float]:
    ids = _profile_ids(scope)
    return dict(capacity.free_hours_of_many(ids, from_on=clock.today(), weeks=FREE_WEEKS)) if ids else {}


def _profile_ids(scope: Scope) -> Sequence[int]:
    """The published profiles that work in the reader's regions."""
    return db.session.scalars(
        select(ExpertiseProfile.id)
        .join(ExpertiseProfile.location)
        .where(ExpertiseProfile.state == ProfileState.PUBLISHED, _works_in(scope))
    ).all()


def _works_in(scope: Scope) -> ColumnElement[bool]:
    return or_(
        ExpertiseProfile.reach == Reach.NATIONAL,
        Location.region_id.in_(scope.regions),
        exists(
            select(profile_region.c.profile_id).where(
                profile_region.c.profile_id == ExpertiseProfile.id, profile_region.c.region_id.in_(scope.regions)
            )
        ),
    )
