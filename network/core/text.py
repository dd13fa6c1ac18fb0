"""Words of Dutch text: folded, and brought to their stem."""

from __future__ import annotations

import re
import threading
import unicodedata

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?", re.UNICODE)
_local = threading.local()


def fold(text: str) -> str:
    """Lower case without accents, for comparing and searching."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand."""
    return [match.span() for match in _WORD.finditer(text)]


def stem(word: str) -> str:
    """The stem of a folded word. `dutch_porter`: plain `dutch` merges begeleiding with beleid."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("dutch_porter")
    return str(_local.stemmer.stemWord(word))


def stems_of(text: str) -> list[str]:
    """The stems of a text, in order."""
    return [stem(word) for word in words_of(text)]
