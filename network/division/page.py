"""What the pages of a division show: both divisions side by side, what is gained, who gives way, who waits and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from network.core import clock
from network.core.badges import Badge
from network.core.i18n import _, ngettext
from network.division.solver import Proof
from network.division.words import badge_of, rounded, score_of, why_nobody, why_skipped
from network.models import Division, DivisionItem
from network.models.division import DivisionState, ItemState
from network.models.support_request import RequestState

SENDING_TAKES_LONG = timedelta(minutes=10)


@dataclass(frozen=True)
class Line:
    """One question with both of its answers; `moved_to` names the question that gets who this one would get."""

    item: DivisionItem
    moved_to: str = ""

    @property
    def change(self) -> int:
        """Score won or lost by dividing together, as far as it shows on screen."""
        return rounded(self.item.chosen_points) - rounded(self.item.alone_points)

    @property
    def gives_way(self) -> bool:
        """On its own this question would have got somebody who fits better."""
        return self.item.alone is not None and (self.change < 0 or self.item.chosen is None)

    @property
    def badges(self) -> list[Badge]:
        """What became of the line or what is special about it; and whether nobody looked at its question yet."""
        return [badge for badge in (self._own_badge(), self.unseen) if badge]

    @property
    def unseen(self) -> Badge | None:
        """That no coordinator looked at the question yet."""
        is_unseen = self.item.request.state is RequestState.IN_TRIAGE
        return Badge("wait", _("Nog niet nagekeken")) if is_unseen else None

    def _own_badge(self) -> Badge | None:
        if self.item.state is ItemState.SENT:
            return Badge("good", _("Uitnodiging verstuurd"))
        if self.item.state is ItemState.SKIPPED:
            return Badge("stuck", _("Overgeslagen"))
        if self.is_on_its_way:
            return Badge("calm", _("Wordt verstuurd"))
        return Badge("wait", _("Gaat voor")) if self.item.goes_first else None

    @property
    def is_on_its_way(self) -> bool:
        """Whether the coordinator sent it, and a worker is yet to do so."""
        was_sent = self.item.division.state is DivisionState.SENT
        return was_sent and self.item.state is ItemState.OPEN and self.item.chosen is not None

    @property
    def still_waits(self) -> bool:
        """Whether the question still has nobody after the division was sent."""
        was_sent = self.item.division.state is DivisionState.SENT
        return was_sent and self.item.state is not ItemState.SENT and not self.is_on_its_way

    @property
    def is_changed(self) -> bool:
        return self.item.chosen_id != self.item.proposed_id

    @property
    def waits_though_first(self) -> bool:
        """Whether a question that goes first has nobody because a coordinator chose so."""
        return self.item.goes_first and self.is_changed and self.item.chosen_id is None

    @property
    def sentence(self) -> str:
        """Why it is so, in plain words; nothing when both divisions say the same."""
        if self.item.state is ItemState.SKIPPED:
            return why_skipped(self.item.skipped_because)
        if self.waits_though_first:
            return self._as_it_was() + " " + _("Deze vraag ging voor, maar wacht nu.")
        if self.is_changed:
            return self._as_it_was()
        if self.gives_way:
            return self._giving_way()
        if self.item.chosen is None:
            return why_nobody(self.item.reason)
        if self.item.alone is None:
            return _("Krijgt alleen iemand als je samen verdeelt.")
        return _("Krijgt samen iemand die beter past.") if self.change > 0 else ""

    def _as_it_was(self) -> str:
        if self.item.proposed is None:
            return _("Met de hand gekozen; het voorstel was: niemand.")
        return _("Met de hand gekozen; het voorstel was: %(profile)s.", profile=self.item.proposed.title)

    def _giving_way(self) -> str:
        alone = self.item.alone.title if self.item.alone else ""
        if self.moved_to:
            return _("Maakt plaats: %(profile)s gaat naar “%(other)s”.", profile=alone, other=self.moved_to)
        return _("Maakt plaats: %(profile)s blijft vrij voor andere vragen.", profile=alone)


class DivisionPage:
    """A division as a whole."""

    score_of = staticmethod(score_of)

    def __init__(self, division: Division) -> None:
        self.division = division
        self.is_draft = division.state is DivisionState.DRAFT
        self.is_proven = division.figures.get("proof") == Proof.BEST
        self.left_out: int = division.figures.get("left_out", 0)

    @property
    def badge(self) -> Badge:
        """How it stands with the division as a whole."""
        return Badge("stuck", _("Deels verstuurd")) if self.skipped else badge_of(self.division.state)

    @property
    def heading(self) -> str:
        """What matters most now: what it brings while it is a proposal, afterwards what was sent."""
        if self.division.state is not DivisionState.SENT:
            return self.gain
        return _("%(sent)s van de %(num)s uitnodigingen verstuurd", sent=self.sent, num=self.to_send)

    @cached_property
    def lines(self) -> list[Line]:
        """The questions in their turn: those who go first, then the oldest."""
        items = self.division.items
        gets: dict[int, list[DivisionItem]] = {}
        for item in items:
            if item.chosen_id is not None and item.chosen_id != item.alone_id:
                gets.setdefault(item.chosen_id, []).append(item)
        return [Line(item, _titles(gets.get(item.alone_id or 0, []))) for item in items]

    @property
    def giving_way(self) -> list[Line]:
        return [line for line in self.lines if line.gives_way]

    @property
    def to_send(self) -> int:
        return sum(item.chosen_id is not None for item in self.division.items)

    @property
    def sent(self) -> int:
        return sum(item.state is ItemState.SENT for item in self.division.items)

    @property
    def skipped(self) -> list[Line]:
        """The lines that could not be sent; each says why."""
        return [line for line in self.lines if line.item.state is ItemState.SKIPPED]

    @property
    def on_their_way(self) -> int:
        return sum(line.is_on_its_way for line in self.lines)

    @property
    def takes_long(self) -> bool:
        """Whether lines are on their way for longer than it should take."""
        sent_at = self.division.sent_at
        return sent_at is not None and clock.now() - sent_at > SENDING_TAKES_LONG

    @property
    def comparison(self) -> list[tuple[str, str, str, str]]:
        """Name and definition of each figure, together and on its own."""
        items = self.division.items
        first = [item for item in items if item.goes_first]
        return [
            (_("Vragen die iemand krijgen"), "division", _served(items, "chosen"), _served(items, "alone")),
            (
                _("Waarvan met voorrang (%(count)s in totaal)", count=len(first)),
                "division-first",
                _served(first, "chosen"),
                _served(first, "alone"),
            ),
            (_("Scores opgeteld"), "division-total", _total(items, "chosen"), _total(items, "alone")),
        ]

    @cached_property
    def _gained(self) -> tuple[int, int]:
        """How many questions more are helped than on their own, and how many points more all scores come to."""
        items = self.division.items
        more = sum((item.chosen_id is not None) - (item.alone_id is not None) for item in items)
        return more, sum(item.chosen_points - item.alone_points for item in items)

    @property
    def brings_more(self) -> bool:
        """Whether dividing together helps more questions, or helps them better; else nobody is urged to send it."""
        more, points = self._gained
        return not self._waiting_though_first and (more > 0 or points > 0)

    @cached_property
    def _waiting_though_first(self) -> int:
        return sum(line.waits_though_first for line in self.lines)

    @property
    def gain(self) -> str:
        """What dividing together brings, in a sentence."""
        more, points = self._gained
        own_choice = self._cost_of_own_choice(more)
        if own_choice:
            return own_choice
        if more > 0:
            return ngettext(
                "Samen verdelen helpt één vraag meer dan elke vraag apart.",
                "Samen verdelen helpt %(num)s vragen meer dan elke vraag apart.",
                more,
            )
        if points <= 0 and more < 0:
            return _(
                "Samen verdelen helpt nu minder vragen dan elke vraag apart: een profiel met een verwant onderwerp "
                "maakt plaats voor een profiel waarbij het onderwerp past."
            )
        if points <= 0:
            return _("Samen verdelen levert nu niet meer op dan elke vraag apart.")
        higher = score_of(points)
        if more == 0:
            return _(
                "Samen verdelen helpt evenveel vragen, maar beter: de scores samen zijn %(points)s hoger.",
                points=higher,
            )
        return _(
            "Samen verdelen helpt minder vragen, maar beter: de scores samen zijn %(points)s hoger.", points=higher
        )

    def _cost_of_own_choice(self, more: int) -> str:
        """What the coordinator's own choices cost, the gravest alone; "" when nothing."""
        if self._waiting_though_first:
            return ngettext(
                "Met wat je zelf koos, wacht één vraag die voorgaat.",
                "Met wat je zelf koos, wachten %(num)s vragen die voorgaan.",
                self._waiting_though_first,
            )
        if more < 0 and any(line.is_changed for line in self.lines):
            return ngettext(
                "Met wat je zelf koos, krijgt één vraag minder iemand dan apart.",
                "Met wat je zelf koos, krijgen %(num)s vragen minder iemand dan apart.",
                -more,
            )
        return ""


def _titles(items: Sequence[DivisionItem]) -> str:
    return items[0].request.title if items else ""


def _served(items: Sequence[DivisionItem], role: str) -> str:
    return str(sum(getattr(item, f"{role}_id") is not None for item in items))


def _total(items: Sequence[DivisionItem], role: str) -> str:
    return score_of(sum(getattr(item, f"{role}_points") for item in items))
