"""The guard at every entrance: text that could identify a pupil is refused before it is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from network.core.errors import InvalidInput
from network.core.i18n import _
from network.privacy.findings import Finding
from network.privacy.guard import check_all


class IdentifyingText(InvalidInput):
    """Texts hold what could identify a pupil. `findings` says by field where it stands, never what."""

    def __init__(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        super().__init__(
            _("Hier staat iets waaraan je een leerling kunt herkennen. Haal het weg en ga dan verder."),
            field=next(iter(findings)),
        )
        self.findings = findings


def refuse_identifying(**texts: str) -> None:
    """Raise IdentifyingText with all that the guard finds in these texts (field=text), so that it is mended at once."""
    found = check_all({field: text or "" for field, text in texts.items()})
    findings = {field: places for field, places in found.items() if places}
    if findings:
        raise IdentifyingText(findings)
