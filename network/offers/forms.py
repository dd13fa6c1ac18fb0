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
    """A line that is no story: the guard would take the address of a school for that of a pupil, so the service reads it."""

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
        """Begin and end, of a form that is right."""
        begin, end = self._at(self.begins), self._at(self.ends)
        if begin is None or end is None:
            raise ValueError("without a day or a time there is no moment")
        return begin, end

    def validate_held_on(self, _field: Field) -> None:
        """Once the begin can be read."""
        begin = self._at(self.begins)
        if begin is not None:
            with told_with_the_rest():
                service.refuse_past(begin)

    def validate_ends(self, _field: Field) -> None:
        """Once both can be read."""
        begin, end = self._at(self.begins), self._at(self.ends)
        if begin is not None and end is not None:
            with told_with_the_rest():
                service.refuse_end(begin, end)

    def _at(self, field: ClearTimeField) -> datetime | None:
        """The instant of a time on the day of the form."""
        if self.held_on.data is None or field.data is None:
            return None
        return clock.from_local(datetime.combine(self.held_on.data, field.data))

    def validate_place(self, _field: Field) -> None:
        """Somewhere, unless it is online; and not with somebody."""
        with told_with_the_rest():
            service.refuse_nowhere(self.place.data or "", self.link.data or "")
            service.refuse_person(self.place.data or "")

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
    return parts.scheme == "https" and bool(parts.hostname) and not any(ch.isspace() for ch in link)
