"""What a question asks of the coordinator who looks after it: in words, by when, and which steps are theirs now.

What the school and others read of the same moment stays with page.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from network.core import clock
from network.core.formatting import day
from network.core.i18n import _
from network.models import SupportRequest
from network.models.support_request import RequestState
from network.support_requests.moments import Entry
from network.support_requests.stuck_words import Left, words_to_coordinator


@dataclass(frozen=True)
class Asked:
    """`words` say what to do; `until` is the day that the region agreed on, if it is known; `short`: for the story."""

    words: str
    short: str
    until: datetime | None
    lets_through: bool

    @property
    def day_words(self) -> str:
        """By when; said as it is when that day has passed."""
        if self.until is None:
            return ""
        if self._is_late:
            return _("Dat had uiterlijk %(day)s gemoeten. Kijk er vandaag naar.", day=day(self.until))
        return _("Doe dit uiterlijk %(day)s.", day=day(self.until))

    @property
    def entry(self) -> Entry | None:
        """The same as a moment of the story, as long as its day is to come."""
        if self.until is None or self._is_late:
            return None
        return Entry("then", self.until, self.short, may_come_sooner=True)

    @property
    def _is_late(self) -> bool:
        return self.until is not None and clock.to_local(self.until).date() < clock.today()


def find_asked(request: SupportRequest, *, left: Left) -> Asked | None:
    """What is asked of the coordinator now; None while the search runs by itself. `left`: who is, when it is stuck."""
    until = request.coordinator_looks_until
    if request.state is RequestState.IN_TRIAGE:
        words = _("Lees deze vraag en laat hem doorgaan. Dan zoeken we wie past. Je kunt ook zelf iemand uitnodigen.")
        return Asked(words, _("Jij kijkt of de vraag door kan."), until, lets_through=True)
    if request.state is RequestState.STUCK:
        short = _("Jij kijkt wie er nog te vragen is.")
        return Asked(words_to_coordinator(left), short, until, lets_through=False)
    return None
