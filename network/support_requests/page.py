"""What the page of a question shows, put together for one reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from network.access.predicates import asks_for_question, coordinates_question
from network.access.viewer import Viewer
from network.core.i18n import _
from network.models import Engagement, FollowUp, Match, RequestNote, SupportRequest
from network.models.followup import FollowUpKind
from network.models.support_request import NoteKind, RequestState
from network.support_requests import queries, rules
from network.support_requests.timeline import Entry, story_of

_ANSWER_KINDS = {FollowUpKind.NEXT_WAVE, FollowUpKind.STILL_SEARCHING}


@dataclass(frozen=True)
class Badge:
    """A state for the screen: its kind (wait, good, stuck, calm) and its words."""

    kind: str
    words: str


def badge_of(state: RequestState) -> Badge:
    """What the requester sees of a state; it never says that somebody else took the question."""
    return {
        RequestState.DRAFT: Badge("calm", _("Nog niet verstuurd")),
        RequestState.SUBMITTED: Badge("wait", _("We zoeken een specialist")),
        RequestState.IN_TRIAGE: Badge("wait", _("De coördinator kijkt mee")),
        RequestState.SEARCHING: Badge("wait", _("We zoeken een specialist")),
        RequestState.STUCK: Badge("stuck", _("De coördinator zoekt mee")),
        RequestState.MATCHED: Badge("good", _("Een specialist zegt ja")),
        RequestState.RUNNING: Badge("good", _("Aan de slag")),
        RequestState.CLOSED: Badge("calm", _("Afgerond")),
        RequestState.WITHDRAWN: Badge("calm", _("Ingetrokken")),
    }[state]


class RequestPage:
    """Everything is read once, when the template asks for it."""

    def __init__(self, request: SupportRequest, viewer: Viewer) -> None:
        self.request = request
        self.is_asker = asks_for_question(viewer, request)
        self.is_coordinator = coordinates_question(viewer, request)
        self.badge = badge_of(request.state)

    @cached_property
    def promises(self) -> Sequence[FollowUp]:
        return queries.list_promises(self.request)

    @cached_property
    def story(self) -> list[Entry]:
        return story_of(self.request, self.promises)

    @cached_property
    def matches(self) -> Sequence[Match]:
        """Only those who asked and coordinators see who else was asked."""
        return queries.list_matches(self.request) if self.is_asker or self.is_coordinator else []

    @cached_property
    def engagement(self) -> Engagement | None:
        return queries.find_engagement(self.request)

    @property
    def notes(self) -> list[RequestNote]:
        return [n for n in self.request.notes if self.is_coordinator or n.kind is NoteKind.ADDITION]

    @property
    def may_change(self) -> bool:
        return self.is_asker and rules.is_open(self.request.state)

    @property
    def answer_by(self) -> datetime | None:
        """When the requester hears something at the latest."""
        due = [promise.due_at for promise in self.promises if promise.kind in _ANSWER_KINDS]
        return min(due) if due else None
