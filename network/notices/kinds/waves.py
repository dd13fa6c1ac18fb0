"""What is said while a specialist is being found."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from network.access import links
from network.core.database import db
from network.core.i18n import _
from network.models import Notice, SupportRequest
from network.models.notice import Category
from network.models.support_request import RequestState
from network.notices import asking
from network.notices.kind import Asks, NoticeKind
from network.notices.words import needs_with_code, question_words

_LOOKED_FOR = {RequestState.SUBMITTED, RequestState.IN_TRIAGE, RequestState.SEARCHING}

ANSWER = "answer-invitation"

_Value = TypeVar("_Value")


class _ToSpecialist(NoticeKind):
    """Asks for an answer; the mail's button answers without signing in."""

    category = Category.INVITATIONS

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat je bij dit expertiseprofiel vragen beantwoordt.")

    @classmethod
    def mail_path(cls, notice: Notice) -> str:
        if notice.recipient is None:
            return notice.path
        token = links.sign(ANSWER, str(notice.params["match"]), notice.recipient.public_id)
        return f"/uitnodigingen/antwoord/{token}"


class _AsksForAnswer(_ToSpecialist):
    asks = Asks.ANSWER

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        return asking.is_still_asked(notice)


class QuestionInvitation(_AsksForAnswer):
    """A question that fits. params: match, asking, code, needs, age, forms, place ("" when nearby), answer_by, is_akin
    (what the profile does is only akin to it), is_full (no yes can be kept now; older ones do not say either), is_nearby
    (from another region: `region` is its name, "" when none)."""

    name = "question_invitation"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        if params.get("is_akin"):
            return _("Kunnen jullie meedenken? Een vraag over %(needs)s", needs=needs_with_code(params))
        return _("Een vraag die bij jullie past: %(needs)s", needs=needs_with_code(params))


class InvitationReminder(_AsksForAnswer):
    """No answer yet. params as of the invitation, and `times`, `until`, `others_asked_on` ("" when not known)."""

    name = "invitation_reminder"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Herinnering: kunnen jullie meedenken over %(needs)s?", needs=needs_with_code(params))


class InvitationPassedOn(_AsksForAnswer):
    """A colleague passed an invitation on. params as of the invitation, and `by`."""

    name = "invitation_passed_on"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("%(by)s vraagt of jij kunt meedenken over %(needs)s", by=params["by"], needs=needs_with_code(params))

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat een collega van je school de vraag aan je doorgaf.")


class InvitationExpired(_ToSpecialist):
    """Nobody answered in time. params: match, code ("" when not to be known), needs, is_late_yes_welcome."""

    name = "invitation_expired"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("De uitnodiging is verlopen: %(question)s", question=question_words(params))

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat deze vraag aan jullie was gesteld.")


class InvitationEnded(NoticeKind):
    """Taken back, or the question withdrawn. params: match, asking, code ("" when not to be known), needs."""

    name = "invitation_ended"
    category = Category.INVITATIONS

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        return asking.is_end_news(notice, asked_by={kind.name for kind in _AsksForAnswer.__subclasses__()})

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Antwoorden hoeft niet meer: %(question)s", question=question_words(params))

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat deze vraag aan jullie was gesteld.")


class _ToRequester(NoticeKind):
    category = Category.PROGRESS

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat jij of een collega deze vraag stelde.")


class QuestionAccepted(_ToRequester):
    """A specialist says yes. params: code, needs, profile, specialist, job_title."""

    name = "question_accepted"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _(
            "Goed nieuws: “%(profile)s” kan helpen bij %(question)s",
            profile=params["profile"],
            question=question_words(params),
        )


class StillSearching(_ToRequester):
    """Nobody said yes so far, or was even asked; an honest word.

    params: code, needs, asked, declined, is_waiting, is_stuck; room_on and next_word_on as of QuestionWaiting; was_anew
    (nobody was found once more), looks_by ("" when not known). Older ones do not say the last two.
    """

    name = "still_searching"

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        if notice.params.get("is_stuck"):
            return _now(notice, SupportRequest.state) is RequestState.STUCK
        if notice.params.get("is_waiting"):
            return bool(_now(notice, SupportRequest.is_waiting))
        return _now(notice, SupportRequest.state) in _LOOKED_FOR

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        is_sought = params["asked"] or params.get("is_waiting") or params.get("is_stuck")
        if params.get("was_anew") or not is_sought:
            return _("Nog geen specialist voor %(question)s", question=question_words(params))
        if params.get("is_waiting"):
            return _("Nog op de wachtlijst: %(question)s", question=question_words(params))
        return _("We zoeken verder voor %(question)s", question=question_words(params))


class QuestionWaiting(_ToRequester):
    """Everybody who fits is full: the waiting list.

    params: code, needs, room_on (when room is expected), next_word_on (by when the next word comes); "" when not known.
    """

    name = "question_waiting"

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        return bool(_now(notice, SupportRequest.is_waiting))

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Op de wachtlijst: %(question)s", question=question_words(params))


class QuestionStuck(_ToRequester):
    """Nobody is left to ask, or the rounds are used up; the coordinator takes over.

    params: code, needs, left, looks_by ("" when not known).
    """

    name = "question_stuck"

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        return _now(notice, SupportRequest.state) is RequestState.STUCK

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("De coördinator zoekt mee voor %(question)s", question=question_words(params))


def _now(notice: Notice, column: InstrumentedAttribute[_Value]) -> _Value | None:
    """This of the question as it stands now."""
    return db.session.scalar(select(column).where(SupportRequest.code == notice.params.get("code", "")))
