"""The words the text guard knows: first names, surnames, and words that look like a name and are none. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "’": "'", "‘": "'"})
_SCHOOL = "school|college|lyceum|gymnasium|instituut|stichting|kliniek|centrum|gemeenschap|straat|laan|plein|huis|klas"

AFFIXES = frozenset(
    ["van", "de", "der", "den", "het", "'t", "ter", "ten", "te", "el", "al", "la", "le", "von", "op", "ait", "bin"]
)


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """A word as the lists write it: lower case, without accents ("Zoë", "Yılmaz")."""
    letters = unicodedata.normalize("NFD", word.casefold().translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A name without the s of possession or the ending of a small one: "Fatima's", "Jans" and "Jantje" are Fatima and Jan."""
    folded = re.sub(r"'s?$", "", fold(word))
    if folded in first_names() or word[:1].islower():
        return folded
    # Words of school end in "ke" without being small: "Sterke" is no little Ster.
    ends = r"(?:s|tjes?|jes?|pjes?)$" if folded in _school_words() else r"(?:s|tjes?|jes?|pjes?|kes?)$"
    shorter = re.sub(ends, "", folded)
    return shorter if len(shorter) > 2 and shorter in first_names() and folded not in not_names() else folded


@lru_cache(maxsize=4096)
def is_first_name(word: str) -> bool:
    """A known first name, in any of its forms; of a double one ("Anne-Fleur") each part counts.

    A capital with a letter that Dutch does not have ("Gökçe", "Łucja") is a name too: no list holds the names of the world.
    """
    if fold(word) in not_names() or is_of_institution(word):
        return False
    word = word.rstrip("0123456789")
    parts = word.split("-")
    if is_title(word) and _FOREIGN_LETTER.search(word):
        return True
    return stem(word) in first_names() or (
        all(part[:1].isupper() for part in parts) and any(stem(part) in first_names() for part in parts)
    )


def is_no_name(word: str) -> bool:
    """A word of school talk that may have a capital, or one that only binds a surname."""
    folded = fold(word)
    return folded in not_names() or folded in AFFIXES


@lru_cache(maxsize=4096)
def is_surname(word: str) -> bool:
    """A common surname, or one with the ending that only surnames have."""
    folded = re.sub(r"'s?$", "", fold(word))
    return any(part in _surnames() or bool(_SURNAME_ENDS.search(part)) for part in folded.split("-"))


def is_of_institution(word: str) -> bool:
    """The last word of a school, a service or a street: "Ligthartschool"."""
    return bool(_ENDS_AS_INSTITUTION.search(word))


def is_title(word: str) -> bool:
    """With a capital at the beginning, as names have: "Sem", "Anne-Fleur", "O'Connor", but not "ToM" or "TextAid"."""
    return (
        word[:1].isupper()
        and any(letter.islower() for letter in word)
        and not _CAPITAL_WITHIN.search(word.removeprefix("Mc"))
    )


def is_also_word(word: str) -> bool:
    """A first name that is an ordinary word as often: "roos", "storm"."""
    return stem(word) in names_and_words()


_ENDS_AS_INSTITUTION = re.compile(rf"(?:{_SCHOOL})(?:je|en)?$", re.I)
_FOREIGN_LETTER = re.compile("[şŞğĞıİłŁżŻśŚźŹćĆńŃęĘąĄčČšŠžŽřŘđĐőŐűŰțȚșȘăĂ]")
_CAPITAL_WITHIN = re.compile("[a-z][A-Z]")
_SURNAME_ENDS = re.compile(
    r"..(?:oglu|wski|wska|cki|cka|nski|nska|wicz|czyk|stra|sma|inga|dottir|enko|ovic|evic|shvili|poulos)$"
)


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """First names that are given in the Netherlands, folded."""
    return _words("first_names.txt")


@lru_cache(maxsize=1)
def names_and_words() -> frozenset[str]:
    """First names that are ordinary words too, folded."""
    return _words("names_and_words.txt")


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Words that may stand capitalised where a name could and are none, folded."""
    return _words("not_names.txt")


def is_known_thing(word: str) -> bool:
    """A method, a test, a medicine, a service or a place that schools write about."""
    return re.sub(r"'s?$", "", fold(word)) in _known_things()


def is_ordinary(word: str) -> bool:
    """What schools write about with a small letter too, or make of two such words: "Pesten", "Driftbuien"; no name that is common."""
    return not (is_surname(word) or fold(word) in first_names()) and all(map(_is_school_word, fold(word).split("-")))


def is_listed(word: str) -> bool:
    """A word that schools write with a small letter too, as it stands."""
    return fold(word) in _school_words()


# Shorter parts are found in names too ("Wouter", "Heleen"); of these length no first name is made.
_SHORTEST_PART = 4


@lru_cache(maxsize=4096)
def _is_school_word(word: str) -> bool:
    """A word in lower case, or one made of them ("groepsdruk")."""
    if word in _school_words():
        return True
    middle = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    return any(word[cut:] in _school_words() and _is_first_part(word[:cut]) for cut in middle)


def _is_first_part(part: str) -> bool:
    return _is_school_word(part) or (
        part.endswith("s") and len(part) > _SHORTEST_PART and _is_school_word(part.removesuffix("s"))
    )


@lru_cache(maxsize=1)
def _school_words() -> frozenset[str]:
    return _words("school_words.txt") | _words("subjects.txt")


@lru_cache(maxsize=1)
def _known_things() -> frozenset[str]:
    return _words("known_things.txt")


@lru_cache(maxsize=1)
def known_to_all() -> re.Pattern[str]:
    """Whole names of writers, books and shops that everybody knows, also of what is called after them ("Marietje Kessels-project")."""
    names = (_DATA / "known_to_all.txt").read_text("utf-8").splitlines()
    written = "|".join("[ -]".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"\b(?:{written})(?:['’]s|-[a-z]+)?(?![\w-])", re.I)


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return _words("surnames.txt")


def _words(file: str) -> frozenset[str]:
    return frozenset(fold(word) for word in (_DATA / file).read_text("utf-8").split())
