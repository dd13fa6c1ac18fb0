"""The text guard: finds what could identify a pupil in Dutch free text. Pure; it reports places, it keeps nothing.

No guard sees everything: pages ask for text without names, and say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace as changed
from functools import lru_cache

from network.privacy.context import Span
from network.privacy.denials import (
    is_certain,
    may_be_denied,
    phrase_of,
    spread_certainty,
    still_denied,
    without_denied,
    words_of_certain,
)
from network.privacy.findings import Finding, FindingKind
from network.privacy.names import find_names
from network.privacy.patterns import find_patterns
from network.privacy.persons import UNKNOWN_PERSON, find_again, who, without_name, words_of_name

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


def check_all(texts: Mapping[str, str], not_names: Collection[str] = ()) -> dict[str, list[Finding]]:
    """What could identify a pupil in each of these texts: a name in one of them is a name wherever it stands in any.

    `not_names`: phrases (denials.phrase_of) of which the writer says that they are nobody's; believed where they may be.
    """
    first = {field: check(text) for field, text in texts.items()}
    believed = still_denied(not_names, words_of_certain(first, texts))
    if believed:
        first = {field: check(text, not_names=believed) for field, text in texts.items()}
    names = _names_in(first, texts)
    found = {field: check(text, names=names, not_names=believed) for field, text in texts.items()}
    return spread_certainty(_said_once(found, texts), texts)


def _names_in(found: Mapping[str, list[Finding]], texts: Mapping[str, str]) -> dict[str, str]:
    """The words of the names that were found, with how each person is spoken of."""
    names: dict[str, str] = {}
    for field, findings in found.items():
        for finding in findings:
            if finding.kind is FindingKind.NAME:
                said = who(texts[field], (finding.start, finding.end))
                words = words_of_name(finding.of(texts[field]))
                unknown = {one for one in words if names.get(one, UNKNOWN_PERSON) == UNKNOWN_PERSON}
                names |= dict.fromkeys(unknown, said)
    return names


def denied_in(texts: Mapping[str, str], not_names: Collection[str]) -> dict[str, list[Finding]]:
    """The places of each text that stay because of these phrases."""
    return {
        field: [one for one in findings if may_be_denied(one) and phrase_of(one.of(texts[field])) in not_names]
        for field, findings in check_all(texts).items()
    }


def _said_once(found: dict[str, list[Finding]], texts: Mapping[str, str]) -> dict[str, list[Finding]]:
    """Who was "een leerling" the first time is "de leerling" from then on."""
    seen: set[str] = set()
    for field, findings in found.items():
        for place, finding in enumerate(findings):
            words = words_of_name(finding.of(texts[field])) if finding.kind is FindingKind.NAME else frozenset()
            if words & seen:
                findings[place] = changed(
                    finding, suggestion=re.sub(r"\b([Ee])en leerling\b", _the_pupil, finding.suggestion)
                )
            seen |= words
    return found


def _the_pupil(match: re.Match[str]) -> str:
    return "De leerling" if match.group(1) == "E" else "de leerling"


def mend(texts: Mapping[str, str], field: str, place: Finding, not_names: Collection[str] = ()) -> dict[str, str]:
    """The texts with this place of a field mended; a name wherever it stands, for without its cue nothing would mark it."""
    known = words_of_name(place.of(texts[field])) if place.kind is FindingKind.NAME else frozenset()
    mended = dict(texts)
    for name, findings in check_all(texts, not_names).items():
        for finding in reversed(findings):  # from the end, so that the other places stay where they are
            if (name, finding) == (field, place) or known & words_of_name(finding.of(texts[name])):
                mended[name] = replace(mended[name], finding)
    return mended


def check(text: str, *, names: Mapping[str, str] | None = None, not_names: Collection[str] = ()) -> list[Finding]:
    """What could identify a pupil, in the order of the text, without overlaps.

    `names`: those known from elsewhere, in lower case, with how that person is spoken of. `not_names`: phrases that are none.
    """
    plain, places = _normalise(text)
    found = (changed(one, start=places[one.start], end=places[one.end]) for one in _all(plain, names or {}))
    kept: list[Finding] = []
    for finding in sorted(without_denied(found, text, not_names), key=_order):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


# What leads to a place that goes, and what is left without sense.
_LINK = re.compile(
    r"\s+(?:op|in|naar|aan|via|onder|met|te|per)(?:\s+(?:de|het|nummer|adres))?\s*$|\bgeb\.?\s?(?:datum|dat\.|d\.)?\s*$|\s+$",
    re.I,
)
_WITHOUT_SENSE = re.compile(r"\s+(?:(?:is|werd|was)\s+geboren|woont|woonde)$", re.I)
_PAIRS = {"(": ")", '"': '"', "“": "”", "‘": "’", ",": ","}


def replace(text: str, finding: Finding) -> str:
    """The text with the marked place replaced by the suggestion; without one it goes, with what only led to it."""
    before, after = text[: finding.start], text[finding.end :]
    if finding.suggestion:
        return before + finding.suggestion + after
    if finding.kind is FindingKind.NAME:
        before = before.rstrip(" :")
    else:
        before = _LINK.sub("", before)
        if _WITHOUT_SENSE.search(before) and after.startswith(" en "):
            before, after = _WITHOUT_SENSE.sub("", before), after.removeprefix(" en")
    if before and _PAIRS.get(before[-1]) == after[:1]:
        before, after = before[:-1].rstrip(" "), after[1:]
    return before + after


def _all(text: str, names: Mapping[str, str]) -> Iterator[Finding]:
    for kind, start, end in find_patterns(text):
        yield Finding(kind, start, end, LEFT_OUT if _LEADS_ON.search(text[max(0, start - 8) : start]) else "")
    for start, end in find_names(text):
        yield _name(text, (start, end), UNKNOWN_PERSON)
    for start, end, person in find_again(text, names):
        yield _name(text, (start, end), person)


def _name(text: str, span: Span, person: str) -> Finding:
    return Finding(FindingKind.NAME, *without_name(text, span, person), is_certain=is_certain(text, *span))


_LEADS_ON = re.compile(r"(?:\b(?:is|was|luidt)\s|:\s?)$", re.I)


def _order(finding: Finding) -> tuple[int, int, bool]:
    """In the order of the text, the longest first; where who it is was said before, that is kept."""
    return finding.start, -finding.end, UNKNOWN_PERSON in finding.suggestion.casefold()


def _normalise(text: str) -> tuple[str, list[int]]:
    """The text with plain digits and letters and nothing invisible, and where each character stood; at the end, its length."""
    out: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in _plain(character):
            out.append(plain)
            places.append(place)
    return "".join(out), [*places, len(text)]


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    """What a reader takes this character for; nothing where it does not show, or only sits on the letter before it."""
    if ord(character) in _INVISIBLE or unicodedata.combining(character):
        return ""
    digit = unicodedata.digit(character, None)
    return str(digit) if digit is not None else unicodedata.normalize("NFKC", character).translate(_LOOK_ALIKES)
