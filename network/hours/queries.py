"""What profiles have taken on: when it should end, and what was new lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select

from network.core import clock
from network.core.database import db
from network.hours.rules import RECENT_DAYS, SCHOOL_DAYS_A_WEEK
from network.models import Engagement, HourReservation
from network.models.engagement import EngagementState


def list_expected_ends(profile_ids: Sequence[int]) -> dict[int, list[date | None]]:
    """When each traject under way should end: by its plan, else by the last week in which it holds hours."""
    last_week = (
        select(func.max(HourReservation.week_on))
        .where(HourReservation.engagement_id == Engagement.id)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Engagement.profile_id, Engagement.ends_on, last_week).where(
            Engagement.profile_id.in_(profile_ids), Engagement.state != EngagementState.CLOSED
        )
    )
    found: dict[int, list[date | None]] = {}
    for profile_id, ends_on, week_on in rows:
        by_hours = week_on + timedelta(days=SCHOOL_DAYS_A_WEEK - 1) if week_on else None
        found.setdefault(profile_id, []).append(ends_on or by_hours)
    return found


def list_recent_yeses(profile_ids: Sequence[int]) -> dict[int, list[date]]:
    """On which of the last RECENT_DAYS each profile took on a new question."""
    rows = db.session.execute(
        select(Engagement.profile_id, Engagement.created_at).where(
            Engagement.profile_id.in_(profile_ids),
            Engagement.created_at > clock.now() - timedelta(days=RECENT_DAYS),
        )
    )
    found: dict[int, list[date]] = {}
    for profile_id, began_at in rows:
        found.setdefault(profile_id, []).append(clock.to_local(began_at).date())
    return found
