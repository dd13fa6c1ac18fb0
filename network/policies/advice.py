"""What is said beside a rule that goes oddly with another: what happens then, and what to choose instead."""

from __future__ import annotations

from collections.abc import Callable

from network.core.i18n import _
from network.core.policy import Policy
from network.policies.consistency import Oddity, longest_between_mails


def words_of(oddity: Oddity, policy: Policy) -> str:
    """The oddity of these rules in words."""
    return _WORDS[oddity](policy)


def _link_ends_early(policy: Policy) -> str:
    return _(
        "Tussen twee mails over een uitnodiging zitten soms %(days)s schooldagen. De link is dan al verlopen: wie wil "
        "antwoorden, moet eerst inloggen.",
        days=longest_between_mails(policy),
    )


def _word_before_look(policy: Policy) -> str:
    return _(
        "De school hoort zo dat we nog niemand vroegen, terwijl de coördinator nog tijd heeft om te kijken "
        "(%(days)s schooldagen). Kies hier meer dan %(days)s, of geef de coördinator minder dagen.",
        days=policy.coordinator_days,
    )


def _word_before_answers(policy: Policy) -> str:
    return _(
        "De school hoort zo dat we nog niemand vonden, terwijl wie we het eerst vroegen nog tijd heeft om te antwoorden "
        "(%(days)s schooldagen). Kies hier minstens %(days)s.",
        days=policy.next_wave_days,
    )


def _silent_before_asked(policy: Policy) -> str:
    return _(
        "De specialist en de coördinator horen zo al dat een traject stil is, voordat de school kan zeggen hoe het gaat. "
        "Dat vragen we na %(days)s schooldagen. Kies hier meer dan %(days)s.",
        days=policy.check_in_days,
    )


def _silent_every_week(_policy: Policy) -> str:
    return _("Wie één keer per week komt, hoort zo elke week dat het traject stil is. Kies hier meer dan 5.")


def _effect_before_looking_back(policy: Policy) -> str:
    return _(
        "De school krijgt zo de vraag of het nog helpt, voordat ze kon terugkijken. Dat vragen we %(days)s schooldagen na "
        "afronding. Kies hier meer weken, of vraag eerder om terug te kijken.",
        days=policy.evaluation_days,
    )


def _widens_to_nobody(_policy: Policy) -> str:
    return _("Je koos hieronder geen buurregio. Dan vragen we daar niemand.")


def _neighbours_not_asked(_policy: Policy) -> str:
    return _("Je koos hieronder wel een buurregio, maar dit staat uit. Dan vragen we daar niemand.")


_WORDS: dict[Oddity, Callable[[Policy], str]] = {
    Oddity.LINK_ENDS_EARLY: _link_ends_early,
    Oddity.WORD_BEFORE_LOOK: _word_before_look,
    Oddity.WORD_BEFORE_ANSWERS: _word_before_answers,
    Oddity.SILENT_BEFORE_ASKED: _silent_before_asked,
    Oddity.SILENT_EVERY_WEEK: _silent_every_week,
    Oddity.EFFECT_BEFORE_LOOKING_BACK: _effect_before_looking_back,
    Oddity.WIDENS_TO_NOBODY: _widens_to_nobody,
    Oddity.NEIGHBOURS_NOT_ASKED: _neighbours_not_asked,
}
