"""How to divide, whom a question goes to, and the page that asks: are you sure?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField
from wtforms import validators as v

from network.core.forms import BaseForm, CheckboxGroup, ClearIntegerField
from network.core.i18n import _l
from network.division.rules import Settings
from network.models import Region

NOBODY = "niemand"


def _count(label: Any, most: int) -> ClearIntegerField:
    return ClearIntegerField(
        label,
        [
            v.InputRequired(_l("Vul een getal in.")),
            v.NumberRange(1, most, message=_l("Vul een getal in tussen %(min)s en %(max)s.")),
        ],
    )


class SettingsForm(BaseForm):
    """Which regions, and how."""

    regions = CheckboxGroup(_l("Welke samenwerkingsverbanden?"), [v.DataRequired(_l("Kies minstens één regio."))])
    most_per_profile = _count(_l("Hoeveel nieuwe vragen per profiel hoogstens?"), 10)
    first_after_days = _count(_l("Na hoeveel schooldagen wachten gaat een vraag voor?"), 60)
    protects_small = BooleanField(_l("Bescherm kleine scholen"))

    @classmethod
    def showing(cls, regions: Sequence[Region], usual: Settings) -> SettingsForm:
        """The form with all regions of the reader and what they agreed on, or with what was just sent."""
        form = cls(
            regions=[region.public_id for region in regions],
            most_per_profile=usual.most_per_profile,
            first_after_days=usual.first_after_days,
            protects_small=usual.protects_small,
        )
        form.regions.choices = [(region.public_id, region.name) for region in regions]
        return form

    def settings(self) -> Settings:
        """What was filled in."""
        return Settings(
            most_per_profile=self.most_per_profile.data or 1,
            first_after_days=self.first_after_days.data or 1,
            protects_small=bool(self.protects_small.data),
        )

    def chosen_of(self, regions: Sequence[Region]) -> list[Region]:
        """The regions that were ticked."""
        return [region for region in regions if region.public_id in (self.regions.data or [])]


class ChoiceForm(BaseForm):
    """Who gets this question."""

    profile = RadioField(
        _l("Wie krijgt deze vraag?"), [v.DataRequired(_l("Kies een profiel, of niemand."))], choices=[]
    )


class SendForm(BaseForm):
    """Send what was seen, not what a colleague made of it since."""

    version = HiddenField()
