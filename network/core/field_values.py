"""What is in a field of a form: as the browser sends it, and as people read it; and what two who changed it differ in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    Field,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)

from network.core.differing import Passage, passages
from network.core.formatting import day
from network.core.i18n import _
from network.core.merging import Ticks, Value

# A text that is no longer than this is read whole.
SHOWN_WHOLE = 400


def sent(field: Field) -> Value:
    """What is in a field, the same whether it was opened or came back: as the browser sends it and the form reads that."""
    if field.process_errors and field.raw_data:
        return str(field.raw_data[0])
    if isinstance(field, BooleanField):
        return "y" if field.data else ""
    if isinstance(field, SelectMultipleField):
        return frozenset(value for value, _label in _chosen(field))
    if isinstance(field, SelectField):
        return _sent_choice(field)
    if isinstance(field, DecimalField):
        return _sent_number(field)
    text = "" if field.data is None else str(field.data)
    # In a field of one line the browser leaves line ends out.
    return text if isinstance(field, TextAreaField) else text.replace("\n", "")


def _sent_choice(field: SelectField) -> str:
    """What is not offered cannot be shown as chosen: of a drop-down the browser then sends the first choice."""
    offered = [str(value) for value, *_more in field.choices or ()]
    value = "" if field.data is None else str(field.data)
    return value if value in offered or field.type == "RadioField" else next(iter(offered), "")


def _sent_number(field: DecimalField) -> str:
    """As it was typed; what was opened is shown with two decimals at most."""
    if field.data is None:
        return ""
    value = Decimal(str(field.data))
    return f"{(value if field.raw_data else round(value, 2)).normalize():f}"


def in_words(field: Field) -> str:
    """What stands in a field, as people read it."""
    if isinstance(field, BooleanField):
        return _("ja") if field.data else _("nee")
    if isinstance(field, SelectMultipleField):
        return ", ".join(label for _value, label in _chosen(field)) or _("niets gekozen")
    if isinstance(field, SelectField):
        words = {str(value): str(label) for value, label in field.choices}
        return words.get(str(field.data or ""), "") or _("niets gekozen")
    if isinstance(field, DateField):
        return day(field.data) or _("niets ingevuld")
    return str(field._value()) or _("niets ingevuld")


def passages_of(field: Field, stands: Value) -> list[Passage]:
    """Where a long text differs from what stands; none where it is another text altogether, or short enough to read whole."""
    if not isinstance(field, TextAreaField) or not isinstance(stands, str) or len(stands) <= SHOWN_WHOLE:
        return []
    found = passages(str(field.data or ""), stands)
    is_another = 2 * sum(len(one.theirs) for one in found) > len(stands)
    return [] if is_another else found


def _chosen(field: SelectMultipleField) -> list[tuple[Any, str]]:
    """What can be chosen and is; a term that is offered no more may still stand, and nobody can tick it."""
    return [(value, str(label)) for value, label in field.choices if value in (field.data or ())]


def ticked_since(field: SelectMultipleField, before: Ticks) -> tuple[list[str], list[str]]:
    """The labels of what the field has more than before, and of what it has no more."""
    chosen = frozenset(value for value, _label in _chosen(field))

    def labels_of(values: Ticks) -> list[str]:
        return [str(label) for value, label in field.choices if value in values]

    return labels_of(chosen - before), labels_of(before - chosen)
