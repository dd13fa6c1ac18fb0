"""The guard at every entrance: text that could identify a pupil is refused before it is stored."""

from __future__ import annotations

from collections.abc import Sequence

from network.core.errors import InvalidInput
from network.core.i18n import _
from network.privacy.guard import Finding, check


class IdentifyingText(InvalidInput):
    """The text of `field` holds what could identify a pupil. Findings say where, never what."""

    def __init__(self, field: str, findings: Sequence[Finding]) -> None:
        super().__init__(
            _("Hier staat iets waaraan je een leerling kunt herkennen. Haal het weg en ga dan verder."), field=field
        )
        self.findings = findings


def refuse_identifying(**texts: str) -> None:
    """Raise IdentifyingText for the first of these texts (field=text) in which the guard finds something."""
    for field, text in texts.items():
        findings = check(text or "")
        if findings:
            raise IdentifyingText(field, findings)
