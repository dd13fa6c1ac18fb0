"""How the days of a holiday are written and which it can have: a typing error never becomes years without school. Pure."""

from __future__ import annotations

import re
from datetime import date

# A summer holiday is six weeks, some extra days at both ends of it included at most nine.
LONGEST_HOLIDAY_DAYS = 90
AUGUST = 8
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_SCHOOL_YEAR = re.compile(r"(\d{4})-(\d{4})")


def read_day(words: str) -> date | None:
    """The day as a file of the ministry (2026-10-17) or a spreadsheet in Dutch (17-10-2026) writes it; None for no day."""
    dutch = _DUTCH_DAY.fullmatch(words)
    try:
        return date(*map(int, dutch.group(3, 2, 1))) if dutch else date.fromisoformat(words)
    except ValueError:
        return None


def is_school_year(words: str) -> bool:
    """Whether this names two years that follow each other, as 2026-2027."""
    found = _SCHOOL_YEAR.fullmatch(words)
    return found is not None and int(found[1]) + 1 == int(found[2])


def begins_in(school_year: str, first: date) -> bool:
    """Whether a holiday of this school year (1 August to 31 July) can begin on this day; in summer it ends after it."""
    return is_school_year(school_year) and int(school_year[:4]) == first.year - (first.month < AUGUST)


def is_too_long(first: date, last: date) -> bool:
    """Whether no school holiday lasts so many days."""
    return (last - first).days >= LONGEST_HOLIDAY_DAYS
