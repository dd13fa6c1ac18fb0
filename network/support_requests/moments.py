"""What happened to a question, in plain sentences: a moment for each event that its readers may know of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from network.core import clock
from network.core.formatting import quoted
from network.core.i18n import _, ngettext
from network.models import AuditEvent, SupportRequest
from network.models.user import Role
from network.support_requests.askings import ACCEPTED, GIVEN_BACK
from network.support_requests.words import WITHDRAWN_FOR_SCHOOL_LABELS, WITHDRAWN_LABELS


class Audience(StrEnum):
    """Who reads a story: each is spoken to as what they are."""

    TAKES_PART = "takes_part"  # who asked, and who helps
    COORDINATOR = "coordinator"
    OTHERS = "others"


@dataclass(frozen=True)
class Entry:
    """One moment: `when` is past, now or then (promised); `may_come_sooner`: its day is the last on which it comes."""

    when: str
    at: datetime
    words: str
    may_come_sooner: bool = False


def _stuck(details: dict[str, Any]) -> str:
    left, still_open = details.get("left", 0), details.get("open", 0)
    if not left and details.get("asked") == details.get("passed_over") == 0:
        return _("We vonden nog niemand die past. De coördinator zoekt mee.")
    if not left and still_open:
        return ngettext(
            "Verder is er nu niemand te vragen; %(num)s specialist kan nog antwoorden. De coördinator zoekt mee.",
            "Verder is er nu niemand te vragen; %(num)s specialisten kunnen nog antwoorden. De coördinator zoekt mee.",
            still_open,
        )
    if not left:
        return _("Er is nu niemand meer om te vragen. De coördinator zoekt mee.")
    return ngettext(
        "De afgesproken rondes zijn op. Er past nog %(num)s specialist. De coördinator kijkt mee.",
        "De afgesproken rondes zijn op. Er passen nog %(num)s specialisten. De coördinator kijkt mee.",
        left,
    )


def _round(details: dict[str, Any]) -> str:
    """Who was asked in a round, by name where that was written down; and why who helped before is among them."""
    if details.get("akin"):
        nobody_left = _("Er was niemand meer te vragen die het onderwerp zelf doet.")
        return f"{_asked_who_is_akin(details)} {nobody_left}"
    helped = details.get("helped", ())
    if not helped:
        return _asked_who_fits(details)
    if len(details["profiles"]) == 1:
        return f"{_asked_who_fits(details)} " + _("Die hielp hier eerder bij en kent de vraag al.")
    known = ngettext(
        "%(profiles)s hielp hier eerder bij en kent de vraag al.",
        "%(profiles)s hielpen hier eerder bij en kennen de vraag al.",
        len(helped),
        profiles=quoted(helped),
    )
    return f"{_asked_who_fits(details)} {known}"


def _asked_who_fits(details: dict[str, Any]) -> str:
    count, profiles = details.get("count", 1), details.get("profiles")
    if not profiles:
        return ngettext("We vroegen een specialist die past.", "We vroegen %(num)s specialisten die passen.", count)
    return ngettext(
        "We vroegen een specialist die past: %(profiles)s.",
        "We vroegen %(num)s specialisten die passen: %(profiles)s.",
        count,
        profiles=quoted(profiles),
    )


def _asked_who_is_akin(details: dict[str, Any]) -> str:
    count, profiles = details.get("count", 1), details.get("profiles")
    if not profiles:
        return ngettext(
            "We vroegen een specialist met een verwant onderwerp.",
            "We vroegen %(num)s specialisten met een verwant onderwerp.",
            count,
        )
    return ngettext(
        "We vroegen een specialist met een verwant onderwerp: %(profiles)s.",
        "We vroegen %(num)s specialisten met een verwant onderwerp: %(profiles)s.",
        count,
        profiles=quoted(profiles),
    )


def _withdrawn(details: dict[str, Any], by_school: str) -> str:
    """Who took it back, and why as far as the reader may know: the reason as it was chosen from the list."""
    who, labels = by_school, WITHDRAWN_LABELS
    if not details.get("by_school"):
        who, labels = _("De coördinator trok de vraag in"), WITHDRAWN_FOR_SCHOOL_LABELS
    why = labels.get(details.get("reason", "")) if details.get("tells_why") else None
    if why is None or details["reason"] == "other":
        return f"{who}."
    return _("%(who)s: “%(why)s.”", who=who, why=str(why))


Words = Callable[[dict[str, Any]], str]

# Ids of the matches and trajects ("match", "engagement") of one reader.
Own = Mapping[str, Collection[int]]

# What who asked reads for each event; events without words here are not part of the story.
PAST: dict[str, Words] = {
    "request.submitted": lambda d: _("De vraag is verstuurd."),
    "request.let_through": lambda d: _("De coördinator heeft de vraag bekeken. We gaan zoeken."),
    "request.note_addition": lambda d: _("Er is iets toegevoegd aan de vraag."),
    "request.withdrawn": lambda d: _withdrawn(d, _("Jullie trokken de vraag in")),
    "request.reopened": lambda d: (
        _("De coördinator liet opnieuw zoeken.")
        if d.get("was_stuck")
        else _("De vraag is opnieuw geopend. We zoeken weer.")
    ),
    "request.stuck": _stuck,
    "request.still_stuck": lambda d: _("Er was nog steeds niemand om te vragen. De coördinator kijkt verder."),
    "request.waiting": lambda d: _(
        "Wie we nog konden vragen, zit nu vol of staat op pauze. De vraag staat op de wachtlijst."
    ),
    "request.waiting_again": lambda d: _("De vraag staat weer op de wachtlijst."),
    "request.waits_long": lambda d: _("De coördinator kijkt mee, omdat de vraag al lang wacht."),
    "request.widened": lambda d: (
        _("We zochten ook in %(region)s; daar past nu niemand.", region=d.get("region", ""))
        if d.get("finds_nobody")
        else _("We vragen nu ook specialisten van %(region)s.", region=d.get("region", ""))
    ),
    "request.still_searching": lambda d: _("We lieten weten hoe het staat."),
    "request.coordinator_reminded": lambda d: _("We herinnerden de coördinator aan de vraag."),
    "match.wave_invited": _round,
    "match.invited_by_hand": lambda d: _("De coördinator vroeg “%(profile)s”.", profile=d.get("profile", "")),
    "match.offered": lambda d: _("Er kwam ruimte vrij. We vroegen “%(profile)s”.", profile=d.get("profile", "")),
    "match.expired": lambda d: _("“%(profile)s” gaf geen antwoord.", profile=d.get("profile", "")),
    "match.profile_archived": lambda d: _("“%(profile)s” neemt geen vragen meer aan.", profile=d.get("profile", "")),
    "match.reminded": lambda d: _("We stuurden een herinnering."),
    "match.declined": lambda d: _("“%(profile)s” kan nu niet.", profile=d.get("profile", "")),
    "match.left_to_colleague": lambda d: _(
        "Bij “%(profile)s” kijkt een collega nog of het lukt.", profile=d.get("profile", "")
    ),
    "match.accepted": lambda d: _("“%(profile)s” zegt ja.", profile=d.get("profile", "")),
    "match.taken_back": lambda d: _(
        "De coördinator nam de uitnodiging aan “%(profile)s” terug.", profile=d.get("profile", "")
    ),
    "engagement.planned": lambda d: _("Er is een plan afgesproken."),
    "engagement.contact_logged": lambda d: _("Er was contact."),
    "engagement.contact_taken_away": lambda d: _("Een contact is weggehaald, want het was er niet geweest."),
    "engagement.asked_after": lambda d: _("De coördinator vroeg na hoe het gaat. Het traject loopt door."),
    "engagement.closed": lambda d: _("Het traject is afgerond."),
    "engagement.given_back": lambda d: _("“%(profile)s” moest de vraag teruggeven.", profile=d.get("profile", "")),
    "engagement.evaluated": lambda d: _("Er is teruggekeken."),
}

# The same for who neither asked nor helps: only what would speak to them as if they did.
_PAST_TO_OTHERS: dict[str, Words] = {
    "request.withdrawn": lambda d: _withdrawn(d, _("De school trok de vraag in")),
    "request.still_searching": lambda d: _("We lieten de school weten hoe het staat."),
}
# Who is asked, or searched for, anew: what is told after it is told again, also in the same words.
_ROUND = "match.wave_invited"
_BEGINS = {_ROUND, "match.invited_by_hand", "match.offered", "request.reopened", GIVEN_BACK}


def moments_of(
    events: Iterable[AuditEvent], request: SupportRequest, audience: Audience, *, own: Own | None = None
) -> list[Entry]:
    """The events of a question, in the order of time, as moments. With `own` nothing is told of others who were asked
    or worked on it: only the question itself and these.

    The same words on the same day are told once, as they were last, unless somebody was asked in between.
    """
    words = PAST if audience is Audience.TAKES_PART else PAST | _PAST_TO_OTHERS
    told: dict[tuple[date, int, str], Entry] = {}
    helped: list[int] = []
    chapter = 0
    for event in events:
        chapter += event.action in _BEGINS
        if event.action in PAST and (own is None or _is_told_to(own, event)):
            entry = Entry("past", event.at, words[event.action](_details_of(event, request, own, helped)))
            told[(clock.to_local(event.at).date(), chapter, entry.words)] = entry
        if event.action == ACCEPTED:
            helped.append(event.subject_id)
        elif event.action == GIVEN_BACK and helped:  # a question has one yes at a time: the last one
            helped.pop()
    return sorted(told.values(), key=lambda entry: entry.at)


def _details_of(event: AuditEvent, request: SupportRequest, own: Own | None, helped: Collection[int]) -> dict[str, Any]:
    """What is kept of the event, and what it means to the reader: which of a round helped before, where its matches
    were written down; of a question that was taken back who did, and whether the reader learns why."""
    if event.action == _ROUND:
        asked = zip(event.details.get("matches", ()), event.details.get("profiles", ()), strict=False)
        return {**event.details, "helped": [title for match_id, title in asked if match_id in helped]}
    if event.action != "request.withdrawn":
        return event.details
    looked_after = any(
        one.role is Role.NATIONAL or (one.role is Role.COORDINATOR and one.region_id == request.region_id)
        for one in (event.actor.memberships if event.actor else ())
    )
    by_school = event.actor_id == request.requester_id or not looked_after
    return {**event.details, "by_school": by_school, "tells_why": own is None}


def _is_told_to(own: Own, event: AuditEvent) -> bool:
    """What is about a match or a traject, only when it is theirs; a round of invitations is about many."""
    if event.subject_type in own:
        return event.subject_id in own[event.subject_type]
    return not event.action.startswith("match.")
