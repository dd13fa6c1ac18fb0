"""Names of people in Dutch text: behind a cue, with initials or an age, and once known wherever they stand. Pure; part of the text guard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

_NAMES = Path(__file__).parent / "data" / "first_names.txt"
_NO_NAMES = Path(__file__).parent / "data" / "not_names.txt"
UNKNOWN_PERSON = "een leerling"

Span = tuple[int, int]

# A parent or somebody of the school: who knows their name knows the child.
_GROWN_UP = (
    r"(?:pleeg|stief)?(?:moeder|vader|ouders?)|mama|papa|oma|opa|mevrouw|mevr\.?|meneer|dhr\.?|de heer|familie|fam\."
    r"|juf|juffrouw|meester"
)
# Behind these words a name can simply go.
_ALREADY_SAID = re.compile(
    rf"\b(?:leerling|kind|kleuter|jongen|jongetje|meisje|zoon|zoontje|dochter|dochtertje|broer|broertje|zus|zusje|{_GROWN_UP})"
    r"[,:]?\s$",
    re.I,
)

# A cue word, up to two small words, and then what may be a name.
_CUE = re.compile(
    r"\b(?:leerlinge?|kind|kleuter|jongen|jongetje|meisje|zoon|zoontje|dochter|dochtertje|broer|broertje|zus|zusje"
    rf"|{_GROWN_UP}|heet|genaamd|naam is|noemen we|noem ik)(?!\w)",
    re.I,
)
_FILLER = re.compile(r"is|heet|genaamd|met|de|het|een|naam|onze|ons|mijn|hem|haar|van|dat|[:(,\"“‘-]", re.I)
_AFFIX = frozenset(["van", "de", "der", "den", "het", "'t", "ter", "ten", "te", "el", "al", "la", "le", "von", "op"])
_TOKEN = re.compile(r"[^\W\d_][\w'’-]*\.?|[:(,\"“‘-]")


def find_names(text: str) -> Iterator[Span]:
    """Every place in a normalised text that looks like a name; places may overlap."""
    for cue in _CUE.finditer(text):
        yield from _name_after(text, cue.end())
    yield from _initials(text)
    yield from _first_names(text)


def _name_after(text: str, start: int) -> Iterator[Span]:
    """The name that begins within three words after a cue, with its affixes and surname."""
    tokens = list(_TOKEN.finditer(text, start, min(len(text), start + 80)))
    for position, token in enumerate(tokens[:4]):
        if re.search(r"[.!?;\n]", text[start : token.start()]):
            return
        word = token.group().strip(".")
        if _is_name(word, is_next=position == 0) or _begins_surname(tokens[position : position + 2]):
            yield token.start(), _end_of_name(text, tokens, position)
            return
        if not _FILLER.fullmatch(word):
            return


def _is_name(word: str, *, is_next: bool) -> bool:
    folded = word.casefold()
    if folded in not_names() | _AFFIX or len(word) < 2 or folded.endswith(("syndroom", "stoornis")):
        return False
    if folded in first_names():
        return word[0].isupper() or (is_next and folded not in _ALSO_WORDS)
    return all(part[:1].isupper() and part[1:].islower() for part in word.split("-"))


def _begins_surname(tokens: list[re.Match[str]]) -> bool:
    """ "De Vries", "Van Dalen": a capital before the affix too."""
    words = [token.group().strip(".") for token in tokens]
    return len(words) > 1 and words[0].istitle() and words[0].casefold() in _AFFIX and _is_name(words[1], is_next=False)


def _end_of_name(text: str, tokens: list[re.Match[str]], position: int) -> int:
    """Where the name ends: after the surname, with the affixes before it ("jan de jong")."""
    end = name_end = tokens[position].end()
    after_affix = False
    if _ends_sentence(tokens[position]):
        return name_end - 1
    for token in tokens[position + 1 : position + 5]:
        word = token.group().strip(".")
        if text[end : token.start()].strip() or word.casefold() in not_names() - _AFFIX:
            break
        end = token.end()
        if word.casefold() in _AFFIX:
            after_affix = True
            continue
        if word[:1].isupper() or (after_affix and len(word) > 2):
            name_end = end
        break
    return name_end - 1 if text[name_end - 1] == "." else name_end


def _ends_sentence(token: re.Match[str]) -> bool:
    """A full stop behind more than an initial."""
    return token.group().endswith(".") and len(token.group()) > 2


_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?){1,3}(?:(?:de|van|der|den|ter|ten|el)\s){0,2}[A-Z](?:\.|[a-zé]{2,20}\b)")
_FIRST_AND_INITIAL = re.compile(r"\b([A-Z][a-zéëï]{2,20})\s[A-Z]\.(?=\s|$|,)")

_FIRST_AND_AGE = re.compile(r"\b([A-Z][a-zéëï]{1,20})\s?\(\d{1,2}(?:\s?jaar|\s?jr)?\)")


def _initials(text: str) -> Iterator[Span]:
    for match in _INITIALS.finditer(text):
        yield match.span()
    for match in _FIRST_AND_INITIAL.finditer(text):
        if match.group(1).casefold() in first_names():
            yield match.span()
    for match in _FIRST_AND_AGE.finditer(text):
        if match.group(1).casefold() in first_names():
            yield match.span()


# Behind or before these words a first name belongs to a school, a street or a service.
_NO_PERSON_BEFORE = re.compile(
    r"(?:school|college|lyceum|gymnasium|mavo|instituut|stichting|kliniek|methode|koning|koningin|prins|prinses|sint|st\.?)\s$",
    re.I,
)
_INSTITUTION = "school|college|lyceum|instituut|stichting|kliniek|centrum|straat"
_NO_PERSON_AFTER = re.compile(
    r"(?:[A-Z][\w'’-]* |(?:van|de|der|den|het) ){1,5}"
    rf"(?:{'|'.join(word.title() for word in _INSTITUTION.split('|'))}|[A-Z][\w'’-]*(?:{_INSTITUTION}))\b"
)
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?\n•])[\s\"“‘(]*$")


def _first_names(text: str) -> Iterator[Span]:
    """A common first name with a capital needs no cue; one that is a word too is a name within a sentence or before a surname."""
    tokens = list(_TOKEN.finditer(text))
    for position, token in enumerate(tokens):
        word = token.group().strip(".")
        if not word.istitle() or word.casefold() not in first_names() - not_names():
            continue
        end = _end_of_name(text, tokens, position)
        has_surname = end > token.start() + len(word)
        if not has_surname and word.casefold() in _ALSO_WORDS and _begins_sentence(text, token.start()):
            continue
        if not _belongs_to_no_person(text, token.start()):
            yield token.start(), end


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_BEGINS.search(text[max(0, start - 6) : start]))


def _belongs_to_no_person(text: str, start: int) -> bool:
    return bool(_NO_PERSON_BEFORE.search(text[max(0, start - 14) : start]) or _NO_PERSON_AFTER.match(text, start))


def words_of_name(name: str) -> frozenset[str]:
    """The words of a name, in lower case, by which it is known again; initials and affixes are too common for that."""
    words = (_bare(word) for word in name.split())
    return frozenset(word for word in words if len(word) > 2 and word not in not_names() | _AFFIX)


def find_again(text: str, names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where a name that is known stands once more, without a cue, and what may stand there instead."""
    for token in _TOKEN.finditer(text) if names else ():
        word = token.group().strip(".")
        if _bare(word) in names and _may_be_said_again(word):
            yield token.start(), token.start() + len(word), names[_bare(word)]


def as_said_at(text: str, start: int, words: str) -> str:
    """The words as they would stand there: with a capital where a sentence begins."""
    return words[:1].upper() + words[1:] if _begins_sentence(text, start) else words


def _bare(word: str) -> str:
    """A word of a name without what hangs on it."""
    return re.sub(r"['’]s?$", "", word.strip('.,;:!?()"“”').casefold())


def is_already_said(before: str) -> bool:
    """Whether the text before a name says who it is, so that the name can simply go."""
    return bool(_ALREADY_SAID.search(before))


def who(before: str) -> str:
    """How the person of a name is spoken of from then on, by the word before it: "de moeder", "het meisje"."""
    said = _ALREADY_SAID.search(before[-20:])
    if not said:
        return UNKNOWN_PERSON
    noun = re.sub(r"\W+$", "", said.group()).casefold()
    return f"{'het' if noun.endswith(('je', 'kind')) else 'de'} {noun}"


def _may_be_said_again(word: str) -> bool:
    """With a capital, or a first name that is no word in lower case."""
    folded = _bare(word)
    return word[0].isupper() or (folded in first_names() and folded not in _ALSO_WORDS)


# Known first names that are ordinary words in lower case.
_ALSO_WORDS = frozenset(
    [
        "roos",
        "bas",
        "lies",
        "lieve",
        "max",
        "wessel",
        "linde",
        "fleur",
        "sam",
        "tim",
        "floris",
        "isa",
        "maria",
        "dave",
        "rick",
    ]
)


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Words that may stand capitalised behind a cue and are no name, in lower case."""
    return frozenset(_NO_NAMES.read_text("utf-8").split())


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Common first names, in lower case."""
    return frozenset(_NAMES.read_text("utf-8").split())
