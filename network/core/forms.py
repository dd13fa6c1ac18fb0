"""The base of every form: clean text in, domain errors beside the field they concern."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    DecimalField,
    Field,
    IntegerField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
    widgets,
)
from wtforms.validators import StopValidation, ValidationError

from network.core.errors import DomainError
from network.core.formatting import number
from network.core.i18n import _, _l

_KEEP = {"\n", "\t"}

# The library says it in other words for one choice, for several and for a value of another kind.
_NO_CHOICE = _l("Kies uit de antwoorden die hier staan.")

# Other years are slips of the hand: 0206 for 2026.
_YEARS = range(2000, 2100)


def clean_text(value: Any) -> Any:
    """NFC text without control, bidi and zero-width characters, without spaces at its ends."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (ch for ch in text if ch in _KEEP or unicodedata.category(ch) not in {"Cc", "Cf", "Cs", "Co"})
    return "".join(kept).strip()


@contextmanager
def told_with_the_rest() -> Iterator[None]:
    """What a service would refuse is an error of the field that is checked here, told together with what else is wrong."""
    try:
        yield
    except DomainError as error:
        raise ValidationError(error.message) from error


class BaseForm(FlaskForm):
    """A form whose text fields are cleaned before they are checked, and that refuses a tampered choice in our own words."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options["filters"] = [clean_text, *unbound_field.kwargs.get("filters", ())]
            if issubclass(kind, SelectField):
                options |= {"invalid_choice_message": _NO_CHOICE, "invalid_value_message": _NO_CHOICE}
            return super().bind_field(form, unbound_field, options)

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Any:
            """Without the limit that a browser cuts pasted text off at, unseen: what is too long is told, all still there."""
            return super().render_field(field, {"maxlength": False, **render_kw})

    def apply_error(self, error: DomainError) -> None:
        """Show a service's refusal beside its field, or above the form when it names none."""
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]


class FilterForm(BaseForm):
    """The filters above a list, sent in the address: words in `zoek`, and selects whose first choice is the usual one."""

    class Meta(BaseForm.Meta):
        csrf = False

    @property
    def selects(self) -> list[SelectField]:
        return [field for field in self if isinstance(field, SelectField)]

    @property
    def chosen(self) -> list[str]:
        """What was chosen other than the usual, in words."""
        standing = [(field.data, [(value, str(words)) for value, words in field.choices]) for field in self.selects]
        return [words for data, choices in standing for value, words in choices[1:] if value == data]


class ConfirmForm(BaseForm):
    """A page that asks: are you sure?"""


class CheckboxGroup(SelectMultipleField):
    """A choice of several, as check boxes. `alone`: the value that goes with no other."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()

    def __init__(self, *args: Any, alone: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alone = alone


class _OneErrorField(Field):
    """What cannot be read is said once; checks on the value that it does not have are left out."""

    def pre_validate(self, form: Any) -> None:
        is_empty = not self.raw_data or not str(self.raw_data[0]).strip()
        if self.process_errors and not is_empty:
            raise StopValidation


class ClearDateField(_OneErrorField, DateField):
    """A date of this century, as the browser sends it or as people write it; says what is expected."""

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Vul een datum in, zoals 30-11-2026.")) from error
        if self.data is not None and self.data.year not in _YEARS:
            self.data = None
            span = {"first": str(_YEARS[0]), "last": str(_YEARS[-1])}
            raise ValueError(_("Kijk het jaar nog eens na: dat ligt tussen %(first)s en %(last)s.", **span))


class ClearTimeField(_OneErrorField, TimeField):
    """A time of day, as the browser sends it or as people write it; says what is expected."""

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Vul een tijd in, zoals 15:30.")) from error


class ClearIntegerField(_OneErrorField, IntegerField):
    """A whole number; says what is expected."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Vul een heel getal in, zoals 3.")) from error


MOST = 1_000_000_000


class ClearDecimalField(_OneErrorField, DecimalField):
    """A number, with comma or point; says what is expected."""

    data: Any
    # Not a number field of the browser: that refuses a comma in half of the languages.
    widget = widgets.TextInput()

    def _value(self) -> str:
        """As it was typed, or the number as this language writes it."""
        if self.raw_data:
            return str(self.raw_data[0])
        return number(float(self.data), 2) if self.data is not None else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata([str(value).replace(",", ".") for value in valuelist])
        except ValueError as error:
            raise ValueError(_("Vul een getal in, zoals 6 of 2,5.")) from error
        # "Infinity", "NaN" and "1e1000000" are numbers to Decimal. What did not come along is as it was: of a draft, a float.
        if valuelist and self.data is not None and not (self.data.is_finite() and -MOST < self.data < MOST):
            self.data = None
            raise ValueError(_("Vul een getal in, zoals 6 of 2,5."))
