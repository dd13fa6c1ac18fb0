"""Plan, contact, closing and looking back."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField, TextAreaField, validators

from network.core.forms import BaseForm, ClearDateField, ClearDecimalField, told_with_the_rest
from network.core.i18n import _l
from network.core.versioned import VersionedForm
from network.engagements import contact, service
from network.models import Engagement
from network.models.engagement import ContactKind
from network.support_requests.words import OUTCOME_LABELS, WITHDRAWN_FOR_SCHOOL_LABELS, WITHDRAWN_LABELS

KIND_LABELS = {
    ContactKind.VISIT: _l("Bezoek aan de school"),
    ContactKind.OBSERVATION: _l("Observatie in de klas"),
    ContactKind.CALL: _l("Telefoongesprek"),
    ContactKind.ONLINE: _l("Gesprek via beeld"),
}

SCORE_LABELS = {
    5: _l("Heel goed"),
    4: _l("Goed"),
    3: _l("Gaat wel"),
    2: _l("Matig"),
    1: _l("Slecht"),
}

STILL_HELPS_LABELS = {"yes": _l("Ja"), "partly": _l("Een beetje"), "no": _l("Nee")}

_TOO_LONG = _l("Dit is te lang: hoogstens 2.000 tekens.")
_HOURS_RANGE = _l("Vul een getal in tussen een kwartier (0,25) en 400.")
_HOURS_OF_A_DAY = _l("Vul een getal in tussen een kwartier (0,25) en 24.")


class PlanForm(VersionedForm):
    """What is agreed."""

    goal = TextAreaField(
        _l("Wat willen jullie bereiken?"),
        [
            validators.DataRequired(_l("Schrijf in een paar zinnen op wat jullie willen bereiken.")),
            validators.Length(max=2000, message=_TOO_LONG),
        ],
    )
    hours = ClearDecimalField(
        _l("Hoeveel uur is daarvoor nodig?"),
        [
            validators.InputRequired(_l("Vul het aantal uren in.")),
            validators.NumberRange(min=0.25, max=400, message=_HOURS_RANGE),
        ],
    )
    starts_on = ClearDateField(_l("Vanaf wanneer?"), [validators.InputRequired(_l("Kies een begindatum."))])
    ends_on = ClearDateField(_l("Tot wanneer?"), [validators.InputRequired(_l("Kies een einddatum."))])

    def validate_ends_on(self, field: ClearDateField) -> None:
        """Once the begin can be read."""
        if self.starts_on.data:
            with told_with_the_rest():
                service.refuse_period(self.starts_on.data, field.data, agreed_end=field.object_data)


class ContactForm(BaseForm):
    """One moment of contact of this traject."""

    def __init__(self, engagement: Engagement, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.engagement = engagement

    kind = RadioField(
        _l("Hoe hadden jullie contact?"),
        [validators.DataRequired(_l("Kies hoe jullie contact hadden."))],
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
    )
    held_on = ClearDateField(_l("Wanneer?"), [validators.InputRequired(_l("Kies de dag van het contact."))])
    hours = ClearDecimalField(
        _l("Hoeveel uur kostte het?"),
        [
            validators.InputRequired(_l("Vul het aantal uren in, reistijd en verslag meegeteld.")),
            validators.NumberRange(min=0.25, max=24, message=_HOURS_OF_A_DAY),
        ],
    )
    note = TextAreaField(_l("Wat is er afgesproken?"), [validators.Length(max=2000, message=_TOO_LONG)])

    def validate_held_on(self, field: ClearDateField) -> None:
        """What was written down before stays: the plan may have been put off since."""
        if field.data != field.object_data:
            with told_with_the_rest():
                contact.refuse_day(self.engagement, field.data)


class ContactChangeForm(ContactForm, VersionedForm):
    """The same, written down before."""


class TakeAwayForm(BaseForm):
    """A page that asks: are you sure? Of what its reader saw, for somebody may have changed it since."""

    version = HiddenField()


class ClosingForm(BaseForm):
    """How it ended."""

    outcome = RadioField(
        _l("Hoe staat het ervoor?"),
        [validators.DataRequired(_l("Kies wat het best past."))],
        choices=[(outcome.value, label) for outcome, label in OUTCOME_LABELS.items()],
    )
    note = TextAreaField(_l("Wat hielp, en wat neemt de school mee?"), [validators.Length(max=2000, message=_TOO_LONG)])


class GiveBackForm(BaseForm):
    """Why a specialist cannot go on."""

    note = TextAreaField(_l("Wil je er iets bij zeggen?"), [validators.Length(max=2000, message=_TOO_LONG)])


class EvaluationForm(BaseForm):
    """Looking back, ten days after the end; `still_helps` is asked six school weeks after it."""

    score = RadioField(
        _l("Hoe kijk je terug op de samenwerking?"),
        [validators.InputRequired(_l("Kies wat het best past."))],
        choices=[(str(score), label) for score, label in SCORE_LABELS.items()],
    )
    still_helps = RadioField(
        _l("Helpt het nog steeds in de klas?"),
        [validators.InputRequired(_l("Kies of het nog steeds helpt."))],
        choices=list(STILL_HELPS_LABELS.items()),
    )
    remarks = TextAreaField(_l("Wat wil je erover kwijt?"), [validators.Length(max=2000, message=_TOO_LONG)])


class AskedAfterForm(BaseForm):
    """What a coordinator heard who asked how a traject goes; need not be said."""

    text = TextAreaField(
        _l("Wat hoorde je? (hoeft niet)"),
        [validators.Optional(), validators.Length(max=1900, message=_l("Dit is te lang: hoogstens 1.900 tekens."))],
    )


class WithdrawForm(BaseForm):
    """Why a question is taken back; kept as a code."""

    reason = RadioField(
        _l("Waarom trek je de vraag in?"),
        [validators.DataRequired(_l("Kies wat het best past."))],
        choices=list(WITHDRAWN_LABELS.items()),
    )


class WithdrawForSchoolForm(WithdrawForm):
    """The same, in the words of a coordinator."""

    reason = RadioField(
        _l("Waarom trek je de vraag in?"),
        [validators.DataRequired(_l("Kies wat het best past."))],
        choices=list(WITHDRAWN_FOR_SCHOOL_LABELS.items()),
    )
