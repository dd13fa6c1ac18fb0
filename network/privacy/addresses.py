"""Addresses: streets with a house number, postcodes, and whatever stands behind "woont". Pure; part of the text guard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from network.privacy.births import MONTH
from network.privacy.findings import FindingKind, Place

_HOUSE_NUMBER = r"\s{1,2}(?:nr\.?\s?|nummer\s)?\d{1,4}(?:\s?[a-zA-Z]\b|-\w{1,3})?"
_STREET = re.compile(
    rf"\b(?!Supermarkt)(?:[A-Z][\w'’-]{{1,30}}\s)?[A-Z][\w'’-]{{1,30}}(?:straat|laan|weg|plein|hof|dijk|gracht|kade|singel|pad|markt|steeg|dreef|laantje|straatje){_HOUSE_NUMBER}"
    rf"|\b(?:Laan|Weg|Plein|Straat)\svan\s[A-Z][\w'’-]{{1,30}}{_HOUSE_NUMBER}"
    rf"|\b(?:[a-z]{{3,30}})(?:straat|laan|dijk|gracht|kade|singel|straatje|laantje){_HOUSE_NUMBER}"
    rf"|\b[A-Za-z][\w'’-]{{2,30}}str\.?{_HOUSE_NUMBER}"
)
# The address of a school is known to all: "onze school staat aan de Dorpsstraat 4", "School: Kerkstraat 12".
_OF_A_SCHOOL = re.compile(
    r"(?:school|locatie|vestiging|gebouw|dependance|college|schooladres)(?::\s|\s(?:\w{1,20}\s)?(?:staat|ligt|is gevestigd|bevindt zich)"
    r"\s(?:op|aan|in|tegenover)\s(?:de\s|het\s)?)$",
    re.I,
)
# What stands behind "woont" is an address whatever the street is called ("Het Rond 12"), unless it is a group or a house of care.
_LIVED = re.compile(
    r"\b(?:woont|wonen|woonde|woonden|wonend|woonachtig|(?:woon)?adres(?: is)?:?)\s(?:(?:nu|ook|samen|thuis)\s)?", re.I
)
_WHERE_LIVED = re.compile(
    rf"(?:(?:op|aan|in|te)\s)?(?:de\s|het\s|['’]?t\s)?"
    rf"(?P<place>(?!Groep|Klas|Unit|Woning|Huis|Week|Locatie|Lokaal)(?:[A-Z][\w'’-]{{1,30}}\s?){{1,3}}(?<!\s){_HOUSE_NUMBER})"
)
# In lower case only where an address ends or a place follows, for much else is counted there ("woont op de groep 3 dagen").
_WHERE_LIVED_LOWER = re.compile(
    rf"(?:op|aan)\s(?:de|het|['’]?t)\s"
    r"(?P<place>(?!groep|leefgroep|woongroep|klas|unit|afdeling|etage|verdieping|kamer|woning|huis|locatie|grens|camping)"
    rf"[a-z][a-z'-]{{1,30}}(?:\s[a-z][a-z'-]{{1,30}})?{_HOUSE_NUMBER})(?=\s(?:in|te|bij|en|met)\s|\s?[,;.!?)\n]|\s?$)"
)
_NUMBER_FIRST = re.compile(
    r"(?:op\s|aan\s)?(?P<place>(?:nr\.?|nummer)\s?\d{1,4}[a-z]?\s(?:in|aan|op|van)\s(?:de\s|het\s)?[A-Z][\w'’-]{1,30})"
)
_WATERSIDE = re.compile(rf"\b(?:[A-Z][\w'’-]{{1,30}}\s)?(?:Gracht|Singel|Kade|Dijk|Dreef|Steeg){_HOUSE_NUMBER}")
# A year before an abbreviation of school talk is no postcode ("in 2025 VO"), nor is a measure ("1500ml").
_POSTCODE = re.compile(
    r"(?<![\w-])(?:(?!(?:19|20)\d\d\s(?:VO|PO|SO|BO|IB|RT|MT|NT)\b)[1-9]\d{3}[ -]{0,2}(?!SA|SD|SS)(?P<letters>[A-Z]{2})"
    r"(?:\b(?P<more>\s?,?\s?(?:nr\.?\s?)?\d{1,4}\b)?|\d{1,4}\b)"
    r"|[1-9]\d{3}(?!ml|mg|kg|km|cm|mm|hz|dl|gr|mb|gb|kb|tb)[a-z]{2}\b)"
    r"|(?<=\b[Pp]ostcode)[: ]{1,2}(?P<after_word>[1-9]\d{3}[ -]{0,2}[a-z]{2}\b)"
)
# How many, and of what: pupils, euros, bytes; or the number of a partnership for primary or secondary schools.
_COUNTED = frozenset({"LL", "EU", "MB", "GB", "KB", "TB", "PO", "VO", "SO"})
_PLACE_BEHIND = re.compile(r"\s?,?\s(?:te\s|in\s)?[A-Z][a-z]")
_ROOM = re.compile(r"\b(?:lokaal|lokalen|ruimte)\s$", re.I)
# "In 2024 GO! gestart": a year, told as one, and a word that schools write so, with which the sentence goes on. Haarlem
# and its surroundings have such postcodes too, so behind somebody who lives or sleeps there, and before a place, a house
# number or the end of the sentence, it stays one.
_YEAR_AND_WORD = re.compile(r"(?:19|20)\d\d [A-Z]{2}")
_TELLS_A_YEAR = re.compile(
    rf"(?:\b(?:in|sinds|vanaf|tot|na|rond|begin|eind|medio|(?:school)?jaar|{MONTH})\s|(?:19|20)\d\d\s?[-/]\s?)$", re.I
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


def addresses(text: str) -> Iterator[Place]:
    """Every address in a normalised text, but those of schools; places may overlap."""
    for match in (*_STREET.finditer(text), *_WATERSIDE.finditer(text)):
        if not _OF_A_SCHOOL.search(text[max(0, match.start() - 70) : match.start()]):
            yield FindingKind.ADDRESS, *match.span()
    for match in _POSTCODE.finditer(text):
        if not (_is_year(match) or _is_count(match)):
            yield FindingKind.ADDRESS, *match.span("after_word" if match["after_word"] else 0)
    for lived in _LIVED.finditer(text):
        for pattern in (_WHERE_LIVED, _WHERE_LIVED_LOWER, _NUMBER_FIRST):
            if home := pattern.match(text, lived.end()):
                yield FindingKind.ADDRESS, *home.span("place")


def _is_count(postcode: re.Match[str]) -> bool:
    """ "1200 LL op school", "lokaal 1204 AB"; with a house number or a place behind it, or where somebody lives, it stays a postcode."""
    text, start, end = postcode.string, *postcode.span()
    before = text[max(0, start - 40) : start]
    return (
        (postcode["letters"] in _COUNTED or _ROOM.search(before) is not None)
        and text[end - 2 : end] == postcode["letters"]
        and not (_PLACE_BEHIND.match(text, end) or _LIVES.search(before))
    )


def _is_year(postcode: re.Match[str]) -> bool:
    text, start, end = postcode.string, *postcode.span()
    before = text[max(0, start - 40) : start]
    return bool(
        _YEAR_AND_WORD.fullmatch(postcode.group())
        and _TELLS_A_YEAR.search(before)
        and not _LIVES.search(before)
        and _GOES_ON.match(text, end - 2)
    )
