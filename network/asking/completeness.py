"""What a question still needs before it can be sent, what it cannot ask, and what is said of what it may."""

from __future__ import annotations

from datetime import date

from network.core import clock
from network.core.errors import InvalidInput
from network.core.formatting import day
from network.core.i18n import _
from network.followups.calendars import calendar_of
from network.models import Location, SupportRequest
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


def words_of_day_off(location: Location, starts_on: date | None) -> str:
    """Of a start on which this school is closed, when it opens; it may stay as it is. Empty for other days."""
    calendar = calendar_of(location)
    if starts_on is None or starts_on < clock.today() or calendar.is_school_day(starts_on):
        return ""
    first = calendar.next_school_day(starts_on)
    return _(
        "Let op: %(chosen)s is geen schooldag. De eerste daarna is %(first)s.", chosen=day(starts_on), first=day(first)
    )
