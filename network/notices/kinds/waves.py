"""What is said while a specialist is being found."""

from __future__ import annotations

from typing import Any

from network.access import links
from network.core.i18n import _
from network.models import Notice
from network.models.notice import Category
from network.notices.kind import NoticeKind

ANSWER = "answer-invitation"


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


class QuestionInvitation(_ToSpecialist):
    """A question that fits. params: match, code, needs, place, answer_by."""

    name = "question_invitation"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Een vraag die bij jullie past: %(needs)s", needs=params["needs"])


class InvitationReminder(_ToSpecialist):
    """No answer yet. params as of the invitation, and `times`."""

    name = "invitation_reminder"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Nog even: kunnen jullie meedenken over %(needs)s?", needs=params["needs"])


class InvitationPassedOn(_ToSpecialist):
    """A colleague passed an invitation on. params as of the invitation, and `by`."""

    name = "invitation_passed_on"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("%(by)s vraagt of jij kunt meedenken over %(needs)s", **_of(params, "by", "needs"))

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat een collega van je school de vraag aan je doorgaf.")


class InvitationExpired(_ToSpecialist):
    """Nobody answered in time. params: match, code ("" when not to be known), needs, is_late_yes_welcome."""

    name = "invitation_expired"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        if not params["code"]:
            return _("De uitnodiging voor jullie is verlopen")
        return _("De uitnodiging voor vraag %(code)s is verlopen", code=params["code"])

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat deze vraag aan jullie was gesteld.")


class InvitationEnded(NoticeKind):
    """The invitation was taken back or the question withdrawn. params: code ("" when not to be known), needs."""

    name = "invitation_ended"
    category = Category.INVITATIONS

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        if not params["code"]:
            return _("De vraag over %(needs)s hoeft niet meer beantwoord te worden", needs=params["needs"])
        return _("Vraag %(code)s hoeft niet meer beantwoord te worden", code=params["code"])

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat deze vraag aan jullie was gesteld.")


class _ToRequester(NoticeKind):
    category = Category.PROGRESS

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat jij of een collega deze vraag stelde.")


class QuestionAccepted(_ToRequester):
    """A specialist says yes. params: code, title, profile, specialist, job_title."""

    name = "question_accepted"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Goed nieuws: %(profile)s denkt mee over vraag %(code)s", **_of(params, "profile", "code"))


class StillSearching(_ToRequester):
    """Nobody said yes so far, or was even asked; an honest word. params: code, asked, declined, is_waiting, is_stuck."""

    name = "still_searching"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        if not (params["asked"] or params.get("is_waiting") or params.get("is_stuck")):
            return _("Vraag %(code)s wacht nog", code=params["code"])
        return _("We zoeken verder voor vraag %(code)s", code=params["code"])


class QuestionWaiting(_ToRequester):
    """Everybody who fits is full: the waiting list. params: code."""

    name = "question_waiting"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Vraag %(code)s staat op de wachtlijst", code=params["code"])


class QuestionStuck(_ToRequester):
    """Nobody is left to ask, or the rounds are used up; the coordinator takes over. params: code, left, looks_by."""

    name = "question_stuck"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("De coördinator zoekt mee voor vraag %(code)s", code=params["code"])


class _ToCoordinator(NoticeKind):
    category = Category.COORDINATION

    @classmethod
    def reason(cls) -> str:
        return _(
            "Je krijgt dit bericht omdat je coördinator bent van dit samenwerkingsverband, of omdat het er nu geen heeft."
        )


class QuestionNeedsCoordinator(_ToCoordinator):
    """A question of the region needs a person. params: code, needs, place, asked, declined, left (still fit)."""

    name = "question_needs_coordinator"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        if params.get("left"):
            return _("Vraag %(code)s heeft jou nodig: de afgesproken rondes zijn op", code=params["code"])
        return _("Vraag %(code)s heeft jou nodig: niemand meer te vragen", code=params["code"])


class QuestionWaitsLong(_ToCoordinator):
    """A question of the region has been on the waiting list for long. params: code, needs, place, days."""

    name = "question_waits_long"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Vraag %(code)s wacht al lang op vrije uren", code=params["code"])


class ProfileSuggested(_ToCoordinator):
    """A specialist named another school's profile for a question. params: code, needs, place, profile, by."""

    name = "profile_suggested"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Tip bij vraag %(code)s: %(profile)s", **_of(params, "code", "profile"))


def _of(params: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: params[name] for name in names}
