"""Names that somebody says are no pupil's: which may be said so of, and by which words they are known again. Pure; part of the text guard.

Only a name, a date that nothing says to be of birth, or what tells indirectly who it is can be a false alarm that its writer must
be believed in; a number, an address or a date of birth is what it looks like.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace as changed

from network.names.cues import PERSON
from network.names.lexicon import known_to_all, stem
from network.names.persons import words_of_name
from network.privacy.findings import Finding, FindingKind

_BINDS = frozenset({"van", "de", "het", "onze", "ons"})
_MAY_BE_OTHERWISE = (FindingKind.NAME, FindingKind.DATE, FindingKind.INDIRECT)


def phrase_of(name: str) -> str:
    """The words of a name as they are compared: folded, without a title, a relative or the s of possession.

    Who is told of by nothing but a title ("van de juf") keeps it: "van de meester" is somebody else.
    """
    words = list(filter(None, (part.strip('.,;:!?()"“”*_') for part in name.split())))
    called = [word for word in words if not PERSON.fullmatch(word)]
    return " ".join(map(stem, words if called and _BINDS.issuperset(called) else called))


def may_be_denied(finding: Finding) -> bool:
    """Whether its writer may say that no pupil is known by this."""
    return finding.kind in _MAY_BE_OTHERWISE and not finding.is_certain


def spread_certainty(found: Mapping[str, list[Finding]], texts: Mapping[str, str]) -> dict[str, list[Finding]]:
    """Who is a pupil in one place is that pupil in every place."""
    certain = words_of_certain(found, texts)
    return {
        field: [
            changed(one, is_certain=one.is_certain or bool(certain & _words(one, texts[field]))) for one in findings
        ]
        for field, findings in found.items()
    }


def words_of_certain(found: Mapping[str, list[Finding]], texts: Mapping[str, str]) -> frozenset[str]:
    """The words of all that is certainly a pupil's name."""
    return frozenset().union(
        *(_words(one, texts[field]) for field, findings in found.items() for one in findings if one.is_certain)
    )


def still_denied(not_names: Collection[str], certain: Collection[str]) -> frozenset[str]:
    """What is believed of these phrases, now that these words are certainly a pupil's."""
    return frozenset(phrase for phrase in not_names if phrase and words_of_name(phrase).isdisjoint(certain))


def without_denied(findings: Iterable[Finding], text: str, not_names: Collection[str]) -> list[Finding]:
    """What is left when these phrases are no names, nor who everybody knows: with such a place goes what the guard saw within it."""
    findings = list(findings)
    names = [one for one in findings if may_be_denied(one)]
    if not names:
        return findings
    spans = [(one.start, one.end) for one in names if phrase_of(one.of(text)) in not_names]
    denied = bytearray(len(text))
    for start, end in (*spans, *(match.span() for match in known_to_all().finditer(text))):
        denied[start:end] = bytes([True]) * (end - start)
    return [one for one in findings if not may_be_denied(one) or False in denied[one.start : one.end]]


def _words(finding: Finding, text: str) -> frozenset[str]:
    return words_of_name(finding.of(text)) if finding.kind is FindingKind.NAME else frozenset()
