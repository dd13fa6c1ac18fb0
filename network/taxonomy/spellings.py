"""Ways of writing the short names of diagnoses: AD(H)D, A.D.H.D., adhd'er, MCDD. Pure.

What is written with signs within is one word here, for the texts that are heard and for the names that are looked up.
"""

from __future__ import annotations

import re

from network.core.text import located_words_of

# Names that the product gives beside those in the vocabulary, which staff keep and the model learned from. Those of which
# the need is clear: a test (WISC, WPPSI) tells of none.
ALSO_CALLED = {
    "neuro": ("MCDD", "NLD", "FAS", "FASD"),
    "leren": ("NLD",),
    "thuissituatie": ("KOPP", "KOAP"),
}

# Kept apart from fase and koppen, which have the same stem: "f.a.s" is a word that no text has.
_APART = {name.lower(): ".".join(name.lower()) for names in ALSO_CALLED.values() for name in names}
_SHORT = frozenset(
    [
        "add",
        "adhd",
        "ass",
        "cvi",
        "dcd",
        "emb",
        "esm",
        "fas",
        "fasd",
        "hsp",
        "isk",
        "kopp",
        "lvb",
        "mcdd",
        "mlk",
        "nah",
        "nld",
        "nt2",
        "odd",
        "oza",
        "ptss",
        "tlv",
        "tos",
        "zml",
    ]
)
# Two letters with dots may be somebody's initials.
_SHORT_WITH_SUFFIX = _SHORT | {"hb"}
# The last dot may end the sentence: it belongs to the name when the sentence goes on.
_DOTTED = r"(?:[a-z]\.){2,4}[a-z0-9](?:\.(?=-|,|\s+(?-i:[a-z])))?"
_WITH_SIGNS = re.compile(rf"(?<![\w.])(?:ad\(h\)d|ad[/-]hd|{_DOTTED})(?!\w)", re.IGNORECASE)
_SUFFIX = re.compile(r"['’´`-]?(?:er|ers|ertje|ertjes)(?!\w)", re.IGNORECASE)
_SIGNS = re.compile(r"[^a-z0-9]")


def spelt_words_of(text: str) -> list[tuple[str, int, int]]:
    """The folded words of a text, a short name as one plain word, each with where it begins and ends in the text."""
    short = _short_names_of(text)
    taken = {at for _name, begin, end in short for at in range(begin, end)}
    others = [(_without_suffix(word), begin, end) for word, begin, end in located_words_of(text) if begin not in taken]
    spelt = sorted([*others, *short], key=lambda one: one[1]) if short else others
    return [(_APART.get(word, word), begin, end) for word, begin, end in spelt]


def _short_names_of(text: str) -> list[tuple[str, int, int]]:
    found = []
    for match in _WITH_SIGNS.finditer(text):
        name = _SIGNS.sub("", match[0].lower())
        if name in _SHORT:
            suffix = _SUFFIX.match(text, match.end())
            found.append((name, match.start(), suffix.end() if suffix else match.end()))
    return found


def _without_suffix(word: str) -> str:
    """ "Adhd'er" is adhd."""
    name, _sign, suffix = word.replace("’", "'").partition("'")
    return name if suffix and name in _SHORT_WITH_SUFFIX and _SUFFIX.fullmatch(suffix) else word
