"""What came of asking those on the list, for who thinks of asking them once more: a no or a silence, and the room today."""

from __future__ import annotations

from collections.abc import Sequence

from network.core.formatting import day, within_sentence
from network.core.i18n import _
from network.directory import listing
from network.directory.listing import Card
from network.hours.room import Limit
from network.models import Match
from network.models.expertise import ProfileState
from network.models.match import DeclineReason, MatchState
from network.support_requests.words import DECLINE_LABELS
from network.waves.answered import list_silences

_ENDED = frozenset({MatchState.DECLINED, MatchState.EXPIRED, MatchState.SUPERSEDED, MatchState.WITHDRAWN})
_MAY_BE_ASKED = _ENDED | {MatchState.PROPOSED}
_LEFT_OPEN = frozenset({MatchState.EXPIRED, MatchState.SUPERSEDED, MatchState.PROPOSED})


class Answered:
    """The words for these matches, read at once for all of them; of room only where who is on the list may be asked."""

    def __init__(self, matches: Sequence[Match], *, may_ask_again: bool) -> None:
        asked = [match for match in matches if match.invited_at]
        self._silent_at = list_silences([one.id for one in asked if one.state in _LEFT_OPEN])
        may_be_asked = [one.profile_id for one in matches if may_ask_again and one.state in _MAY_BE_ASKED]
        self._cards = listing.cards_of(may_be_asked)

    def words(self, match: Match) -> str:
        """What the invitation came to, and whether the profile has room today; of who was not asked yet only that it has none."""
        return " ".join(part for part in (self._answer(match), self._room(match)) if part)

    def _room(self, match: Match) -> str:
        card = self._cards.get(match.profile_id)
        if card is None or (match.state is MatchState.PROPOSED and _has_room(card)):
            return ""
        return room_words(card, match)

    def _answer(self, match: Match) -> str:
        if match.state is MatchState.DECLINED and match.decline_reason:
            return said_no(match, match.decline_reason)
        silent_at = self._silent_at.get(match.id)
        if silent_at and match.invited_at and silent_at >= match.invited_at:
            return _("Antwoordde niet voor %(day)s.", day=day(silent_at))
        return ""


def _has_room(card: Card) -> bool:
    return card.profile.state is ProfileState.PUBLISHED and card.gives_hours and not card.is_full


def said_no(match: Match, reason: DeclineReason) -> str:
    """That it was a no, of which day where that is known, and why; the specialist's own words after it."""
    why = within_sentence(str(DECLINE_LABELS[reason]))
    if match.answered_at is None:
        said = _("Zei nee: %(reason)s.", reason=why)
    else:
        said = _("Zei nee op %(day)s: %(reason)s.", day=day(match.answered_at), reason=why)
    return f"{said} “{match.decline_note}”" if match.decline_note else said


def room_words(card: Card, match: Match) -> str:
    """Whether the profile has room for a question today, or until when it has none."""
    if card.paused_until:
        paused = _("Het profiel staat op pauze tot %(day)s.", day=day(card.paused_until))
        return f"{paused} {_room_of_open(card, match)}" if card.opens_full else paused
    if card.profile.state is ProfileState.PAUSED:
        return _("Het profiel staat nu op pauze.")
    if card.profile.state is not ProfileState.PUBLISHED:
        return ""
    return _room_of_open(card, match)


def _room_of_open(card: Card, match: Match) -> str:
    """The same of a profile that takes on questions."""
    if not card.gives_hours:
        return _("Geeft nu geen uren.")
    if not card.is_full:
        lacked_hours = match.decline_reason is DeclineReason.NO_HOURS
        return _("Nu weer plek.") if lacked_hours else _("Er is nu plek.")
    if card.free_from is None:
        return _("Voorlopig vol.")
    if card.full_by is Limit.PLACES:
        return _("Waarschijnlijk vol tot %(day)s.", day=day(card.free_from))
    return _("Vol tot %(day)s.", day=day(card.free_from))
