"""When a word may follow an earlier one about the same subject, however late the work of either is. Pure."""

from __future__ import annotations

from datetime import datetime

from network.core.school_calendar import SchoolCalendar


def earliest_after(calendar: SchoolCalendar, said_at: datetime, days: int) -> datetime:
    """The morning that lies `days` school days, at least one, after the mail of what was said at `said_at` could go."""
    return calendar.due_at(calendar.next_mail_moment(said_at), max(days, 1))


def moment_to_say(now: datetime, *, earliest: datetime | None, ends_at: datetime | None) -> datetime | None:
    """When to say what is due: now, or at `earliest`; None when what it is about has ended (`ends_at`) by then."""
    moment = max(now, earliest or now)
    return None if ends_at is not None and ends_at <= moment else moment
