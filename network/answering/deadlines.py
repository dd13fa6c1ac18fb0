"""Until which day an answer to an invitation is welcome, and what happens after it: the same words on every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from network.core.database import db
from network.core.formatting import day
from network.core.i18n import _
from network.models import FollowUp, Match
from network.models.followup import FollowUpKind, FollowUpState
from network.waves import invitations


@dataclass(frozen=True)
class Deadline:
    """The day of an open invitation: on it the search goes on, or the invitation itself ends."""

    at: datetime
    ends_invitation: bool

    @property
    def words(self) -> str:
        """Until when an answer is welcome, and what happens then."""
        if self.ends_invitation:
            return _("Laat het weten voor %(day)s. Daarna vervalt de uitnodiging.", day=day(self.at))
        return _("Laat het weten voor %(day)s. Daarna zoeken we verder voor de school.", day=day(self.at))


def deadlines_of(matches: Iterable[Match]) -> Mapping[int, Deadline]:
    """By id of the match, for those of them that are open; in one query. What comes first counts."""
    asked = [match for match in matches if invitations.is_open(match)]
    if not asked:
        return {}
    rounds, ends = _promised(asked)
    found: dict[int, Deadline] = {}
    for match in asked:
        promised = [
            Deadline(at, ends_invitation=ends_invitation)
            for at, ends_invitation in ((rounds.get(match.request_id), False), (ends.get(match.id), True))
            if at is not None
        ]
        if promised:
            found[match.id] = min(promised, key=lambda one: one.at)
    return found


def _promised(asked: list[Match]) -> tuple[dict[int | None, datetime], dict[int | None, datetime]]:
    """When the next round of each question is, and when each invitation ends: the first that is promised."""
    of_round = and_(
        FollowUp.kind == FollowUpKind.NEXT_WAVE, FollowUp.request_id.in_([match.request_id for match in asked])
    )
    of_end = and_(FollowUp.kind == FollowUpKind.INVITATION_EXPIRY, FollowUp.match_id.in_([match.id for match in asked]))
    promises = db.session.scalars(
        select(FollowUp)
        .where(FollowUp.state == FollowUpState.OPEN, or_(of_round, of_end))
        .order_by(FollowUp.due_at.desc())
    ).all()
    rounds = {one.request_id: one.due_at for one in promises if one.kind is FollowUpKind.NEXT_WAVE}
    return rounds, {one.match_id: one.due_at for one in promises if one.kind is FollowUpKind.INVITATION_EXPIRY}
