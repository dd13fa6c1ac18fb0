"""Which notices come by mail."""

from __future__ import annotations

from wtforms import SelectMultipleField, widgets

from network.access.viewer import Viewer
from network.core.forms import BaseForm
from network.core.i18n import _l
from network.models.notice import Category
from network.models.user import Role

CATEGORY_LABELS = {
    Category.INVITATIONS: _l("Vragen aan mij als specialist"),
    Category.PROGRESS: _l("Hoe het met onze vragen gaat"),
    Category.ENGAGEMENTS: _l("Trajecten: plan, contact en terugblik"),
    Category.PROFILES: _l("Onze expertiseprofielen"),
    Category.COORDINATION: _l("Wat mij als coördinator nodig heeft"),
}
# What is said to somebody in each role; operators hear of their account alone.
CATEGORIES_OF = {
    Role.SPECIALIST: {Category.INVITATIONS, Category.ENGAGEMENTS, Category.PROFILES},
    Role.REQUESTER: {Category.PROGRESS, Category.ENGAGEMENTS},
    Role.SCHOOL_ADMIN: {Category.PROFILES},
    Role.COORDINATOR: {Category.COORDINATION, Category.ENGAGEMENTS},
    Role.NATIONAL: {Category.COORDINATION, Category.ENGAGEMENTS},
}


def list_offered(reader: Viewer) -> list[Category]:
    """The categories that can reach this reader, in the order of the form."""
    said = {category for role, categories in CATEGORIES_OF.items() if reader.has_role(role) for category in categories}
    return [category for category in CATEGORY_LABELS if category in said]


class PreferencesForm(BaseForm):
    """The categories that are mailed, of those that can reach the reader."""

    mail = SelectMultipleField(
        _l("Stuur mij mail over"),
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )

    @classmethod
    def offering(cls, offered: list[Category], switched_off: set[Category]) -> PreferencesForm:
        """The form of these categories, as they stand until somebody sends it."""
        form = cls(mail=[category.value for category in offered if category not in switched_off])
        form.mail.choices = [(category.value, CATEGORY_LABELS[category]) for category in offered]
        return form
