"""What everybody in a place knows somebody by: a group with the name of its school, a parent everybody knows. Pure; part of the text guard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from network.names.context import Span
from network.names.cues import CHILD, FROM_A_REGION
from network.names.lexicon import is_first_name, is_known_thing, is_no_name, is_of_institution, is_surname, is_title
from network.names.pupils import is_at_work
from network.privacy.findings import FindingKind, Place

_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_FAITH = r"(?:openbare|bijzondere|(?:protestants[ -])?christelijke|katholieke|islamitische|gereformeerde)"
_KIND_OF_SCHOOL = rf"(?:(?:{_FAITH}\s)?basisschool|school|obs|cbs|rkbs|kbs|pcbs|bs|ikc|kc|sbo|so|vso)"
_GROUP = r"(?:[Gg]roep|[Kk]las|[Bb]rugklas|[Ll]eerjaar)\s\d(?:\s?[a-zA-Z]\b|[/-]\d)?"
_CALLED = rf"(?P<name>{_NAME})(?P<more>(?:\s{_NAME}){{0,2}})"
_SCHOOL = rf"(?:[Dd]e\s|[Hh]et\s|['’]t\s)?(?i:{_KIND_OF_SCHOOL})\s(?:(?:De|Het|['’]t)\s)?|(?:De|Het)\s"
_GROUP_OF_SCHOOL = re.compile(rf"\b{_GROUP}\s(?P<place>(?:van|op|bij)\s(?:{_SCHOOL}|(?:de|het|['’]t)\s){_CALLED})")
_SCHOOL_WITH_GROUP = re.compile(
    rf"\b(?P<place>(?:van|op|bij)\s(?:{_SCHOOL}|(?:de|het|['’]t)\s){_CALLED})(?:,\s(?:(?:uit|in)\s)?|\s(?:uit|in)\s){_GROUP}"
)
_SAID_TO_BE_SCHOOL = re.compile(rf"\b{_KIND_OF_SCHOOL}\s", re.I)
# Schools bear names of methods and places too ("De Horizon"); a child may work on a Chromebook, or be of the Veluwe.
_BEARS_NAME_OF_A_THING = re.compile(rf"(?:van|op|bij)\s(?:De|Het)\s|(?!{FROM_A_REGION})van\s")
# What schools are, and parts of them: no name by which one of them is known.
_NO_NAME_OF_A_SCHOOL = re.compile(
    r"\w*(?:bouw|onderwijs|opvang|team|bureau|bescherming|verband)|vmbo|havo|mavo|inspectie|gemeente|bestuur|school"
    rf"|{_FAITH}|voortgezet|primair|(?:montessori|dalton|jenaplan|vrije|basis|middelbare|brede|regulier\w*|speciaal|speciale|praktijk)(?:school)?",
    re.I,
)
# "Ze" is one where the verb is of one: "ze huilt", "is ze", "dat ze nog bang is"; not "ze luisteren", nor "als ze boos zijn".
_OF_ONE = (
    r"(?:is|was|heeft|had|kan|kon|wil|mag|mocht|moet|moest|zal|zou|wordt|werd|gaat|ging|zit|zat|komt|kwam|krijgt|kreeg|loopt|liep|doet|deed"
    r"|slaat|sloeg|blijft|bleef|staat|stond|zegt|zei|durft|huilt|vindt|vond|weet|wist|geeft|gaf|praat|eet|slaapt|leert|leest|speelt|luistert|reageert"
    r"|gooit|schreeuwt|zwijgt|weigert|voelt|rent|vecht|lijkt)"
)
_NO_VERB = r"(?:niet|met|het|dat|dit|wat|uit|tot|juist|best|vast|beide|ge(?!eft|niet|looft|bruikt|draagt)\w+t|(?!lacht|vecht|wacht|vlucht)\w*cht)"
_OF_MORE = r"(?!(?:g?een|alleen|meteen|even|tegen|samen|binnen|buiten|tussen|boven)\b)(?:[a-z]+en|zijn|\w*(?:gaan|staan|slaan|doen|zien))"
_NEXT_CLAUSE = r"(?:en|maar|want|of|als|dat|omdat|terwijl|wanneer|die|wat|wie|waar)"
_SHE = (
    rf"{_OF_ONE}\sze\b|ze\s(?!{_NO_VERB}\b)[a-z]{{2,}}(?:t|[dt]e)\b"
    rf"|ze(?!\s{_OF_MORE}\b)(?:\s(?!{_NEXT_CLAUSE}\b)[\w…'’-]+){{0,8}}?\s{_OF_ONE}\b"
)
_SOMEBODY = re.compile(rf"\b(?:(?:{CHILD}|hij|zij|hem|haar)\b|{_SHE})", re.I)
_SENTENCE_ENDS = re.compile(r"[.!?\n]")
_SENTENCE = 120

_RELATIVE = (
    r"(?:(?:klein|stief|pleeg)?(?:kind|zonen|zoons|dochters|zoon|dochter|zoontje|dochtertje)"
    r"|(?:half|stief|tweeling)?(?:broers?|zus|zussen|broertjes?|zusjes?)|kleinkinderen|neefjes?|nichtjes?)"
)
# Of whom a place or a school has one or a few; "een collega" may be any of many.
_KNOWN = (
    r"(?:burgemeester|wethouder|gemeenteraadslid|dominee|imam|koster|huisarts|dokter|tandarts|dierenarts|apotheker|notaris"
    r"|wijkagent|politieagent|brandweercommandant|bakker|slager|groenteboer|melkboer|visboer|boer|molenaar|kapper|kapster|smid"
    r"|schilder|fietsenmaker|garagehouder|kroegbaas|cafébaas|schooldirecteur|directeur|directrice|schoolleider|rector|conciërge|conrector"
    r"|schoolhoofd|hoofd van de school)"
)
# "De kinderen van de juf" are those of her group, and "het kind van de juf" is her own.
_HAS_A_GROUP = (
    r"(?:leerkracht|leraar|lerares|docente?|meester|juf|juffrouw|gymleraar|gymjuf|gymmeester|mentor|teamleider|ib['’]er"
    r"|intern begeleider|overblijfmoeder|voetbaltrainer)"
)
_OF_THE = r"van\s(?:de|het|onze|ons)\s(?:(?:plaatselijke|vorige|vroegere|nieuwe|oude)\s)?"
_OF_WHOM = re.compile(
    rf"\b(?:{_RELATIVE}\s(?P<place>{_OF_THE}(?:{_KNOWN}|{_HAS_A_GROUP})(?![\w-]))"
    rf"|(?:stief|pleeg)?kinderen\s(?P<of_own>{_OF_THE}{_KNOWN}(?![\w-])))",
    re.I,
)


def indirect(text: str, names: Iterable[Span]) -> Iterator[Place]:
    """Every place that tells which child it is, beside these names or without one; what is left when it goes tells enough."""
    named = _where_named(text, names)
    for match in _OF_WHOM.finditer(text):
        yield FindingKind.INDIRECT, *match.span(match.lastgroup or "place")
    for match in (*_GROUP_OF_SCHOOL.finditer(text), *_SCHOOL_WITH_GROUP.finditer(text)):
        if _is_school(match) and _tells_of_somebody(match, named):
            yield FindingKind.INDIRECT, match.start("place"), _end_of_school(match)


def _is_school(match: re.Match[str]) -> bool:
    """A capital that is neither a teacher's ("groep 4 van De Vries") nor a method or sort of school, or is said to be a school's."""
    name, place = match["name"], match["place"]
    words = match.string[match.start("name") : _end_of_school(match)].split()
    if not is_title(name) or all(map(_NO_NAME_OF_A_SCHOOL.fullmatch, words)):
        return False
    if _SAID_TO_BE_SCHOOL.search(place):
        return True
    return not (
        is_surname(name) or is_no_name(name) or (is_known_thing(name) and not _BEARS_NAME_OF_A_THING.match(place))
    )


def _end_of_school(match: re.Match[str]) -> int:
    """Behind its last word with a capital; a first name there is somebody's ("van de Regenboog Bilal slaat")."""
    end = match.end("name")
    for word in re.finditer(_NAME, match["more"]):
        if is_first_name(word.group()) and not is_of_institution(word.group()):
            break
        end = match.start("more") + word.end()
    return end


def _where_named(text: str, names: Iterable[Span]) -> bytearray:
    """For each character whether it is of a name; who works at the school is no child."""
    named = bytearray(len(text))
    for start, end in names:
        if not is_at_work(text, start):
            named[start:end] = bytes([True]) * (end - start)
    return named


def _tells_of_somebody(match: re.Match[str], named: bytearray) -> bool:
    """Whether the sentence is about one child: of a whole group nobody is known."""
    text, start, end = match.string, *match.span()
    before = _SENTENCE_ENDS.split(text[max(0, start - _SENTENCE) : start])[-1]
    behind = _SENTENCE_ENDS.split(text[end : end + _SENTENCE])[0]
    is_named = True in named[start - len(before) : start] or True in named[end : end + len(behind)]
    return is_named or _SOMEBODY.search(f"{before}…{behind}") is not None
