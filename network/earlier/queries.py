"""Earlier questions that sound like one, the most alike first, as far as a scope reaches."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased, joinedload

from network.access.scope import Scope
from network.core.database import db
from network.hearing.keeping import asked_by, confirmed_needs, told_of
from network.hearing.likeness import LEAST_LIKENESS, most_alike
from network.models import Engagement, Evaluation, ExpertiseProfile, RequestTerm, SupportRequest
from network.models.engagement import EvaluationMoment, Side
from network.models.support_request import RequestState

SHOWN = 5
# Of all that may be seen, the newest.
LOOKED_THROUGH = 2000

_NEVER_SENT = (RequestState.DRAFT, RequestState.WITHDRAWN)

_confirmed = confirmed_needs(RequestTerm, RequestTerm.request_id == SupportRequest.id)

# A question, its newest traject, and what the school thought of that when it was closed.
Found = tuple[SupportRequest, Engagement | None, int | None]
Alike = tuple[float, Found]


def list_earlier_in_regions(request: SupportRequest, scope: Scope) -> Sequence[Alike]:
    """Of the regions in scope, the most alike first, with how much."""
    return _list_alike(request, SupportRequest.region_id.in_(scope.regions))


def list_earlier_at_schools(request: SupportRequest, scope: Scope) -> Sequence[Alike]:
    """Of the schools in scope, the most alike first, with how much."""
    return _list_alike(request, SupportRequest.location_id.in_(scope.asks_at))


def _list_alike(request: SupportRequest, within: ColumnElement[bool]) -> Sequence[Alike]:
    if request.heard is None or request.submitted_at is None:
        return []
    rows = db.session.execute(
        select(SupportRequest.id, SupportRequest.heard, _confirmed)
        .where(
            within,
            SupportRequest.state.not_in(_NEVER_SENT),
            SupportRequest.submitted_at < request.submitted_at,
            SupportRequest.heard.is_not(None),
        )
        .order_by(SupportRequest.submitted_at.desc(), SupportRequest.id.desc())
        .limit(LOOKED_THROUGH)
    )
    others = {id: told_of(heard, codes) for id, heard, codes in rows}
    alike = most_alike(asked_by(request), others, least=LEAST_LIKENESS, most=SHOWN)
    found = {one[0].id: one for one in _read(alike)}
    return [(likeness, found[id]) for id, likeness in alike.items()]


def _read(ids: Collection[int]) -> Sequence[Found]:
    """These questions with what is shown of them."""
    if not ids:
        return []
    later = aliased(Engagement)
    newest = select(func.max(later.id)).where(later.request_id == SupportRequest.id).scalar_subquery()
    of_the_school = (
        (Evaluation.engagement_id == Engagement.id)
        & (Evaluation.side == Side.REQUESTER)
        & (Evaluation.moment == EvaluationMoment.CLOSING)
    )
    found = db.session.execute(
        select(SupportRequest, Engagement, Evaluation.score)
        .select_from(SupportRequest)
        .outerjoin(Engagement, Engagement.id == newest)
        .outerjoin(Evaluation, of_the_school)
        .where(SupportRequest.id.in_(ids))
        .options(
            joinedload(SupportRequest.terms).joinedload(RequestTerm.term),
            joinedload(SupportRequest.location),
            joinedload(Engagement.profile).joinedload(ExpertiseProfile.location),
        )
    )
    return [(request, engagement, score) for request, engagement, score in found.unique()]
