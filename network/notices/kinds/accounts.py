"""What is said about accounts. Links are signed when the mail is made: no secret is stored."""

from __future__ import annotations

import hashlib
from typing import Any

from network.access import links
from network.core.i18n import _
from network.models import Notice, User
from network.models.notice import Category
from network.models.user import Role
from network.notices.kind import NoticeKind

RESET = "reset-password"
JOIN = "accept-invitation"


class AccountInvitation(NoticeKind):
    """Come in. To an address, with or without an account. params: invitation, inviter, role (its code), place, until.

    inviter and place are "" where there is none.
    """

    name = "account_invitation"
    category = Category.ACCOUNT
    is_urgent = True

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        if not params["place"]:
            return _("Uitnodiging voor Naast")
        return _("Uitnodiging voor Naast: %(place)s", place=params["place"])

    @classmethod
    def words(cls, params: dict[str, Any]) -> dict[str, str]:
        return {"purpose": _purpose(params["role"], params["place"])}

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat iemand je uitnodigde. Ken je diegene niet, dan hoef je niets te doen.")

    @classmethod
    def mail_path(cls, notice: Notice) -> str:
        return f"/uitnodiging/{links.sign(JOIN, str(notice.params['invitation']), '')}"


class PasswordReset(NoticeKind):
    """The way back in, for an hour and for once."""

    name = "password_reset"
    category = Category.ACCOUNT
    is_urgent = True

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Een nieuw wachtwoord kiezen")

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat iemand, hopelijk jijzelf, een nieuw wachtwoord vroeg.")

    @classmethod
    def mail_path(cls, notice: Notice) -> str:
        if notice.recipient is None:
            return notice.path
        mark = password_mark(notice.recipient)
        return f"/wachtwoord-vergeten/{links.sign(RESET, mark, notice.recipient.public_id)}"


class PasswordChanged(NoticeKind):
    """So that nobody changes it unseen."""

    name = "password_changed"
    category = Category.ACCOUNT
    is_urgent = True

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Je wachtwoord is gewijzigd")

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat het om je account gaat.")


def password_mark(user: User) -> str:
    """A short mark of the present password: a link that carries it dies with that password."""
    return hashlib.sha256(f"{user.id}:{user.password_hash}".encode()).hexdigest()[:16]


def _purpose(role: str, place: str) -> str:
    """What the reader can do there; of an invitation from before the role was told by its code, only where."""
    purposes: dict[str, str] = {
        Role.REQUESTER: _("Je kunt er vragen stellen voor %(place)s.", place=place),
        Role.SPECIALIST: _("Je kunt er als specialist van %(place)s andere scholen helpen.", place=place),
        Role.SCHOOL_ADMIN: _("Je kunt er regelen wie er voor %(place)s op Naast werkt.", place=place),
        Role.COORDINATOR: _("Je kunt er als coördinator van %(place)s de vragen van scholen volgen.", place=place),
        Role.NATIONAL: _("Je kunt er landelijk zien wat scholen vragen en waar hulp ontbreekt."),
        Role.ADMIN: _("Je kunt er het technische beheer doen."),
    }
    return purposes.get(role) or _("Het gaat om %(place)s.", place=place)
