"""The three steps of asking."""

from __future__ import annotations

from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    validators,
)

from network.asking import completeness
from network.asking.drafting import FIRST_VERSION, Story
from network.core.forms import CheckboxGroup, ClearDateField, ClearDecimalField, told_with_the_rest
from network.core.i18n import _l
from network.core.versioned import VersionedForm
from network.models.support_request import Setting, Urgency
from network.support_requests.words import SETTING_LABELS, URGENCY_LABELS


class DraftForm(VersionedForm):
    """A step of asking; it carries which version of the draft it was opened with."""

    version = HiddenField(default=FIRST_VERSION)

    @property
    def seen_version(self) -> str:
        """The version that came along; empty, which is the version of no draft, when none did."""
        return next(iter(self.version.raw_data or ()), "")


class StoryForm(DraftForm):
    """Step one: what is going on."""

    location = SelectField(_l("Voor welke school?"))
    title = StringField(
        _l("Je vraag in één zin"),
        [
            validators.DataRequired(_l("Vat je vraag samen in één zin.")),
            validators.Length(max=120, message=_l("Maak deze zin korter: hoogstens 120 tekens.")),
        ],
    )
    story = TextAreaField(
        _l("Wat speelt er?"),
        [
            validators.DataRequired(_l("Vertel in een paar zinnen wat er speelt.")),
            validators.Length(min=20, message=_l("Vertel iets meer, zodat een specialist begrijpt wat er speelt.")),
            validators.Length(max=4000, message=_l("Dit is te lang: hoogstens 4.000 tekens.")),
        ],
    )
    tried = TextAreaField(
        _l("Wat heb je al geprobeerd?"),
        [validators.Length(max=2000, message=_l("Dit is te lang: hoogstens 2.000 tekens."))],
    )
    needs = CheckboxGroup(_l("Gaat het hierover?"))

    @property
    def told(self) -> Story:
        """The words of the story."""
        return Story(self.title.data or "", self.story.data or "", self.tried.data or "")


class WishesForm(DraftForm):
    """Step two: what would help."""

    # What is sent for "I do not know yet"; no kind of help has a code with this sign in it.
    OPEN = "?"

    forms = CheckboxGroup(
        _l("Welke hulp lijkt je goed?"),
        [validators.DataRequired(_l("Kies een soort hulp, of “Weet ik nog niet”."))],
        alone=OPEN,
    )
    setting = RadioField(_l("Om wie gaat het?"), choices=[(s.value, SETTING_LABELS[s]) for s in Setting])
    age_group = SelectField(_l("Welke groep of klas?"), [validators.DataRequired(_l("Kies een groep of klas."))])
    school_type = SelectField(_l("Welk onderwijs?"), validate_choice=True)
    urgency = RadioField(_l("Hoe snel is hulp nodig?"), choices=[(u.value, URGENCY_LABELS[u]) for u in Urgency])
    wanted_start_on = ClearDateField(_l("Vanaf wanneer?"), [validators.Optional()])
    estimated_hours = ClearDecimalField(
        _l("Hoeveel uur denk je nodig te hebben?"),
        [
            validators.Optional(),
            validators.NumberRange(min=1, max=400, message=_l("Vul een getal in tussen 1 en 400.")),
        ],
        places=1,
    )

    def needs_not_be_complete(self) -> None:
        """Ask for nothing that is empty; what is filled in must still be readable."""
        self.forms.validators = self.age_group.validators = ()

    @property
    def leaves_forms_open(self) -> bool:
        """Whether the reader does not know yet which help it is to be."""
        return self.OPEN in (self.forms.data or [])

    def validate_forms(self, field: CheckboxGroup) -> None:
        """Both at once cannot be guessed: a kind that is chosen narrows down who is asked."""
        if self.leaves_forms_open and len(field.data or []) > 1:
            raise validators.ValidationError(
                _l("Je koos een soort hulp én “Weet ik nog niet”. Laat een van de twee staan.")
            )

    def validate_wanted_start_on(self, field: ClearDateField) -> None:
        """No start that is over."""
        with told_with_the_rest():
            completeness.refuse_past_start(field.data)


class SubmitForm(DraftForm):
    """Step three: nothing to fill in, only to send what is on the screen."""
