"""The group or class that a story itself names, so that nobody has to choose what was just written; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What was or will be tells nothing of the class of now: "sinds groep 3", "de overgang naar groep 7".
_OF_ANOTHER_TIME = "".join(
    rf"(?<!{words} )"
    for words in ("sinds", "sinds de", "vanaf", "na", "naar", "tot", "als", "zitten in", "vorig jaar in")
)
# Several groups, or a number of something else: "groep 3 t/m 6", "groep 5, 6 en 7", "een groep 5-jarigen".
_GOES_ON = r"(?! ?(?:t/m|tot|[,/–-] ?\d|en \d|-?jarig|leerling|kinder))"
_GROUP = re.compile(_OF_ANOTHER_TIME + r"\bgroep ?([1-8])(?:(?: ?[/-] ?| en )([1-8]))?\b" + _GOES_ON, re.IGNORECASE)
_INFANTS = re.compile(_OF_ANOTHER_TIME + r"\bkleuter(?:s|klas|groep)?\b", re.IGNORECASE)
_LEVEL = r"(vmbo|mavo|havo|vwo|gymnasium|atheneum)"
_CLASS = re.compile(
    _OF_ANOTHER_TIME + rf"\b(?:{_LEVEL}(?:[- ](?:tl|gl|kader|basis|kb|bb))?[- ]?([1-6])|([1-6])[- ]?{_LEVEL})\b",
    re.IGNORECASE,
)
_FIRST_CLASS = re.compile(_OF_ANOTHER_TIME + r"\bbrugklas\w*", re.IGNORECASE)

# The first years, of a course of four years and of a longer one (Wet voortgezet onderwijs 2020).
_LOWER_YEARS = {"vmbo": 2, "mavo": 2}
_LOWER_YEARS_ELSE = 3


@dataclass(frozen=True)
class NamedAge:
    """An age group (code of the taxonomy) and the words that name it."""

    code: str
    words: str


def find_named_age(story: str, *, is_secondary: bool) -> NamedAge | None:
    """The one age group that a story of such a school names; None where it names none, or several."""
    named = list(_classes_in(story) if is_secondary else _groups_in(story))
    return named[0] if len({age.code for age in named}) == 1 else None


def _groups_in(story: str) -> Iterator[NamedAge]:
    for match in _GROUP.finditer(story):
        for group in filter(None, match.groups()):
            first = (int(group) - 1) // 2 * 2 + 1
            yield NamedAge(f"groep-{first}-{first + 1}", match[0])
    for match in _INFANTS.finditer(story):
        yield NamedAge("groep-1-2", match[0])


def _classes_in(story: str) -> Iterator[NamedAge]:
    for match in _CLASS.finditer(story):
        level, year = (match[1] or match[4]).lower(), int(match[2] or match[3])
        is_lower = year <= _LOWER_YEARS.get(level, _LOWER_YEARS_ELSE)
        yield NamedAge("vo-onderbouw" if is_lower else "vo-bovenbouw", match[0])
    for match in _FIRST_CLASS.finditer(story):
        yield NamedAge("vo-onderbouw", match[0])
