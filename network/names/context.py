"""What stands around a name: its words, where it ends, and whether it is a school's. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from network.names.lexicon import AFFIXES, fold, is_no_name, is_of_institution, is_surname

Span = tuple[int, int]
Token = re.Match[str]

_TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W_])|(?<=s)['’](?=\s))*\.?|['’]t\b|[:(,\"“‘-]")

# A verb that follows its subject: "Roos huilt", where "Max. 4 uur" and "Lieve collega's" have none.
VERB = re.compile(
    r"\s(?:is|heeft|kan|wil|mag|zal|moet|was|had|kreeg|ging|zou|en (?=[A-Z])|(?!het\b|niet\b|dat\b|dit\b|wat\b|met\b|uit\b|tot\b)[a-z]+t)\b(?! (?:ik|hij|ze|zij|we|wij|je|jij)\b)"
)

# Ends as one, and is none: "vaak gepest", "luistert slecht", "snel overbelast".
_NO_VERB = re.compile(
    r"\s(?:en|(?:ge(?!eft|niet|looft|bruikt|draagt)|overb)[a-z]+t|(?!lacht|vecht|wacht|vlucht)[a-z]*cht|vast|juist|best|contact)\b"
)


def has_verb_behind(text: str, end: int) -> bool:
    """Whether a verb stands behind a word that may be of a title in telegram style ("Leerling Luistert slecht")."""
    return VERB.match(text, end) is not None and not _NO_VERB.match(text, end)


# First names that are seasons, and what is told of those only: "Zomer is moeilijk", where "Zomer is boos" tells of somebody,
# as do "Zomer is moeilijk in de klas" and "Zomer begint elke dag te huilen".
_FOR_WHOM = r"(?=\s?(?:[.!?\n]|$)|,?\s(?:voor (?:hem|haar|hen|ons|iedereen)|omdat|want)\b)"
_SEASON = re.compile(
    r"(?:Zomer|Lente)\s(?:(?:is|was|blijft|bleef|wordt|werd)\s(?:(?:ook|altijd|vaak|steeds|weer|het|te|heel|erg|nog|vooral)\s){0,2}"
    rf"(?:(?:moeilijk|lastig)(?:st|er)?{_FOR_WHOM}"
    r"|(?:voorbij|begonnen|een (?:moeilijke|lastige|zware|onrustige) (?:tijd|periode))\b(?!\s(?:te|en|om|met)\b))"
    r"|(?:gaat|ging)\s(?:(?:vaak|altijd|meestal|best)\s)?(?:goed|slecht|mis|moeizaam)\b|(?:komt|kwam)\s(?:eraan|er aan)\b"
    r"|(?:begint|begon|duurt|duurde)\b(?!\s(?:te|met)\b|[^.!?\n]{0,120}\s(?:te|met)\s[a-z]+n\b))"
)


def is_season(text: str, start: int) -> bool:
    """Whether the word there is a season, and nobody's name."""
    return _SEASON.match(text, start) is not None


def word_of(token: Token) -> str:
    """The word of a token, without the full stop behind it."""
    return token.group().strip(".")


def words_in(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a text, with the marks that may stand between a cue and a name."""
    return list(_TOKEN.finditer(text, start, len(text) if end is None else min(len(text), end)))


def end_of_name(text: str, tokens: Sequence[Token], position: int) -> int:
    """Where the name ends: after the last surname, with the affixes before it ("jan de jong")."""
    is_lower = tokens[position].group()[0].islower()
    end = name_end = tokens[position].end()
    if _ends_sentence(tokens[position]):
        return name_end - 1
    after_affix = fold(word_of(tokens[position])) in AFFIXES
    for token in tokens[position + 1 : position + 7]:
        word = word_of(token)
        is_affix = fold(word) in AFFIXES
        if text[end : token.start()] != " " or (not is_affix and (is_no_name(word) or is_of_institution(word))):
            break
        end = token.end()
        if not is_affix and not word[:1].isupper() and not (after_affix and (is_lower or is_surname(word))):
            break
        if not is_affix:
            name_end = end
        after_affix = is_affix
        if _ends_sentence(token):
            break
    return name_end - 1 if text[name_end - 1] == "." else name_end


def _ends_sentence(token: Token) -> bool:
    """A full stop behind more than an initial."""
    return token.group().endswith(".") and len(token.group()) > 2


# Behind or before these words a first name belongs to a school, a street or a service.
_INSTITUTION_BEFORE = re.compile(
    r"(?:\wschool|(?-i:School)|college|lyceum|gymnasium|mavo|instituut|stichting|kliniek|methode|centrum|gemeenschap"
    r"|\b(?:locatie|koning|koningin|prins|prinses|stadhouder|hertogin|bisschop|paus|broeder|heilige|sint|st|dr|ds|pr|prof"
    r"|obs|cbs|rkbs|kbs|pcbs|bs|sbo|so|vso|ikc|kc|syndroom van|ziekte van))\.?\s+(?:de\s|het\s)?$",
    re.I,
)
_INSTITUTION = r"School|College|Lyceum|Gymnasium|Instituut|Stichting|Kliniek|Centrum|Scholengroep|Kinderziekenhuis"
# Who is "van de Regenboogschool" or "van het College" is somebody of that school.
_OF_A_SCHOOL = r"(?!\w+(?: \w+){0,3} (?:van|op|uit) (?:[Dd]e|[Hh]et|een|onze) )"
_INSTITUTION_AFTER = re.compile(
    rf"{_OF_A_SCHOOL}(?:[A-Z][\w'’.-]* |(?:van|de|der|den|het|la|te) ){{1,5}}"
    rf"(?:{_INSTITUTION}|[A-Z][\w'’-]{{2,}}(?:{_INSTITUTION.lower()}|laan|straat|huis))\b"
)
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?\n•])[\s\"“‘'(*-]*$|\s[‘'“\"]$")


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence or a line begins there."""
    return bool(_SENTENCE_BEGINS.search(text[max(0, start - 6) : start]))


def is_institution(text: str, start: int) -> bool:
    """A school, a service or a street that bears a name: "Jan Ligthartschool", "obs Theo Thijssen", "de Johan de Witt"."""
    before = text[max(0, start - 20) : start]
    return bool(_INSTITUTION_BEFORE.search(before) or _INSTITUTION_AFTER.match(text, start))
