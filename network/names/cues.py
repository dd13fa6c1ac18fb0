"""Names behind a word that announces one: "onze leerling Jan", "zij heet Fatima", "de ouders van Bram". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from network.names.context import VERB, Span, Token, end_of_name, has_verb_behind, is_institution, word_of, words_in
from network.names.lexicon import (
    AFFIXES,
    fold,
    is_also_word,
    is_first_name,
    is_no_name,
    is_of_institution,
    is_ordinary,
    is_surname,
    is_title,
)

# A parent or somebody of the school: who knows their name knows the child.
GROWN_UP = (
    r"(?:pleeg|stief|groot|schoon)?(?:moeder|vader|ouders?)|mama|papa|oma|opa|tante|oom|mevrouw|mevr\.?|mw\.?|meneer|dhr\.?|de heer"
    r"|familie|fam\.?|juf|juffrouw|meester"
)
AT_WORK = r"leerkracht|leraar|lerares|docente?|mentor|mentrix|directeur|directrice|collega|ib['’]er|dokter|psycholoog|logopediste?"
CHILD = (
    r"(?:zorg|risico|probleem)?leerling|(?:zorgen|probleem)?kind|kleuter|peuter|puber|jongen|jongetje|meisje|zoon|zoontje|dochter|dochtertje"
    r"|(?:tweeling|half|stief|pleeg)?(?:broer|broertje|zus|zusje)|nichtje|neefje|nicht|neef|vriend|vriendje|vriendin|vriendinnetje"
    r"|klasgenoot|klasgenootje|klasgenote|buurjongen|buurmeisje"
)
CALLED = r"heet|heten|genaamd|naam is|noemen we|noemen wij|noem ik|met de naam"

# Such a word by itself: never a name.
PERSON = re.compile(rf"(?:{CHILD}|{GROWN_UP})", re.I)
_CHILD = re.compile(CHILD, re.I)

_COMMON_AFFIXES = {"van", "de", "het", "te", "op", "la"}
# A cue word, up to two small words, and then what may be a name.
_CUE = re.compile(
    rf"\b(?:(?:mevr|mw|dhr|fam)\.(?=\w)|(?:{CHILD}|leerlinge|{GROWN_UP}|{CALLED}|(?:achter|voor|roep)naam(?: is)?|naam(?=:))(?!\w))",
    re.I,
)
# Behind these a name follows at once or not at all.
_CUE_OF_NEXT = re.compile(rf"\b(?:{AT_WORK})(?!\w)", re.I)
# Behind these a thing follows as often: "zorgen over Driftbuien".
_CUE_OF_WORRY = re.compile(r"\b(?:zorgen (?:om|over|rond|rondom)|ruzies? (?:met|tussen))(?!\w)", re.I)
# Where somebody comes from; without the article "Balkan" is a surname.
FROM_A_REGION = r"van de (?:Achterhoek|Balkan|Betuwe|Kaukasus|Randstad|Veluwe|Wadden)\b"
_FROM_A_REGION = re.compile(FROM_A_REGION)
_FILLER = re.compile(r"is|heet|genaamd|naam|onze|ons|mijn|hem|haar|van|dat|[:(,\"“‘-]", re.I)
# Capitals of care and school that are no name ("Lichamelijke Opvoeding").
_OF_NOUNS = ("syndroom", "stoornis", "onderwijs", "opvoeding", "begeleiding", "ontwikkeling")
# What stands between a child and its name, and behind the name, where a sentence goes on in lower case.
_NEXT = re.compile(r",?\s[(\"“‘]?")
_ENDS = re.compile(
    r"[\"”’]?(?:\s?[,.;:!?)]|\s*$|\s(?:die|uit|zijn|hebben|zitten|slaan|maken|vechten|spelen|willen|[a-z]{2,}[dt]en?)\b)"
)
# What a pupil does or is, with the capital of a title: "Leerling Luistert", "Jongen Autistisch", "Leerling Thuiszitter".
_TELLS_OF_ONE = re.compile(r"\w+(?:t|isch|ig|lijk|loos|baar|zaam|zeker|zitter|weigeraar)$")
# Nouns of school talk for who does so, also within a sentence; no surname is made like them, as "Vrolijk" and "Bot" are.
_IS_ONE = re.compile(r"\w{3,}(?:zitter|weigeraar|mijder|blijver|verlater|verzuimer|instromer|wisselaar)$")
_AND_ANOTHER = re.compile(rf"\s(?:en|of)\s(?:(?:zijn|haar|(?:zijn\s|haar\s)?(?:{CHILD}))\s|(?P<name>[A-Z][\w’'-]+))")
_BREAK = re.compile(r"[.!?;\n&]")


def names_behind_cues(text: str) -> Iterator[Span]:
    """Every name that a word before it announces."""
    for cue in _CUE.finditer(text):
        for name in _name_after(text, cue.end(), reach=4):
            # Grown-ups are called by surnames that are ordinary words ("mevrouw Boom"), children by first names: seldom.
            is_of_child = _CHILD.fullmatch(cue.group()) is not None
            if not (is_of_child and _is_ordinary(text, name)) or _stands_as_name(text, cue, name):
                yield name
    for cue in _CUE_OF_NEXT.finditer(text):
        yield from _name_after(text, cue.end(), reach=1)
    for cue in _CUE_OF_WORRY.finditer(text):
        yield from (name for name in _name_after(text, cue.end(), reach=1) if not _is_ordinary(text, name))


def _is_ordinary(text: str, name: Span) -> bool:
    """Words with a capital as in a title: "Leerling Praat Weinig", "zorgen over Driftbuien"; behind an affix they are a surname."""
    words = text[slice(*name)].split()
    return fold(words[0]) not in AFFIXES and all(map(is_ordinary, words))


def _stands_as_name(text: str, cue: Token, name: Span) -> bool:
    """Whether an ordinary word has its capital because somebody is called so: "het meisje Bloem slaapt", "een kleuter, Wen, die"."""
    start, end = name
    if _IS_ONE.match(text[start:end]):
        return False
    goes_on = _goes_on_as_of_somebody(text, end)
    if cue.group()[0].islower():
        return _NEXT.fullmatch(text, cue.end(), start) is not None and (goes_on or _ENDS.match(text, end) is not None)
    # Behind a capital it may be one of a title, which has no verb in lower case: "Leerling Luistert slecht", "Jongen Boos en Bang".
    is_one_word = text[cue.end() : start] == " " and " " not in text[start:end]
    return is_one_word and not _TELLS_OF_ONE.match(text[start:end]) and goes_on


def _goes_on_as_of_somebody(text: str, end: int) -> bool:
    """Whether a verb or another child stands behind: "Bloem slaapt", "Star en Sem", "Star en zijn broer", but not "Gemotiveerd en Betrokken"."""
    if another := _AND_ANOTHER.match(text, end):
        return another["name"] is None or not is_ordinary(another["name"])
    return has_verb_behind(text, end)


def _name_after(text: str, start: int, *, reach: int) -> Iterator[Span]:
    """The name that begins within so many words after a cue, with its affixes and surname."""
    tokens = words_in(text, start, start + 80)
    for position, token in enumerate(tokens[:reach]):
        if _BREAK.search(text, start, token.start()):
            return
        of_a_school = position > 0 and word_of(tokens[position - 1]) == "van" and word_of(token) in {"De", "Het"}
        if _is_name(word_of(token), is_next=position == 0) or _begins_surname(
            tokens[position : position + 3], of_a_school=of_a_school
        ):
            if not (
                is_institution(text, token.start())
                or _FROM_A_REGION.match(text, token.start())
                or _is_told(text, start, token)
            ):
                yield token.start(), end_of_name(text, tokens, position)
            return
        if not _FILLER.fullmatch(word_of(token)):
            return


def _is_told(text: str, start: int, token: Token) -> bool:
    """What is told of somebody behind a colon, not a name: "Leerling: Snel afgeleid", where "Leerling: Xanno wordt boos" is one."""
    is_known = is_first_name(word_of(token)) or is_surname(word_of(token))
    behind = text[token.end() : token.end() + 2]
    return (
        ":" in text[start : token.start()]
        and not is_known
        and behind.strip().islower()
        and not VERB.match(text, token.end())
    )


def _is_name(word: str, *, is_next: bool) -> bool:
    folded = fold(word)
    if is_no_name(word) or len(word) < 2 or folded.endswith(_OF_NOUNS) or word == "BO":
        return False
    if is_first_name(word):
        return word[0].isupper() or (is_next and not is_also_word(word))
    parts = word.split("-")
    return (
        is_title(word)
        and not is_of_institution(word)
        and all(part[:1].isupper() and not is_no_name(part) for part in parts)
    )


def _begins_surname(tokens: Sequence[Token], *, of_a_school: bool) -> bool:
    """ "De Vries", "Van Dalen", "van den Berg": affixes, and then what is a name."""
    words = [word_of(token) for token in tokens]
    affixes = next((count for count, word in enumerate(words) if fold(word) not in AFFIXES), 0)
    if not affixes:
        return False
    # "van De Regenboog" is somebody of that school; "Van Dalen" and "van den Berg" are somebody.
    is_sure = not of_a_school and (
        words[0].istitle() or (affixes > 1 and words[1].islower()) or fold(words[0]) not in _COMMON_AFFIXES
    )
    return (
        (is_sure or is_surname(words[affixes])) and _is_name(words[affixes], is_next=False) and is_title(words[affixes])
    )
