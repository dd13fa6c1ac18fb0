"""The forms of accounts: shape, and the words of what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wtforms import EmailField, HiddenField, PasswordField, RadioField, SelectField, StringField, validators

from network.core.forms import BaseForm
from network.core.i18n import LANGUAGES, _, _l
from network.core.versioned import VersionedForm
from network.models import Region
from network.models.user import SCHOOL_ROLES, Role

LONGEST_PASSWORD = 200

_NO_EMAIL = _l("Dit lijkt geen e-mailadres. Een voorbeeld: naam@school.nl.")
_EMAIL = [
    validators.DataRequired(_l("Vul een e-mailadres in.")),
    validators.Email(_NO_EMAIL),
    validators.Length(max=254, message=_l("Dit e-mailadres is te lang.")),
]
_NAME = [
    validators.DataRequired(_l("Vul je naam in.")),
    validators.Length(max=120, message=_l("Hoogstens 120 tekens.")),
]
_SHORT = [validators.Length(max=120, message=_l("Hoogstens 120 tekens."))]
_NEW_PASSWORD = [
    validators.DataRequired(_l("Kies een wachtwoord.")),
    validators.Length(max=LONGEST_PASSWORD, message=_l("Dit wachtwoord is te lang.")),
]


class SignInForm(BaseForm):
    """Who are you?"""

    # No stricter than this: whoever has an account gets in, however it came about.
    email = EmailField(
        _l("E-mailadres"),
        [validators.DataRequired(_l("Vul je e-mailadres in.")), validators.Regexp(r"\S+@\S+$", message=_NO_EMAIL)],
    )
    password = PasswordField(
        _l("Wachtwoord"),
        [
            validators.DataRequired(_l("Vul je wachtwoord in.")),
            validators.Length(max=LONGEST_PASSWORD, message=_l("Dit wachtwoord is te lang.")),
        ],
    )
    typed = HiddenField()


class ForgottenForm(BaseForm):
    """Where may we send a link?"""

    email = EmailField(_l("E-mailadres"), _EMAIL)


class NewPasswordForm(BaseForm):
    """A password after a forgotten one."""

    password = PasswordField(_l("Nieuw wachtwoord"), _NEW_PASSWORD)


class ChangePasswordForm(BaseForm):
    """Another password."""

    present = PasswordField(_l("Wachtwoord van nu"), [validators.DataRequired(_l("Vul je wachtwoord van nu in."))])
    password = PasswordField(_l("Nieuw wachtwoord"), _NEW_PASSWORD)


class AccountForm(VersionedForm):
    """Own details."""

    name = StringField(_l("Naam"), _NAME)
    job_title = StringField(_l("Functie"), _SHORT)
    phone = StringField(
        _l("Telefoon"),
        [
            validators.Optional(),
            validators.Length(max=20, message=_l("Hoogstens 20 tekens.")),
            validators.Regexp(
                r"\+?[\d ().-]{6,20}$", message=_l("Dit lijkt geen telefoonnummer. Bijvoorbeeld: 06 12 34 56 78.")
            ),
        ],
    )
    language = RadioField(_l("Taal"), choices=list(LANGUAGES.items()))


class InviteForm(BaseForm):
    """Somebody new, or somebody with an account who works somewhere else too."""

    email = EmailField(_l("E-mailadres"), _EMAIL)
    name = StringField(_l("Naam"), _SHORT)
    role = SelectField(_l("Wat gaat deze persoon doen?"))
    place = StringField(_l("School: naam of BRIN"), [validators.Length(max=120, message=_l("Hoogstens 120 tekens."))])
    region = SelectField(_l("Samenwerkingsverband"), default="")

    def validate_place(self, field: StringField) -> None:
        """Who works at a school needs one."""
        if self.role.data in SCHOOL_ROLES and not field.data:
            raise validators.ValidationError(_("Vul de naam of de BRIN van de school in."))

    def validate_region(self, field: SelectField) -> None:
        """Who coordinates needs a region."""
        if self.role.data == Role.COORDINATOR and not field.data:
            raise validators.ValidationError(_("Kies het samenwerkingsverband."))

    @classmethod
    def offering(cls, roles: Mapping[Role, str], regions: Sequence[Region]) -> InviteForm:
        """The form with what the reader may give; the only region is chosen already."""
        form = cls(region=regions[0].public_id if len(regions) == 1 else "")
        form.role.choices = [(role.value, label) for role, label in roles.items()]
        form.region.choices = [("", _("geen")), *((one.public_id, one.name) for one in regions)]
        return form


class AcceptForm(BaseForm):
    """A new account."""

    name = StringField(_l("Je naam"), _NAME)
    job_title = StringField(_l("Je functie"), _SHORT)
    password = PasswordField(_l("Kies een wachtwoord"), _NEW_PASSWORD)


class JoinForm(BaseForm):
    """An account that exists already takes the invitation; the password shows who it is."""

    password = PasswordField(_l("Je wachtwoord"), [validators.DataRequired(_l("Vul je wachtwoord in."))])
