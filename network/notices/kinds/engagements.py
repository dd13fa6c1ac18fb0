"""What is said during and after a traject. params of all: code, needs, profile, school, specialist."""

from __future__ import annotations

from typing import Any

from network.core.formatting import beginning_sentence
from network.core.i18n import _
from network.models import Notice
from network.models.notice import Category
from network.notices.kind import Asks, NoticeKind
from network.notices.words import question_words


class _AboutEngagement(NoticeKind):
    category = Category.ENGAGEMENTS

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat je bij dit traject betrokken bent.")


class EngagementPlanned(_AboutEngagement):
    """The other side agreed or changed the plan."""

    name = "engagement_planned"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Het plan staat klaar voor %(question)s", question=question_words(params))


class EngagementClosed(_AboutEngagement):
    """The other side closed the traject."""

    name = "engagement_closed"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Traject afgerond: %(question)s", question=question_words(params))


class EngagementGivenBack(_AboutEngagement):
    """The specialist could not go on."""

    name = "engagement_given_back"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("We zoeken een andere specialist voor %(question)s", question=question_words(params))


class CheckIn(_AboutEngagement):
    """How does it go?"""

    name = "check_in"
    is_gathered = True

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Hoe gaat het met %(question)s?", question=question_words(params))

    @classmethod
    def of_several(cls, number: int) -> tuple[str, str]:
        return (
            _("Hoe gaat het met %(num)s trajecten?", num=number),
            _("Gaat het goed, dan hoef je niets te doen. Loopt een traject niet, overleg dan met de specialist."),
        )

    @classmethod
    def line(cls, params: dict[str, Any]) -> str:
        return _line_of_engagement(params)


class SilentEngagement(_AboutEngagement):
    """Nothing was logged for some time. params also: is_coordinator (who gets it steers, and does not do the work)."""

    name = "silent_engagement"
    is_gathered = True
    asks = Asks.CONTACT

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        return cls.is_still_asked(notice)

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Het is stil rond %(question)s", question=question_words(params))

    @classmethod
    def of_several(cls, number: int) -> tuple[str, str]:
        return (
            _("Het is stil rond %(num)s vragen", num=number),
            _(
                "Al een tijd is bij deze %(num)s vragen geen contact genoteerd. "
                "Was er wel contact, noteer het dan bij het traject. Zo niet, vraag dan na hoe het gaat.",
                num=number,
            ),
        )

    @classmethod
    def line(cls, params: dict[str, Any]) -> str:
        if params.get("is_coordinator"):
            return _line_of_engagement(params)
        words = {"question": question_words(params), "school": params["school"]}
        return beginning_sentence(_("%(question)s van %(school)s", **words))


class EvaluationAsked(_AboutEngagement):
    """Please look back. params also: moment (closing or effect)."""

    name = "evaluation_asked"
    is_gathered = True

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        if params["moment"] == "effect":
            return _("Helpt het nog? Kijk terug op %(question)s", question=question_words(params))
        return _("Terugkijken in twee minuten: %(question)s", question=question_words(params))

    @classmethod
    def of_several(cls, number: int) -> tuple[str, str]:
        return (
            _("Terugkijken op %(num)s trajecten", num=number),
            _(
                "Wil je terugkijken op deze %(num)s trajecten? Twee minuten per traject is genoeg. "
                "De andere kant en de coördinator lezen wat je schrijft.",
                num=number,
            ),
        )


def _line_of_engagement(params: dict[str, Any]) -> str:
    words = {"question": question_words(params), "school": params["school"], "specialist": params["specialist"]}
    return beginning_sentence(_("%(question)s van %(school)s, met %(specialist)s", **words))
