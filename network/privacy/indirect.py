"""What everybody in a place knows somebody by: a group with the name of its school, a parent everybody knows. Pure; part of the text guard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from network.names.cues import CHILD
from network.names.lexicon import is_first_name, is_known_thing, is_no_name, is_of_institution, is_surname, is_title
from network.privacy.findings import FindingKind, Place

_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_KIND_OF_SCHOOL = r"(?:basisschool|school|obs|cbs|rkbs|kbs|pcbs|bs|ikc|kc|sbo|so|vso)"
_GROUP = r"(?:[Gg]roep|[Kk]las|[Bb]rugklas|[Ll]eerjaar)\s\d(?:\s?[a-zA-Z]\b|[/-]\d)?"
_CALLED = rf"(?P<name>{_NAME})(?P<more>(?:\s{_NAME}){{0,2}})"
_SCHOOL = rf"(?:[Dd]e\s|[Hh]et\s|['’]t\s)?(?i:{_KIND_OF_SCHOOL})\s(?:(?:De|Het|['’]t)\s)?|(?:De|Het)\s"
_GROUP_OF_SCHOOL = re.compile(rf"\b{_GROUP}\s(?P<place>(?:van|op|bij)\s(?:{_SCHOOL}|(?:de|het|['’]t)\s){_CALLED})")
_SCHOOL_WITH_GROUP = re.compile(
    rf"\b(?P<place>(?:van|op|bij)\s(?:{_SCHOOL}|(?:de|het|['’]t)\s){_CALLED})(?:,\s(?:(?:uit|in)\s)?|\s(?:uit|in)\s){_GROUP}"
)
_SAID_TO_BE_SCHOOL = re.compile(rf"\b{_KIND_OF_SCHOOL}\s", re.I)
# What schools are, and parts of them: no name by which one of them is known.
_NO_NAME_OF_A_SCHOOL = re.compile(
    r"\w*(?:bouw|onderwijs|opvang)$|(?:montessori|dalton|jenaplan|vrije|basis|middelbare|brede|regulier\w*|speciaal|praktijk)(?:school)?$",
    re.I,
)
_SOMEBODY = re.compile(rf"\b(?:{CHILD}|hij|zij|hem)\b", re.I)
_SENTENCE_ENDS = re.compile(r"[.!?\n]")
_SENTENCE = 120

_RELATIVE = r"(?:(?:klein|stief|pleeg)?(?:zoon|dochter|zoontje|dochtertje)|(?:half|stief|tweeling)?(?:broer|zus|broertje|zusje)|kleinkind|neefje|nichtje)"
# Of whom a place or a school has one or a few; "een collega" may be any of many.
_KNOWN = (
    r"(?:burgemeester|wethouder|gemeenteraadslid|dominee|imam|koster|huisarts|dokter|tandarts|dierenarts|apotheker|notaris"
    r"|wijkagent|politieagent|brandweercommandant|bakker|slager|groenteboer|melkboer|visboer|boer|molenaar|kapper|kapster|smid"
    r"|schilder|fietsenmaker|garagehouder|kroegbaas|cafébaas|voetbaltrainer|schooldirecteur|directeur|directrice|schoolleider|rector"
    r"|conciërge|conrector|teamleider|leerkracht|leraar|lerares|docente?|meester|juf|juffrouw|gymleraar|gymjuf|gymmeester|mentor"
    r"|ib['’]er|intern begeleider|schoolhoofd|hoofd van de school|overblijfmoeder)"
)
_OF_WHOM = re.compile(
    rf"\b{_RELATIVE}\s(?P<place>van\s(?:de|het|onze|ons)\s(?:(?:plaatselijke|vorige|vroegere|nieuwe|oude)\s)?{_KNOWN}(?![\w-]))",
    re.I,
)


def indirect(text: str) -> Iterator[Place]:
    """Every place that tells which child it is without naming it; what is left when it goes tells enough."""
    for match in _OF_WHOM.finditer(text):
        yield FindingKind.INDIRECT, *match.span("place")
    for match in (*_GROUP_OF_SCHOOL.finditer(text), *_SCHOOL_WITH_GROUP.finditer(text)):
        if _is_school(match) and _tells_of_somebody(match):
            yield FindingKind.INDIRECT, match.start("place"), _end_of_school(match)


def _is_school(match: re.Match[str]) -> bool:
    """A capital that is neither a teacher's ("groep 4 van De Vries") nor a method or sort of school, or is said to be a school's."""
    name = match["name"]
    is_other = is_surname(name) or is_no_name(name) or is_known_thing(name)
    is_called_school = _SAID_TO_BE_SCHOOL.search(match["place"]) is not None
    return is_title(name) and (is_called_school or not is_other) and _NO_NAME_OF_A_SCHOOL.match(name) is None


def _end_of_school(match: re.Match[str]) -> int:
    """Behind its last word with a capital; a first name there is somebody's ("van de Regenboog Bilal slaat")."""
    end = match.end("name")
    for word in re.finditer(_NAME, match["more"]):
        if is_first_name(word.group()) and not is_of_institution(word.group()):
            break
        end = match.start("more") + word.end()
    return end


def _tells_of_somebody(match: re.Match[str]) -> bool:
    """Whether the sentence is about one child: of a whole group nobody is known."""
    text, start, end = match.string, *match.span()
    before = _SENTENCE_ENDS.split(text[max(0, start - _SENTENCE) : start])[-1]
    behind = _SENTENCE_ENDS.split(text[end : end + _SENTENCE])[0]
    return _SOMEBODY.search(before) is not None or _SOMEBODY.search(behind) is not None
