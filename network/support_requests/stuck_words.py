"""What is said of a question that is stuck: who can still answer, who still fits, and who looks further."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from network.core import clock
from network.core.formatting import day
from network.core.i18n import _, ngettext
from network.models import FollowUp, Match
from network.models.followup import FollowUpKind
from network.models.match import MatchState


@dataclass(frozen=True)
class Left:
    """`fitting`: how many were not asked and still fitted; `answering`: how many were asked and can answer, `until` then.

    `ends_apart`: not all of them until the same day; `until` is the last.
    """

    fitting: int
    answering: int = 0
    until: datetime | None = None
    ends_apart: bool = False


def left_of(matches: Sequence[Match], promises: Sequence[FollowUp], *, fitting: int) -> Left:
    """The same, from whoever was asked and what is promised about the question."""
    answering = sum(match.state is MatchState.INVITED for match in matches)
    ends = [promise.due_at for promise in promises if promise.kind is FollowUpKind.INVITATION_EXPIRY]
    days = {clock.to_local(end).date() for end in ends}
    return Left(fitting, answering, max(ends, default=None), ends_apart=len(days) > 1)


def words_to_coordinator(left: Left) -> str:
    """Who is left, and what the coordinator can do."""
    return " ".join(_to_coordinator(left))


def words_to_others(left: Left) -> str:
    """The same for the school and whoever reads along: that the coordinator acts."""
    return " ".join(_to_others(left))


def _to_coordinator(left: Left) -> Iterator[str]:
    yield from _can_answer(left)
    if left.fitting:
        yield ngettext(
            "De afgesproken rondes zijn op. Er past nog %(num)s specialist die we niet vroegen. Kijk of je die uitnodigt, "
            "of zoek opnieuw.",
            "De afgesproken rondes zijn op. Er passen nog %(num)s specialisten die we niet vroegen. Kijk wie je "
            "uitnodigt, of zoek opnieuw.",
            left.fitting,
        )
    elif left.answering:
        yield _("Verder is er niemand te vragen.")
        yield _("Kijk wie je toch kunt uitnodigen, zoek opnieuw, of bel de school om samen verder te zoeken.")
    else:
        yield _(
            "Er is nu niemand meer om te vragen. Kijk wie je toch kunt uitnodigen, zoek opnieuw, of bel de school om "
            "samen verder te zoeken."
        )


def _to_others(left: Left) -> Iterator[str]:
    yield from _can_answer(left)
    if left.fitting:
        yield ngettext(
            "De afgesproken rondes zijn op. Er past nog %(num)s specialist die we niet vroegen. De coördinator kijkt mee "
            "en neemt zo nodig contact op.",
            "De afgesproken rondes zijn op. Er passen nog %(num)s specialisten die we niet vroegen. De coördinator kijkt "
            "mee en neemt zo nodig contact op.",
            left.fitting,
        )
    elif left.answering:
        yield _("Verder is er niemand te vragen.")
        yield _("De coördinator zoekt mee en neemt zo nodig contact op.")
    else:
        yield _("Er is nu niemand meer om te vragen. De coördinator zoekt mee en neemt zo nodig contact op.")


def _can_answer(left: Left) -> Iterator[str]:
    if left.answering > 1 and left.until and left.ends_apart:
        yield _(
            "%(num)s specialisten kunnen nog antwoorden, de laatste tot %(day)s.",
            num=left.answering,
            day=day(left.until),
        )
    elif left.answering and left.until:
        yield ngettext(
            "%(num)s specialist kan nog antwoorden, tot %(day)s.",
            "%(num)s specialisten kunnen nog antwoorden, tot %(day)s.",
            left.answering,
            day=day(left.until),
        )
    elif left.answering:
        yield ngettext(
            "%(num)s specialist kan nog antwoorden.", "%(num)s specialisten kunnen nog antwoorden.", left.answering
        )
