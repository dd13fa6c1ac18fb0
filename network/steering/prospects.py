"""What searching would bring now, for the coordinator who is about to let a question go on or to search anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask import Flask

from network.candidates import answerers, ranking
from network.candidates.field import Field
from network.core.i18n import _, ngettext
from network.matching.twins import asking_somebody_new
from network.models import Match, SupportRequest
from network.models.support_request import RequestState
from network.waves import profiles, queries


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
            return f"{nobody} " + _("Wie past, zit vol of staat op pauze. De vraag komt dan op de wachtlijst.")
        return f"{nobody} " + _("Opnieuw zoeken levert waarschijnlijk niets op.")


def prospect_of(request: SupportRequest) -> Prospect:
    """What a new search of a stuck question would find; those who let an invitation pass are asked once more by it,
    where they still fit, and nobody who answers for them said no through another profile."""
    field = Field(request, reopened=True)
    fitting = _in_turn(field, request)
    if new := new_of(fitting, queries.list_matches_of(request)):
        return Prospect(len(new))
    return Prospect(0, asks_once_more=True) if fitting else Prospect(0, waits_for_room=bool(field.list_full()))


def find_helped_before(request: SupportRequest) -> list[str]:
    """Who helped with a closed question and would be asked in the first round when it is opened again, by title."""
    fitting = _in_turn(Field(request, reopened=True, first_round=True), request)
    first, helped = fitting[: request.policy.wave_size], queries.list_helped_with(request)
    return [one.title for one in profiles.list_profiles([one for one in first if one in helped])]


def _in_turn(field: Field, request: SupportRequest) -> list[int]:
    """Those who fit, by id, the best first; of profiles with the same people only the first, as a round asks them."""
    fitting = field.order_under(request.policy)
    people = answerers.people_of(fitting)
    return list(asking_somebody_new(fitting, people.__getitem__, asked=frozenset()))


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
