"""What came of each time that a profile was asked a question: the last as a badge, the others in words."""

from __future__ import annotations

from collections.abc import Sequence

from network.core.badges import Badge
from network.core.formatting import day
from network.core.i18n import _, _l
from network.models import Match
from network.models.match import MatchState
from network.support_requests.askings import Asking, Askings, Ending
from network.support_requests.badges import asked_badge, match_badge

_ENDED = {
    Ending.YES: _l("zei ja"),
    Ending.NO: _l("kon niet"),
    Ending.SILENCE: _l("geen antwoord"),
    Ending.GIVEN_BACK: _l("gaf de vraag terug"),
    Ending.PUT_AWAY: _l("nam geen vragen meer aan"),
    Ending.TAKEN_BACK: _l("de uitnodiging is teruggenomen"),
    Ending.NOT_NEEDED: _l("niet meer nodig"),
    Ending.WITHDRAWN: _l("de vraag werd ingetrokken"),
}


class TimesAsked:
    """The same of all who were asked one question.

    `with_candidates`: for who also reads of those that could be asked (once more), and not only of who was.
    """

    def __init__(self, askings: Askings, *, with_candidates: bool = False) -> None:
        self._askings = askings
        self._with_candidates = with_candidates

    def badge(self, match: Match) -> Badge:
        """How it stands: of who was asked, what came of the last time."""
        badge = match_badge if self._with_candidates else asked_badge
        return badge(match, self._of(match))

    def other_times(self, match: Match) -> str:
        """A sentence for each time that the badge does not tell of, in their order; nothing for who was asked once."""
        askings, told = self._of(match), self._told(match)
        return " ".join(_words(one) for one in askings if one is not told and one.asked_at and one.ending)

    def _of(self, match: Match) -> Sequence[Asking]:
        return self._askings.get(match.id, ())

    def _told(self, match: Match) -> Asking | None:
        """The last time; of who stands as they answered before being asked once more, that answer. Of who is a
        candidate once more, none but a silence, which stands with its last day (steering/answered.py)."""
        askings = self._of(match)
        if match.state is MatchState.DECLINED:
            return next((one for one in reversed(askings) if one.ending is Ending.NO), None)
        last = askings[-1] if askings else None
        is_candidate = self._with_candidates and match.state is MatchState.PROPOSED
        return None if is_candidate and last and last.ending is not Ending.SILENCE else last


def _words(asking: Asking) -> str:
    if asking.asked_at is None or asking.ending is None:
        return ""
    return _("Gevraagd op %(day)s: %(ended)s.", day=day(asking.asked_at), ended=str(_ENDED[asking.ending]))
