"""Which notices come by mail."""

from __future__ import annotations

from wtforms import SelectMultipleField, widgets

from network.core.forms import BaseForm
from network.core.i18n import _l
from network.models.notice import Category

CATEGORY_LABELS = {
    Category.INVITATIONS: _l("Vragen aan mij als specialist"),
    Category.PROGRESS: _l("Hoe het met onze vragen gaat"),
    Category.ENGAGEMENTS: _l("Trajecten: plan, contact en terugblik"),
    Category.PROFILES: _l("Onze expertiseprofielen"),
    Category.COORDINATION: _l("Wat mij als coördinator nodig heeft"),
}


class PreferencesForm(BaseForm):
    """The categories that are mailed."""

    mail = SelectMultipleField(
        _l("Stuur mij mail over"),
        choices=[(category.value, label) for category, label in CATEGORY_LABELS.items()],
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
