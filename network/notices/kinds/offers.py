"""What is said to who signed up for a training, webinar or open consultation hour. params of all: offer, school, held_on."""

from __future__ import annotations

from typing import Any

from network.core.formatting import hour_words
from network.core.i18n import _
from network.models.notice import Category
from network.notices.kind import NoticeKind


class _ToWhoTakesPart(NoticeKind):
    """Nobody is to stand before a closed door: this cannot be switched off."""

    category = Category.ACCOUNT

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat je je hiervoor hebt aangemeld.")


class OfferCancelled(_ToWhoTakesPart):
    """It does not go on."""

    name = "offer_cancelled"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Gaat niet door: “%(offer)s” op %(day)s", offer=params["offer"], day=params["held_on"])


class OfferMoved(_ToWhoTakesPart):
    """It is on another moment, or somewhere else. params: also begins and ends, as "15:30", and place, "" when it is online."""

    name = "offer_moved"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Gewijzigd: wanneer of waar “%(offer)s” is", offer=params["offer"])

    @classmethod
    def words(cls, params: dict[str, Any]) -> dict[str, str]:
        """Notices of before the time was told along have the day alone."""
        if "begins" not in params:
            return {"now": params["held_on"]}
        begin, end = (hour_words(params[name]) for name in ("begins", "ends"))
        when = _("%(day)s, %(begin)s tot %(end)s uur", day=params["held_on"], begin=begin, end=end)
        where = params["place"] or _("online")
        return {"now": f"{when}, {where}"}
