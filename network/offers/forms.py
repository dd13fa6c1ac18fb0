"""All of an offer in one form, calling it off, and the filters of the list."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from wtforms import Field, RadioField, SelectField, StringField, TextAreaField, ValidationError, widgets
from wtforms import validators as v

from network.core import clock
from network.core.forms import (
    BaseForm,
    CheckboxGroup,
    ClearDateField,
    ClearIntegerField,
    ClearTimeField,
    FilterForm,
    clean_text,
    told_with_the_rest,
)
from network.core.i18n import _, _l
from network.core.versioned import VersionedForm
from network.models.support_offer import OfferKind
from network.offers import service
from network.offers.words import KIND_LABELS


class LineField(Field):
    """A line that is no story: the guard would take the address of a school for that of a pupil."""

    widget = widgets.TextInput()
    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, filters=(clean_text,), **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = valuelist[0]

    def _value(self) -> str:
        return str(self.data or "")


class OfferForm(VersionedForm):
    """What it is, when and where, and for whom. A new one is of a school; that stays."""

    location = SelectField(_l("Welke school geeft de bijeenkomst?"))
    kind = RadioField(
        _l("Wat is het?"),
        [v.DataRequired(_l("Kies wat het is."))],
        choices=[(kind.value, KIND_LABELS[kind]) for kind in OfferKind],
    )
    title = StringField(
        _l("Hoe heet het?"),
        [
            v.DataRequired(_l("Geef de bijeenkomst een naam.")),
            v.Length(max=120, message=_l("Maak de naam korter: hoogstens 120 tekens.")),
        ],
    )
    description = TextAreaField(
        _l("Wat gaan jullie doen, en voor wie is het?"),
        [
            v.DataRequired(_l("Vertel in een paar zinnen wat je kunt verwachten.")),
            v.Length(max=6000, message=_l("Dit is te lang: hoogstens 6.000 tekens.")),
        ],
    )
    needs = CheckboxGroup(_l("Over welke onderwerpen gaat het?"), [v.DataRequired(_l("Kies minstens één onderwerp."))])
    held_on = ClearDateField(_l("Op welke dag?"), [v.InputRequired(_l("Kies een dag."))])
    begins = ClearTimeField(_l("Van"), [v.InputRequired(_l("Vul in hoe laat het begint."))])
    ends = ClearTimeField(_l("Tot"), [v.InputRequired(_l("Vul in hoe laat het eindigt."))])
    place = LineField(_l("Waar is het?"), [v.Length(max=200, message=_l("Houd het kort: hoogstens 200 tekens."))])
    link = LineField(
        _l("Link om online mee te doen"), [v.Length(max=300, message=_l("Deze link is te lang: hoogstens 300 tekens."))]
    )
    places = ClearIntegerField(
        _l("Hoeveel mensen kunnen meedoen?"),
        [v.Optional(), v.NumberRange(1, 1000, message=_l("Vul een getal in tussen 1 en 1.000, of laat het leeg."))],
    )
    regions = CheckboxGroup(_l("Voor welke samenwerkingsverbanden?"))

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Begin and end; once all three fields can be read."""
        begin, end = (clock.from_local(datetime.combine(self.held_on.data, at.data)) for at in (self.begins, self.ends))
        return begin, end

    @property
    def has_moments(self) -> bool:
        """Whether the day and both times can be read."""
        return all(field.data is not None for field in (self.held_on, self.begins, self.ends))

    def validate_held_on(self, _field: Field) -> None:
        """Beside the day, as long as the end lies behind the begin."""
        if self.has_moments and self.ends.data > self.begins.data:
            with told_with_the_rest():
                service.refuse_moment(*self.moments)

    def validate_ends(self, _field: Field) -> None:
        """Beside the end."""
        if self.has_moments and self.ends.data <= self.begins.data:
            with told_with_the_rest():
                service.refuse_moment(*self.moments)

    def validate_place(self, _field: Field) -> None:
        """Unless it is online."""
        with told_with_the_rest():
            service.refuse_nowhere(self.place.data or "", self.link.data or "")

    def validate_link(self, field: Field) -> None:
        """A page on the web, nothing else that a browser would run."""
        if field.data and not _is_page(field.data):
            raise ValidationError(_("Neem de hele link over; die begint met https://."))


class CancelForm(BaseForm):
    """Why it does not go on; need not be said."""

    note = TextAreaField(
        _l("Waarom gaat het niet door?"),
        [v.Length(max=300, message=_l("Houd het kort: hoogstens 300 tekens."))],
    )


class OffersForm(FilterForm):
    """The filters of the list."""

    zoek = StringField(_l("Zoek"))
    soort = SelectField(_l("Soort"), validate_choice=False)
    onderwerp = SelectField(_l("Onderwerp"), validate_choice=False)


def _is_page(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(ch.isspace() for ch in link)
