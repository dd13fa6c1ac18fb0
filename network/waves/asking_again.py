"""Reminding those who were asked and did not answer yet: twice, at a distance, and never of what is as good as over."""

from __future__ import annotations

from datetime import datetime

from network.access.audit import record
from network.core import clock
from network.followups import queries as followup_queries
from network.followups import rules
from network.followups import service as followups
from network.followups.calendars import calendar_of
from network.models import FollowUp, Match
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.waves import invitation_messages, queries

_NOT_REMINDED = {ProfileState.PAUSED, ProfileState.ARCHIVED}


def remind(follow_up: FollowUp) -> None:
    """Ask once more, if there is no answer yet and the profile was not paused meanwhile.

    Where the workers were away: the second reminder keeps its distance to the first as it really went out, and what
    has expired by then, or only has to be told so, is not reminded of.
    """
    match = follow_up.match
    if match is None or match.state is not MatchState.INVITED or match.profile.state in _NOT_REMINDED:
        return
    now = clock.now()
    earliest, ends_at = _earliest(follow_up, match, now), queries.find_expiry_at(match)
    moment = rules.moment_to_say(now, earliest=earliest, ends_at=ends_at)
    if moment is None:
        return
    if moment > now:
        followups.reschedule(follow_up, due_at=moment)
        return
    match.reminded_at = now
    invitation_messages.remind(match, times=1 if follow_up.kind is FollowUpKind.FIRST_REMINDER else 2)
    record("match.reminded", match, actor_id=None, request=match.request, profile=match.profile.title)


def _earliest(follow_up: FollowUp, match: Match, now: datetime) -> datetime | None:
    """Before when it is too near to the word before: the mail of the invitation, or the first reminder."""
    calendar, policy = calendar_of(match.profile.location), match.request.policy
    if follow_up.kind is FollowUpKind.FIRST_REMINDER:
        last_at, days = invitation_messages.find_mailed_at(match), 1
    else:
        promised_at = followup_queries.find_due_at(match, FollowUpKind.FIRST_REMINDER)
        last_at = max(now, promised_at) if promised_at else match.reminded_at
        days = policy.second_reminder_days - policy.first_reminder_days
    return rules.earliest_after(calendar, last_at, days) if last_at else None
