"""Which name is plainly that of a pupil, or of who lives with one, by the words around it. Pure.

Nobody is asked whether such a name is one, so a doubt is left to the writer: an adult at work ("juf Anja uit groep 5") is none.
"""

from __future__ import annotations

import re

from network.names.cues import AT_WORK, CALLED, CHILD
from network.names.lexicon import is_first_name, is_surname
from network.names.unknown import is_full_unknown_name

_PARENT = r"(?:pleeg|stief|groot|schoon)?(?:moeder|vader|ouders?)|mama|papa|oma|opa"
_CHILDREN = r"leerlingen|kinderen|kleuters|peuters|pubers|jongens|meisjes|broers|broertjes|zussen|zusjes|zonen|dochters"
_AT_WORK = rf"juf|juffrouw|juffen|meesters?|mevrouw|mevr\.?|mw\.?|meneer|dhr\.?|de heer|drs?\.?|prof\.?|(?:{AT_WORK})(?:en|s|['’]s)?"
# The others of a list: "Anja en ", "Anja, Petra en ".
_OTHERS = r"(?:(?-i:[A-Z])[\w'’-]+(?:,| en| of|, en)\s+){0,4}"
_OPENS = r"[\s(\"“‘'*_-]"

_FAMILY_BEFORE = re.compile(
    rf"\b(?:(?:{CHILD}|leerlinge|(?:{_PARENT})(?: van(?: onze| ons| mijn)?)?)(?: (?:is|{CALLED}))?[:,]?{_OPENS}+"
    rf"|(?:{_CHILDREN})(?: (?:zijn|{CALLED}))?[:,]?{_OPENS}+{_OTHERS}"
    rf"|(?:hij|zij|ze|die)\s+heet(?:te)?\s{_OPENS}*"
    rf"|(?:zijn|haar|diens|wiens)\s+naam\s+is\s{_OPENS}*)$",
    re.I,
)
_AT_WORK_BEFORE = re.compile(rf"(?<!\w)(?:{_AT_WORK})[:,]?{_OPENS}+{_OTHERS}$", re.I)
# Behind these a new sentence part begins after the name: "Volgens Anja is een leerling snel boos."
_INVERTS = re.compile(rf"\b(?:volgens|voor|bij|met|van|door|aan|naar|over|vindt|denkt|zegt)\s+{_OTHERS}$", re.I)

_AGE = (
    r"(?:1?\d|20)(?:[.,]\d)?[\s-]?(?:jaar|jr|jarig)"
    rf"(?!\w|\s+(?:ervaring|in dienst|werkzaam|werk|lid|lang|geleden|intern|bij ons|juf|meester|{AT_WORK})\b)"
)
_GROUP = r"(?:uit|van|in)\s+(?:de\s+)?(?:groep|klas|kleutergroep|kleuterklas)\b"
_WHAT_SORT = r"(?:(?!(?:van|voor|met|bij|die|en|of)\b)[\w-]+\s+){0,2}"
_A_CHILD = rf"(?:een|onze|mijn)\s+{_WHAT_SORT}(?:{CHILD})(?![\w-])"
_TELLS = re.compile(
    rf"[\"”’'*_]*(?:(?:\s*[,(]|\s)\s*(?:{_GROUP}|{_AGE})|\s*[,(]\s*{_A_CHILD})|(?<=[s'’])\s+(?:{_PARENT})\b", re.I
)
_IS_TOLD = re.compile(
    rf"[\"”’'*_]*\s+(?:(?:is|was|wordt|werd)\s+(?:nu\s+|pas\s+|al\s+)?(?:{_AGE}|{_A_CHILD}|{_GROUP})|zit\s+(?:nu\s+)?{_GROUP}"
    rf"|(?:(?:, [A-Z][\w'’-]+)*\s*en\s+[A-Z][\w'’-]+\s+)?zijn\s+{_WHAT_SORT}(?:{_CHILDREN})(?![\w-]))",
    re.I,
)
_WITH_AGE = re.compile(rf"[,(\s]{_AGE}", re.I)


def is_certain(text: str, start: int, end: int) -> bool:
    """A name by which a pupil or parent is called ("onze leerling Jan", "Anja, 8 jaar"): nobody is asked whether it is one.

    One that no list knows must be a full name, and stand behind what says whose it is ("onze leerling Xanno Kanarieveld").
    """
    words = text[start:end].split()
    before = text[max(0, start - 80) : start]
    is_said = _FAMILY_BEFORE.search(before) is not None
    if not (is_first_name(words[0].strip(".")) or is_surname(words[-1].strip("."))):
        return is_said and is_full_unknown_name(text[start:end])
    return is_said or (_AT_WORK_BEFORE.search(before) is None and _is_told_after(text, before, start, end))


def is_at_work(text: str, start: int) -> bool:
    """Whether the name that begins there is of somebody of the school ("juf Anja")."""
    return _AT_WORK_BEFORE.search(text[max(0, start - 80) : start]) is not None


def _is_told_after(text: str, before: str, start: int, end: int) -> bool:
    """ "Anja uit groep 5", "Anja is een leerling", "Anja (8 jaar)"."""
    return bool(
        _TELLS.match(text, end)
        or _WITH_AGE.search(text, start, end)
        or (_IS_TOLD.match(text, end) and not _INVERTS.search(before))
    )
