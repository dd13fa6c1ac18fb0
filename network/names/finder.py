"""Where names of people stand in Dutch text: behind a cue, by their shape, or known by themselves. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from network.names.context import (
    VERB,
    Span,
    Token,
    begins_sentence,
    end_of_name,
    is_institution,
    is_season,
    word_of,
    words_in,
)
from network.names.cues import names_behind_cues
from network.names.initials import initials
from network.names.lexicon import (
    AFFIXES,
    first_names,
    fold,
    is_also_word,
    is_first_name,
    is_no_name,
    is_of_institution,
    is_surname,
    is_title,
)
from network.names.shapes import names_by_shape
from network.names.unknown import unknown_names

_BEFORE_A_MONTH = re.compile(r"(?:\d|\b(?:per|vanaf|eind|begin|half|medio|sinds|tot|t/m))\s$")
# What is no person behind these: "een roos", "groep Zon", and the schools and groups that are called "De Vlinder".
_BEFORE_A_WORD = re.compile(
    r"\b(?:een|de|het|[Gg]roep|[Kk]las|[Uu]nit|[Ll]okaal)\s$|\b(?:[Gg]roepen|[Kk]lassen|[Uu]nits|[Ll]okalen) (?:[A-Z]\w{1,15}(?:, | en ))*$"
)
_BEFORE_A_HOUSE = re.compile(r"\b(?:De|Het)\s$")


def find_names(text: str) -> Iterator[Span]:
    """Every place in a normalised text that looks like a name; places may overlap."""
    yield from names_behind_cues(text)
    yield from names_by_shape(text)
    yield from initials(text)
    yield from unknown_names(text)
    yield from _known_names(text)


def _known_names(text: str) -> Iterator[Span]:
    """Known first names need no cue; nor does a capital before a common surname."""
    tokens = words_in(text)
    seen_to = 0
    for position, token in enumerate(tokens):
        word = word_of(token)
        if token.start() < seen_to:
            continue
        if is_title(word) and is_of_institution(word):
            seen_to = end_of_name(text, tokens, position)
            continue
        is_short = word.isupper() and len(word) == 3 and not is_also_word(word) and is_first_name(word)
        if not (
            _may_be_first_name(word)
            or (is_short and VERB.match(text, token.end()))
            or (word[0].isupper() and _precedes_surname(text, tokens, position))
        ):
            continue
        seen_to = end_of_name(text, tokens, position)
        if not (
            is_institution(text, token.start())
            or _is_place(text, token, seen_to)
            or _is_word_here(text, token, seen_to)
        ):
            yield token.start(), seen_to


def _may_be_first_name(word: str) -> bool:
    """A first name with a capital or all in capitals; in lower case only where it is no word as well."""
    if not is_first_name(word) or len(word) < 2:
        return False
    if word[0].islower():
        return len(word) > 2 and not is_also_word(word)
    return is_title(word) or (len(word) > 3 and not is_also_word(word))


def _precedes_surname(text: str, tokens: Sequence[Token], position: int) -> bool:
    """ "Sophia Bakker", "Kick van Dijk", "Tunahan Yılmaz": a capital before a common surname, with its affixes."""
    first, *rest = tokens[position : position + 5]
    if not is_title(word_of(first)) or first.group().endswith(".") or is_no_name(word_of(first)):
        return False
    surname = next((token for token in rest if fold(word_of(token)) not in AFFIXES), None)
    if surname is None or not is_title(word_of(surname)) or not is_surname(word_of(surname)):
        return False
    between = text[first.end() : surname.start()]
    return between == " " or (
        between.replace(" ", "").replace("'", "").isalpha() and not begins_sentence(text, first.start())
    )


def _is_place(text: str, token: Token, end: int) -> bool:
    """Behind "in", "uit" or "te", a name that is not plainly somebody's: "uit Anna Paulowna", "in Erica"."""
    before = text[max(0, token.start() - 10) : token.start()]
    if re.search(r"\b(?:in|naar) het\s$", before, re.I):  # "in het Sophia"
        return True
    if not re.search(r"\b(?:in|uit|te)\s$", before, re.I):
        return False
    word, *others = text[token.start() : end].split()
    is_plain = fold(word) in first_names() and not is_also_word(word)
    return not is_plain or (bool(others) and not is_surname(others[-1]))


def _is_word_here(text: str, token: Token, end: int) -> bool:
    """A name that is a word too, where a sentence begins and no surname or verb shows that it is somebody."""
    word = word_of(token)
    if word == "jan" and _BEFORE_A_MONTH.search(text[max(0, token.start() - 8) : token.start()]):
        return True
    if end > token.start() + len(word) or not is_also_word(word):
        return False
    if begins_sentence(text, token.start()):
        return is_season(text, token.start()) or token.group().endswith(".") or not VERB.match(text, token.end())
    before = text[max(0, token.start() - 60) : token.start()]
    return bool(_BEFORE_A_WORD.search(before) or (_BEFORE_A_HOUSE.search(before) and not is_surname(word)))
