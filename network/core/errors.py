"""What can go wrong in a service, in words for the reader; views tie them to a field or a page."""

from __future__ import annotations

from enum import StrEnum


class DomainError(Exception):
    """A rule said no. `message` is for the reader, in the reader's language; `field` names the form field."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class InvalidInput(DomainError):
    """What was given breaks a rule that only the service can check."""


class InvalidState(DomainError):
    """The thing is not in a state in which this can be done."""


class NotAllowed(DomainError):
    """The person may see this but not do it."""


class NotFound(DomainError):
    """There is no such thing, or not for this person: both look the same."""


class WayOn(StrEnum):
    """Where the reader of a broken link, or who came too late, goes on; which page that is, is the web's to know."""

    SIGN_IN = "sign_in"
    FORGOTTEN_SIGN_IN = "forgotten_sign_in"
    INVITATIONS = "invitations"
    MAIL_PREFERENCES = "mail_preferences"


class Conflict(DomainError):
    """Somebody else was first: a newer version exists, or the last place is gone.

    `way_on`: where its reader goes on, when the page that was open before would only say the same.
    """

    def __init__(self, message: str, *, field: str | None = None, way_on: WayOn | None = None) -> None:
        super().__init__(message, field=field)
        self.way_on = way_on


class BrokenLink(NotFound):
    """A link from a mail that is old, used or not ours; `way_on` is what its reader can do instead."""

    def __init__(self, message: str, *, way_on: WayOn | None = None) -> None:
        super().__init__(message)
        self.way_on = way_on
