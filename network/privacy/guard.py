"""The text guard: finds what could identify a pupil in Dutch free text. Pure; it reports places, it keeps nothing.

No guard sees everything: pages ask for text without names, and say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace as changed
from functools import reduce

from network.names.context import VERB
from network.names.persons import UNKNOWN_PERSON, who, words_of_name
from network.privacy.denials import may_be_denied, phrase_of, spread_certainty, still_denied, words_of_certain
from network.privacy.findings import Finding, FindingKind
from network.privacy.reading import Reading, read

Readings = Mapping[str, Reading]


# What is left then is shown once more.
MOST_TIMES_MENDED = 3


def check(text: str) -> list[Finding]:
    """What could identify a pupil, in the order of the text, without overlaps."""
    return read(text).findings()


def check_all(texts: Mapping[str, str], not_names: Collection[str] = ()) -> dict[str, list[Finding]]:
    """What could identify a pupil in each of these texts: a name in one of them is a name wherever it stands in any.

    `not_names`: phrases (denials.phrase_of) of which the writer says that they are nobody's; believed where they may be.
    """
    return findings_in(read_all(texts), not_names)


def read_all(texts: Mapping[str, str]) -> dict[str, Reading]:
    """Look at each of these texts once, for whoever needs to know more than one thing about them."""
    return {field: read(text) for field, text in texts.items()}


def findings_in(readings: Readings, not_names: Collection[str] = ()) -> dict[str, list[Finding]]:
    """What check_all finds in texts that were read before."""
    texts = _texts(readings)
    first = {field: one.findings() for field, one in readings.items()}
    believed = still_denied(not_names, words_of_certain(first, texts))
    if believed:
        first = {field: one.findings(believed) for field, one in readings.items()}
    names = _names_in(first, texts)
    found = {field: one.with_names(names).findings(believed) for field, one in readings.items()}
    return spread_certainty(_said_once(found, texts), texts)


def denied_in(readings: Readings, is_denied: Callable[[str], bool]) -> dict[str, dict[str, Finding]]:
    """What stays in each text because somebody said so: each phrase, and where it first stands.

    What hid behind a longer place shows once that one is denied, and may then have been denied too.
    """
    texts = _texts(readings)
    denied: dict[str, dict[str, Finding]] = {field: {} for field in readings}
    believed: set[str] = set()
    while True:
        for field, places in findings_in(readings, believed).items():
            for place in filter(may_be_denied, places):
                phrase = phrase_of(place.of(texts[field]))
                if phrase and is_denied(phrase):
                    denied[field].setdefault(phrase, place)
        said = set().union(*denied.values())
        if said == believed:
            return denied
        believed = said


def _texts(readings: Readings) -> dict[str, str]:
    return {field: one.text for field, one in readings.items()}


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


def mend_all(texts: Mapping[str, str], not_names: Collection[str] = ()) -> dict[str, str]:
    """The texts with every place in them mended, and what was marked only once another place was gone."""
    mended, found = dict(texts), check_all(texts, not_names)
    for _again in range(MOST_TIMES_MENDED):
        mended = {name: reduce(replace, reversed(found[name]), text) for name, text in mended.items()}
        found = check_all(mended, not_names)
        if not any(found.values()):
            break
    return mended


# What leads to a place that goes, and what is left without sense.
_LINK = re.compile(
    r"\s+(?:op|in|naar|aan|via|onder|met|te|per)(?:\s+(?:de|het|nummer|adres))?\s*$|\s*\bgeb\.?\s?(?:datum|dat\.|d\.)?\s*$|\s+$",
    re.I,
)
_WITHOUT_SENSE = re.compile(r"\s+(?:(?:is|werd|was)\s+geboren|woont|woonde)$", re.I)
# Words that announce it and say nothing by themselves; "hij is geboren" and "zijn mail" would not read without them.
_ANNOUNCES = re.compile(
    r"(?<=[,;(])\s?(?:tel|telnr|telefoon(?:nummer)?|mobiel|(?:e-?)?mail(?:adres)?|bel(?:len)?|bereikbaar|geboren|geb)\.?$"
    r"|(?:(?<=[\w)\"”’])|(?<=\s[A-Z]\.))(?<!\bis)(?<!\bwas)(?<!\bwerd)(?<!\bzijn)(?<!\bhaar)(?<!\bhun)(?<!\bhet)(?<!\been)\s(?:tel\.?|geboren)$",
    re.I,
)
_IS_BORN = re.compile(r"\b(?:is|was|werd|wordt|zijn|waren|werden)\b[^.!?;,(\n]*\sgeboren$", re.I)
_AND_THEN = re.compile(r"\s(?:of|en)(?:\s(?:tel\.?|bel(?:len)?|(?:e-?)?mail))?$", re.I)
_CLOSES = re.compile(r"[.!?;)\n]|$")
# No such words are longer; a long text is not read again for each place in it.
_NEAR = 60
_PAIRS = {"(": ")", '"': '"', "“": "”", "‘": "’", ",": ","}


def replace(text: str, finding: Finding) -> str:
    """The text with the marked place replaced by the suggestion; without one it goes, with what only led to it."""
    before, after = text[: finding.start], text[finding.end :]
    if finding.suggestion:
        return before + finding.suggestion + after
    if finding.of(text).startswith("(") and ")" not in finding.of(text):
        after = after.removeprefix(")")
    if finding.kind is FindingKind.NAME:
        before = before.rstrip(" :")
    else:
        far, near = before[:-_NEAR], before[-_NEAR:]
        near, after = _without_announcement(*_without_link(near, after))
        before = far + near
    if before and _PAIRS.get(before[-1]) == after[:1]:
        before, after = before[:-1].rstrip(" "), after[1:]
    if _CLOSES.match(after):
        before = before.rstrip(",;")
    return before + after


def _without_link(before: str, after: str) -> tuple[str, str]:
    """What stands around a place that goes, without the small words between: "op", "te", "of"."""
    before = _LINK.sub("", before)
    if _WITHOUT_SENSE.search(before) and after.startswith(" en "):
        return _WITHOUT_SENSE.sub("", before), after.removeprefix(" en")
    return (_AND_THEN.sub("", before) if _CLOSES.match(after) or after.startswith(",") else before), after


def _without_announcement(before: str, after: str) -> tuple[str, str]:
    """The same without "tel" or "geboren"; of two commas one stays, unless what is told goes on with a verb."""
    if _IS_BORN.search(before):
        return before, after
    shorter = _LINK.sub("", _ANNOUNCES.sub("", before))
    if shorter == before or not shorter.endswith((",", ";", "(")):
        return shorter, after
    if after.startswith(",") and not VERB.match(after, 1):
        return shorter[:-1], after
    return shorter.rstrip(",") if VERB.match(after) else shorter, re.sub(r"^\s(?:of|en)\b", "", after)
