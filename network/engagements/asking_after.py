"""A coordinator asked how a silent traject goes, and it goes on: written down for coordinators, and waited for anew."""

from __future__ import annotations

from network.access.audit import record
from network.engagements import silence
from network.engagements.queries import ASKED_AFTER
from network.engagements.service import hold_open
from network.models import Engagement, User
from network.models.support_request import NoteKind
from network.support_requests import service as questions


def ask_after(engagement: Engagement, *, heard: str, author: User) -> None:
    """Keep that it was asked and what was heard; silence is told once it has lasted as long again."""
    hold_open(engagement)
    questions.add_note(engagement.request, heard, kind=NoteKind.ASKED_AFTER, author=author)
    silence.restart(engagement)
    record(ASKED_AFTER, engagement, actor_id=author.id, request=engagement.request)
