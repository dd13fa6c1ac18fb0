"""Pupils of whom a single letter is told: "leerling K.", "we noemen hem B.", "A. (9)". Pure.

A letter is seldom a name ("groep A", "plan B", "vitamine C"), so each rule asks for a word or an age that only somebody has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from network.names.context import VERB, Span, Token
from network.names.cues import CHILD, GROWN_UP
from network.names.shapes import DOES

_CHILDREN = rf"(?:{CHILD}|leerlinge|ll\.?|casus|moeder van|vader van|ouders? van)"
# "Leerling K", "Leerling: T.", "Kind (L.)", "leerling k. loopt".
_ALONE = re.compile(r"(?<=[\s(\"“‘:])(?:(?P<name>[A-Z])(?P<dot>\.)?(?![\w.'’+/&-])|(?P<small>[d-z])\.(?=\s[a-z]{3}))")
_BEHIND_CHILD = re.compile(rf"\b{_CHILDREN}(?:\svan\s\d{{1,2}}(?:\sjaar|\sjr\.?)?)?(?:\s|:\s?|,\s|\s?[(\"“‘])$", re.I)
# By these letters schools tell pupils apart who are nobody ("leerling A slaat leerling B"), or say of which sex one is.
_NOBODY = frozenset("ABCNXYZ")
_SEX = frozenset("MVJD")
# Letters beside each other by which nobodies are told apart: "ouders van A. en B.", "kind A. slaat kind B."; never "A. en zijn broer B.".
_TOLD_APART = re.compile(
    r"(?<![\w.])(?P<one>[ABCXYZ])\.?\s(?:(?:en|of)\s(?:(?:"
    + CHILD
    + r")\s)?|(?!(?:en|of|is|heet)\s)[a-z]+\s(?:"
    + CHILD
    + r")\s)(?P<other>[ABCXYZ])(?!\w)"
)
# Who tells of both A. and B., or X. and Y., so tells apart who are nobody, wherever each stands; not of whom one is the other's.
_ROWS = (frozenset("ABC"), frozenset("XYZ"))
_SOMEBODYS = re.compile(r"\b(?:zijn|haar|hun|onze|ons|mijn)\s(?:[a-z]+\s)?$", re.I)
_GOES_ON = re.compile(r"\s(?!(?:de|het|een)\s)[a-z]")
_OURS = re.compile(r"\b(?:onze|ons|mijn)\s(?P<name>(?-i:[A-Z]))\.(?=\s[a-z])", re.I)
_CALLED = re.compile(
    r"\b(?:noem(?:en|t)?\s(?:we\s|wij\s|ik\s)?(?:hem|haar|dit kind|deze leerling|deze jongen|dit meisje)|(?:hij|zij|ze)\sheet)"
    r"\s(?:(?:hier|even|maar|nu|voortaan)\s){0,2}[\"“‘]?(?P<name>(?-i:[A-WYZ]))(?![\w'’-])",
    re.I,
)
_SO_CALLED = re.compile(r"\b(?:hem|haar|we|wij|ik|die)\s[\"“‘]?(?P<name>(?-i:[A-WYZ]))\.?[\"”’]?\snoem", re.I)
_CUE = re.compile(
    r"\binitia(?:len|al)(?:\szijn|\sis)?(?::\s?|\s)(?P<name>(?-i:[A-Z]{1,4})\b|(?:[a-z]\.\s?){1,4}(?:[a-z]\b)?)", re.I
)
# What a letter is told of that is nobody: "groep A", "score D (5)".
_OF_A_THING = re.compile(
    r"(?:\b(?:groep|klas|lokaal|locatie|plan|versie|variant|vitamine|bijlage|niveau|score|deel|type|route|leerroute|cluster|team|unit"
    r"|gebouw|blok|toets|profiel|hepatitis|stroom|fase|optie|punt|letter|kolom|model|de|het|een|van|[a-z]+score|[a-z]+niveau)|[\d,;:/+-])\s$",
    re.I,
)
# Without a full stop a letter is somebody only where a sentence begins, or behind a word that leads to somebody.
_BEFORE_SOMEBODY = re.compile(
    r"(?:^|[.!?,(\n]\s?|\b(?:om|over|voor|met|bij|door|naar|aan|tussen|en|dat|als|is|wil|heeft)\s)$", re.I
)
_AGED = re.compile(
    r"(?<![\w.'’+/&-])(?P<name>[A-Z])(?:\.\s?\((?:[3-9]|1\d|20)(?:\s?jaar|\s?jr\.?)?\)|\.?,?\s\(?(?:[3-9]|1\d|20)\s?(?:jaar|jr|jarig)\b)"
)
_OF_A_GROUP = re.compile(
    r"(?<![\w.'’+/&-])(?:(?P<name>[A-Z])\.?|(?P<small>(?!o\.a|b\.v|m\.n|o\.m|e\.a|n\.b|z\.g|i\.c|e\.d)[a-z]\.[a-z]\.))"
    r"\s(?:uit|van)\s(?:groep|klas|gr\.?|de\sbrugklas)\s\d?"
)
_BEGINS_AND_DOES = re.compile(r"(?:^|[.!?]\s|\n)(?P<name>[A-Z])\.(?=\s[a-z])", re.M)
# In these a letter by which nobodies are told apart, a sex or a numeral is seldom somebody: "als A. niet kan", "M (8)".
# "R (8) slaat", where "E (8) op spelling" is a score.
_AGED_AND_DOES = re.compile(r"(?:^|[.!?]\s|\n)(?P<name>[E-IK-LO-UW])\s\((?:[3-9]|1\d|20)\)", re.M)
_BEHIND_PREPOSITION = re.compile(
    r"\b(?:[Oo]m|[Oo]ver|[Vv]oor|[Mm]et|[Bb]ij|[Dd]oor|(?<!\b[A-Z]\s)[Nn]aar|[Aa]an|[Tt]ussen)\s(?P<name>[A-Z])\.(?=,|\s[a-z(]|$)"
)
_BEHIND_VERB = re.compile(
    rf"\b(?:{DOES}|gaat|ging|zit|zat|loopt|liep|wil|wilde|durft|durfde|weigert|weigerde|heeft|had)\s(?P<name>[D-HJ-MO-W])\.(?=\s[a-z])"
)
_IN_PART = re.compile(
    r"\b(?i:dat|als|sinds|wanneer|toen|omdat|terwijl|nadat|voordat|zodra|doordat)\s(?P<name>[D-HJ-MO-W])\.(?=\s[a-z])"
)
_OF_A_RELATIVE = re.compile(rf"(?<![\w.])(?P<name>[A-Z])\.?['’]s\s(?:{GROWN_UP}|broer|broertje|zus|zusje)\b")


def initials(text: str) -> Iterator[Span]:
    """Every letter that stands for somebody, with the full stop behind it; not those by which nobodies are told apart."""
    nobodies = {match.start(letter) for match in _TOLD_APART.finditer(text) for letter in ("one", "other")}
    spans = {span for span in _letters(text) if span[0] not in nobodies}
    letters_of_nobodies = _of_a_row(text, spans)
    yield from sorted(span for span in spans if text[slice(*span)].rstrip(".") not in letters_of_nobodies)


def _of_a_row(text: str, spans: Collection[Span]) -> frozenset[str]:
    """The letters by which nobodies are told apart: those of a row of which the first two stand for somebody."""
    letters = {text[slice(*span)].rstrip("."): text[max(0, span[0] - 24) : span[0]] for span in spans}
    return frozenset().union(
        *(
            row
            for row in _ROWS
            if letters.keys() >= set(sorted(row)[:2])
            and not any(_SOMEBODYS.search(before) for letter, before in letters.items() if letter in row)
        )
    )


def _letters(text: str) -> Iterator[Span]:
    for match in _ALONE.finditer(text):
        if _BEHIND_CHILD.search(text, max(0, match.start() - 40), match.start()) and _is_told_of_child(match):
            yield _with_stop(match)
    for match in (*_AGED.finditer(text), *_OF_A_GROUP.finditer(text)):
        span = _with_stop(match)
        before = text[max(0, match.start() - 24) : match.start()]
        if not _OF_A_THING.search(before) and (text[span[1] - 1] == "." or _BEFORE_SOMEBODY.search(before)):
            yield span
    for match in (*_BEGINS_AND_DOES.finditer(text), *_AGED_AND_DOES.finditer(text)):
        if VERB.match(text, match.end()):
            yield _with_stop(match)
    for pattern in (_OURS, _CALLED, _SO_CALLED, _BEHIND_PREPOSITION, _BEHIND_VERB, _IN_PART, _OF_A_RELATIVE):
        for match in pattern.finditer(text):
            yield _with_stop(match)
    for match in _CUE.finditer(text):
        yield match.span("name")


def _is_told_of_child(match: Token) -> bool:
    text, letter = match.string, match["name"]
    if letter is None:
        return VERB.match(text, match.end()) is not None
    before = text[match.start("name") - 2 : match.start("name")]
    if match["dot"]:
        is_marked_off = before.strip()[-1:] in {":", "("}
        return letter != "X" and (
            letter not in _NOBODY or is_marked_off or _GOES_ON.match(text, match.end()) is not None
        )
    return letter not in _NOBODY and before[0] != "," and not (before[1] == "(" and letter in _SEX)


def _with_stop(match: Token) -> Span:
    start, end = match.span("name" if match["name"] else "small")
    return start, end + (match.string[end : end + 1] == "." and not match.string[start:end].endswith("."))
