"""The text guard: finds what could identify a pupil in Dutch free text. Pure; it reports places, it keeps nothing.

Rules of a first version. No guard sees everything: pages ask for text without names, and say so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from network.privacy.findings import Finding, FindingKind
from network.privacy.names import (
    UNKNOWN_PERSON,
    as_said_at,
    find_again,
    find_names,
    is_already_said,
    who,
    words_of_name,
)
from network.privacy.patterns import find_patterns

LONGEST_TEXT = 20_000

_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


def check_all(texts: Mapping[str, str]) -> dict[str, list[Finding]]:
    """What could identify a pupil in each of these texts: a name in one of them is a name wherever it stands in any."""
    names: dict[str, str] = {}
    for text in texts.values():
        for finding in check(text):
            if finding.kind is FindingKind.NAME:
                said = who(text[: finding.start])
                unknown = {
                    one for one in words_of_name(finding.of(text)) if names.get(one, UNKNOWN_PERSON) == UNKNOWN_PERSON
                }
                names |= dict.fromkeys(unknown, said)
    return {field: check(text, names=names) for field, text in texts.items()}


def mend(texts: Mapping[str, str], field: str, place: Finding) -> dict[str, str]:
    """The texts with this place of a field mended; a name wherever it stands, for without its cue nothing would mark it."""
    known = words_of_name(place.of(texts[field])) if place.kind is FindingKind.NAME else frozenset()
    mended = dict(texts)
    for name, findings in check_all(texts).items():
        for finding in reversed(findings):  # from the end, so that the other places stay where they are
            if (name, finding) == (field, place) or known & words_of_name(finding.of(texts[name])):
                mended[name] = replace(mended[name], finding)
    return mended


def check(text: str, *, names: Mapping[str, str] | None = None) -> list[Finding]:
    """What could identify a pupil, in the order of the text, without overlaps.

    `names`: those known from elsewhere, in lower case, with what may stand there instead.
    """
    plain, places = _normalise(text[:LONGEST_TEXT])
    found = [
        Finding(kind, places[start], places[end - 1] + 1, as_said_at(plain, start, words))
        for kind, start, end, words in (
            *((kind, start, end, _suggestion(kind, plain[:start])) for kind, start, end in _all(plain)),
            *((FindingKind.NAME, *again) for again in find_again(plain, names or {})),
        )
    ]
    kept: list[Finding] = []
    for finding in sorted(found, key=_order):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


def replace(text: str, finding: Finding) -> str:
    """The text with the marked place replaced by the suggestion; without one it goes, with the space before it."""
    before = text[: finding.start]
    if not finding.suggestion and before.endswith(" "):
        before = before[:-1]
    return before + finding.suggestion + text[finding.end :]


def _all(text: str) -> Iterator[tuple[FindingKind, int, int]]:
    yield from find_patterns(text)
    for start, end in find_names(text):
        yield FindingKind.NAME, start, end


def _order(finding: Finding) -> tuple[int, int, bool]:
    """In the order of the text, the longest first; where who it is was said before, that is kept."""
    return finding.start, -finding.end, finding.suggestion.casefold() == UNKNOWN_PERSON


def _suggestion(kind: FindingKind, before: str) -> str:
    return UNKNOWN_PERSON if kind is FindingKind.NAME and not is_already_said(before[-16:]) else ""


def _normalise(text: str) -> tuple[str, list[int]]:
    """The text with plain digits and letters and nothing invisible, and where each character stood."""
    out: list[str] = []
    places: list[int] = []
    for place, ch in enumerate(text):
        if ord(ch) in _INVISIBLE:
            continue
        digit = unicodedata.digit(ch, None)
        for plain in str(digit) if digit is not None else unicodedata.normalize("NFKC", ch):
            out.append(plain)
            places.append(place)
    return "".join(out), places
