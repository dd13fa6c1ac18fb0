"""Invitations as cards: no story, no school, only what tells whether a question fits and how the answer stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from network.answering import leaving
from network.answering.deadlines import Deadline, deadlines_of
from network.candidates import ranking
from network.core import clock
from network.core.badges import Badge
from network.core.i18n import _, current_language
from network.models import Match
from network.models.match import MatchState
from network.models.taxonomy import Facet
from network.support_requests.badges import match_badge, urgency_badge
from network.waves import invitations
from network.waves.fullness import list_full
from network.waves.waiting import URGENCY_RANKS

# What they answered themselves.
_OWN_BADGES = {
    MatchState.ACCEPTED: lambda: Badge("good", _("Jullie zeiden ja")),
    MatchState.DECLINED: lambda: Badge("calm", _("Jullie konden niet")),
}


@dataclass(frozen=True)
class InvitationRow:
    """An invitation as a card: no story, no school, only what tells whether it fits.

    `may_say_yes`: a yes is welcome and can be kept. `is_full`: it is welcome, and the profile has no room for it now.
    `asked_too`: the same question, open to the same school or people through other profiles.
    """

    match: Match
    needs: str
    age: str
    forms: str
    place: str
    badge: Badge
    is_akin: bool
    may_say_yes: bool = False
    is_full: bool = False
    asked_too: Sequence[Match] = ()
    deadline: Deadline | None = None
    urgency: Badge | None = None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return invitations.is_open(self.match)


def rows_of(matches: Sequence[Match], *, reader_id: int) -> list[InvitationRow]:
    """The invitations of a specialist as cards: those that want an answer first, by day, the urgent ones of a day on top."""
    deadlines, full = deadlines_of(matches), list_full([match for match in matches if wants_a_yes(match)])

    def turn(match: Match) -> tuple[date, int]:
        return clock.to_local(deadlines[match.id].at).date(), URGENCY_RANKS[match.request.urgency]

    dated = sorted((match for match in matches if match.id in deadlines), key=turn)
    in_order = [*dated, *(one for one in matches if one.id not in deadlines)]
    rows = [row_of(match, deadlines, is_full=match.id in full) for match in in_order]
    lying_with = leaving.list_lying_with(matches, reader_id=reader_id)
    rows = [left_to(row, lying_with[row.match.id]) if row.match.id in lying_with else row for row in rows]
    return [replace(row, asked_too=_asked_too(row.match, matches)) for row in rows]


def left_to(row: InvitationRow, names: str) -> InvitationRow:
    """The card of what somebody left to colleagues: their names, and no day by which the reader must answer."""
    return replace(row, badge=Badge("calm", _("Ligt bij %(names)s", names=names)), deadline=None)


def _asked_too(match: Match, matches: Sequence[Match]) -> list[Match]:
    """The other open invitations among those of one reader for the same question."""
    same = [other for other in matches if other.request_id == match.request_id and other is not match]
    return [other for other in same if invitations.is_open(other)] if wants_a_yes(match) else []


def wants_a_yes(match: Match) -> bool:
    """Whether a yes is welcome: in time, or late while the school is without help."""
    return invitations.is_open(match) or invitations.is_late_yes_welcome(match)


def _badge_of(match: Match, *, is_full: bool) -> Badge:
    """How it stands for who was asked: no answer in time is not the end while a yes is welcome, and can be kept."""
    if invitations.is_late_yes_welcome(match) and not is_full:
        return Badge("wait", _("Ja zeggen kan nog"))
    return _OWN_BADGES[match.state]() if match.state in _OWN_BADGES else match_badge(match)


def row_of(match: Match, deadlines: Mapping[int, Deadline], *, is_full: bool) -> InvitationRow:
    """One invitation as a card; `is_full`: a yes is welcome, and the profile has no room for it."""
    language = current_language()

    def words(facet: Facet) -> str:
        return ", ".join(term.label(language) for term in match.request.terms_of(facet))

    return InvitationRow(
        match,
        words(Facet.NEED),
        words(Facet.AGE_GROUP),
        words(Facet.FORM) or _("soort hulp nog open: stel iets voor"),
        invitations.place_of(match),
        _badge_of(match, is_full=is_full),
        is_akin=ranking.is_akin(match),
        may_say_yes=wants_a_yes(match) and not is_full,
        is_full=is_full,
        deadline=deadlines.get(match.id),
        urgency=urgency_badge(match.request.urgency) if wants_a_yes(match) else None,
    )
