"""What the guard saw, in words for the page: the place with a little around it, why it matters, what may stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from network.core.i18n import _
from network.names.persons import words_of_name
from network.privacy.denials import may_be_denied, phrase_of
from network.privacy.findings import Finding, FindingKind

AROUND = 40


@dataclass(frozen=True)
class Piece:
    """A marked place of a field, with what stands before and after it."""

    field: str
    before: str
    marked: str
    after: str
    message: str
    suggestion: str
    start: int
    end: int
    may_be_denied: bool = False
    denial: str = ""


def pieces_of(field: str, text: str, findings: Sequence[Finding]) -> list[Piece]:
    """The marked places of a field, for the page that the writer sees alone; a name once, for it goes everywhere at once."""
    pieces: list[Piece] = []
    shown: frozenset[str] = frozenset()
    for finding in findings:
        words = words_of_name(finding.of(text)) if finding.kind is FindingKind.NAME else frozenset()
        if not words & shown:
            pieces.append(_piece(field, text, finding))
        shown |= words
    return pieces


def message_of(kind: FindingKind, marked: str = "") -> str:
    """What this looks like."""
    if kind is FindingKind.NAME and len(marked.rstrip(".")) == 1:
        return _("Deze letter kan een leerling zijn.")
    return {
        FindingKind.BSN: _("Dit lijkt een burgerservicenummer of onderwijsnummer."),
        FindingKind.BIRTH_DATE: _("Dit lijkt een geboortedatum."),
        FindingKind.DATE: _("Deze datum kan een geboortedatum zijn."),
        FindingKind.EMAIL: _("Dit lijkt een e-mailadres."),
        FindingKind.PHONE: _("Dit lijkt een telefoonnummer."),
        FindingKind.ADDRESS: _("Dit lijkt een adres."),
        FindingKind.RECORD_NUMBER: _("Dit lijkt een dossier- of rekeningnummer."),
        FindingKind.NAME: _("Dit lijkt een naam."),
        FindingKind.INDIRECT: _("Wie de school of de buurt kent, weet nu misschien om wie het gaat."),
    }[kind]


def what_stays(finding: Finding, text: str) -> str:
    """That what was denied stays where it is."""
    words = finding.of(text)
    if finding.kind is FindingKind.DATE:
        return _("“%(words)s” blijft staan: geen geboortedatum van een leerling.", words=words)
    if finding.kind is FindingKind.INDIRECT:
        return _("“%(words)s” blijft staan: hieraan is geen leerling te herkennen.", words=words)
    return _("“%(words)s” blijft staan: geen naam van een leerling of ouder.", words=words)


def _denial_of(kind: FindingKind) -> str:
    if kind is FindingKind.DATE:
        return _("Dit is geen geboortedatum van een leerling")
    if kind is FindingKind.INDIRECT:
        return _("Hieraan is geen leerling te herkennen")
    return _("Dit is geen naam van een leerling of ouder")


def _piece(field: str, text: str, finding: Finding) -> Piece:
    before = text[max(0, finding.start - AROUND) : finding.start]
    marked = finding.of(text)
    after = text[finding.end : finding.end + AROUND]
    return Piece(
        field=field,
        before=("…" if finding.start > AROUND else "") + before,
        marked=marked,
        after=after + ("…" if finding.end + AROUND < len(text) else ""),
        message=message_of(finding.kind, marked),
        suggestion=finding.suggestion,
        start=finding.start,
        end=finding.end,
        may_be_denied=may_be_denied(finding) and phrase_of(marked) != "",
        denial=_denial_of(finding.kind),
    )
