"""What can be told by its shape: numbers, addresses, dates of birth. Pure; part of the text guard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from network.privacy.findings import FindingKind, Place


def find_patterns(text: str) -> Iterator[Place]:
    """Every place in a normalised text that looks like one of them; places may overlap."""
    for rule in (_emails, _records, _numbers, _phones, _birth_dates, _addresses):
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
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}[ ]?[A-Z]{4}[ ]?(?:\d[ ]?){10}")


def _numbers(text: str) -> Iterator[Place]:
    """Nine digits are a BSN or onderwijsnummer; eight only where a cue or the eleven test says so."""
    banks = [match.span() for match in _IBAN.finditer(text)]
    for start, end in banks:
        yield FindingKind.RECORD_NUMBER, start, end
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if any(start <= match.start() < end for start, end in banks) or _is_date(match.group()):
            continue
        has_cue = _BSN_CUE.search(text[max(0, match.start() - 40) : match.start()]) is not None
        if has_cue or len(digits) == 9 or is_bsn(digits):
            yield FindingKind.BSN, match.start(), match.end()


def _is_date(number: str) -> bool:
    """A date, or two years ("2025-2026")."""
    return _DATE_OR_YEARS.fullmatch(number) is not None


_DATE_OR_YEARS = re.compile(
    r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|(?:19|20)\d{2}[-/. ]{1,2}(?:19|20)\d{2}"
)


_BETWEEN = r"[ \-./()]{0,3}"
_PHONE = re.compile(
    rf"(?<![\d.,])(?:\+\s?31|0031|\(?0)(?:\s?\(0\))?{_BETWEEN}[1-9](?:{_BETWEEN}\d){{8}}(?!\d)"
    rf"|(?<!\d)(?:\+|00)(?!31)[1-9]\d(?:{_BETWEEN}\d){{8,10}}(?!\d)"
    r"|\bnul zes(?:[ ,-]{1,2}(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)){8}\b",
    re.I,
)


def _phones(text: str) -> Iterator[Place]:
    yield from _places(FindingKind.PHONE, _PHONE, text)


_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sep(?:t(?:ember)?)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?:\.(?=\s?'?\d))?"
)
_YEAR = r"(?:'?\d{2}|(?:19|20)\d{2})(?!\d)"
_DATE = (
    rf"(?:(?:19|20)\d{{2}}-\d{{1,2}}-\d{{1,2}}(?!\d)|\d{{8}}(?!\d)"
    rf"|\d{{1,2}}(?:(?:e|\s?[-/.])?\s?{_MONTH}|\s?[-/. ]\s?\d{{1,2}}(?!\d))(?:\s?[-/. ]?\s?{_YEAR})?|{_MONTH}\s(?:19|20)\d{{2}})"
)
_BIRTH = re.compile(
    r"(?:\b(?:geboren|geb\.?\s?(?:dat(?:um)?\.?|d\.)?|geboortedatum|geboortedag|verjaardag|jarig|g\.?d\.|gd|dob)(?:\W{1,3}(?:op|is|in|datum|van|de))?\W{1,4}"
    r"|\b(?:leerling|jongen|meisje|kind)[,:]?\s\(?(?=\d+-\d+-\d{4})|[*°]\s?)"
    rf"(?P<place>{_DATE})",
    re.I,
)
_DATE_BEFORE_BIRTH = re.compile(
    rf"(?<!\d)(?P<place>{_DATE})(?:\s(?:is|werd|was|wordt))?(?:(?:\s\w{{2,20}})?\s(?:geboren|jarig)\b|\s(?:hij|ze|zij)\s\d{{1,2}}\b(?!\suur))",
    re.I,
)

_BIRTHDAY = re.compile(rf"\b(?:wordt|werd)(?:\s(?:hij|ze|zij))?\sop\s(?P<place>{_DATE})\s\d{{1,2}}\b(?!\suur)", re.I)


def _birth_dates(text: str) -> Iterator[Place]:
    for pattern in (_BIRTH, _DATE_BEFORE_BIRTH, _BIRTHDAY):
        for match in pattern.finditer(text):
            yield FindingKind.BIRTH_DATE, *match.span("place")


_HOUSE_NUMBER = r"\s{1,2}(?:nr\.?\s?|nummer\s)?\d{1,4}(?:\s?[a-zA-Z]\b|-\w{1,3})?"
_STREET = re.compile(
    rf"\b(?!Supermarkt)(?:[A-Z][\w'’-]{{1,30}}\s)?[A-Z][\w'’-]{{1,30}}(?:straat|laan|weg|plein|hof|dijk|gracht|kade|singel|pad|markt|steeg|dreef|laantje|straatje){_HOUSE_NUMBER}"
    rf"|\b(?:Laan|Weg|Plein|Straat)\svan\s[A-Z][\w'’-]{{1,30}}{_HOUSE_NUMBER}"
    rf"|\b(?:[a-z]{{3,30}})(?:straat|laan|dijk|gracht|kade|singel|straatje|laantje){_HOUSE_NUMBER}"
)
# What stands behind "woont" is an address whatever the street is called ("Het Rond 12"), unless it is a group or a house of care.
_WHERE_LIVED = re.compile(
    r"\b(?:woont|wonen|woonde|woonden|woonachtig|(?:woon)?adres(?: is)?:?)\s(?:(?:nu|ook|samen|thuis)\s)?(?:(?:op|aan|in|te)\s)?(?:de\s|het\s)?"
    rf"(?P<place>(?!Groep|Klas|Unit|Woning|Huis|Week|Locatie|Lokaal)(?:[A-Z][\w'’-]{{1,30}}\s?){{1,3}}(?<!\s){_HOUSE_NUMBER})"
)
_WATERSIDE = re.compile(rf"\b(?:[A-Z][\w'’-]{{1,30}}\s)?(?:Gracht|Singel|Kade|Dijk|Dreef|Steeg){_HOUSE_NUMBER}")
# A year before an abbreviation of school talk is no postcode ("in 2025 VO"), nor is a measure ("1500ml").
_POSTCODE = re.compile(
    r"\b(?!(?:19|20)\d\d\s(?:VO|PO|SO|BO|IB|RT|MT|NT)\b)[1-9]\d{3}[ -]{0,2}(?!SA|SD|SS)[A-Z]{2}\b(?:\s?,?\s?(?:nr\.?\s?)?\d{1,4}\b)?"
    r"|\b[1-9]\d{3}(?!ml|mg|kg|km|cm|mm|hz|dl|gr)[a-z]{2}\b|(?<=postcode )[1-9]\d{3}[ -]{0,2}[a-z]{2}\b"
)
# "In 2024 GO! gestart": a year, told as one, and a word that schools write so, with which the sentence goes on. Haarlem
# and its surroundings have such postcodes too, so behind somebody who lives or sleeps there, and before a place, a house
# number or the end of the sentence, it stays one.
_YEAR_AND_WORD = re.compile(r"(?:19|20)\d\d [A-Z]{2}")
_TELLS_A_YEAR = re.compile(
    rf"(?:\b(?:in|sinds|vanaf|tot|na|rond|begin|eind|medio|(?:school)?jaar|{_MONTH})\s|(?:19|20)\d\d\s?[-/]\s?)$", re.I
)
_LIVES = re.compile(
    r"\b(?:woon\w*|wonen|verhui\w+|(?:woon)?adres|postcode|ingeschreven|slaapt?|slapen|sliep(?:en)?|logeer\w*|logeren"
    r"|huur\w*|huren|verblij\w+)\b[^.!?]*$",
    re.I,
)
_GOES_ON = re.compile(
    r"[A-Z]{2}['’]|(?:BB|CE|EQ|GO|HP|IQ|KB|LB|LG|MR|OP|OR|SE|TL|ZI|ZN)"
    r"(?:!|-[A-Za-z]|\s(?!(?:nr|nummer|te|op\s(?:de\shoek|nr|nummer))\b)[a-z])"
)


def _addresses(text: str) -> Iterator[Place]:
    yield from _places(FindingKind.ADDRESS, _STREET, text)
    yield from _places(FindingKind.ADDRESS, _WATERSIDE, text)
    for match in _POSTCODE.finditer(text):
        if not _is_year(match):
            yield FindingKind.ADDRESS, *match.span()
    for match in _WHERE_LIVED.finditer(text):
        yield FindingKind.ADDRESS, *match.span("place")


def _is_year(postcode: re.Match[str]) -> bool:
    text, start, end = postcode.string, *postcode.span()
    before = text[max(0, start - 40) : start]
    return bool(
        _YEAR_AND_WORD.fullmatch(postcode.group())
        and _TELLS_A_YEAR.search(before)
        and not _LIVES.search(before)
        and _GOES_ON.match(text, end - 2)
    )


_RECORD = re.compile(
    r"\b(?:leerling|dossier|pati[eë]nt|cli[eë]nt|mrn|polis|beschikking|tlv|zivver|zorg|kenmerk)(?:-?\s?(?:nr\.?|nummer|no\.?))\W{1,3}(?P<place>[A-Z0-9][A-Z0-9/.\-]{3,20})",
    re.I,
)


def _records(text: str) -> Iterator[Place]:
    for match in _RECORD.finditer(text):
        if any(ch.isdigit() for ch in match.group("place")):
            yield FindingKind.RECORD_NUMBER, *match.span("place")


def _places(kind: FindingKind, pattern: re.Pattern[str], text: str) -> Iterator[Place]:
    for match in pattern.finditer(text):
        yield kind, match.start(), match.end()
