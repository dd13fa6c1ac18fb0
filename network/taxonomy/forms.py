"""Changing the words of the field."""

from __future__ import annotations

from wtforms import SelectField, StringField, TextAreaField
from wtforms import validators as v

from network.core.forms import BaseForm
from network.core.i18n import _l
from network.models.taxonomy import Facet
from network.taxonomy.service import Words

FACET_LABELS = {
    Facet.NEED: _l("Ondersteuningsbehoeften"),
    Facet.FORM: _l("Soorten hulp"),
    Facet.THEME: _l("Thema's"),
    Facet.SCHOOL_TYPE: _l("Soorten onderwijs"),
    Facet.AGE_GROUP: _l("Groepen en klassen"),
}

_LABEL = [
    v.DataRequired(_l("Vul het woord in.")),
    v.Length(max=80, message=_l("Hoogstens 80 tekens.")),
]
_MEANING = [v.Length(max=300, message=_l("Hoogstens 300 tekens."))]


class TermForm(BaseForm):
    """The words of a term."""

    label_nl = StringField(_l("Nederlands"), _LABEL)
    label_en = StringField(_l("Engels"), [v.Length(max=80, message=_l("Hoogstens 80 tekens."))])
    definition = TextAreaField(_l("Betekenis"), _MEANING)
    definition_en = TextAreaField(_l("Betekenis in het Engels"), _MEANING)

    def validate_definition(self, field: TextAreaField) -> None:
        """English alone would be shown to nobody who reads Dutch."""
        if self.definition_en.data and not field.data:
            raise v.ValidationError(_l("Schrijf de betekenis ook in het Nederlands."))

    @property
    def words(self) -> Words:
        """What was filled in."""
        fields = (self.label_nl, self.label_en, self.definition, self.definition_en)
        return Words(*(field.data or "" for field in fields))


class NewTermForm(TermForm):
    """A term that is not there yet."""

    facet = SelectField(_l("In welke lijst?"), choices=[(facet.value, FACET_LABELS[facet]) for facet in Facet])
    parent = SelectField(_l("Onder welke groep?"))


class SynonymForm(BaseForm):
    """Another word for it."""

    phrase = StringField(
        _l("Ander woord"),
        [v.DataRequired(_l("Vul een woord in.")), v.Length(max=120, message=_l("Hoogstens 120 tekens."))],
    )
