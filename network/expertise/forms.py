"""A profile in four pages, the steps of its life, and the filters of the directory."""

from __future__ import annotations

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms import validators as v

from network.core.forms import (
    BaseForm,
    CheckboxGroup,
    ClearDateField,
    ClearDecimalField,
    ClearIntegerField,
    FilterForm,
    told_with_the_rest,
)
from network.core.i18n import _l
from network.core.versioned import VersionedForm
from network.expertise import service
from network.models.expertise import Reach

REACH_LABELS = {
    Reach.REGIONS: _l("In één of meer samenwerkingsverbanden"),
    Reach.KILOMETRES: _l("Tot een aantal kilometers van onze school"),
    Reach.NATIONAL: _l("In het hele land"),
}

_TITLE = [
    v.DataRequired(_l("Geef het profiel een naam.")),
    v.Length(max=120, message=_l("Maak de naam korter: hoogstens 120 tekens.")),
]


class CreateForm(BaseForm):
    """A new profile."""

    location = SelectField(_l("Van welke school?"))
    title = StringField(_l("Hoe heet het profiel?"), _TITLE)


class DescriptionForm(VersionedForm):
    """What the profile can do."""

    title = StringField(_l("Hoe heet het profiel?"), _TITLE)
    description = TextAreaField(
        _l("Wat doen jullie, en hoe?"),
        [
            v.DataRequired(_l("Vertel in een paar zinnen wat jullie doen.")),
            v.Length(max=6000, message=_l("Dit is te lang: hoogstens 6.000 tekens.")),
        ],
    )
    needs = CheckboxGroup(_l("Waar zijn jullie goed in?"), [v.DataRequired(_l("Kies minstens één onderwerp."))])
    forms = CheckboxGroup(_l("Welke hulp bieden jullie?"), [v.DataRequired(_l("Kies minstens één soort hulp."))])


class AimForm(VersionedForm):
    """For whom and how far."""

    ages = CheckboxGroup(_l("Voor welke groepen en klassen?"), [v.DataRequired(_l("Kies minstens één groep."))])
    school_types = CheckboxGroup(_l("Voor welk onderwijs?"), [v.DataRequired(_l("Kies minstens één soort onderwijs."))])
    reach = RadioField(_l("Hoe ver gaan jullie?"), choices=[(reach.value, REACH_LABELS[reach]) for reach in Reach])
    regions = CheckboxGroup(_l("Welke samenwerkingsverbanden?"))
    reach_km = ClearIntegerField(
        _l("Hoeveel kilometer?"),
        [v.Optional(), v.NumberRange(1, 300, message=_l("Vul een getal in tussen 1 en 300."))],
    )
    leaves_out_own_board = BooleanField(_l("Vraag ons niet voor scholen van ons eigen bestuur"))


class PersonForm(BaseForm):
    """Somebody who works in the profile."""

    name = StringField(
        _l("Naam"), [v.DataRequired(_l("Vul de naam in.")), v.Length(max=120, message=_l("Hoogstens 120 tekens."))]
    )
    job_title = StringField(_l("Functie"), [v.Length(max=120, message=_l("Hoogstens 120 tekens."))])
    user = SelectField(_l("Account op Naast"))
    answers = BooleanField(_l("Krijgt de vragen en kan antwoorden"), default=True)


class HoursForm(BaseForm):
    """Hours a week from a date on."""

    hours_per_week = ClearDecimalField(
        _l("Uren per week"),
        [
            v.InputRequired(_l("Vul het aantal uren in.")),
            v.NumberRange(0, 400, message=_l("Vul een getal in tussen 0 en 400.")),
        ],
    )
    starts_on = ClearDateField(_l("Vanaf"), [v.InputRequired(_l("Kies een begindatum."))])
    ends_on = ClearDateField(_l("Tot en met"), [v.Optional()])

    def validate_ends_on(self, field: ClearDateField) -> None:
        """Once the begin can be read."""
        if self.starts_on.data:
            with told_with_the_rest():
                service.refuse_end_of_hours(self.starts_on.data, field.data)


class AbsenceForm(BaseForm):
    """Days on which nobody is there."""

    absent_from = ClearDateField(_l("Eerste dag weg"), [v.InputRequired(_l("Kies de eerste dag."))])
    absent_until = ClearDateField(_l("Laatste dag weg"), [v.InputRequired(_l("Kies de laatste dag."))])

    def validate_absent_until(self, field: ClearDateField) -> None:
        """Of itself, as long as the first day cannot be read."""
        with told_with_the_rest():
            service.refuse_absence(self.absent_from.data or field.data, field.data)


class LimitsForm(VersionedForm):
    """How much at a time."""

    max_open = ClearIntegerField(
        _l("Hoeveel trajecten tegelijk?"),
        [
            v.InputRequired(_l("Vul een getal in.")),
            v.NumberRange(0, 50, message=_l("Vul een getal in tussen 0 en 50.")),
        ],
    )
    max_per_30_days = ClearIntegerField(
        _l("Hoeveel nieuwe vragen in 30 dagen?"),
        [v.Optional(), v.NumberRange(1, 50, message=_l("Vul een getal in tussen 1 en 50."))],
    )
    lead_days = ClearIntegerField(
        _l("Hoeveel dagen van tevoren moeten jullie het weten?"),
        [
            v.InputRequired(_l("Vul een getal in.")),
            v.NumberRange(0, 90, message=_l("Vul een getal in tussen 0 en 90.")),
        ],
    )


class PauseForm(BaseForm):
    """No new questions for a while."""

    until = ClearDateField(_l("Tot welke dag?"), [v.Optional()])


class SendBackForm(BaseForm):
    """What the profile still needs."""

    note = TextAreaField(
        _l("Wat is er nog nodig?"),
        [
            v.DataRequired(_l("Schrijf op wat er nog nodig is; de school leest dit.")),
            v.Length(max=500, message=_l("Houd het kort: hoogstens 500 tekens.")),
        ],
    )


class DirectoryForm(FilterForm):
    """The filters of the directory."""

    zoek = StringField(_l("Zoek"))
    onderwerp = SelectField(_l("Onderwerp"), validate_choice=False)
    hulp = SelectField(_l("Soort hulp"), validate_choice=False)
    groep = SelectField(_l("Groep of klas"), validate_choice=False)
    onderwijs = SelectField(_l("Onderwijs"), validate_choice=False)
    regio = SelectField(_l("Samenwerkingsverband"), validate_choice=False)
