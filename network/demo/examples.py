"""What schools and specialists of the demo tell of a traject that is over: one now and then, and some that nobody else reads yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from network.core.database import db
from network.demo.data import load
from network.demo.people import coordinator
from network.knowledge import service
from network.knowledge.service import NOT_BEGUN, Told
from network.models import Engagement, PracticeExample, SupportRequest
from network.models.engagement import EngagementState, Outcome
from network.models.practice_example import ExampleState
from network.models.support_request import Setting
from network.models.taxonomy import Facet
from network.taxonomy import queries as taxonomy

_WORTH_TELLING = (Outcome.RESOLVED, Outcome.PARTLY)
_SENT_BACK = "sent_back"


def share_one() -> bool:
    """At most one on a day, about a traject on the same subject; what finds none by the last day stays untold."""
    for row in _untold(shared=True):
        fitting = [one for one in _trajects() if _is_about(one, row)]
        if fitting:
            _bring_to(row["state"], _write(fitting[0], row))
            return False
    return not list(_untold(shared=True))


def leave_some_unshared() -> bool:
    """One is hardly begun, one waits for the coordinator, one was sent back, and one was taken away again."""
    for row in _untold(shared=False):
        trajects = sorted(_trajects(), key=lambda one: not _is_about(one, row))
        if not trajects:
            return False
        _bring_to(row["state"], _write(trajects[0], row))
    return True


def _untold(*, shared: bool) -> Iterable[dict[str, Any]]:
    told = set(db.session.scalars(select(PracticeExample.title)))
    rows = [row for row in load("examples") if (row["state"] == ExampleState.PUBLISHED) == shared]
    return [row for row in rows if row["title"] not in told]


def _trajects() -> list[Engagement]:
    """Those that are over and of which nobody told, the ones that helped first."""
    told = select(PracticeExample.id).where(PracticeExample.engagement_id == Engagement.id)
    found = db.session.scalars(
        select(Engagement)
        .join(Engagement.request)
        .where(Engagement.state == EngagementState.CLOSED, SupportRequest.region_id.is_not(None), ~told.exists())
        .order_by(Engagement.id)
    )
    return sorted(found, key=lambda one: one.outcome not in _WORTH_TELLING)


def _is_about(engagement: Engagement, row: dict[str, Any]) -> bool:
    needs = {term.code for term in engagement.request.terms_of(Facet.NEED)}
    return engagement.outcome in _WORTH_TELLING and row["needs"][0] in needs


def _write(engagement: Engagement, row: dict[str, Any]) -> PracticeExample:
    ages = taxonomy.list_by_codes(Facet.AGE_GROUP, [row["age"]])
    told = Told(
        row["title"],
        row["situation"],
        row["approach"],
        row["learned"],
        tuple(taxonomy.list_by_codes(Facet.NEED, row["needs"])),
        ages[0] if ages else None,
        Setting(row["setting"]),
    )
    author = engagement.request.requester_id if row["by"] == "school" else engagement.specialist_id
    return service.write(engagement, told, seen_version=NOT_BEGUN, actor_id=author)


def _bring_to(state: str, example: PracticeExample) -> None:
    """As its writer and the coordinator do."""
    if state == ExampleState.DRAFT or example.author_id is None:
        return
    reader_id = coordinator().id
    service.submit(example, actor_id=example.author_id)
    seen = str(example.version)
    if state == _SENT_BACK:
        service.send_back(example, note=load("notes")["example_sent_back"][0], seen_version=seen, actor_id=reader_id)
    elif state != ExampleState.IN_REVIEW:
        service.publish(example, seen_version=seen, actor_id=reader_id)
    if state == ExampleState.WITHDRAWN:
        service.withdraw(example, actor_id=example.author_id)
