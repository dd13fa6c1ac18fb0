"""What an item of the worklist is, and how each reason to be on it looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from network.core import clock
from network.core.badges import Badge
from network.core.i18n import _, current_language
from network.followups.calendars import calendar_of
from network.models import Location, SupportRequest
from network.models.taxonomy import Facet


class Reason(StrEnum):
    """Why a thing is on the list; the order is the order of the groups."""

    STUCK = "stuck"
    ROUNDS = "rounds"
    TRIAGE = "triage"
    WAITING = "waiting"
    OVERDUE = "overdue"
    SILENT = "silent"
    REVIEW = "review"


@dataclass(frozen=True)
class Item:
    """One thing to do: what, where, why, since when, and the one step that helps; `badge` where it is not the reason's own."""

    reason: Reason
    title: str
    place: str
    why: str
    since: datetime
    school_days: int
    url: str
    action: str
    badge: Badge | None = None


# Where the page of definitions says what a reason means.
DEFINITIONS: Mapping[Reason, str] = {
    Reason.STUCK: "stuck",
    Reason.ROUNDS: "stuck",
    Reason.WAITING: "waiting-list",
    Reason.OVERDUE: "overdue",
    Reason.SILENT: "silent",
}


def badges() -> dict[Reason, Badge]:
    """How each reason looks and what it is called."""
    return {
        Reason.STUCK: Badge("stuck", _("Niemand meer te vragen")),
        Reason.ROUNDS: Badge("stuck", _("De rondes zijn op")),
        Reason.TRIAGE: Badge("wait", _("Nieuwe vraag")),
        Reason.WAITING: Badge("wait", _("Op de wachtlijst")),
        Reason.OVERDUE: Badge("wait", _("Wacht lang")),
        Reason.SILENT: Badge("wait", _("Stil traject")),
        Reason.REVIEW: Badge("calm", _("Te beoordelen")),
    }


def about(
    request: SupportRequest,
    reason: Reason,
    *,
    why: str,
    since: datetime,
    url: str,
    action: str,
    badge: Badge | None = None,
) -> Item:
    """An item about a question, or about the traject that came of it."""
    age = ", ".join(term.label(current_language()) for term in request.terms_of(Facet.AGE_GROUP))
    return Item(
        reason=reason,
        title=request.title,
        place=" · ".join(part for part in (place_of(request.location), age) if part),
        why=why,
        since=since,
        school_days=days_since(request.location, since),
        url=url,
        action=action,
        badge=badge,
    )


def place_of(location: Location) -> str:
    """The school and where it stands."""
    return f"{location.name}, {location.place}" if location.place else location.name


def days_since(location: Location, since: datetime) -> int:
    """School days of this school from an instant until today."""
    begun = clock.to_local(since).date()
    return calendar_of(location).school_days_between(begun, max(begun, clock.today()))
