"""What can be told by its shape: numbers of all sorts, and the addresses and dates that their own modules know. Pure; part of the text guard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from network.privacy.addresses import addresses
from network.privacy.births import MONTH, birth_dates
from network.privacy.findings import FindingKind, Place


def find_patterns(text: str) -> Iterator[Place]:
    """Every place in a normalised text that looks like one of them; places may overlap."""
    for rule in (_emails, _records, _numbers, _phones, birth_dates, addresses):
        yield from rule(text)


def is_bsn(digits: str) -> bool:
    """The eleven test of a burgerservicenummer (weights 9 to 2 and -1)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    padded = digits.zfill(9)
    return (
        len(padded) == 9 and int(padded) > 0 and sum(w * int(d) for w, d in zip(weights, padded, strict=True)) % 11 == 0
    )


_AT = r"\s?(?:@|\(at\)|\[at\])\s?"
_SPELLED_AT = r"\s?(?:@|\(at\)|\[at\]|\bat\b|\bapenstaartje\b)\s?"
_SPELLED_DOT = r"\s?(?:[.。]|[(\[]?\b(?:punt|dot)\b[)\]]?)\s?"
# Spelled out only before an ending of the internet, for "at" and "punt" are words too.
_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]+(?:{_AT}[\w-]{{1,63}}(?:[.。][\w-]{{1,63}}){{1,4}}"
    rf"|{_SPELLED_AT}[\w-]{{1,63}}(?:{_SPELLED_DOT}[\w-]{{1,63}}){{0,3}}{_SPELLED_DOT}(?:nl|com|be|de|org|net|eu)\b)",
    re.I,
)


def _emails(text: str) -> Iterator[Place]:
    yield from _places(FindingKind.EMAIL, _EMAIL, text)


_NUMBER = re.compile(r"(?<![\d+])(?<!\d[.,])\d(?:[ .\-/_]{0,2}\d){7,8}(?![\d])(?![.,]\d)")
_BSN_CUE = re.compile(
    r"\b(?:bsn|sofi|sofinummer|burgerservice\w*|pgn|onderwijsn\w*|persoonsgebonden nummer)\W{0,3}(?:nr|nummer|is)?\W{0,3}$",
    re.I,
)
# What a shop or a publisher numbers.
_OF_THINGS_CUE = re.compile(
    r"\b(?:factu(?:ur|ren)|offerte|order|bestel\w{0,10}|isbn|kvk|artikel|ticket|bon)(?:\s?-?(?:nummer|nr\.?))?\W{0,3}$",
    re.I,
)
# Digits of a date are those of no number, whatever stands beside it: "M5 06-02-2026", "12-05-2022 / 14-02-2016", "05-06-2026 12:30".
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?P<{0}>[-/.])(?:0?[1-9]|1[0-2])(?P={0})"
_DATES = re.compile(
    rf"(?<!\d)(?<!\d[-/.])(?:{_DAY.format('of_one')}(?:19|20)\d\d"
    rf"|{_DAY.format('of_first')}\d\d(?:\s?[-/,&]?\s|[-/]){_DAY.format('of_second')}\d\d)(?!\d)"
)
# A date of which the digits go on may be a number written so ("Tel 06-12-1987-65", "BSN 12-12-2003 4"), certainly behind its cue.
_NUMBER_CUE = re.compile(
    r"\b(?:tel|telefoon\w*|telnr|mobiel\w*|gsm|nummer|nr|(?:ge)?bel(?:t|d|de|den|len)?|bereikbaar|app(?:en|t)?|sms|whatsapp"
    r"|bsn|sofi\w*|burgerservice\w*|pgn|onderwijsn\w*)(?:[ .:,]{1,3}[^\W\d]{1,15}){0,3}[ .:,]{0,3}$",
    re.I,
)
# Without a cue one digit behind a blank is a score, a number of times or of a list: "DMT 12-01-2026 3".
_GOES_ON = re.compile(r"(?:[-.]?\d{1,2}| \d\d)(?!\w)")
_GOES_ON_BEHIND_CUE = re.compile(r"[ \-./()_*]{0,3}\d(?:[ \-./()_*]{0,3}\d)?(?!\d)")
# Behind a date stands at what time, how often, or the next date: "05-06-2026 13.30", "13 uur", "2 keer", "12 mei"; elsewhere any number.
_TIME_OR_DATE = re.compile(
    r"\s(?:[01]?\d|2[0-3])(?:[.:u][0-5]\d(?!\d)|(?:\s?-\s?\d{1,2})?\s?(?:uur|u)\b)"
    r"|[. -]{1,3}\d{1,2}\s?(?:x|keer|maal|min|minuten|dag|dagen|week|weken|maanden|jaar|leerlingen|kinderen|gesprek(?:ken)?|bericht(?:en|jes)?)\b"
    rf"|[ \-./]{{0,3}}(?:\d{{1,2}}[.)]\s)?\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.](?:\d\d){{1,2}}(?!\d)|\s{MONTH})",
    re.I,
)
_NUMBER_OF_ITS_OWN = re.compile(r"\s\d{1,2}(?:[.,:]\d|\s[a-zà-ÿ]{2})")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}[ ]?[A-Z]{4}[ ]?(?:\d[ ]?){10}")


def _numbers(text: str) -> Iterator[Place]:
    """Nine digits are a BSN or onderwijsnummer; eight only where a cue or the eleven test says so."""
    banks = [match.span() for match in _IBAN.finditer(text)]
    for start, end in banks:
        yield FindingKind.RECORD_NUMBER, start, end
    for match in _NUMBER.finditer(_without_dates(text)):
        digits = re.sub(r"\D", "", match.group())
        if any(start <= match.start() < end for start, end in banks) or _is_date(match.group()):
            continue
        before = text[max(0, match.start() - 40) : match.start()]
        if _OF_THINGS_CUE.search(before):
            continue
        has_cue = _BSN_CUE.search(before) is not None
        if has_cue or len(digits) == 9 or is_bsn(digits):
            yield FindingKind.BSN, match.start(), match.end()


def _is_date(number: str) -> bool:
    """A date, or two years ("2025-2026")."""
    return _DATE_OR_YEARS.fullmatch(number) is not None


_DATE_OR_YEARS = re.compile(
    r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|(?:19|20)\d{2}[-/. ]{1,2}(?:19|20)\d{2}"
)


def _without_dates(text: str) -> str:
    """The same text, at the same places, without the digits of its dates."""
    return _DATES.sub(lambda date: date.group() if _is_part_of_number(date) else "x" * len(date.group()), text)


def _is_part_of_number(date: re.Match[str]) -> bool:
    """Whether what is written as a date goes on as the number that a cue announces, or that more digits make of it."""
    text, (start, end) = date.string, date.span()
    if _TIME_OR_DATE.match(text, end):
        return False
    if _NUMBER_CUE.search(text[max(0, start - 60) : start]):
        return _GOES_ON_BEHIND_CUE.match(text, end) is not None
    return _GOES_ON.match(text, end) is not None and not _NUMBER_OF_ITS_OWN.match(text, end)


_BETWEEN = r"[ \-./()_*]{0,3}"
_PHONE = re.compile(
    rf"(?<![\d.,])(?:\+\s?31|0031|\(?0)(?:\s?\(0\))?{_BETWEEN}[1-9](?:{_BETWEEN}\d){{8}}(?!\d)"
    rf"|(?<!\d)(?:\+|00)(?!31)[1-9]\d(?:{_BETWEEN}\d){{8,10}}(?!\d)"
    r"|\bnul zes(?:[ ,-]{1,2}(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)){8}\b",
    re.I,
)


def _phones(text: str) -> Iterator[Place]:
    yield from _places(FindingKind.PHONE, _PHONE, _without_dates(text))


_RECORD = re.compile(
    r"\b(?:(?:leerling|ll|lln|lvs|esis|parnassys|magister|dossier|pati[eë]nt|cli[eë]nt|mrn|polis|beschikking|tlv|zivver|zorg|kenmerk)"
    r"\.?(?:-?\s?(?:nr\.?|nummer|no\.?))\W{1,3}(?P<place>[A-Z0-9][A-Z0-9/.\-]{3,20})"
    # "leerling 2019-0034", where "leerling 2019-2020" tells a school year
    r"|(?:leerling|ll\.?)\s(?P<bare>\d{4}[-/](?!(?:19|20)\d\d\b)\d{3,6}\b)"
    r"|kenteken(?:\s\w{1,20}){0,2}:?\s(?P<car>(?=[A-Z-]{0,5}\d)[A-Z\d]{1,3}-[A-Z\d]{1,3}-[A-Z\d]{1,3}\b))",
    re.I,
)


def _records(text: str) -> Iterator[Place]:
    for match in _RECORD.finditer(text):
        group = match.lastgroup or "place"
        if any(ch.isdigit() for ch in match.group(group)):
            yield FindingKind.RECORD_NUMBER, *match.span(group)


def _places(kind: FindingKind, pattern: re.Pattern[str], text: str) -> Iterator[Place]:
    for match in pattern.finditer(text):
        yield kind, match.start(), match.end()
