"""Saying "not me" of an invitation that lies with a colleague too: it stays open for them, and the school's no is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from network.access.audit import record
from network.answering import passing
from network.core.errors import InvalidState
from network.core.formatting import all_of, day
from network.core.i18n import _, ngettext
from network.models import Match, User
from network.waves import colleagues, elsewhere, invitation_messages, invitations, queries


@dataclass(frozen=True)
class WithColleagues:
    """An open invitation that others of the school can answer too, because it was passed to them.

    `is_left`: the reader left it to them already. `until`: when it ends; None when that was not promised.
    """

    others: Sequence[User]
    is_left: bool
    until: datetime | None = None

    @property
    def names(self) -> str:
        return all_of([person.name for person in self.others])

    @property
    def words(self) -> str:
        """What a no of the reader means, or meant, and until when the others can answer."""
        if self.is_left:
            left = _("Je liet deze vraag over aan %(names)s.", names=self.names)
            return " ".join((left, self.what_follows, _("Kan het bij jou toch? Je kunt nog ja zeggen.")))
        only_you = _("De vraag ligt ook bij %(names)s. Jouw nee geldt alleen voor jou.", names=self.names)
        return f"{only_you} {self.what_follows}"

    @property
    def what_follows(self) -> str:
        """What the others can do, and until when."""
        if self.until is None:
            return ngettext(
                "%(names)s kan nog ja of nee zeggen.",
                "%(names)s kunnen nog ja of nee zeggen.",
                len(self.others),
                names=self.names,
            )
        return ngettext(
            "%(names)s kan ja of nee zeggen tot %(day)s. Dan vervalt de uitnodiging.",
            "%(names)s kunnen ja of nee zeggen tot %(day)s. Dan vervalt de uitnodiging.",
            len(self.others),
            names=self.names,
            day=day(self.until),
        )


def find_with_colleagues(match: Match, *, reader_id: int) -> WithColleagues | None:
    """Who can answer besides the reader, because the invitation was passed to them; None where nobody can."""
    if not invitations.is_open(match):
        return None
    left = colleagues.list_left([match])
    others = [one for one in colleagues.list_who_got_it([match], left)[match.id] if one.id != reader_id]
    return WithColleagues(others, (match.id, reader_id) in left, queries.find_expiry_at(match)) if others else None


def list_lying_with(matches: Sequence[Match], *, reader_id: int) -> dict[int, str]:
    """By id of the match, the names of those whom an open invitation was left to, unless the reader is one of them."""
    asked = [match for match in matches if invitations.is_open(match)]
    left = colleagues.list_left(asked)
    got_it = colleagues.list_who_got_it(asked, left)
    return {
        match_id: all_of([person.name for person in got_it[match_id]])
        for match_id in {match_id for match_id, _person in left}
        if got_it[match_id] and reader_id not in {person.id for person in got_it[match_id]}
    }


def thanks_words(match: Match, *, person: User) -> str:
    """To who left it to colleagues, that these can answer or how it ended; "" to others, and while a late yes is welcome."""
    with_colleagues = find_with_colleagues(match, reader_id=person.id)
    if with_colleagues and with_colleagues.is_left:
        return " ".join((with_colleagues.what_follows, _("Je hoeft niets meer te doen.")))
    may_answer = invitations.is_open(match) or invitations.is_late_yes_welcome(match)
    if may_answer or (match.id, person.id) not in colleagues.list_left([match]):
        return ""
    ended = elsewhere.ended_words(match, reader_id=person.id)
    return " ".join((_("Je liet deze vraag over aan een collega."), ended))


def leave(match: Match, *, by: User) -> None:
    """The person does not help, and leaves the answer to the colleagues who got the invitation too; twice is once.

    InvalidState when it lies with nobody else: then the answer is a yes or a no.
    """
    request = passing.lock_open(match)
    with_colleagues = find_with_colleagues(match, reader_id=by.id)
    if with_colleagues is None:
        raise InvalidState(_("De vraag ligt bij niemand anders van jullie school. Zeg zelf ja of nee."))
    if with_colleagues.is_left:
        return
    invitation_messages.settle(match, of=by)
    record(colleagues.LEFT, match, actor_id=by.id, request=request, profile=match.profile.title)


def refuse_no_for_all(match: Match, *, by: User) -> None:
    """Raise InvalidState where a no of this person would end the invitation of a colleague who can still answer."""
    with_colleagues = find_with_colleagues(match, reader_id=by.id)
    if with_colleagues is not None:
        raise InvalidState(with_colleagues.words)
