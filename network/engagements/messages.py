"""Who hears what about a traject."""

from __future__ import annotations

from typing import Any

from network.access.ownership import list_who_ask
from network.core import clock
from network.models import Engagement, Evaluation, User
from network.models.engagement import Side
from network.notices import service as notices
from network.notices.kind import Asks
from network.notices.kinds import engagements as kinds
from network.support_requests.words import path_of
from network.waves.messages import list_needs_told
from network.waves.people import list_coordinators, list_who_work_on


def tell_planned(engagement: Engagement, *, by: int) -> None:
    """The other side hears that there is a plan."""
    for person in _both(engagement):
        if person.id != by:
            key = f"{engagement.id}:{engagement.version}"
            notices.send(kinds.EngagementPlanned(person, key=key, **_facts(engagement)))


def tell_closed(engagement: Engagement, *, by: int) -> None:
    """The other side hears that the traject was closed."""
    for person in _both(engagement):
        if person.id != by:
            notices.send(kinds.EngagementClosed(person, key=str(engagement.id), **_facts(engagement)))


def tell_given_back(engagement: Engagement) -> None:
    """Who asked hears that the specialist had to stop and that the search goes on."""
    for person in list_who_ask(engagement.request):
        facts = _facts(engagement) | {"path": path_of(engagement.request)}
        notices.send(kinds.EngagementGivenBack(person, key=str(engagement.id), **facts))


def check_in(engagement: Engagement) -> None:
    """Ask who asked how it goes."""
    for person in list_who_ask(engagement.request):
        notices.send(kinds.CheckIn(person, key=str(engagement.id), **_facts(engagement)))


def tell_silent(engagement: Engagement) -> None:
    """The specialist and the coordinators hear that nothing was logged for some time; once a day at most."""
    coordinators = list_coordinators(engagement.request.region_id)
    for person in (*list_who_work_on(engagement), *coordinators):
        key = f"{engagement.id}:{clock.today():%Y%m%d}"
        facts = _facts(engagement) | {"is_coordinator": person in coordinators}
        notices.send(kinds.SilentEngagement(person, key=key, **facts))


def settle_silence(engagement: Engagement) -> None:
    """There was contact, or the traject is over: nobody need ask for it."""
    notices.settle(Asks.CONTACT, f"/trajecten/{engagement.public_id}")


def ask_to_look_back(evaluation: Evaluation) -> None:
    """Ask one side for its answer."""
    engagement = evaluation.engagement
    is_school = evaluation.side is Side.REQUESTER
    for person in list_who_ask(engagement.request) if is_school else list_who_work_on(engagement):
        facts = _facts(engagement) | {
            "path": f"/terugblikken/{evaluation.public_id}",
            "moment": evaluation.moment.value,
        }
        notices.send(kinds.EvaluationAsked(person, key=str(evaluation.id), **facts))


def _both(engagement: Engagement) -> list[User]:
    return [*list_who_ask(engagement.request), *list_who_work_on(engagement)]


def _facts(engagement: Engagement) -> dict[str, Any]:
    return {
        "path": f"/trajecten/{engagement.public_id}",
        "code": engagement.request.code,
        "needs": list_needs_told(engagement.request),
        "profile": engagement.profile.title,
        "school": engagement.request.location.name,
        "specialist": engagement.specialist.name,
    }
