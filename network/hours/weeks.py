"""Why a week of a profile has less room for a new question than its hours a week say, in a few words."""

from __future__ import annotations

from datetime import timedelta

from network.core.i18n import _, ngettext
from network.followups.calendars import calendar_of
from network.hours import capacity
from network.hours.rules import SCHOOL_DAYS_A_WEEK, WeekDays, WeekHours, WeekNote, note_of_week
from network.models import ExpertiseProfile


def words_of(profile: ExpertiseProfile, week: WeekHours) -> str:
    """What there is to say of a week; nothing where it is as usual."""
    days = _days_of(profile, week)
    note = note_of_week(days, hours=week.available)
    if note is WeekNote.FEWER_DAYS:
        return ngettext("maar %(num)s schooldag", "maar %(num)s schooldagen", days.at_school)
    if note is None:
        return ""
    return {
        WeekNote.HOLIDAY: _("vakantie"),
        WeekNote.AWAY: _("afwezig"),
        WeekNote.NO_HOURS: _("geen uren"),
        WeekNote.TOO_SOON: _("te kort van tevoren"),
        WeekNote.PARTLY_AWAY: _("deels afwezig"),
    }[note]


def _days_of(profile: ExpertiseProfile, week: WeekHours) -> WeekDays:
    """The days of a week, counted as the hours of it are; the last one as matching asks whether it is in time."""
    calendar = calendar_of(profile.location)
    days = [week.week_on + timedelta(days=n) for n in range(SCHOOL_DAYS_A_WEEK)]
    at_school = [day for day in days if calendar.is_school_day(day)]
    away = [day for day in at_school if any(one.starts_on <= day <= one.ends_on for one in profile.absences)]
    return WeekDays(len(at_school), len(away), is_in_time=days[-1] >= capacity.begin_of(profile, None))
