"""Overriding a region, and keeping holidays."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField
from wtforms import validators as v

from network.core.forms import ClearDateField, told_with_the_rest
from network.core.i18n import _l
from network.core.versioned import VersionedForm
from network.schools import rules, service


class RegionForm(VersionedForm):
    """In which region does this school lie?"""

    region = SelectField(_l("Samenwerkingsverband"))


class HolidayForm(VersionedForm):
    """One holiday of one region."""

    holiday_region = RadioField(
        _l("Vakantieregio"), choices=[("noord", _l("Noord")), ("midden", _l("Midden")), ("zuid", _l("Zuid"))]
    )
    school_year = StringField(
        _l("Schooljaar"), [v.Regexp(r"^\d{4}-\d{4}$", message=_l("Schrijf het schooljaar als 2026-2027."))]
    )
    name = StringField(
        _l("Naam"),
        [v.DataRequired(_l("Vul de naam in.")), v.Length(max=80, message=_l("Hoogstens 80 tekens."))],
    )
    starts_on = ClearDateField(_l("Eerste dag"), [v.InputRequired(_l("Kies de eerste dag."))])
    ends_on = ClearDateField(_l("Laatste dag"), [v.InputRequired(_l("Kies de laatste dag."))])

    def validate_school_year(self, field: StringField) -> None:
        """Two years, once they are written as such."""
        if not field.errors:
            with told_with_the_rest():
                service.refuse_school_year(field.data)

    def validate_starts_on(self, field: ClearDateField) -> None:
        """Once the school year can be read."""
        if rules.is_school_year(self.school_year.data or ""):
            with told_with_the_rest():
                service.refuse_first_day(self.school_year.data, field.data)

    def validate_ends_on(self, field: ClearDateField) -> None:
        """Once the first day can be read."""
        if self.starts_on.data:
            with told_with_the_rest():
                service.refuse_last_day(self.starts_on.data, field.data)
