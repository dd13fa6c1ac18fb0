"""What profiles have left for new questions: free hours and places, as the rules of a division see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from network.core import clock
from network.core.database import db
from network.division import queries
from network.division.rules import Profile
from network.expertise import capacity
from network.expertise.rules import RECENT_DAYS
from network.followups.policies import policy_of
from network.models import Engagement, ExpertiseProfile, Match, Region, SupportRequest
from network.models.engagement import EngagementState
from network.models.match import MatchState

# As far ahead as ranking looks for a beginning; work that does not fit within it fits nowhere.
WINDOW_WEEKS = 12

# What a question is counted for when its school did not say how many hours it takes.
USUAL_HOURS = 6.0


def list_room(profile_ids: Iterable[int], regions: Iterable[Region]) -> list[Profile]:
    """What each profile has left, and its hours a week; whom one profile alone is asked for holds place and hours."""
    ids = sorted(set(profile_ids))
    most = min((policy_of(region.id).max_per_30_days for region in regions), default=0)
    free = capacity.free_hours_of_many(ids, from_on=clock.today(), weeks=WINDOW_WEEKS)
    running, recent, held = _running(ids), _recent_yeses(ids), _held(ids)
    found = []
    for profile in queries.list_profiles(ids):
        held_places, held_hours = held.get(profile.id, (0, 0.0))
        places = profile.max_open - running.get(profile.id, 0)
        fresh = (profile.max_per_30_days or most) - recent.get(profile.id, 0)
        found.append(
            Profile(
                key=profile.id,
                hours=max(0.0, free[profile.id] - held_hours),
                places=min(places, fresh) - held_places,
                weekly_hours=_weekly_hours(profile),
            )
        )
    return found


def hours_of(request: SupportRequest) -> float:
    """The hours that a question takes."""
    return request.estimated_hours or USUAL_HOURS


def _running(ids: list[int]) -> dict[int, int]:
    return _count(Engagement.profile_id, Engagement.state != EngagementState.CLOSED, ids)


def _recent_yeses(ids: list[int]) -> dict[int, int]:
    month_ago = clock.now() - timedelta(days=RECENT_DAYS)
    return _count(Engagement.profile_id, Engagement.created_at > month_ago, ids)


def _held(ids: list[int]) -> dict[int, tuple[int, float]]:
    """Per profile the open invitations by hand and offers from the waiting list, and the hours that these take.

    Of a wave one says yes, so its invitations hold nothing; these are asked alone.
    """
    is_alone = Match.by_hand.is_(True) | SupportRequest.waiting_since.is_not(None)
    hours = func.sum(func.coalesce(SupportRequest.estimated_hours, USUAL_HOURS))
    rows = db.session.execute(
        select(Match.profile_id, func.count(Match.id), hours)
        .join(Match.request)
        .where(Match.profile_id.in_(ids), Match.state == MatchState.INVITED, is_alone)
        .group_by(Match.profile_id)
    )
    return {profile_id: (count, float(taken)) for profile_id, count, taken in rows}


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
