"""A form that carries what its reader saw, so that who saves second loses nothing and takes nothing back.

Whether somebody was first is told in versions.py, what becomes of each field in merging.py,
what is in a field in field_values.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from wtforms import Field, HiddenField

from network.core import merging
from network.core.field_values import in_words, passages_of, sent, ticked_since
from network.core.forms import BaseForm
from network.core.merging import Decision, Value


@dataclass(frozen=True)
class Merged:
    """The fields of a refused form: those that both changed, those that only somebody else or only the reader changed.

    `joined`: lists that have the ticks of both.
    """

    both: tuple[Field, ...]
    joined: tuple[Field, ...]
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
        fields: dict[Decision, list[Field]] = {decision: [] for decision in Decision}
        for name in self._values():
            decision = _merge(self[name], standing[name], seen.get(name))
            fields[decision].append(self[name])
        shown = (Decision.BOTH, Decision.JOINED, Decision.TAKEN, Decision.KEPT)
        self.merged = Merged(*(tuple(fields[one]) for one in shown))
        for field in (self.version, self.seen):
            field.render_kw = {"data-earlier": field.data or ""}
        self.go_on_from(standing)

    def go_on_from(self, standing: VersionedForm) -> None:
        """From here on the reader of this form has seen what stands now."""
        version = str(standing.version.data)
        for field, now in ((self.version, version), (self.seen, merging.pack(version, standing._values()))):
            field.data, field.raw_data = now, [now]

    def _values(self) -> dict[str, Value]:
        return {field.name: sent(field) for field in self if not isinstance(field, HiddenField)}


def _merge(field: Field, standing: Field, seen: str | None) -> Decision:
    """Put in the field of the reader what it is to hold now, and beside it what its reader is to know of the other's."""
    typed, stands, alone = sent(field), sent(standing), getattr(field, "alone", "")
    decision = merging.decide(seen, typed, stands, alone=alone)
    wanted, data = stands, standing.data
    if decision is Decision.JOINED:
        wanted = merging.join(seen, typed, stands, alone=alone) or frozenset()
        data = [value for value, *_more in field.choices if value in wanted]
    if decision in (Decision.JOINED, Decision.TAKEN) and not _put(field, data, wanted):
        decision = Decision.BOTH
    if decision is Decision.BOTH:
        field.now_stands, field.differs = in_words(standing), passages_of(field, stands)
    elif isinstance(typed, frozenset):
        field.ticked, field.unticked = ticked_since(field, typed)
    return decision


def _put(field: Field, data: Any, wanted: Value) -> bool:
    """Put it in the field of the reader; not what cannot be shown there, as a choice that is not offered."""
    typed = field.data, field.raw_data
    field.data, field.raw_data = data, None
    if sent(field) == wanted:
        return True
    field.data, field.raw_data = typed
    return False
