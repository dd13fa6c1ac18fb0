"""What a kind of notice is: who gets it, in which category, with which words."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from network.models import Notice, User
from network.models.notice import Category
from network.notices.words import kept, question_words


class Asks(StrEnum):
    """What a notice asks of its reader about the page it leads to; when that is done, or asked anew, it is new no longer."""

    ANSWER = "answer"
    LOOK = "look"
    CONTACT = "contact"
    REVIEW = "review"


KINDS: dict[str, type[NoticeKind]] = {}


class NoticeKind:
    """One message to one person. A subclass per kind; its templates stand in templates/email/<name>/.

    `params` may hold names of schools, codes (of needs too), days and counts: never a question's title or story, and no
    words of the product, as who reads it may read another language by then. Days and None are kept as words.kept says;
    the methods below get the params in words, as words.in_words says.
    """

    name: ClassVar[str]
    category: ClassVar[Category]
    # Its reader waits for it at this moment. The urgency of a question is something else: see docs/adr/0019.
    is_urgent: ClassVar[bool] = False
    asks: ClassVar[Asks | None] = None
    # Several to one reader go in one mail (gathering.py); such a kind gives `of_several` too.
    is_gathered: ClassVar[bool] = False

    def __init__(self, recipient: User | None, *, key: str, path: str = "", address: str = "", **params: Any) -> None:
        self.recipient = recipient
        self.address = address or (recipient.email if recipient else "")
        self.language = recipient.language if recipient else "nl"
        self.key = key
        self.path = path
        self.params = {name: kept(value) for name, value in params.items()}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if getattr(cls, "name", None):
            KINDS[cls.name] = cls

    @classmethod
    def headline(cls, params: dict[str, Any]) -> str:
        """The subject of the mail and the line in the inbox, in the present language."""
        raise NotImplementedError

    @classmethod
    def of_several(cls, number: int) -> tuple[str, str]:
        """The subject of a mail that lists so many of them, and the words above the list; in the present language."""
        raise NotImplementedError

    @classmethod
    def line(cls, params: dict[str, Any]) -> str:
        """What tells this one from the others in such a list, in the present language."""
        return cls.headline(params)

    @classmethod
    def reason(cls) -> str:
        """Why the reader gets this, for the footer of the mail; in the present language."""
        raise NotImplementedError

    @classmethod
    def words(cls, params: dict[str, Any]) -> dict[str, str]:
        """What the templates say as it is said here, beside the bare params; in the present language."""
        return {"question": question_words(params)}

    @staticmethod
    def is_still_asked(notice: Notice) -> bool:
        """Whether what the notice asks was neither done nor read of on the site: for `is_still_so` of kinds that ask."""
        return notice.read_at is None

    @classmethod
    def is_still_so(cls, notice: Notice) -> bool:
        """Whether the mail is still true when it goes out, which may be days after it was promised. In a unit of work.

        For kinds that say how something stands; of what happened it is always so.
        """
        return True

    @classmethod
    def mail_path(cls, notice: Notice) -> str:
        """Where the button in the mail leads; a kind may give a link that needs no sign-in."""
        return notice.path
