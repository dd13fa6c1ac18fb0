"""What is promised about a question or a traject, in plain sentences: what will be done, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from network.core import clock
from network.core.formatting import one_of
from network.core.i18n import _
from network.followups.calendars import calendar_of
from network.models import FollowUp
from network.models.followup import FollowUpKind
from network.support_requests import queries
from network.support_requests.moments import Audience, Entry

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

# The same where several profiles have an invitation, with the names of those whose day it is.
_OF_INVITATIONS: dict[FollowUpKind, Callable[[str], str]] = {
    FollowUpKind.FIRST_REMINDER: lambda profiles: _(
        "Nog geen antwoord van %(profiles)s? Dan sturen we een herinnering.", profiles=profiles
    ),
    FollowUpKind.SECOND_REMINDER: lambda profiles: _(
        "Nog geen antwoord van %(profiles)s? Dan herinneren we nog een keer.", profiles=profiles
    ),
    FollowUpKind.INVITATION_EXPIRY: lambda profiles: _(
        "Nog geen antwoord van %(profiles)s? Dan vervalt die uitnodiging.", profiles=profiles
    ),
}

# An answer of everybody, or what who asked reads on the site, can be before the day.
_MAY_COME_SOONER = {FollowUpKind.NEXT_WAVE, FollowUpKind.STILL_SEARCHING}

# The same for who neither asked nor helps: only what would speak to them as if they did.
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


def promises_of(promises: Sequence[FollowUp], audience: Audience) -> list[Entry]:
    """What is promised as moments of the story, soonest first; what is promised more than once is told once, but for
    what is promised of the invitations of several profiles: that is told of each day, by name."""
    told = [one for one in promises if one.kind in THEN]
    several = {kind for kind in _OF_INVITATIONS if len({one.match_id for one in told if one.kind is kind}) > 1}
    first: dict[object, list[FollowUp]] = {}
    for one in told:
        key = (one.kind, clock.to_local(one.due_at).date()) if one.kind in several else one.kind
        first.setdefault(key, []).append(one)
    return [_by_name(some) if some[0].kind in several else promised(some[0], audience) for some in first.values()]


def _by_name(of_one_day: Sequence[FollowUp]) -> Entry:
    titles = [one.match.profile.title for one in of_one_day if one.match]
    return Entry("then", of_one_day[0].due_at, _OF_INVITATIONS[of_one_day[0].kind](one_of(titles)))
