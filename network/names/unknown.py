"""A name that no list knows, where something is asked about somebody: "het gaat om Xanno", "hulp voor Xanno". Pure.

What is called so just as well (methods, tests, medicines, services, places) has its own list, and endings by which it is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from network.names.context import Span, Token, begins_sentence, has_verb_behind, is_institution, is_season
from network.names.cues import GROWN_UP, PERSON
from network.names.lexicon import (
    AFFIXES,
    fold,
    is_known_thing,
    is_listed,
    is_no_name,
    is_of_institution,
    is_ordinary,
    is_title,
)
from network.names.shapes import DOES

_NAME = r"(?P<name>[A-ZÀ-ÞĀ-Ž][\w’'-]{2,30})(?![\w’'-])"
_ABOUT = re.compile(
    r"\b(?:(?i:gaat|gaan|ging|draait)(?:\s(?:het|hier|mij|ons)){0,2}\s(?:om|over)|[Bb]etreft"
    r"|(?i:hulp|hulpvraag|vraag|ondersteuning|begeleiding|advies|steun|plek|plan|zorgen|gesprek|overleg)(?:\snodig|\sgevraagd)?"
    r"\s(?:voor|over|om|rond|rondom|bij|m\.b\.t\.)"
    r"|(?i:casus|casusbespreking|leerlingbespreking|observatie|opp|mdo)(?::|\svan|\svoor|\sover)?"
    r"|(?i:help|helpen|ondersteun|ondersteunen|begeleid|begeleiden)\s(?:we|wij|ik)|(?i:doen|moeten)\s(?:we|wij)\smet)"
    rf"\s(?:ook\s|nu\s|weer\s)?{_NAME}"
)
_GOES_WITH = re.compile(
    rf"\b[MmBb](?:et|ij)\s{_NAME}\s(?:(?:gaat|ging|lukt|lukte|loopt|liep)\s(?:het|dit|dat|’t|'t)|in\sde\s(?:klas|groep))\b"
)
_OF_A_GROUP = re.compile(rf"\b{_NAME}(?:,\s|\s\()(?:groep|klas)\s\d")
# Who does what only somebody does, where a sentence or a part of one begins.
_SUBJECT = re.compile(
    rf"(?:(?:^|[.!?:]\s){_NAME}\s(?:wil|wilde|durft|durfde|weigert|weigerde|zit|zat|loopt|liep|heeft|had|is|was|wordt|werd|kan|kon|praat)\b"
    rf"|\b(?i:dat|als|omdat|toen|wanneer|terwijl|sinds|nadat|zodra|doordat)\s{_NAME.replace('name', 'in_part')}\s[a-z])",
    re.M,
)
_PAIR = re.compile(
    rf"{_NAME}\sen\s{_NAME.replace('name', 'other')}\s(?:hebben|zijn|maken|zitten|slaan|vechten|pesten|botsen|schelden|spelen|huilen|willen)\b"
)
# An adjective that nothing follows is a surname: "zorgen over Snel, hij slaat", where "zorgen over Snel boos worden" is none.
_ADJECTIVE_ALONE = re.compile(
    r"\b[Zz]orgen\s(?:over|om|rond|rondom)\s(?P<name>Snel|Vlug|Klein|Groot|Lang|Kort|Jong|Oud|Wild|Wit|Zwart|Groen|Bruin|Stil|Slim|Goed|Sterk|Vroeg)"
    r"(?=\s?[.,;:!?(]|\s*$|\s(?:uit|van|in)\s(?:groep|klas)\b|\s(?:die|en\szijn|en\shaar)\b)"
)
# Surnames that are words of every sentence: "mevrouw Snel"; of a parent also what is told with a capital ("Moeder Snel boos").
_NO_NAME_OF_SOMEBODY = re.compile(
    r"\b(?:(?:[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Mm]eneer|[Dd]hr\.?|[Dd]e\sheer|[Ff]amilie|[Ff]am\.?)"
    r"\s(?P<titled>Snel|Heel|Meer|Pool|Turk|Noord|Oost|Zuid|West)(?![\w'’-])"
    rf"|(?i:{GROWN_UP})\s(?P<name>Snel)(?![\w'’-]))"
)
# Between who begins a sentence and the verb only a name can stand, also without a capital: "Leerling xanno bijt".
_BEFORE_VERB = re.compile(
    r"\b(?:(?:[Dd]e|[Oo]nze|[Mm]ijn|[Hh]et|[Oo]ns)\s)?(?:[Ll]eerling|[Jj]ongen|[Mm]eisje|[Kk]leuter)"
    rf"\s(?P<name>(?!zelf|die|dat|thuis|hier|daar|alleen|samen|mee|moet|nodig)[a-zà-ÿ]{{3,30}})\s(?:{DOES}|heeft|is|zit|loopt|wil|kan|durft|weigert|gaat)\b"
)
# More capitals tell of a method or a place ("Rots en Water", "Wereld in Getallen"), as a number or a mark behind it does.
_MORE_OF_A_THING = re.compile(r"\s(?:en|in|op|van|de|voor)\s(?:de\s|het\s)?[A-Z]|\s[A-Z0-9]|[!&/+®]")
_ENDS_AS_THING = re.compile(
    r"(?:begrip|lezen|lees|taal|rekenen|training|methode|toets|test|aanpak|therapie|spel|plan|boek|kaart|wijzer|onderwijs|zorg|hulp"
    r"|jeugd|stoornis|isme|itis|[ptcgf]ie|calculie|psie|ment|uele?|ische?|gym|iek|age|ij|sel|nis|schap"
    r"|gedrag|houding|vaardigheid|vaardigheden|problemen|probleem|beeld|werk|vragen|logie|heid|teit|ing)$"
)
_ENDS_AS_PLACE = re.compile(
    r"(?:dam|burg|dorp|veen|drecht|horst|hoven|stad|kerk|huizen|wijk|woude|voort|broek|beek"
    r"|bosch|sluis|meer|ingen|oord|poort|zand)$"
)
_ENDS_AS_ADVERB = re.compile(r"(?:ig|ijks?|eel|weg|loos|baar|end|keer|maal|tijds|dags|wijs|isch)$")
_COMPOUND = re.compile("-[a-z]")  # "Tamil-meisje"


def unknown_names(text: str) -> Iterator[Span]:
    """Every word that is none of school talk, where it is said to be about somebody or stands as one."""
    for pattern in (_ABOUT, _GOES_WITH, _OF_A_GROUP, _SUBJECT):
        for match in pattern.finditer(text):
            if _may_be_somebody(match):
                yield match.span(match.lastgroup or "name")
    for match in _PAIR.finditer(text):
        if all(_is_unknown(match[group]) for group in ("name", "other")):
            yield from (match.span(group) for group in ("name", "other"))
    for match in _ADJECTIVE_ALONE.finditer(text):
        yield match.span("name")
    for match in _NO_NAME_OF_SOMEBODY.finditer(text):
        if match["titled"] or has_verb_behind(text, match.end()):
            yield match.span(match.lastgroup or "name")
    for match in _BEFORE_VERB.finditer(text):
        if begins_sentence(text, match.start()) and not (
            is_no_name(match["name"]) or _ENDS_AS_ADVERB.search(match["name"])
        ):
            yield match.span("name")


def _may_be_somebody(match: Token) -> bool:
    group = match.lastgroup or "name"
    return (
        _is_unknown(match[group])
        and not _MORE_OF_A_THING.match(match.string, match.end(group))
        and not is_institution(match.string, match.start(group))
        and not is_season(match.string, match.start(group))
    )


def is_full_unknown_name(name: str) -> bool:
    """A first name and a surname that no list knows; surnames are made of ordinary words and end as places do ("Kanarieveld")."""
    words = [word.strip(".") for word in name.split() if fold(word) not in AFFIXES]
    return len(words) > 1 and _is_unknown(words[0]) and all(map(_may_be_surname, words[1:]))


@lru_cache(maxsize=4096)
def _is_unknown(word: str) -> bool:
    """Whether a word with a capital is none that is known, and has the ending of none."""
    return _is_no_known_thing(word) and not (
        is_ordinary(word) or _ENDS_AS_THING.search(word) or _ENDS_AS_PLACE.search(word)
    )


def _may_be_surname(word: str) -> bool:
    return _is_no_known_thing(word) and not (is_listed(word) or _ENDS_AS_THING.search(word))


def _is_no_known_thing(word: str) -> bool:
    """Whether a word with a capital is no thing or place that is known; ordinary words are left to the caller."""
    return is_title(word) and not (
        any(is_no_name(part) or is_known_thing(part) for part in (word, *word.split("-")))
        or is_of_institution(word)
        or PERSON.fullmatch(word)
        or _COMPOUND.search(word)
    )
