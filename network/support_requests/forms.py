"""What can be added to a question that was asked."""

from __future__ import annotations

from wtforms import TextAreaField, validators

from network.core.forms import BaseForm
from network.core.i18n import _l


class NoteForm(BaseForm):
    """Something to add."""

    text = TextAreaField(
        _l("Wat wil je toevoegen?"),
        [
            validators.DataRequired(_l("Schrijf op wat je wilt toevoegen.")),
            validators.Length(max=2000, message=_l("Dit is te lang: hoogstens 2.000 tekens.")),
        ],
    )
