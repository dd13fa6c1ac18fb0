"""Dates by which a pupil can be known: those that are said to be of birth, and those that may be. Pure; part of the text guard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from network.core.clock import today
from network.privacy.events import goes_on, is_event, is_noted, is_of_somebody
from network.privacy.findings import FindingKind, Place

MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sep(?:t(?:ember)?)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?:\.(?=\s?'?\d))?"
)
_YEAR = r"(?:'?\d{2}|(?:19|20)\d{2})(?!\d)"
_DATE = (
    rf"(?:(?:19|20)\d{{2}}-\d{{1,2}}-\d{{1,2}}(?!\d)|\d{{8}}(?!\d)"
    rf"|\d{{1,2}}(?:(?:e|\s?[-/.])?\s?{MONTH}|\s?[-/. ]\s?\d{{1,2}}(?!\d))(?:\s?[-/. ]?\s?{_YEAR})?|{MONTH}\s(?:19|20)\d{{2}})"
)
# Who turns so many years; three days, lessons or times are counted: "10-02-2024 is hij 3 dagen geschorst".
_WORDS = "vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien"
_TURNS = (
    rf"(?:\d{{1,2}}|{_WORDS})\b"
    + r"(?!\s(?:uur|dag|keer|maal|week|maand|kwartier|minuut|x|(?!geworden|samen|binnen|tussen|tegen)[a-z]{2,}(?:en|jes|els))\b|\s?[x%,.]\d?\w)"
)
# A star before a date is of birth, but at the beginning of a line, where it is the dot of a list.
_BIRTH = re.compile(
    r"(?:\b(?:geboren|geb\.?\s?(?:dat(?:um)?\.?|d\.)?|geboorte(?:dat(?:um)?\.?|dag)?|verjaardag|verjaart|jarig|g\.?d\.|gd|dob)(?:\W{1,3}(?:valt\sop|op|is|was|in|datum|van|de))?\W{1,4}"
    r"|°\s?|(?<=[\w,;:.()]) ?\*\s?|\*(?=\d))"
    rf"(?P<place>{_DATE})",
    re.I,
)
_DATE_BEFORE_BIRTH = re.compile(
    rf"(?<!\d)(?P<place>{_DATE})\)?(?:\s(?:is|werd|was|wordt))?(?:(?:\s[\w-]{{1,20}}){{0,3}}\s(?:geboren|jarig|ter\swereld)\b|\s(?:hij|ze|zij)\s{_TURNS})",
    re.I,
)

_BIRTHDAY = re.compile(rf"\b(?:wordt|werd)(?:\s(?:hij|ze|zij))?(?:\sop)?\s(?P<place>{_DATE})\s{_TURNS}", re.I)
_YEARS = rf"(?:[3-9]|1\d|20|{_WORDS})(?:\sjaar)?"
_TURNED = re.compile(
    rf"\b(?:(?:wordt|werd)\s{_YEARS}|(?:is|was)\s(?:\w+\s)?{_YEARS}\sgeworden)\sop\s(?P<place>{_DATE})", re.I
)

_NUMBER_OF_MONTH = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"], 1
    )
}
_WHOLE = (
    rf"(?:(?P<year_first>(?:19|20)\d{{2}})-(?P<month_second>\d{{1,2}})-(?P<day_last>\d{{1,2}})(?!\d)"
    rf"|(?P<day>\d{{1,2}})(?:(?:e|\s?[-/.])?\s?(?P<name>{MONTH})|(?P<sep>[-/.])(?P<month>\d{{1,2}})(?=(?P=sep)))"
    rf"\s?[-/. ]?\s?(?P<year>(?:19|20)\d{{2}}|'?\d{{2}})(?!\w|:\d|\s?uur))"
)
_CHILD = r"(?:leerling|jongen|meisje|kind|kleuter|zoon|dochter)"
_OF_A_CHILD = re.compile(
    rf"\b(?:{_CHILD}(?:\s?\([mvj]\))?[,:;]?\s\(?|(?:hij|zij|ze|{_CHILD})\sis\s(?:er\seen\s)?van\s|(?:{_CHILD}|peuter)\svan\s)$",
    re.I,
)
_BEFORE_A_CHILD = re.compile(rf"\s\((?:{_CHILD}|[mvj])\)", re.I)
_BY_ITSELF = re.compile(rf"(?<![\w/.-]){_WHOLE}", re.I)

# A child is at school from its fourth birthday on: whoever was born in this school year or the three before it is not, and stories
# tell of those years most.
_YEARS_TOLD_OF = 3
_SCHOOL_YEAR_BEGINS = 8


def birth_dates(text: str) -> Iterator[Place]:
    """Dates that are said to be of birth, and whole ones on which somebody who is at school now may have been born."""
    for pattern in (_BIRTH, _DATE_BEFORE_BIRTH, _BIRTHDAY, _TURNED):
        for match in pattern.finditer(text):
            yield FindingKind.BIRTH_DATE, *match.span("place")
    event = None
    for match in _BY_ITSELF.finditer(text):
        is_told = is_event(text, *match.span()) or (event is not None and _goes_on(event, match))
        if is_told:
            event = match
        kind = _kind_of(match, is_told=is_told)
        if kind is not None:
            yield kind, *match.span()


def _goes_on(event: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a date belongs to that of the event before it: beside it, and of the same year or the next."""
    first, then = _day_of(event), _day_of(match)
    is_near = first is not None and then is not None and 0 <= then.year - first.year <= 1
    return (
        is_near and goes_on(match.string, event.end(), match.start()) and not is_of_somebody(match.string, match.end())
    )


def _kind_of(match: re.Match[str], *, is_told: bool) -> FindingKind | None:
    """What a date by itself may be; `is_told`: it is told that something happened then."""
    born = _day_of(match)
    if born is None or not 2 <= _age_of(born) <= 20:
        return None
    text, end = match.string, match.end()
    is_of_child = _OF_A_CHILD.search(text[max(0, match.start() - 40) : match.start()]) or _BEFORE_A_CHILD.match(
        text, end
    )
    if is_of_child and not is_noted(text, end):
        return FindingKind.BIRTH_DATE
    is_written_out = len(match["year"] or match["year_first"]) > 2  # "2016", "'16"
    may_be_birth = is_written_out and not _is_recent(born) and (is_of_child or not is_told)
    return FindingKind.DATE if may_be_birth else None


def _age_of(born: date) -> int:
    now = today()
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day))


def _is_recent(day: date) -> bool:
    now = today()
    school_year = now.year - (now.month < _SCHOOL_YEAR_BEGINS)
    return day >= date(school_year - _YEARS_TOLD_OF, _SCHOOL_YEAR_BEGINS, 1)


def _day_of(match: re.Match[str]) -> date | None:
    year = int((match["year"] or match["year_first"]).strip("'"))
    month = _month_of(match["name"]) if match["name"] else int(match["month"] or match["month_second"])
    try:
        return date(year if year > 99 else 2000 + year, month, int(match["day"] or match["day_last"]))
    except ValueError:
        return None


def _month_of(name: str) -> int:
    short = name.casefold()[:3]
    return _NUMBER_OF_MONTH["mrt" if short == "maa" else short]
