"""Earlier questions that sound like one: what was done then, who helped, and what came of it.

A coordinator sees those of the own regions, who asks those of the own schools, and nobody any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.orm import aliased, joinedload

from network.access.guard import viewer
from network.access.scope import Scope, scope_of
from network.core.badges import Badge
from network.core.database import db, unit_of_work
from network.core.i18n import current_language
from network.hearing.likeness import hear, model_in_use, most_alike, vector_of, with_confirmed, written
from network.models import Engagement, Evaluation, ExpertiseProfile, RequestTerm, SupportRequest, Term
from network.models.engagement import EvaluationMoment, Side
from network.models.support_request import RequestState
from network.models.taxonomy import Facet
from network.support_requests.badges import badge_of
from network.support_requests.words import OUTCOME_LABELS

SHOWN = 5
# Above this two questions of the demo network share a confirmed need, but for one in fifty; texts alone: one in three.
LEAST_LIKENESS = 0.5
# Of all that may be seen, the newest.
LOOKED_THROUGH = 2000

# Hearing takes some milliseconds a text, and on SQLite everybody else waits for the batch.
_PER_BATCH = 100

_NEVER_SENT = (RequestState.DRAFT, RequestState.WITHDRAWN)

# The needs that a person confirmed, as one text parted by blanks.
_confirmed = (
    select(func.aggregate_strings(Term.code, " "))
    .join(RequestTerm, RequestTerm.term_id == Term.id)
    .where(RequestTerm.request_id == SupportRequest.id, Term.facet == Facet.NEED)
    .scalar_subquery()
)

# A question, its newest traject, and what the school thought of that when it was closed.
Found = tuple[SupportRequest, Engagement | None, int | None]
Alike = tuple[float, Found]


@dataclass(frozen=True)
class EarlierQuestion:
    """An earlier question for the screen.

    `likeness`: 0..1; `ending`: empty while it runs; `valued`: 1..5, by the school that asked.
    """

    request: SupportRequest
    likeness: float
    needs: str
    badge: Badge
    helper: ExpertiseProfile | None
    ending: str
    valued: int | None

    @property
    def shows_helper(self) -> bool:
        """Whether there is a page of who helped that everybody may read."""
        return self.helper is not None and self.helper.is_public


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


def list_earlier_in_regions(request: SupportRequest, scope: Scope) -> Sequence[Alike]:
    """Of the regions in scope, the most alike first, with how much."""
    return _list_alike(request, SupportRequest.region_id.in_(scope.regions))


def list_earlier_at_schools(request: SupportRequest, scope: Scope) -> Sequence[Alike]:
    """Of the schools in scope, the most alike first, with how much."""
    return _list_alike(request, SupportRequest.location_id.in_(scope.asks_at))


def rows_of(found: Iterable[Alike]) -> list[EarlierQuestion]:
    """Earlier questions for the screen."""
    language = current_language()
    return [
        EarlierQuestion(
            request,
            likeness,
            ", ".join(term.label(language) for term in request.terms_of(Facet.NEED)),
            badge_of(request.state, is_waiting=request.is_waiting),
            engagement.profile if engagement else None,
            str(OUTCOME_LABELS[engagement.outcome]) if engagement and engagement.outcome else "",
            valued,
        )
        for likeness, (request, engagement, valued) in found
    ]


def hear_outdated(*, most: int | None = None) -> int:
    """Hear anew what an older model heard in questions, or in `most` of them; how many. In units of work of its own."""
    count = 0
    while most is None or count < most:
        with unit_of_work():
            heard_now = _hear_batch(_PER_BATCH if most is None else min(_PER_BATCH, most - count))
        if not heard_now:
            break
        count += heard_now
    return count


def _hear_batch(most: int) -> int:
    """The questions stay free for others meanwhile: what somebody rewords at this moment is heard by that change."""
    model = model_in_use()
    outdated = (
        select(SupportRequest.id, SupportRequest.version, SupportRequest.title, SupportRequest.story)
        .where(SupportRequest.heard.is_not(None), SupportRequest.heard_by.is_distinct_from(model))
        .order_by(SupportRequest.id)
        .limit(most)
    )
    # No new version: nobody changed the question, and whoever is writing in it may go on.
    keep = (
        update(SupportRequest)
        .where(SupportRequest.id == bindparam("row"), SupportRequest.version == bindparam("seen"))
        .values(heard=bindparam("vector"), heard_by=model, updated_at=SupportRequest.updated_at)
    )
    values = [
        {"row": id, "seen": version, "vector": written(hear(f"{title}. {story}"))}
        for id, version, title, story in db.session.execute(outdated)
    ]
    if values:
        db.session.connection().execute(keep, values)
    return len(values)


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
    asked = with_confirmed(vector_of(request.heard), [term.code for term in request.terms_of(Facet.NEED)])
    others = {id: with_confirmed(vector_of(heard), (codes or "").split()) for id, heard, codes in rows}
    alike = most_alike(asked, others, least=LEAST_LIKENESS, most=SHOWN)
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
