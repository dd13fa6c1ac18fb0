"""What is said about expertise profiles. params of all: profile, school, place."""

from __future__ import annotations

from typing import Any

from network.core.i18n import _
from network.models import Notice
from network.models.notice import Category
from network.notices.kind import Asks, NoticeKind


class ProfileSubmitted(NoticeKind):
    """A profile waits for the coordinator's eye."""

    name = "profile_submitted"
    asks = Asks.REVIEW
    is_gathered = True
    category = Category.COORDINATION

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        return cls.is_still_asked(notice)

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Nieuw profiel om te bekijken: “%(profile)s”", profile=params["profile"])

    @classmethod
    def of_several(cls, number: int) -> tuple[str, str]:
        return (
            _("%(num)s nieuwe profielen om te bekijken", num=number),
            _("Kijk je of deze %(num)s profielen kloppen? Daarna kunnen scholen ze vinden.", num=number),
        )

    @classmethod
    def line(cls, params: dict[str, Any]) -> str:
        return _line_of_profile(params)

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat jij nieuwe profielen bekijkt.")


class _ToSchool(NoticeKind):
    category = Category.PROFILES

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat je bij dit expertiseprofiel hoort.")


class ProfilePublished(_ToSchool):
    """The profile can be found and asked."""

    name = "profile_published"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Jullie profiel staat open: “%(profile)s”", profile=params["profile"])


class ProfileSentBack(_ToSchool):
    """The profile needs work."""

    name = "profile_sent_back"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Nog iets nodig in jullie profiel: “%(profile)s”", profile=params["profile"])


class ProfileFreshness(_ToSchool):
    """Does the profile still hold?"""

    name = "profile_freshness"
    is_gathered = True

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Klopt jullie profiel “%(profile)s” nog?", profile=params["profile"])

    @classmethod
    def of_several(cls, number: int) -> tuple[str, str]:
        return (
            _("Kloppen jullie %(num)s profielen nog?", num=number),
            _("Kijk even naar de onderwerpen, de mensen en de uren. Klopt alles, dan is één klik per profiel genoeg."),
        )

    @classmethod
    def line(cls, params: dict[str, Any]) -> str:
        return _line_of_profile(params)


class ProfileResumed(_ToSchool):
    """The pause is over."""

    name = "profile_resumed"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Jullie profiel staat weer open: “%(profile)s”", profile=params["profile"])


def _line_of_profile(params: dict[str, Any]) -> str:
    said = {name: params[name] for name in ("profile", "school", "place")}
    return _("“%(profile)s” van %(school)s in %(place)s", **said)
