"""A traject of which nothing is noted: who can act is told, and told again for as long as it stays silent."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import select

from network.access.audit import record
from network.core import clock
from network.core.database import db
from network.engagements import messages, queries
from network.followups import service as followups
from network.followups.calendars import calendar_of, in_school_days
from network.models import Engagement, FollowUp
from network.models.engagement import EngagementState
from network.models.followup import FollowUpKind, FollowUpState

SPREAD_DAYS = 10


def notice(follow_up: FollowUp) -> None:
    """Nothing was logged for too long: the specialist and the coordinators hear it, and are promised to hear it again."""
    engagement = follow_up.engagement
    if engagement is not None and engagement.state is not EngagementState.CLOSED:
        messages.tell_silent(engagement)
        _promise(engagement, _silent_at(engagement))
        record("engagement.silent", engagement, actor_id=None, request=engagement.request)


def silent_since(engagement: Engagement) -> datetime:
    """When contact was last noted; the beginning where nothing was, or the day on which a later plan begins."""
    noted = max((contact.created_at for contact in engagement.contacts), default=engagement.created_at)
    return max(noted, _begin_of(engagement.starts_on)) if engagement.starts_on else noted


def silent_days(engagement: Engagement) -> int:
    """School days without contact until today; 0 before a plan begins."""
    return _school_days_since(engagement, silent_since(engagement))


def is_silent(engagement: Engagement, *, asked_after_at: datetime | None) -> bool:
    """Whether contact is missed for longer than the region lets pass, and nobody asked after it for as long.

    `asked_after_at`: see queries.list_asked_after.
    """
    is_closed = engagement.state is EngagementState.CLOSED
    since = max(silent_since(engagement), asked_after_at or engagement.created_at)
    return not is_closed and _school_days_since(engagement, since) >= engagement.request.policy.silent_engagement_days


def restart(engagement: Engagement) -> None:
    """There was contact, or somebody asked after it: the promise moves, or is made anew where there is none."""
    messages.settle_silence(engagement)
    _move_promise(engagement, _silent_at(engagement))


def count_anew(engagement: Engagement) -> None:
    """The last contact was taken away: silence counts from what is left, and is told on the next school day at the earliest."""
    place, days = engagement.request.location, engagement.request.policy.silent_engagement_days
    asked_after_at = queries.list_asked_after([engagement.id]).get(engagement.id, engagement.created_at)
    due_at = calendar_of(place).due_at(max(silent_since(engagement), asked_after_at), days)
    _move_promise(engagement, max(due_at, in_school_days(place, 1)))


def promise_missing() -> None:
    """Watch over every traject under way that nobody watches, as earlier versions left them. In a unit of work.

    Spread over two school weeks, so that nobody hears of all on one morning.
    """
    for number, engagement in enumerate(queries.list_unwatched()):
        _promise(engagement, _silent_at(engagement, later=number % SPREAD_DAYS))


def _school_days_since(engagement: Engagement, at: datetime) -> int:
    since = clock.to_local(at).date()
    return calendar_of(engagement.request.location).school_days_between(since, max(since, clock.today()))


def _move_promise(engagement: Engagement, due_at: datetime) -> None:
    standing = db.session.scalar(
        select(FollowUp).where(
            FollowUp.engagement_id == engagement.id,
            FollowUp.kind == FollowUpKind.SILENT_ENGAGEMENT,
            FollowUp.state == FollowUpState.OPEN,
        )
    )
    if standing is None:
        _promise(engagement, due_at)
    else:
        followups.reschedule(standing, due_at=due_at)


def _promise(engagement: Engagement, due_at: datetime) -> None:
    key = f"silent:{engagement.id}:{clock.now():%Y%m%d%H%M%S%f}"
    followups.schedule(FollowUpKind.SILENT_ENGAGEMENT, engagement, due_at=due_at, dedupe_key=key)


def _silent_at(engagement: Engagement, *, later: int = 0) -> datetime:
    """Counted from now, or from the day on which a plan begins that is still to begin; `later`: so many school days more."""
    place, days = engagement.request.location, engagement.request.policy.silent_engagement_days + later
    if engagement.starts_on is None or engagement.starts_on <= clock.today():
        return in_school_days(place, days)
    return calendar_of(place).due_at(_begin_of(engagement.starts_on), days)


def _begin_of(day: date) -> datetime:
    return clock.from_local(datetime.combine(day, time(9)))
