"""Sending a question: from here on it is one that was asked, and others look after it (support_requests)."""

from __future__ import annotations

from network.access.audit import record
from network.asking import completeness, drafting, queries
from network.core import clock
from network.core.errors import Conflict
from network.core.i18n import _
from network.followups.policies import find_policy_in_force
from network.models import SupportRequest
from network.models.support_request import RequestState
from network.privacy.service import read_once, refuse_identifying
from network.support_requests import service as questions


def read_ahead(request: SupportRequest) -> None:
    """Read the question's texts as the guard does, before `submit` holds the write lock and others wait for it.

    Only these texts are known by then: one that changes meanwhile is read there.
    """
    read_once(_texts_of(request))


def submit(request: SupportRequest, *, seen_version: str | None = None, actor_id: int) -> None:
    """Send the question: it gets its region and the region's present rules, and the search is promised.

    Sending it again does nothing, so that a double click asks once. Conflict when it says something else than at
    `seen_version`, the one that was looked over: nothing is sent that its reader has not seen.
    """
    queries.hold(request)
    if request.state is not RequestState.DRAFT:
        return
    if drafting.is_stale(request, seen_version):
        raise Conflict(
            _(
                "Je vraag is nog niet verstuurd: hij is intussen gewijzigd, misschien in een ander venster. "
                "Hieronder lees je hoe hij nu is."
            )
        )
    completeness.refuse_incomplete(request)
    refuse_identifying(request, **_texts_of(request))
    request.region_id = request.location.region_id
    request.region_policy = find_policy_in_force(request.region_id)
    request.submitted_at = clock.now()
    questions.move(request, RequestState.SUBMITTED)
    if request.policy.triage:
        questions.move(request, RequestState.IN_TRIAGE)
        questions.promise_reminder(request, due_at=request.coordinator_looks_until)
    questions.promise_search(request)
    questions.promise_word(request)
    record("request.submitted", request, actor_id=actor_id, request=request)


def _texts_of(request: SupportRequest) -> dict[str, str]:
    return {"title": request.title, "story": request.story, "tried": request.tried}
