"""What is said to those who run the installation."""

from __future__ import annotations

from typing import Any

from network.core.i18n import _, ngettext
from network.models import Notice
from network.models.notice import Category
from network.notices.kind import NoticeKind
from network.outbox.queries import count_dead


class WorkGivenUp(NoticeKind):
    """Something was tried as often as it may be, and lies still."""

    name = "work_given_up"
    # It cannot be switched off: nobody else hears of it.
    category = Category.ACCOUNT

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return ngettext(
            "Op Naast is %(num)s taak blijven liggen", "Op Naast zijn %(num)s taken blijven liggen", params["count"]
        )

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat jij het technische beheer doet.")

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        return count_dead() > 0
