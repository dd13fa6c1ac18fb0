"""A name that no list knows, where something is asked about somebody: "het gaat om Xanno", "hulp voor Xanno". Pure; part of the text guard.

What is called so just as well (methods, tests, medicines, services, places) has its own list, and endings by which it is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from network.privacy.context import Span, Token, begins_sentence, is_institution
from network.privacy.cues import PERSON
from network.privacy.lexicon import is_known_thing, is_no_name, is_of_institution, is_subject, is_title
from network.privacy.shapes import DOES

_NAME = r"(?P<name>[A-ZÀ-ÞĀ-Ž][\w’'-]{2,30})(?![\w’'-])"
_ABOUT = re.compile(
    r"\b(?:(?i:gaat|gaan|ging|draait)(?:\s(?:het|hier|mij|ons)){0,2}\s(?:om|over)|betreft"
    r"|(?i:hulp|hulpvraag|ondersteuning|begeleiding|advies|steun|plek|zorgen)(?:\snodig|\sgevraagd)?\s(?:voor|over|om)"
    r"|(?i:help|helpen|ondersteun|ondersteunen|begeleid|begeleiden)(?:\s(?:we|wij|ik)))"
    rf"\s(?:ook\s|nu\s|weer\s)?{_NAME}"
)
_GOES_WITH = re.compile(
    rf"\b[MmBb](?:et|ij)\s{_NAME}\s(?:(?:gaat|ging|lukt|lukte|loopt|liep)\s(?:het|dit|dat|’t|'t)|in\sde\s(?:klas|groep))\b"
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
    r"|gedrag|houding|vaardigheid|vaardigheden|problemen|probleem|beeld|werk|vragen|logie|heid|teit|ing|dam|burg|dorp|veen"
    r"|drecht|horst|hoven|stad|kerk|huizen|wijk|woude|voort|broek|beek"
    r"|bosch|sluis|meer|ingen|oord|poort|zand)$"
)
_ENDS_AS_ADVERB = re.compile(r"(?:ig|ijks?|eel|weg|loos|baar|end|keer|maal|tijds|dags|wijs|isch)$")
_COMPOUND = re.compile("-[a-z]")  # "Tamil-meisje"


def unknown_names(text: str) -> Iterator[Span]:
    """Every word that is none of school talk, where it is said to be about somebody or stands as one."""
    for match in (*_ABOUT.finditer(text), *_GOES_WITH.finditer(text)):
        if _may_be_somebody(match):
            yield match.span("name")
    for match in _BEFORE_VERB.finditer(text):
        if begins_sentence(text, match.start()) and not (
            is_no_name(match["name"]) or _ENDS_AS_ADVERB.search(match["name"])
        ):
            yield match.span("name")


def _may_be_somebody(match: Token) -> bool:
    word, end = match["name"], match.end("name")
    return not (
        not is_title(word)
        or any(is_no_name(part) or is_known_thing(part) or is_subject(part) for part in (word, *word.split("-")))
        or is_of_institution(word)
        or _ENDS_AS_THING.search(word)
        or PERSON.fullmatch(word)
        or _COMPOUND.search(word)
        or _MORE_OF_A_THING.match(match.string, end)
        or is_institution(match.string, match.start("name"))
    )
