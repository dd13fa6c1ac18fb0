"""The story of a question in plain sentences: what happened, where it is now, what is promised and when."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from network.core import clock
from network.core.database import db
from network.core.i18n import _, ngettext
from network.followups.calendars import calendar_of
from network.models import AuditEvent, FollowUp, SupportRequest
from network.models.followup import FollowUpKind
from network.models.user import Role
from network.support_requests import queries
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
    count = details.get("count", 1)
    if not details.get("akin"):
        return ngettext("We vroegen een specialist die past.", "We vroegen %(num)s specialisten die passen.", count)
    asked = ngettext(
        "We vroegen een specialist met een verwant onderwerp.",
        "We vroegen %(num)s specialisten met een verwant onderwerp.",
        count,
    )
    return asked + " " + _("Er was niemand meer te vragen die het onderwerp zelf doet.")


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
    "request.waiting": lambda d: _("Wie we nog konden vragen, zit nu vol. De vraag staat op de wachtlijst."),
    "request.waiting_again": lambda d: _("De vraag staat weer op de wachtlijst."),
    "request.waits_long": lambda d: _("De coördinator kijkt mee, omdat de vraag al lang wacht."),
    "request.widened": lambda d: _("We vragen nu ook specialisten van %(region)s.", region=d.get("region", "")),
    "request.still_searching": lambda d: _("We lieten weten hoe het staat."),
    "request.coordinator_reminded": lambda d: _("We herinnerden de coördinator aan de vraag."),
    "match.wave_invited": _round,
    "match.invited_by_hand": lambda d: _("De coördinator vroeg “%(profile)s”.", profile=d.get("profile", "")),
    "match.offered": lambda d: _("Er kwam ruimte vrij. We vroegen “%(profile)s”.", profile=d.get("profile", "")),
    "match.expired": lambda d: _("“%(profile)s” gaf geen antwoord.", profile=d.get("profile", "")),
    "match.profile_archived": lambda d: _("“%(profile)s” neemt geen vragen meer aan.", profile=d.get("profile", "")),
    "match.reminded": lambda d: _("We stuurden een herinnering."),
    "match.declined": lambda d: _("“%(profile)s” kan nu niet.", profile=d.get("profile", "")),
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

THEN: dict[FollowUpKind, Callable[[], str]] = {
    FollowUpKind.FIRST_REMINDER: lambda: _("Nog geen antwoord? Dan sturen we een herinnering."),
    FollowUpKind.SECOND_REMINDER: lambda: _("Nog geen antwoord? Dan herinneren we nog een keer."),
    FollowUpKind.INVITATION_EXPIRY: lambda: _("Nog geen antwoord? Dan vervalt de uitnodiging."),
    FollowUpKind.WAITING_LONG: lambda: _("Nog steeds geen ruimte? Dan kijkt de coördinator mee."),
    FollowUpKind.NEXT_WAVE: lambda: _("Geen ja? Dan vragen we de volgende specialisten."),
    FollowUpKind.STILL_SEARCHING: lambda: _("Zoeken we dan nog? Dan laten we je weten hoe het staat."),
    FollowUpKind.CHECK_IN: lambda: _("We vragen hoe het gaat."),
    FollowUpKind.SILENT_ENGAGEMENT: lambda: _("Geen contact meer genoteerd? Dan kijkt de coördinator mee."),
    FollowUpKind.EVALUATION: lambda: _("We vragen jullie beiden om terug te kijken."),
    FollowUpKind.EFFECT_QUESTION: lambda: _("We vragen of het nog steeds helpt."),
    FollowUpKind.OFFER_WAITING: lambda: _(
        "We kijken of er weer plek is, en daarna elke schooldag opnieuw. "
        "Is deze vraag dan aan de beurt? Dan vragen we die specialist meteen."
    ),
}

# An answer of everybody, or what who asked reads on the site, can be before the day.
_MAY_COME_SOONER = {FollowUpKind.NEXT_WAVE, FollowUpKind.STILL_SEARCHING}

# The same for who neither asked nor helps: only what would speak to them as if they did.
_PAST_TO_OTHERS: dict[str, Words] = {
    "request.withdrawn": lambda d: _withdrawn(d, _("De school trok de vraag in")),
    "request.still_searching": lambda d: _("We lieten de school weten hoe het staat."),
}
_THEN_TO_OTHERS: dict[FollowUpKind, Callable[[], str]] = {
    FollowUpKind.STILL_SEARCHING: lambda: _("Zoeken we dan nog? Dan hoort de school hoe het staat."),
    FollowUpKind.EVALUATION: lambda: _("We vragen de school en de specialist om terug te kijken."),
}
_THEN_TO: dict[Audience, dict[FollowUpKind, Callable[[], str]]] = {
    Audience.TAKES_PART: {},
    Audience.COORDINATOR: {
        **_THEN_TO_OTHERS,
        FollowUpKind.WAITING_LONG: lambda: _("Nog steeds geen ruimte? Dan vragen we je mee te kijken."),
        FollowUpKind.SILENT_ENGAGEMENT: lambda: _("Geen contact meer genoteerd? Dan hoor je het van ons."),
    },
    Audience.OTHERS: _THEN_TO_OTHERS,
}


def then_words(promise: FollowUp, audience: Audience = Audience.TAKES_PART) -> str:
    """What will be done.

    Room is looked for on any day, as it may come free on any; the mail about it waits for a school day, and that is said.
    """
    words = (THEN | _THEN_TO[audience])[promise.kind]()
    if promise.engagement_id and promise.kind is FollowUpKind.SILENT_ENGAGEMENT:
        return _still_silent(audience) if queries.was_told_silent(promise.engagement_id) else words
    if promise.kind is FollowUpKind.WAITING_LONG and promise.request and not promise.request.is_waiting:
        if audience is Audience.COORDINATOR:
            return _("Wacht de vraag dan nog op jou? Dan herinneren we je eraan.")
        return _("Wacht de vraag dan nog op de coördinator? Dan sturen we die een herinnering.")
    if promise.kind is FollowUpKind.STILL_SEARCHING and promise.request and promise.request.is_waiting:
        if audience is Audience.TAKES_PART:
            return _("Staat de vraag dan nog op de wachtlijst? Dan hoor je hoe het ervoor staat.")
        return _("Staat de vraag dan nog op de wachtlijst? Dan hoort de school hoe het ervoor staat.")
    if promise.kind is FollowUpKind.OFFER_WAITING and promise.request and not _is_on_school_day(promise):
        return words + " " + _("De mail gaat op een schooldag.")
    return words


def _still_silent(audience: Audience) -> str:
    """What is said where the coordinator knows already that it is silent."""
    if audience is Audience.COORDINATOR:
        return _("Blijft het stil? Dan hoor je het opnieuw van ons.")
    return _("De coördinator weet dat het stil is. Blijft het stil? Dan hoort die het opnieuw van ons.")


def promised(promise: FollowUp, audience: Audience = Audience.TAKES_PART) -> Entry:
    """A promise as a moment of the story."""
    words = then_words(promise, audience)
    return Entry("then", promise.due_at, words, may_come_sooner=promise.kind in _MAY_COME_SOONER)


def _is_on_school_day(promise: FollowUp) -> bool:
    calendar = calendar_of(promise.request.location if promise.request else None)
    return calendar.is_school_day(clock.to_local(promise.due_at).date())


def story_of(
    request: SupportRequest,
    promises: Sequence[FollowUp],
    audience: Audience = Audience.TAKES_PART,
    *,
    own: Own | None = None,
) -> list[Entry]:
    """Past events, then what is promised; a kind that is promised more than once is told once.

    With `own` nothing is told of others who were asked or worked on it: only the question itself and these.
    """
    events = db.session.scalars(
        select(AuditEvent)
        .where(AuditEvent.request_id == request.id)
        .options(joinedload(AuditEvent.actor))
        .order_by(AuditEvent.at, AuditEvent.id)
    )
    told = [event for event in events if event.action in PAST and (own is None or _is_told_to(own, event))]
    words = PAST if audience is Audience.TAKES_PART else PAST | _PAST_TO_OTHERS
    past = [Entry("past", event.at, words[event.action](_details_of(event, request, own))) for event in told]
    awaited = [one for one in promises if own is None or one.match_id in {None, *own["match"]}]
    return _fold(past) + _then(awaited, audience)


def _details_of(event: AuditEvent, request: SupportRequest, own: Own | None) -> dict[str, Any]:
    """What is kept of the event; of a question that was taken back also who did, and whether the reader learns why."""
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


def _fold(entries: list[Entry]) -> list[Entry]:
    """The same words on the same day are told once, as they were last; what happened on more days is told of each."""
    told = {(clock.to_local(entry.at).date(), entry.words): entry for entry in entries}
    return sorted(told.values(), key=lambda entry: entry.at)


def _then(promises: Sequence[FollowUp], audience: Audience) -> list[Entry]:
    first: dict[FollowUpKind, FollowUp] = {}
    for promise in promises:
        if promise.kind in THEN:
            first.setdefault(promise.kind, promise)
    return [promised(one, audience) for one in first.values()]
