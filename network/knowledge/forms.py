"""Writing a practice example, reading it as a coordinator, and looking for one."""

from __future__ import annotations

from wtforms import HiddenField, SelectField, StringField, TextAreaField, validators

from network.core.forms import CheckboxGroup, FilterForm
from network.core.i18n import _l
from network.core.versioned import VersionedForm
from network.knowledge.service import NOT_BEGUN
from network.models.support_request import Setting
from network.support_requests.words import SETTING_LABELS

_TOO_LONG = validators.Length(max=3000, message=_l("Dit is te lang: hoogstens 3.000 tekens."))
_NOT_CHOSEN = ("", _l("Dat maakt hier niet uit"))


class ExampleForm(VersionedForm):
    """What a traject brought; what is left empty can be told later, before it is sent in."""

    version = HiddenField(default=NOT_BEGUN)
    title = StringField(
        _l("Waar gaat het over, in één zin?"),
        [
            validators.DataRequired(_l("Geef het praktijkvoorbeeld een titel.")),
            validators.Length(max=120, message=_l("Maak deze zin korter: hoogstens 120 tekens.")),
        ],
    )
    situation = TextAreaField(_l("Wat speelde er?"), [_TOO_LONG])
    approach = TextAreaField(_l("Wat is er gedaan?"), [_TOO_LONG])
    learned = TextAreaField(_l("Wat bracht het, en wat zou je weer doen?"), [_TOO_LONG])
    needs = CheckboxGroup(_l("Over welke onderwerpen gaat het?"))
    age_group = SelectField(_l("Welke groep of klas?"))
    setting = SelectField(
        _l("Om wie ging het?"), choices=[_NOT_CHOSEN, *((one.value, SETTING_LABELS[one]) for one in Setting)]
    )

    def offer(self, needs: list[tuple[str, str]], age_groups: list[tuple[str, str]]) -> None:
        """The words to choose from."""
        self.needs.choices, self.age_group.choices = needs, [_NOT_CHOSEN, *age_groups]


class ReviewForm(VersionedForm):
    """Why an example is sent back."""

    note = TextAreaField(
        _l("Wat is er nog nodig?"),
        [
            validators.DataRequired(_l("Schrijf op wat er nog nodig is; de schrijver leest dit.")),
            validators.Length(max=500, message=_l("Houd het kort: hoogstens 500 tekens.")),
        ],
    )


class SearchForm(FilterForm):
    """Above the list: what is going on, in words, or a need."""

    zoek = StringField(_l("Wat speelt er?"))
    onderwerp = SelectField(_l("Onderwerp"), validate_choice=False)
