"""Answering an invitation."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import RadioField, StringField, validators

from network.core.forms import BaseForm
from network.core.i18n import _l
from network.models import User
from network.models.match import DeclineReason
from network.support_requests.words import DECLINE_LABELS


class AcceptForm(BaseForm):
    """Nothing to fill in, only to say yes."""


class DeclineForm(BaseForm):
    """Why not now."""

    reason = RadioField(
        _l("Waarom lukt het niet?"),
        [validators.DataRequired(_l("Kies een reden."))],
        choices=[(reason.value, label) for reason, label in DECLINE_LABELS.items()],
        validate_choice=True,
    )
    note = StringField(
        _l("Wil je er iets bij zeggen?"),
        [validators.Length(max=300, message=_l("Houd het kort: hoogstens 300 tekens."))],
    )

    @property
    def chosen(self) -> DeclineReason:
        return DeclineReason(self.reason.data)


class PassForm(BaseForm):
    """Which colleague gets the invitation too."""

    colleague = RadioField(_l("Aan wie geef je de vraag door?"), [validators.DataRequired(_l("Kies een collega."))])

    @classmethod
    def among(cls, people: Sequence[User]) -> PassForm:
        """The form with these colleagues to choose from."""
        form = cls()
        form.colleague.choices = [
            (person.public_id, f"{person.name}, {person.job_title}" if person.job_title else person.name)
            for person in people
        ]
        return form
