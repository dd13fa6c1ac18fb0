"""Earlier questions that sound like this one: whoever asked before, and who helped, may save a school a search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import or_, select

from network.access.guard import viewer
from network.access.scope import Scope, scope_of
from network.core.database import db
from network.core.i18n import _, current_language
from network.matching.wanted import heard_in
from network.models import Engagement, ExpertiseProfile, RequestTerm, SupportRequest, Term
from network.models.engagement import Outcome
from network.models.support_request import RequestState
from network.models.taxonomy import Facet
from network.support_requests.page import badge_of
from network.taxonomy.hearing import Heard, most_alike, vector_of

SHOWN = 5
# Below this two texts only share that they are about school.
LEAST_LIKENESS = 0.6
# Of all that may be seen, the newest.
LOOKED_THROUGH = 2000

_NOT_TO_LEARN_FROM = (RequestState.DRAFT, RequestState.WITHDRAWN)


@dataclass(frozen=True)
class EarlierQuestion:
    """A question as a line: what it was about, who helped ("" for nobody yet), how it stands or ended."""

    code: str
    needs: str
    helped_by: str
    ending: str
    likeness: float


def init_app(app: Flask) -> None:
    """Lets every page of a question show the earlier ones, also pages of slices below this one."""
    app.jinja_env.globals["earlier_questions"] = lambda request: list_earlier(request, scope_of(viewer()))


def list_earlier(request: SupportRequest, scope: Scope) -> list[EarlierQuestion]:
    """The earlier questions most like this one: of the reader's own schools, and of the regions they coordinate."""
    alike = most_alike(heard_in(request), _heard_before(request, scope), least=LEAST_LIKENESS, most=SHOWN)
    if not alike:
        return []
    states, needs, endings = _codes_and_states(alike), _needs_of(alike), _endings_of(alike)
    return [
        EarlierQuestion(
            code=states[request_id][0],
            needs=", ".join(needs.get(request_id, ())),
            helped_by=endings.get(request_id, ("", ""))[0],
            ending=endings.get(request_id, ("", ""))[1] or badge_of(states[request_id][1]).words,
            likeness=likeness,
        )
        for request_id, likeness in alike.items()
    ]


def _heard_before(request: SupportRequest, scope: Scope) -> Mapping[int, Heard]:
    rows = db.session.execute(
        select(SupportRequest.id, SupportRequest.heard)
        .where(
            or_(SupportRequest.region_id.in_(scope.regions), SupportRequest.location_id.in_(scope.asks_at)),
            SupportRequest.id != request.id,
            SupportRequest.heard.is_not(None),
            SupportRequest.state.not_in(_NOT_TO_LEARN_FROM),
        )
        .order_by(SupportRequest.id.desc())
        .limit(LOOKED_THROUGH)
    )
    return {request_id: vector_of(heard) for request_id, heard in rows if heard}


def _codes_and_states(ids: Iterable[int]) -> Mapping[int, tuple[str, RequestState]]:
    columns = (SupportRequest.id, SupportRequest.code, SupportRequest.state)
    rows = db.session.execute(select(*columns).where(SupportRequest.id.in_(list(ids))))
    return {request_id: (code, state) for request_id, code, state in rows}


def _needs_of(ids: Iterable[int]) -> Mapping[int, Sequence[str]]:
    rows = db.session.execute(
        select(RequestTerm.request_id, Term.label_nl, Term.label_en)
        .join(RequestTerm.term)
        .where(RequestTerm.request_id.in_(list(ids)), Term.facet == Facet.NEED)
        .order_by(RequestTerm.is_main.desc(), Term.position)
    )
    found: dict[int, list[str]] = {}
    for request_id, dutch, english in rows:
        found.setdefault(request_id, []).append(english if english and current_language() == "en" else dutch)
    return found


def _endings_of(ids: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """Per question its latest traject: who helped, and how that ended ("" while it goes on)."""
    rows = db.session.execute(
        select(Engagement.request_id, ExpertiseProfile.title, Engagement.outcome)
        .join(Engagement.profile)
        .where(Engagement.request_id.in_(list(ids)))
        .order_by(Engagement.id)
    )
    return {request_id: (title, _in_words(outcome)) for request_id, title, outcome in rows}


def _in_words(outcome: Outcome | None) -> str:
    return {
        None: "",
        Outcome.RESOLVED: _("De vraag is opgelost"),
        Outcome.PARTLY: _("Het gaat beter, maar is niet helemaal opgelost"),
        Outcome.NOT_RESOLVED: _("Het is niet opgelost"),
        Outcome.REFERRED: _("Er is andere hulp gevonden"),
        Outcome.STOPPED: _("We zijn gestopt"),
    }[outcome]
