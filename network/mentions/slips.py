"""What a misspelt word is meant to be: by one slip of the pen, or by ear. Pure.

A word that is known is never changed, however near it is to another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from network.core.text import stem_of

SHORTEST_MISSPELT = 6
# Words that exist differ in one other letter above all (passen, wassen; aanhaal, aanval), so that is taken for a slip only in
# a longer word.
SHORTEST_WITH_OTHER_LETTER = 9
SHORTEST_PART = 4
# "Aanhalen", "ontlopen": known verbs with one of these make words that no text need have.
BEFORE_VERBS = frozenset({"aan", "af", "be", "bij", "her", "in", "na", "om", "ont", "op", "toe", "uit", "ver", "weg"})
SMALL = frozenset({"je", "jes", "tje", "tjes", "pje", "pjes"})

ENDS_OF_TROUBLE = ("gedrag", "klachten", "problemen", "problematiek")

# Letters that are taken for each other by ear.
_SOUNDS = re.compile("sch|ch|ck|qu|ph|th|dt|x|ce|ci|cy|c|z|ij|y|ie|au|v")
_HEARD = {
    "sch": "sg", "ch": "g", "ck": "k", "qu": "kw", "ph": "f", "th": "t", "dt": "t", "x": "ks", "ce": "se", "ci": "si",
    "cy": "si", "c": "k", "z": "s", "ij": "ei", "y": "i", "ie": "i", "au": "ou", "v": "f",
}  # fmt: skip
_DOUBLED = re.compile(r"(.)\1")


@dataclass(frozen=True)
class Spelling:
    """The stems that texts have: those of names, and the usual ones with those among them that many texts have.

    `troubles`: the names that a compound can be a trouble of: pestgedrag, angstklachten.
    """

    names: frozenset[str] = frozenset()
    usual: frozenset[str] = frozenset()
    frequent: frozenset[str] = frozenset()
    troubles: frozenset[str] = frozenset()

    def meant(self, word: str) -> str:
        """The stem of a folded word, brought to the one that is meant when it is misspelt."""
        stem = stem_of(word)
        if stem in self.names or stem in self.usual:
            return stem
        if trouble := self._trouble_in(word):
            return trouble
        # "Hij fladderd", "hij fladderdt".
        verb = stem_of(word.removesuffix("t").removesuffix("d") + "t")
        if word.endswith(("d", "dt")) and verb in self.usual:
            return verb
        if len(word) < SHORTEST_MISSPELT or self._is_verb(word):
            return stem
        name = _one_slip_away(stem, self.names)
        return name or ("" if self._is_made_of_known(word) else _one_slip_away(stem, self.frequent)) or stem

    def _trouble_in(self, word: str) -> str:
        """What a compound names before it says that this is a trouble: of pestgedrag the pesten, not the gedrag."""
        heads = (word.removesuffix(end) for end in ENDS_OF_TROUBLE if word.endswith(end))
        return next((stem for head in heads if (stem := stem_of(head)) in self.troubles), "")

    def _is_verb(self, word: str) -> bool:
        """Whether it is a verb that texts have with a beginning: such a word is no slip."""
        verbs = (word.removeprefix(begin) for begin in BEFORE_VERBS if word.startswith(begin))
        return any(len(verb) >= SHORTEST_PART and stem_of(verb) in self.usual for verb in verbs)

    def _is_made_of_known(self, word: str) -> bool:
        """Whether it is a compound, or the small form, of words that texts have: hardly ever a slip, but of a name."""
        parts = ((word[:at], word[at:]) for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1))
        small = (word.removesuffix(end) for end in SMALL if word.endswith(end))
        return any(stem_of(first) in self.usual and stem_of(last) in self.usual for first, last in parts) or any(
            stem_of(first) in self.usual for first in small
        )


@lru_cache(maxsize=20_000)
def _one_slip_away(stem: str, frequent: frozenset[str]) -> str:
    """The frequent stem from which a letter fell out, came in or changed places, or that sounds the same."""
    lacking = _lacking(frequent)
    near = {one for key in _without_a_letter(stem) for one in lacking.get(key, ())}
    fitting = [one for one in near if one[0] == stem[0] and OSA.distance(stem, one) <= 1 and _is_slip(stem, one)]
    return min(fitting) if fitting else _by_sound(frequent).get(_sound(stem), "")


def _is_slip(stem: str, meant: str) -> bool:
    has_other_letter = len(stem) == len(meant) and sorted(stem) != sorted(meant)
    return len(meant) >= (SHORTEST_WITH_OTHER_LETTER if has_other_letter else SHORTEST_MISSPELT)


@lru_cache(maxsize=8)
def _lacking(stems: Collection[str]) -> dict[str, list[str]]:
    """By each way of writing a stem without one of its letters, and as it is: the stems."""
    found: dict[str, list[str]] = {}
    for stem in sorted(stems):
        for key in _without_a_letter(stem):
            found.setdefault(key, []).append(stem)
    return found


def _without_a_letter(stem: str) -> Iterator[str]:
    yield stem
    yield from {stem[:at] + stem[at + 1 :] for at in range(len(stem))}


@lru_cache(maxsize=8)
def _by_sound(right: frozenset[str]) -> dict[str, str]:
    return {_sound(stem): stem for stem in sorted(right)}


@lru_cache(maxsize=20_000)
def _sound(stem: str) -> str:
    """How a stem sounds, roughly: disleksie as dyslexie."""
    return _DOUBLED.sub(r"\1", _SOUNDS.sub(lambda found: _HEARD[found[0]], stem))
