"""What a question still needs before it can be sent, and what it cannot ask."""

from __future__ import annotations

from datetime import date

from network.core import clock
from network.core.errors import InvalidInput
from network.core.i18n import _
from network.models import SupportRequest
from network.models.taxonomy import Facet


def list_missing(request: SupportRequest) -> list[str]:
    """All that a question still needs, in words, in the order of the steps."""
    present = {
        _("wat er speelt"): request.title and request.story,
        _("waar het over gaat"): request.terms_of(Facet.NEED),
        _("een soort hulp"): request.terms_of(Facet.FORM) or request.leaves_forms_open,
        _("een groep of klas"): request.terms_of(Facet.AGE_GROUP),
    }
    return [what for what, found in present.items() if not found]


def refuse_incomplete(request: SupportRequest) -> None:
    """InvalidInput says all that is missing at once."""
    missing = list_missing(request)
    if missing:
        raise InvalidInput(_("Nog nodig: %(what)s.", what=", ".join(missing)))


def refuse_past_start(starts_on: date | None) -> None:
    """InvalidInput for a day before which nobody can begin any more."""
    if starts_on is not None and starts_on < clock.today():
        raise InvalidInput(_("Deze datum is al geweest. Kies vandaag of later."), field="wanted_start_on")
