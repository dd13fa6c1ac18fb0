"""Words of Dutch text: folded, and brought to their stem."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

# No Dutch word is longer; what is, is no word, and is known by its beginning.
LONGEST_WORD = 60

_WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?", re.UNICODE)
_local = threading.local()


def fold(text: str) -> str:
    """Lower case without accents, for comparing and searching."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order; of a longer one the first 60 letters."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def located_words_of(text: str) -> list[tuple[str, int, int]]:
    """The same words as `words_of`, each with where it stands in the text as it was written: begin and end.

    A sign that folds to several words ("½") is the place of each of them.
    """
    folded, begins, ends = _folded_with_places(text)
    return [(match[0][:LONGEST_WORD], begins[match.start()], ends[match.end() - 1]) for match in _WORD.finditer(folded)]


def stem(word: str) -> str:
    """The stem of a folded word. `dutch_porter`: plain `dutch` merges begeleiding with beleid."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("dutch_porter")
    return str(_local.stemmer.stemWord(word))


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The stem, remembered: the same few thousand words come back all day."""
    return stem(word)


def stems_of(text: str) -> list[str]:
    """The stems of a text, in order."""
    return [stem(word) for word in words_of(text)]


def _folded_with_places(text: str) -> tuple[str, list[int], list[int]]:
    """The folded text, and for each of its signs where what it came from begins and ends in the text."""
    if all(len(_folded_sign(sign)) == 1 for sign in set(text)):
        return fold(text), list(range(len(text))), list(range(1, len(text) + 1))
    pieces: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for at, sign in enumerate(text):
        piece = _folded_sign(sign)
        pieces.append(piece)
        begins += [at] * len(piece)
        ends += [at + 1] * len(piece)
        # An accent written as a sign of its own belongs to the letter before it.
        if not piece and ends:
            ends[-1] = at + 1
    return "".join(pieces), begins, ends


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    return fold(sign)
