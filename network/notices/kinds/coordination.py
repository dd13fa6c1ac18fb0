"""What coordinators hear of the questions of their region."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import select

from network.core.database import db
from network.core.formatting import beginning_sentence
from network.core.i18n import _
from network.models import Notice, SupportRequest
from network.models.notice import Category
from network.models.support_request import RequestState
from network.notices.kind import Asks, NoticeKind
from network.notices.words import question_words


class _ToCoordinator(NoticeKind):
    category = Category.COORDINATION

    @classmethod
    def reason(cls) -> str:
        return _(
            "Je krijgt dit bericht omdat je coördinator bent van dit samenwerkingsverband, of omdat het er nu geen heeft."
        )


class _WaitsForCoordinator(_ToCoordinator):
    """Mailed only while the question is in `state`. params also: every ("" the first time; else a reminder, which comes
    again after so many school days)."""

    asks = Asks.LOOK
    is_gathered = True
    state: ClassVar[RequestState]

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        code = notice.params.get("code", "")
        return db.session.scalar(select(SupportRequest.state).where(SupportRequest.code == code)) is cls.state

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        if params.get("every"):
            return _("Wacht nog op jou: %(question)s", question=question_words(params))
        return cls.first_headline(params)

    @classmethod
    def first_headline(cls, params: dict[str, Any]) -> str:
        """What it says the first time."""
        raise NotImplementedError


class QuestionToLookAt(_WaitsForCoordinator):
    """A new question, for which nobody is asked before a coordinator looked. params: code, needs, place, looks_by."""

    name = "question_to_look_at"
    state = RequestState.IN_TRIAGE

    @classmethod
    def first_headline(cls, params: dict[str, Any]) -> str:
        return _("Wil je kijken naar %(question)s?", question=question_words(params))

    @classmethod
    def of_several(cls, number: int) -> tuple[str, str]:
        return (
            _("%(num)s vragen wachten tot jij kijkt", num=number),
            _("Deze %(num)s vragen gaan pas naar specialisten als jij ze laat doorgaan.", num=number),
        )

    @classmethod
    def line(cls, params: dict[str, Any]) -> str:
        return _line_of_question(params)


class QuestionNeedsCoordinator(_WaitsForCoordinator):
    """A question of the region needs a person. params: code, needs, place, asked, declined, left (still fit)."""

    name = "question_needs_coordinator"
    state = RequestState.STUCK

    @classmethod
    def first_headline(cls, params: dict[str, Any]) -> str:
        if params.get("left"):
            return _("De afgesproken rondes zijn op voor %(question)s", question=question_words(params))
        return _("Niemand meer te vragen voor %(question)s", question=question_words(params))

    @classmethod
    def of_several(cls, number: int) -> tuple[str, str]:
        return (
            _("%(num)s vragen hebben jou nodig", num=number),
            _("Deze %(num)s vragen komen zonder jou niet verder. Kijk jij wie kan helpen?", num=number),
        )

    @classmethod
    def line(cls, params: dict[str, Any]) -> str:
        return _line_of_question(params)


class QuestionWaitsLong(_ToCoordinator):
    """A question of the region has been on the waiting list for long. params: code, needs, place, days."""

    name = "question_waits_long"
    asks = Asks.LOOK
    is_gathered = True

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Wacht al lang op vrije uren: %(question)s", question=question_words(params))

    @classmethod
    def of_several(cls, number: int) -> tuple[str, str]:
        return (
            _("%(num)s vragen wachten al lang op vrije uren", num=number),
            _(
                "Wie bij deze %(num)s vragen past, zit vol of staat op pauze. Misschien weet jij iemand anders.",
                num=number,
            ),
        )

    @classmethod
    def line(cls, params: dict[str, Any]) -> str:
        return _line_of_question(params)

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        code = notice.params.get("code", "")
        return bool(db.session.scalar(select(SupportRequest.is_waiting).where(SupportRequest.code == code)))


class ProfileSuggested(_ToCoordinator):
    """A specialist named another school's profile for a question. params: code, needs, place, profile, by."""

    name = "profile_suggested"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Tip: “%(profile)s” bij %(question)s", profile=params["profile"], question=question_words(params))


def _line_of_question(params: dict[str, Any]) -> str:
    return beginning_sentence(_("%(question)s uit %(place)s", question=question_words(params), place=params["place"]))
