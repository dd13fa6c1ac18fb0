"""What profiles have left for new questions: free hours and places, as the rules of a division see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from network.candidates.hours import FRIDAY
from network.core import clock
from network.core.database import db
from network.division import queries
from network.division.hours import WINDOW_WEEKS, Hours, Work
from network.division.rules import Profile
from network.followups.policies import policy_of
from network.hours import free_weeks
from network.hours.rules import DAYS_A_WEEK, RECENT_DAYS, week_of
from network.models import Engagement, ExpertiseProfile, Match, Region, SupportRequest
from network.models.engagement import EngagementState
from network.models.match import MatchState

# What a question is counted for when its school did not say how many hours it takes.
USUAL_HOURS = 6.0


def list_room(
    profile_ids: Iterable[int], regions: Iterable[Region], requests: Iterable[SupportRequest]
) -> list[Profile]:
    """What each profile has left for these questions, week by week, and its hours a week.

    Hours before its lead time is over are left out; whom one profile alone is asked for holds place and hours.
    """
    ids = sorted(set(profile_ids))
    most = min((policy_of(region.id).max_per_30_days for region in regions), default=0)
    running, recent, held = _running(ids), _recent_yeses(ids), _held(ids)
    begins = [*map(begin_week, requests), *(work.week for own in held.values() for work in own)]
    weeks = max(begins, default=0) + WINDOW_WEEKS
    free = free_weeks.hours_by_week(ids, from_on=clock.today(), weeks=weeks) if ids else {}
    found = []
    for profile in queries.list_profiles(ids):
        waiting = held.get(profile.id, [])
        places = profile.max_open - running.get(profile.id, 0)
        fresh = (profile.max_per_30_days or most) - recent.get(profile.id, 0)
        found.append(
            Profile(
                key=profile.id,
                hours=Hours(_in_time(free[profile.id], profile.lead_days), tuple(waiting)),
                places=min(places, fresh) - len(waiting),
                weekly_hours=_weekly_hours(profile),
            )
        )
    return found


def hours_of(request: SupportRequest) -> float:
    """The hours that a question takes."""
    return request.estimated_hours or USUAL_HOURS


def begin_week(request: SupportRequest) -> int:
    """How many weeks from this one the work of a question is wanted to begin."""
    return _weeks_until(request.wanted_start_on)


def work_of(request: SupportRequest) -> Work:
    """What a question takes."""
    return Work(begin_week(request), hours_of(request))


def _weeks_until(day: date | None) -> int:
    """What begins in a weekend, begins in the week after."""
    begin = max(day or clock.today(), clock.today()) + timedelta(days=DAYS_A_WEEK - 1 - FRIDAY)
    return (week_of(begin) - week_of(clock.today())).days // DAYS_A_WEEK


def _in_time(free: Mapping[date, float], lead_days: int) -> tuple[float, ...]:
    """The hours of each week, none of weeks that are over before the lead time is."""
    earliest = clock.today() + timedelta(days=lead_days)
    return tuple(0.0 if monday + timedelta(days=FRIDAY) < earliest else hours for monday, hours in free.items())


def _running(ids: list[int]) -> dict[int, int]:
    return _count(Engagement.profile_id, Engagement.state != EngagementState.CLOSED, ids)


def _recent_yeses(ids: list[int]) -> dict[int, int]:
    month_ago = clock.now() - timedelta(days=RECENT_DAYS)
    return _count(Engagement.profile_id, Engagement.created_at > month_ago, ids)


def _held(ids: list[int]) -> dict[int, list[Work]]:
    """Per profile what its open invitations by hand and offers from the waiting list take.

    Of a wave one says yes, so its invitations hold nothing; these are asked alone.
    """
    is_alone = Match.by_hand.is_(True) | SupportRequest.waiting_since.is_not(None)
    rows = db.session.execute(
        select(Match.profile_id, SupportRequest.wanted_start_on, SupportRequest.estimated_hours)
        .join(Match.request)
        .where(Match.profile_id.in_(ids), Match.state == MatchState.INVITED, is_alone)
        .order_by(Match.id)
    )
    found: dict[int, list[Work]] = {}
    for profile_id, start, hours in rows:
        found.setdefault(profile_id, []).append(Work(_weeks_until(start), hours or USUAL_HOURS))
    return found


def _count(column: Any, condition: ColumnElement[bool], ids: list[int]) -> dict[int, int]:
    rows = db.session.execute(select(column, func.count()).where(column.in_(ids), condition).group_by(column))
    return dict(rows.all())


def _weekly_hours(profile: ExpertiseProfile) -> float:
    today = clock.today()
    return sum(
        period.hours_per_week
        for period in profile.capacity
        if period.starts_on <= today and (period.ends_on is None or period.ends_on >= today)
    )
