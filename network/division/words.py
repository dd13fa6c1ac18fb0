"""What a division says: states, and the reasons for getting nobody or being skipped, in plain words."""

from __future__ import annotations

from network.core.badges import Badge
from network.core.formatting import number
from network.core.i18n import _
from network.division.rules import POINTS, Reason
from network.division.service import Skipped
from network.models.division import DivisionState


def rounded(points: int) -> int:
    """A score as everywhere on the site: 0 to 100."""
    return round(points * 100 / POINTS)


def score_of(points: int) -> str:
    """That score, or a total of them, in writing."""
    return number(rounded(points), 0)


def badge_of(state: DivisionState) -> Badge:
    """How it stands with a division."""
    return {
        DivisionState.DRAFT: Badge("wait", _("Nog niet verstuurd")),
        DivisionState.SENT: Badge("good", _("Verzonden")),
        DivisionState.DROPPED: Badge("calm", _("Weggelegd")),
    }[state]


def why_nobody(reason: str) -> str:
    """Why a question gets nobody, in a sentence."""
    return {
        Reason.NO_CANDIDATE: _("Er is nu geen profiel dat past en gevraagd mag worden."),
        Reason.ALL_FULL: _("Iedereen die past, zit nu vol."),
        Reason.NO_PLACE: _("Wie past, heeft nu geen plek voor een nieuwe vraag."),
        Reason.TOO_FEW_HOURS: _(
            "Wie past en plek heeft, heeft tot twaalf weken na het gewenste begin niet zoveel uren vrij."
        ),
        Reason.GIVEN_TO_OTHERS: _(
            "De uren van wie past, gaan naar vragen die voorgaan of waar ze samen meer opleveren."
        ),
    }[Reason(reason)]


def why_skipped(reason: str) -> str:
    """Why a line was not sent after all."""
    return {
        Skipped.QUESTION_CHANGED: _("Overgeslagen: de vraag is na het voorstel gewijzigd."),
        Skipped.QUESTION_ASKED: _("Overgeslagen: er staat intussen een uitnodiging open voor deze vraag."),
        Skipped.PROFILE_CHANGED: _("Overgeslagen: het profiel is na het voorstel gewijzigd."),
        Skipped.SAID_NO: _("Overgeslagen: dit profiel kan niet meer voor deze vraag worden gevraagd."),
        Skipped.FULL: _("Overgeslagen: dit profiel heeft intussen geen plek of uren meer."),
    }[Skipped(reason)]
