"""The states of a practice example, what it may not name, and in how many words it stands beside a question. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

TRANSITIONS: dict[str, frozenset[str]] = {
    "draft": frozenset({"in_review"}),
    "in_review": frozenset({"published", "draft"}),
    "published": frozenset({"withdrawn"}),
    "withdrawn": frozenset({"published", "draft"}),
}
# Who told it goes on with these.
WRITABLE = frozenset({"draft", "withdrawn"})

# What stands before the own name of a school, and is left out when people speak of it.
_KIND = re.compile(
    r"^(?:(?:\S*school|\S*centrum|openbare|bijzondere|algemene|(?:prot(?:estants)?\.?-?)?(?:chr(?:istelijke|\.)?)?|r\.?k\.?|rooms-?|katholieke"
    r"|gereformeerde|hervormde|interconfessionele|[a-z]{0,3}bs|v?so|sbo|cns|i?kc|de|het|['’]t)\s+)+",
    re.IGNORECASE,
)


def may_move(state: str, to: str) -> bool:
    """Whether an example in `state` may go to `to`."""
    return to in TRANSITIONS[state]


def list_named(text: str, names: Iterable[str]) -> list[str]:
    """Those of these names that stand in the text, as they stand there: "De Brug" is a school, "de brug" is none.

    In the midst of a sentence what is its own is enough: of "Basisschool De Brug" that is "Brug".
    """
    found = (re.search(_pattern(name), text) for name in names if name)
    return [match.group() for match in found if match]


def _pattern(name: str) -> str:
    whole, own = (r"\s+".join(map(re.escape, words.split())) for words in (name, _KIND.sub("", name)))
    # At the beginning of a sentence every word has a capital, and Een, Heel and Best are places.
    anywhere, amid = r"(?<!\w)", r"(?:(?<=[a-zà-ÿ,;:]\s)|(?<=[(“\"‘']))"
    if own == whole or not own[:1].isupper():
        return rf"{amid if len(name.split()) == 1 else anywhere}{whole}(?!\w)"
    return rf"{anywhere}{whole}(?!\w)|{amid}{own}(?!\w)"


def shortened(text: str, *, most: int) -> str:
    """The whole sentences at the beginning that fit in so many letters; of a first one that does not, its whole words."""
    told = " ".join(text.split())
    if len(told) <= most:
        return told
    cut = told[: most + 1]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    return cut[: end + 1] if end > 0 else told[:most].rsplit(" ", 1)[0][: most - 1].rstrip(",;:") + "…"
