"""Dates by which a pupil can be known: those that are said to be of birth, and those that may be. Pure; part of the text guard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from network.core.clock import today
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
_BIRTH = re.compile(
    r"(?:\b(?:geboren|geb\.?\s?(?:dat(?:um)?\.?|d\.)?|geboorte(?:dat(?:um)?\.?|dag)?|verjaardag|jarig|g\.?d\.|gd|dob)(?:\W{1,3}(?:op|is|in|datum|van|de))?\W{1,4}"
    r"|[*°]\s?)"
    rf"(?P<place>{_DATE})",
    re.I,
)
_DATE_BEFORE_BIRTH = re.compile(
    rf"(?<!\d)(?P<place>{_DATE})(?:\s(?:is|werd|was|wordt))?(?:(?:\s[\w-]{{1,20}}){{0,3}}\s(?:geboren|jarig|ter\swereld)\b|\s(?:hij|ze|zij)\s\d{{1,2}}\b(?!\suur))",
    re.I,
)

_BIRTHDAY = re.compile(rf"\b(?:wordt|werd)(?:\s(?:hij|ze|zij))?\sop\s(?P<place>{_DATE})\s\d{{1,2}}\b(?!\suur)", re.I)


_NUMBER_OF_MONTH = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"], 1
    )
}
_WHOLE = (
    rf"(?:(?P<year_first>(?:19|20)\d{{2}})-(?P<month_second>\d{{1,2}})-(?P<day_last>\d{{1,2}})(?!\d)"
    rf"|(?P<day>\d{{1,2}})(?:(?:e|\s?[-/.])?\s?(?P<name>{MONTH})|(?P<sep>[-/.])(?P<month>\d{{1,2}})(?=(?P=sep)))"
    rf"\s?[-/. ]?\s?(?P<year>(?:19|20)\d{{2}}|'?\d{{2}})(?![\w:]|\s?uur))"
)
_CHILD = r"(?:leerling|jongen|meisje|kind|kleuter|zoon|dochter)"
_OF_A_CHILD = re.compile(
    rf"\b(?:{_CHILD}(?:\s?\([mvj]\))?[,:;]?\s\(?|(?:hij|zij|ze|{_CHILD})\sis\s(?:er\seen\s)?van\s)$", re.I
)
_BEFORE_A_CHILD = re.compile(rf"\s\((?:{_CHILD}|[mvj])\)", re.I)
_BY_ITSELF = re.compile(rf"(?<![\w/.-]){_WHOLE}", re.I)
# What happened, began or was written on a day tells no age: "op 3 mei 2022 getest", "sinds 3 maart 2020", "het verslag van 12-03-2021".
_NO_BIRTH_BEFORE = re.compile(
    r"\b(?:op|sinds|vanaf|per|tot|t/m|tot en met|d\.?d\.?|gedateerd|ingang van"
    r"|(?:rapport|verslag|\w{0,20}onderzoek|brief|mail|toets|test|gesprek|overleg|mdo|besluit|beschikking|tlv|opp)\s(?:van|op))\s$",
    re.I,
)


def birth_dates(text: str) -> Iterator[Place]:
    """Dates that are said to be of birth, and whole ones on which somebody who is at school now may have been born."""
    for pattern in (_BIRTH, _DATE_BEFORE_BIRTH, _BIRTHDAY):
        for match in pattern.finditer(text):
            yield FindingKind.BIRTH_DATE, *match.span("place")
    for match in filter(_is_age_of_pupil, _BY_ITSELF.finditer(text)):
        before = text[max(0, match.start() - 40) : match.start()]
        is_written_out = len(match["year"] or match["year_first"]) == 4
        if _OF_A_CHILD.search(before) or _BEFORE_A_CHILD.match(text, match.end()):
            yield FindingKind.BIRTH_DATE, *match.span()
        elif is_written_out and not _NO_BIRTH_BEFORE.search(before):
            yield FindingKind.DATE, *match.span()


def _is_age_of_pupil(match: re.Match[str]) -> bool:
    """Whether who was born on that day is from two to twenty now; a year of two digits is of this century."""
    born, now = _day_of(match), today()
    if born is None:
        return False
    return 2 <= now.year - born.year - ((now.month, now.day) < (born.month, born.day)) <= 20


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
