"""A form that carries what its reader saw, so that who saves second loses nothing and takes nothing back.

Whether somebody was first is told in versions.py, what becomes of each field in merging.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    Field,
    HiddenField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)

from network.core import merging
from network.core.differing import Passage, passages
from network.core.formatting import day
from network.core.forms import BaseForm
from network.core.i18n import _
from network.core.merging import Decision

# A text that is no longer than this is read whole, and one with more passages than these.
SHOWN_WHOLE = 400
MOST_PASSAGES = 8


@dataclass(frozen=True)
class Merged:
    """The fields of a refused form: those that both changed, those that only somebody else or only the reader changed."""

    both: tuple[Field, ...]
    taken: tuple[Field, ...]
    kept: tuple[Field, ...]


class VersionedForm(BaseForm):
    """A form of something that a colleague may change meanwhile. On the page `opened` stands within it."""

    version = HiddenField()
    seen = HiddenField()
    merged: Merged | None = None

    def opened(self) -> Markup:
        """The hidden fields that say which version its reader saw, and what of each field; once sent they stay as they came.

        A refusal that is left for another language is told again there: naast.js then goes on with what was sent first.
        """
        if self.seen.raw_data is None:
            self.seen.data = merging.pack(str(self.version.data), self._values())
        hidden: Markup = self.version() + self.seen()
        return hidden

    def take_in(self, standing: VersionedForm) -> None:
        """Take over what only somebody else changed, and show what stands beside what both did; the next save has seen it.

        `standing` is the same form as it would be opened now.
        """
        seen = merging.unpack(self.seen.data or "", str(self.version.data))
        typed, stands = self._values(), standing._values()
        fields: dict[Decision, list[Field]] = {decision: [] for decision in Decision}
        for name, value in typed.items():
            decision = merging.decide(seen.get(name), value, stands[name])
            if decision is Decision.TAKEN and not _take(self[name], standing[name]):
                decision = Decision.BOTH
            if decision is Decision.BOTH:
                self[name].now_stands = _in_words(standing[name])
                self[name].differs = _passages(self[name], stands[name])
            fields[decision].append(self[name])
        self.merged = Merged(*(tuple(fields[one]) for one in (Decision.BOTH, Decision.TAKEN, Decision.KEPT)))
        for field in (self.version, self.seen):
            field.render_kw = {"data-earlier": field.data or ""}
        self.go_on_from(standing)

    def go_on_from(self, standing: VersionedForm) -> None:
        """From here on the reader of this form has seen what stands now."""
        version = str(standing.version.data)
        for field, now in ((self.version, version), (self.seen, merging.pack(version, standing._values()))):
            field.data, field.raw_data = now, [now]

    def _values(self) -> dict[str, str]:
        return {field.name: _sent(field) for field in self if not isinstance(field, HiddenField)}


def _take(field: Field, standing: Field) -> bool:
    """Put what stands in the field of the reader; not what cannot be shown there, as a choice that is not offered."""
    typed = field.data, field.raw_data
    field.data, field.raw_data = standing.data, None
    if _sent(field) == _sent(standing):
        return True
    field.data, field.raw_data = typed
    return False


def _sent(field: Field) -> str:
    """What is in a field, the same whether it was opened or came back: as the browser sends it and the form reads that."""
    if field.process_errors and field.raw_data:
        return str(field.raw_data[0])
    if isinstance(field, BooleanField):
        return "y" if field.data else ""
    if isinstance(field, SelectMultipleField):
        return "\n".join(sorted(value for value, _label in _chosen(field)))
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


def _in_words(field: Field) -> str:
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


def _passages(field: Field, stands: str) -> list[Passage]:
    """Where a long text differs from what stands; none where it is another text altogether, or short enough to read whole."""
    if not isinstance(field, TextAreaField) or len(stands) <= SHOWN_WHOLE:
        return []
    found = passages(str(field.data or ""), stands)
    is_another = 2 * sum(len(one.theirs) for one in found) > len(stands)
    return [] if is_another or len(found) > MOST_PASSAGES else found


def _chosen(field: SelectMultipleField) -> list[tuple[Any, str]]:
    """What can be chosen and is; a term that is offered no more may still stand, and nobody can tick it."""
    return [(value, str(label)) for value, label in field.choices if value in (field.data or ())]
