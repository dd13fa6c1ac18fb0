"""Outside school time no mail goes: when that about a question will, for who reads that it was put to somebody (docs/adr/0019)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from network.core import clock
from network.core.formatting import near_day, time_of_day
from network.core.i18n import _
from network.followups.calendars import calendar_of
from network.models import Location, Match


def words_to_asked(invited: Sequence[Match]) -> str:
    """When the mail to those who have the question goes; nothing once somebody's may have gone."""
    return _words_of(
        calendar_of(one.profile.location).next_mail_moment(one.invited_at) for one in invited if one.invited_at
    )


def words_to_be_asked(location: Location) -> str:
    """When the mail would go of a question that this school sends now; nothing where it goes at once."""
    return _words_of([calendar_of(location).next_mail_moment(clock.now())])


def _words_of(moments: Iterable[datetime]) -> str:
    first = min(moments, default=clock.now())
    if first <= clock.now():
        return ""
    return _("De mail aan specialisten gaat %(day)s om %(time)s.", day=near_day(first), time=time_of_day(first))
