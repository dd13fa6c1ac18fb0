"""What a coordinator writes."""

from __future__ import annotations

from wtforms import TextAreaField, validators

from network.core.forms import BaseForm
from network.core.i18n import _l


class CoordinatorNoteForm(BaseForm):
    """A note that only coordinators read."""

    text = TextAreaField(
        _l("Notitie"),
        [
            validators.DataRequired(_l("Schrijf op wat je wilt onthouden.")),
            validators.Length(max=2000, message=_l("Dit is te lang: hoogstens 2.000 tekens.")),
        ],
    )
