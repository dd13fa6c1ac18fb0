"""Changing the words of the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms import validators as v

from network.core.forms import BaseForm, FilterForm
from network.core.i18n import _, _l
from network.core.versioned import VersionedForm
from network.models import Term
from network.models.taxonomy import Facet
from network.taxonomy.listing import WITHOUT_MEANING, Filters, Listing
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
    definition = TextAreaField(_l("Uitleg"), _MEANING)
    definition_en = TextAreaField(_l("Uitleg in het Engels"), _MEANING)

    def validate_definition(self, field: TextAreaField) -> None:
        """English alone would be shown to nobody who reads Dutch."""
        if self.definition_en.data and not field.data:
            raise v.ValidationError(_l("Schrijf de uitleg ook in het Nederlands."))

    @property
    def words(self) -> Words:
        """What was filled in."""
        fields = (self.label_nl, self.label_en, self.definition, self.definition_en)
        return Words(*(field.data or "" for field in fields))


class EditTermForm(TermForm, VersionedForm):
    """A term that is there; a need that is no group itself can go to another group."""

    group = SelectField(_l("Onder welke groep?"))

    @classmethod
    def showing(cls, term: Term, groups: Sequence[Term], **sent: Any) -> EditTermForm:
        """The form of this term, with the groups that it can stand under; none: the field is left out."""
        form = cls(obj=term, group=term.parent.public_id if term.parent else "", **sent)
        if groups:
            form.group.choices = [("", _("Geen groep")), *((one.public_id, one.label_nl) for one in groups)]
        else:
            del form.group
        return form


class NewTermForm(TermForm):
    """A term that is not there yet."""

    facet = SelectField(_l("In welke lijst?"), choices=[(facet.value, FACET_LABELS[facet]) for facet in Facet])
    parent = SelectField(_l("Onder welke groep?"))


class TermsForm(FilterForm):
    """The filters of a list of terms."""

    zoek = StringField(_l("Zoek"))
    uitleg = SelectField(_l("Uitleg"), validate_choice=False)

    @classmethod
    def showing(cls, filters: Filters, found: Listing) -> TermsForm:
        """The form with the present filters chosen."""
        chosen = WITHOUT_MEANING if filters.is_without_meaning else ""
        form = cls(formdata=None, zoek=filters.words, uitleg=chosen)
        without = _("Zonder uitleg (%(n)s in deze lijst)", n=found.missing)
        form.uitleg.choices = [("", _("Alle")), (WITHOUT_MEANING, without)]
        return form


class SynonymForm(BaseForm):
    """Another word for it."""

    phrase = StringField(
        _l("Ander woord"),
        [v.DataRequired(_l("Vul een woord in.")), v.Length(max=120, message=_l("Hoogstens 120 tekens."))],
    )
