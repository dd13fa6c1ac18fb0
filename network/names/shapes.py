"""Names that show by their shape: initials, an age behind them, the affixes of a surname, a mother or father of theirs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from network.names.context import Span, Token, begins_sentence, has_verb_behind, is_institution
from network.names.cues import GROWN_UP, PERSON
from network.names.lexicon import is_first_name, is_no_name, is_of_institution, is_ordinary, is_surname, is_title

_AFFIX_WORDS = r"(?:(?:van|de|der|den|het|['’]t|ter|ten|el|al)\s){1,3}"
_CAPITAL = r"[A-ZÀ-ÞĀ-Ž]"
_NAME = rf"{_CAPITAL}[\w'’-]{{1,30}}"
_INITIALS = re.compile(rf"\b(?P<initials>(?:[A-Z]\.\s?){{1,3}})(?P<affixes>{_AFFIX_WORDS})?(?P<last>{_NAME}|[A-Z]\.)")
_FIRST_AND_INITIAL = re.compile(rf"\b({_NAME})\s[A-Z]\.(?=\s|$|,)")
_WITH_AGE = re.compile(
    rf"\b(?P<name>{_NAME}(?: {_NAME})?)(?:\s?\(\d{{1,2}}(?:\s?jaar|\s?jr)?\)|(?=,? \d{{1,2}} ?(?:jaar|jr)\b))"
)
_WITH_AFFIXES = re.compile(rf"\b(?P<first>{_NAME}) (?:van de[nr]|van ['’]t|von der|el|El|Ben|Ait) {_NAME}")
_OF_A_RELATIVE = re.compile(
    rf"\b(?P<name>(?P<bare>{_NAME}?)(?:['’]?s)?)(?:(?<=s)|(?= [zd]['’][nr]))\s(?:[zd]['’][nr]\s)?(?:{GROWN_UP}|broer|broertje|zus|zusje)\b"
)
# What only somebody does; a capital beside it that is no word of school talk is a name, known or not.
_OF_A_GROUP = re.compile(rf"\b(?P<name>{_NAME}(?: {_NAME})?),? (?:uit|van) (?:groep|klas|de brugklas)\b(?: \d\w?)?")
DOES = (
    "slaat|sloeg|gooit|gooide|huilt|huilde|schreeuwt|schreeuwde|schopt|schopte|bijt|beet|rent|rende|lacht|lachte"
    "|gilt|gilde|vecht|vocht|wordt (?:\\w+ )?(?:boos|kwaad|driftig|verdrietig|bang|agressief)"
)
_DOER_BEHIND = re.compile(
    rf"(?<=[a-zà-ÿ,;:)] )(?:{DOES}|durft|durfde|weigert|weigerde|zit|zat|loopt|liep|had|zei|reageert|luistert|voelt) (?P<name>{_NAME})(?![\w'’-])"
)
_DOER_BEFORE = re.compile(
    rf"\b(?P<name>{_NAME}(?: {_NAME})?) (?:{DOES})\b(?! (?:ik|hij|ze|zij|we|wij|jij|je|het|dat|een|de|er|men|iedereen|niemand|deze|die|onze)\b)"
)
_BEHIND_PREPOSITION = re.compile(r"\b(?:om|over|voor|met|bij|van|aan|door|naar|tussen|en|leerling)\s$")
_BEHIND_A_PLACE = re.compile(r"\b(?:in|uit|vanuit|te|naar|de|het|een|en|of)\s$")


_COMPOUND = re.compile(r"-[a-z]")  # "Tamil-meisje", where a double name has a capital in each part
_BEHIND_A_TOWN = re.compile(r"\b(?:in|uit|vanuit|te)\s$")
# A surname without a first name: "Ik belde De Vries"; schools are called De Berg and De Linde, never De Vries.
_SURNAME = re.compile(
    rf"(?<![\w-])(?:[Vv]an (?:der|den) {_NAME}|(?<=[a-z,] )(?:De (?:Vries|Jong|Jonge|Boer|Bruijn|Bruin|Groot|Graaf|Wit)\b|Van (?P<last>{_NAME})))"
)
_DOTTED = re.compile(r"\b[A-Z]\.(?:[dvt]\.){1,3}[A-Z]\b\.?|\b[A-Z]v?d[A-Z]\b")  # "J.d.V.", "JdV"
_HANDLE = re.compile(
    r"(?<![\w.])@(?=[A-Za-z]+(?:\d|[_.]\w))[A-Za-z][\w.]{2,30}(?<=\w)"
)  # "@sannetje2012", and not "@ease"
# "Snapchat: brammie2016": behind the name of such a service, letters with a digit or a mark among them.
_ACCOUNT = re.compile(
    r"\b(?:snapchat|snap|insta|instagram|tiktok|facebook|discord|telegram|roblox)(?:naam|account)?(?:\sis|\sals|\sheet)?[:\s]{1,3}"
    r"(?P<name>(?!groep|klas|[a-z._]{0,20}school)(?=[a-z._]{0,28}\d|[a-z]{1,28}[._][a-z])[a-z][\w.]{2,30}(?<=\w))",
    re.I,
)
_FAMILY = re.compile(rf"\b(?:[Ff]am\.?|[Ff]amilie)\s(?P<name>{_AFFIX_WORDS}(?P<last>{_NAME}))")


def names_by_shape(text: str) -> Iterator[Span]:
    """Every name with initials, an age, the affixes of a surname, or a deed ("gooide Xanno"), or before "'s moeder"."""
    for match in _INITIALS.finditer(text):
        if _are_initials(match):
            yield match.span()
    for match in _FIRST_AND_INITIAL.finditer(text):
        if is_first_name(match.group(1)):
            yield match.span()
    for match in _WITH_AGE.finditer(text):
        if any(is_first_name(word) for word in match.group("name").split()) or _is_somebody(match):
            yield match.span()
    for match in _WITH_AFFIXES.finditer(text):
        if not is_no_name(match.group("first")) and not is_institution(text, match.start()):
            yield match.span()
    of_a_group = [match for match in _OF_A_GROUP.finditer(text) if not _is_title_of_a_text(match)]
    for match in (*_DOER_BEHIND.finditer(text), *_DOER_BEFORE.finditer(text), *of_a_group):
        yield from _somebody(match)
    for match in _SURNAME.finditer(text):
        last = match.group("last")
        if (last is None or is_surname(last)) and not is_institution(text, match.start()):
            yield match.span()
    for match in (*_DOTTED.finditer(text), *_HANDLE.finditer(text)):
        yield match.span()
    for match in _ACCOUNT.finditer(text):
        yield match.span("name")
    for match in _FAMILY.finditer(text):
        if not is_of_institution(match["last"]):
            yield match.span("name")
    for match in _OF_A_RELATIVE.finditer(text):
        if not (is_no_name(match.group("bare")) or is_no_name(match.group("name"))):
            yield match.span("name")


def _somebody(match: Token) -> Iterator[Span]:
    """The name of who does it or sits in that group: the capitals, without the word that may begin the sentence ("Toen Xanno huilt")."""
    start, end = match.span("name")
    first, *others = match.group("name").split()
    if others and is_no_name(first):
        start, first, others = end - len(others[-1]), others[-1], []
    words = [first, *others]
    if _BEHIND_A_TOWN.search(match.string[max(0, start - 7) : start]) and not any(map(is_first_name, words)):
        return
    if all(is_title(word) for word in words) and not any(
        is_no_name(word) or is_of_institution(word) or PERSON.fullmatch(word) or _COMPOUND.search(word)
        for word in words
    ):
        yield start, end


def _is_title_of_a_text(match: Token) -> bool:
    """A word of school talk that begins a sentence without a verb ("Verslag van groep 5"); "Bloem uit groep 5 huilt" has one."""
    begins_one = begins_sentence(match.string, match.start()) and is_ordinary(match.group("name"))
    return begins_one and not has_verb_behind(match.string, match.end())


def _are_initials(match: Token) -> bool:
    """More than the letter that ends one sentence before the word that begins the next ("advies T. Kan dat?")."""
    last = match.group("last")
    if is_institution(match.string, match.start()) or is_no_name(last) or is_of_institution(last):
        return False
    is_more = match.group("affixes") is not None or match.group().count(".") > 1
    before = match.string[max(0, match.start() - 12) : match.start()]
    return is_more or is_surname(last) or _BEHIND_PREPOSITION.search(before) is not None


def _is_somebody(match: Token) -> bool:
    """A capital before an age that begins no sentence, and is no place, training or word of school talk."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    words = match.group("name").split()
    return not (
        any(is_no_name(word) for word in words)
        or begins_sentence(match.string, match.start())
        or _BEHIND_A_PLACE.search(before)
        or is_of_institution(words[-1])
        or words[-1].endswith("training")
    )
