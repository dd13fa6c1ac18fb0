"""Words about questions that more than one slice says."""

from __future__ import annotations

from network.core.i18n import _l
from network.models.engagement import Outcome

OUTCOME_LABELS = {
    Outcome.RESOLVED: _l("De vraag is opgelost"),
    Outcome.PARTLY: _l("Het gaat beter, maar is niet helemaal opgelost"),
    Outcome.NOT_RESOLVED: _l("Het is niet opgelost"),
    Outcome.REFERRED: _l("Er is andere hulp gevonden"),
    Outcome.STOPPED: _l("We zijn gestopt"),
}
