"""What was asked for, as words."""

from __future__ import annotations

from network.core.formatting import day, hours
from network.core.i18n import _, current_language
from network.models import SupportRequest
from network.models.taxonomy import Facet
from network.support_requests.words import SETTING_LABELS, URGENCY_LABELS


def wishes_of(request: SupportRequest) -> list[tuple[str, str]]:
    """What was asked for, as pairs of name and words; empty words are left out by the page."""
    language = current_language()

    def words(facet: Facet) -> str:
        return ", ".join(term.label(language) for term in request.terms_of(facet))

    start, is_open = request.wanted_start_on, request.leaves_forms_open
    return [
        (_("Onderwerp"), words(Facet.NEED)),
        (_("Hulp"), words(Facet.FORM) or (_("nog open: de specialist stelt iets voor") if is_open else "")),
        (_("Om wie het gaat"), str(SETTING_LABELS[request.setting])),
        (_("Groep of klas"), words(Facet.AGE_GROUP)),
        (_("Onderwijs"), words(Facet.SCHOOL_TYPE)),
        (_("Haast"), str(URGENCY_LABELS[request.urgency])),
        (_("Vanaf"), day(start) if start else _("zo gauw het kan")),
        (_("Geschat"), hours(request.estimated_hours)),
    ]
