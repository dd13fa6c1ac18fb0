"""What searching would bring now, for the coordinator who is about to let a question go on or to search anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask import Flask

from network.candidates import ranking
from network.candidates.field import Field
from network.core.i18n import _, ngettext
from network.matching.conditions import OF_CAPACITY
from network.models import Match, SupportRequest
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.waves import queries

_ASKED = frozenset({"not_asked_yet"})


def init_app(app: Flask) -> None:
    """Lets the page of a question, of a slice below this one, say that going on would be in vain."""
    app.jinja_env.globals["goes_on_in_vain"] = goes_on_in_vain


@dataclass(frozen=True)
class Prospect:
    """`new`: how many fit who were never asked; the others: whether somebody would be asked once more, or be waited for."""

    new: int
    asks_once_more: bool = False
    waits_for_room: bool = False

    @property
    def words(self) -> str:
        """The same as sentences."""
        if self.new:
            return ngettext("Er past nu %(num)s nieuw profiel.", "Er passen nu %(num)s nieuwe profielen.", self.new)
        nobody = _("Er past nu niemand nieuw.")
        if self.asks_once_more:
            return f"{nobody} " + _("Wie eerder geen antwoord gaf, vragen we dan nog eens.")
        if self.waits_for_room:
            return f"{nobody} " + _("Wie past, zit vol. De vraag komt dan op de wachtlijst.")
        return f"{nobody} " + _("Opnieuw zoeken levert waarschijnlijk niets op.")


def prospect_of(request: SupportRequest) -> Prospect:
    """What a new search would find; those who let an invitation pass are asked once more by it, where they still fit."""
    field, matches = Field(request), queries.list_matches_of(request)
    fitting = set(field.order_under(request.policy))
    if new := new_of(fitting, matches):
        return Prospect(len(new))
    silent = {match.profile_id for match in matches if match.state is MatchState.EXPIRED}
    if fitting or silent.intersection(field.list_kept_out_by(_ASKED)):
        return Prospect(0, asks_once_more=True)
    waits = field.list_full() or silent.intersection(field.list_kept_out_by(_ASKED | OF_CAPACITY))
    return Prospect(0, waits_for_room=bool(waits))


def new_of(fitting: Iterable[int], matches: Iterable[Match]) -> set[int]:
    """Those of who fit now, by id, who were never asked."""
    return set(fitting) - {match.profile_id for match in matches if match.invited_at}


def goes_on_in_vain(request: SupportRequest) -> bool:
    """Whether letting the question through finds nobody: whoever fitted was passed over."""
    if request.state is not RequestState.IN_TRIAGE or not queries.list_matches_of(request):
        return False
    return is_nobody_left(request, ranking.list_fitting(request))


def is_nobody_left(request: SupportRequest, fitting: Collection[int]) -> bool:
    """Whether nobody can be asked by itself any more; unknown, so no, where other regions may be asked after this one.

    `fitting`: who may be asked now (ranking.list_fitting).
    """
    if request.policy.widen or fitting:
        return False
    return not ranking.list_full(request)
