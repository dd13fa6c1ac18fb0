"""Asking to look back: both sides after the closing, and the school once more when it can tell whether it still helps."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from network.access.audit import record
from network.core import clock
from network.core.database import db
from network.engagements import messages
from network.followups import queries as followup_queries
from network.followups import rules
from network.followups import service as followups
from network.followups.calendars import calendar_of
from network.models import Engagement, Evaluation, FollowUp
from network.models.engagement import EvaluationMoment, Side
from network.models.followup import FollowUpKind


def ask_evaluation(follow_up: FollowUp) -> None:
    """Ask both sides to look back."""
    if follow_up.engagement is not None:
        _ask(follow_up.engagement, EvaluationMoment.CLOSING, (Side.REQUESTER, Side.SPECIALIST))


def ask_effect(follow_up: FollowUp) -> None:
    """Ask the school whether it still helps; where it was asked late to look back, as many days later."""
    engagement = follow_up.engagement
    if engagement is None:
        return
    earliest = _earliest_effect(engagement)
    if earliest is not None and earliest > clock.now():
        followups.reschedule(follow_up, due_at=earliest)
    else:
        _ask(engagement, EvaluationMoment.EFFECT, (Side.REQUESTER,))


def _earliest_effect(engagement: Engagement) -> datetime | None:
    """Before when it is too near to the first look back, which another worker may be asking for at this moment."""
    is_asked_now = followup_queries.is_due(engagement, FollowUpKind.EVALUATION)
    last = followup_queries.find_last_done_at(engagement, FollowUpKind.EVALUATION)
    asked_at, closed_at = clock.now() if is_asked_now else last, engagement.closed_at
    if asked_at is None or closed_at is None:
        return None
    policy, calendar = engagement.request.policy, calendar_of(engagement.request.location)
    first = calendar.due_at(closed_at, policy.evaluation_days)
    second = calendar.due_after_school_weeks(closed_at, policy.effect_weeks)
    days = calendar.school_days_between(clock.to_local(first).date(), clock.to_local(second).date())
    return rules.earliest_after(calendar, asked_at, days)


def _ask(engagement: Engagement, moment: EvaluationMoment, sides: tuple[Side, ...]) -> None:
    for side in sides:
        standing = db.session.scalar(
            select(Evaluation).where(
                Evaluation.engagement_id == engagement.id, Evaluation.side == side, Evaluation.moment == moment
            )
        )
        if standing is None:
            asked = Evaluation(engagement=engagement, side=side, moment=moment)
            db.session.add(asked)
            db.session.flush()
            messages.ask_to_look_back(asked)
    record("engagement.evaluation_asked", engagement, actor_id=None, request=engagement.request, moment=moment.value)
