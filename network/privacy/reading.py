"""One text as the guard reads it: all that it sees there, once, also what is hidden behind something longer. Pure; part of the text guard.

Reading is what takes time; choosing what to report, with these names known and those denied, is done as often as needed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import replace as changed
from functools import lru_cache

from network.names.context import Span
from network.names.finder import find_names
from network.names.persons import UNKNOWN_PERSON, find_again, without_name
from network.names.pupils import is_certain
from network.privacy.denials import without_denied
from network.privacy.findings import Finding, FindingKind
from network.privacy.indirect import indirect
from network.privacy.patterns import find_patterns

LEFT_OUT = "weggelaten"

_INVISIBLE = dict.fromkeys(
    [
        0xAD,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        0xFEFF,
    ]
)
# Letters of other scripts that nobody can tell from ours, and the many dashes.
_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο‐‑‒–—−⁃·•",
    "ABEKMHOPCTYXaeopcyxijsABEZHIKMNOPTYXo-------.•",
)


@dataclass(frozen=True)
class Reading:
    """A text, and every place that was seen in it; places may overlap. `plain`: with where each of its characters stood."""

    text: str
    plain: str
    stood_at: tuple[int, ...]
    seen: tuple[Finding, ...]

    def with_names(self, names: Mapping[str, str]) -> Reading:
        """The same text when these names are known from elsewhere, in lower case, with how that person is spoken of."""
        again = [_name(self.plain, (start, end), person) for start, end, person in find_again(self.plain, names)]
        return changed(self, seen=(*self.seen, *_as_they_stood(again, self.stood_at)))

    def findings(self, not_names: Collection[str] = ()) -> list[Finding]:
        """What to report, in the order of the text, without overlaps, when these phrases are no names."""
        kept: list[Finding] = []
        for finding in sorted(without_denied(self.seen, self.text, not_names), key=_order):
            if not kept or finding.start >= kept[-1].end:
                kept.append(finding)
        return kept


def read(text: str) -> Reading:
    """Look at a text once."""
    plain, stood_at = _normalise(text)
    return Reading(text, plain, stood_at, tuple(_as_they_stood(_all(plain), stood_at)))


def _all(text: str) -> Iterator[Finding]:
    names = list(find_names(text))
    for kind, start, end in (*find_patterns(text), *indirect(text, names)):
        yield Finding(kind, start, end, LEFT_OUT if _LEADS_ON.search(text[max(0, start - 8) : start]) else "")
    for start, end in names:
        yield _name(text, (start, end), UNKNOWN_PERSON)


def _name(text: str, span: Span, person: str) -> Finding:
    return Finding(FindingKind.NAME, *without_name(text, span, person), is_certain=is_certain(text, *span))


def _as_they_stood(findings: Iterable[Finding], stood_at: tuple[int, ...]) -> Iterator[Finding]:
    return (changed(one, start=stood_at[one.start], end=stood_at[one.end]) for one in findings)


_LEADS_ON = re.compile(r"(?:\b(?:is|was|luidt)\s|:\s?)$", re.I)


def _order(finding: Finding) -> tuple[int, int, bool]:
    """In the order of the text, the longest first; where who it is was said before, that is kept."""
    return finding.start, -finding.end, UNKNOWN_PERSON in finding.suggestion.casefold()


def _normalise(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with plain digits and letters and nothing invisible, and where each character stood; at the end, its length."""
    out: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in _plain(character):
            out.append(plain)
            places.append(place)
    return "".join(out), (*places, len(text))


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    """What a reader takes this character for; nothing where it does not show, or only sits on the letter before it."""
    if ord(character) in _INVISIBLE or unicodedata.combining(character):
        return ""
    digit = unicodedata.digit(character, None)
    return str(digit) if digit is not None else unicodedata.normalize("NFKC", character).translate(_LOOK_ALIKES)
