"""Earlier questions that are like one: what was done then, who helped, and what came of it.

A coordinator sees those of the own regions, who asks those of the own schools, and nobody any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased, joinedload

from network.access.guard import viewer
from network.access.scope import Scope, scope_of
from network.core.database import db
from network.core.i18n import current_language
from network.matching.similar import most_alike, with_confirmed
from network.models import Engagement, Evaluation, ExpertiseProfile, RequestTerm, SupportRequest, Term
from network.models.engagement import EvaluationMoment, Side
from network.models.expertise import ProfileState
from network.models.support_request import RequestState
from network.models.taxonomy import Facet
from network.support_requests.page import Badge, badge_of
from network.support_requests.words import OUTCOME_LABELS
from network.taxonomy.hearing import vector_of

# So far back is looked: some years of a busy region.
LOOKED_AT = 2000

_NEVER_SENT = (RequestState.DRAFT, RequestState.WITHDRAWN)
_CAN_BE_READ = {ProfileState.PUBLISHED, ProfileState.PAUSED}

# The needs that a person confirmed, as one text parted by blanks.
_confirmed = (
    select(func.aggregate_strings(Term.code, " "))
    .join(RequestTerm, RequestTerm.term_id == Term.id)
    .where(RequestTerm.request_id == SupportRequest.id, Term.facet == Facet.NEED)
    .scalar_subquery()
)

Found = tuple[SupportRequest, Engagement | None, int | None]


@dataclass(frozen=True)
class EarlierQuestion:
    """An earlier question for the screen. `ending`: empty while it runs; `valued`: 1..5, by the school that asked."""

    request: SupportRequest
    needs: str
    badge: Badge
    helper: ExpertiseProfile | None
    ending: str
    valued: int | None

    @property
    def shows_helper(self) -> bool:
        """Whether there is a page of who helped that everybody may read."""
        return self.helper is not None and self.helper.state in _CAN_BE_READ


def init_app(app: Flask) -> None:
    """Lets the page of a question, of a slice below this one, show what the school asked before."""
    app.jinja_env.globals["earlier_at_own_schools"] = earlier_at_own_schools


def earlier_in_own_regions(request: SupportRequest) -> list[EarlierQuestion]:
    """Earlier questions like this one in the regions that the reader coordinates, the most alike first."""
    return rows_of(list_earlier_in_regions(request, scope_of(viewer())))


def earlier_at_own_schools(request: SupportRequest) -> list[EarlierQuestion]:
    """Earlier questions like this one of the schools for which the reader asks; none for who may not ask here."""
    scope = scope_of(viewer())
    return rows_of(list_earlier_at_schools(request, scope)) if request.location_id in scope.asks_at else []


def list_earlier_in_regions(request: SupportRequest, scope: Scope) -> Sequence[Found]:
    """Of the regions in scope, with the newest traject and how the school valued that."""
    return _list_alike(request, SupportRequest.region_id.in_(scope.regions))


def list_earlier_at_schools(request: SupportRequest, scope: Scope) -> Sequence[Found]:
    """Of the schools in scope, with the newest traject and how the school valued that."""
    return _list_alike(request, SupportRequest.location_id.in_(scope.asks_at))


def rows_of(found: Iterable[Found]) -> list[EarlierQuestion]:
    """Earlier questions for the screen."""
    language = current_language()
    return [
        EarlierQuestion(
            request,
            ", ".join(term.label(language) for term in request.terms_of(Facet.NEED)),
            badge_of(request.state, is_waiting=request.is_waiting),
            engagement.profile if engagement else None,
            str(OUTCOME_LABELS[engagement.outcome]) if engagement and engagement.outcome else "",
            valued,
        )
        for request, engagement, valued in found
    ]


def _list_alike(request: SupportRequest, within: ColumnElement[bool]) -> Sequence[Found]:
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
        .limit(LOOKED_AT)
    )
    asked = with_confirmed(vector_of(request.heard), [term.code for term in request.terms_of(Facet.NEED)])
    others = {id: with_confirmed(vector_of(heard), (codes or "").split()) for id, heard, codes in rows}
    chosen = most_alike(asked, others)
    return sorted(_read(chosen), key=lambda row: chosen.index(row[0].id)) if chosen else []


def _read(ids: Sequence[int]) -> Sequence[Found]:
    """These questions, each with its newest traject and what the school thought of that when it was closed."""
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
