"""What is said about practice examples. params of all: example (its title)."""

from __future__ import annotations

from typing import Any

from network.core.i18n import _
from network.models import Notice
from network.models.notice import Category
from network.notices.kind import Asks, NoticeKind


class ExampleSubmitted(NoticeKind):
    """An example waits for the coordinator's eye."""

    name = "example_submitted"
    asks = Asks.REVIEW
    is_gathered = True
    category = Category.COORDINATION

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        return cls.is_still_asked(notice)

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Nieuw praktijkvoorbeeld om te lezen: “%(example)s”", example=params["example"])

    @classmethod
    def of_several(cls, number: int) -> tuple[str, str]:
        return (
            _("%(num)s nieuwe praktijkvoorbeelden om te lezen", num=number),
            _("Lees je of deze %(num)s praktijkvoorbeelden gedeeld kunnen worden?", num=number),
        )

    @classmethod
    def line(cls, params: dict[str, Any]) -> str:
        return _("“%(example)s”", example=params["example"])

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat jij nieuwe praktijkvoorbeelden leest.")


class _ToWriter(NoticeKind):
    category = Category.ENGAGEMENTS

    @classmethod
    def reason(cls) -> str:
        return _("Je krijgt dit bericht omdat jullie dit praktijkvoorbeeld schreven.")


class ExamplePublished(_ToWriter):
    """Others can read it now."""

    name = "example_published"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Jullie praktijkvoorbeeld is gedeeld: “%(example)s”", example=params["example"])


class ExampleSentBack(_ToWriter):
    """It needs work."""

    name = "example_sent_back"

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        return _("Nog iets nodig in jullie praktijkvoorbeeld: “%(example)s”", example=params["example"])
