"""Earlier questions as a page shows them: how much each is alike, what came of it and who helped.

A coordinator sees those of the own regions, who asks those of the own schools, and nobody any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask

from network.access.guard import viewer
from network.access.scope import scope_of
from network.core.badges import Badge
from network.core.i18n import current_language
from network.earlier.queries import Alike, list_earlier_at_schools, list_earlier_in_regions
from network.models import ExpertiseProfile, SupportRequest
from network.models.taxonomy import Facet
from network.support_requests.badges import badge_of
from network.support_requests.words import OUTCOME_LABELS


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
