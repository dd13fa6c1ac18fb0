"""The filters of the queue."""

from __future__ import annotations

from wtforms import SelectField, StringField

from network.coordination.filters import LAST_YEAR, Filters
from network.core.forms import FilterForm
from network.core.i18n import _, _l
from network.models.support_request import Urgency
from network.support_requests.words import URGENCY_LABELS

STATE_LABELS = {
    "open": _l("Open vragen"),
    "in_triage": _l("Wacht op de coördinator"),
    "searching": _l("We zoeken een specialist"),
    "without_yes": _l("Nog zonder ja"),
    "waiting": _l("Op de wachtlijst"),
    "stuck": _l("Niemand meer te vragen, of rondes op"),
    "matched": _l("Een specialist zegt ja"),
    "running": _l("Aan de slag"),
    "closed": _l("Afgerond"),
    "withdrawn": _l("Ingetrokken"),
    "alle": _l("Alle vragen"),
}

# Where the page of definitions says what a list holds.
STATE_DEFINITIONS = {"open": "open", "without_yes": "waiting", "waiting": "waiting-list", "stuck": "stuck"}

SORT_LABELS = {
    "oudste": _l("Oudste eerst"),
    "nieuwste": _l("Nieuwste eerst"),
    "meeste-haast": _l("Meeste haast eerst"),
    "minste-haast": _l("Minste haast eerst"),
    "vast-eerst": _l("Wat vastzit eerst"),
    "klaar-eerst": _l("Wat klaar is eerst"),
    "school": _l("School, van A tot Z"),
    "school-terug": _l("School, van Z tot A"),
}


class QueueForm(FilterForm):
    """The filters of the queue."""

    zoek = StringField(_l("Zoek"))
    status = SelectField(_l("Hoe het staat"), choices=list(STATE_LABELS.items()), validate_choice=False)
    onderwerp = SelectField(_l("Onderwerp"), validate_choice=False)
    haast = SelectField(
        _l("Haast"),
        choices=[("", _l("Alle")), *((u.value, URGENCY_LABELS[u]) for u in Urgency)],
        validate_choice=False,
    )
    periode = SelectField(
        _l("Gesteld"), choices=[("", _l("Alle")), (LAST_YEAR, _l("In het laatste jaar"))], validate_choice=False
    )
    volgorde = SelectField(_l("Volgorde"), choices=list(SORT_LABELS.items()), validate_choice=False)

    @classmethod
    def showing(cls, filters: Filters, needs: list[tuple[str, str]]) -> QueueForm:
        """The form with the present filters chosen."""
        form = cls(
            formdata=None,
            zoek=filters.words,
            status=filters.state,
            onderwerp=filters.need,
            haast=filters.urgency,
            periode=filters.period,
            volgorde=filters.sort,
        )
        form.onderwerp.choices = [("", _("Alle")), *needs]
        return form
