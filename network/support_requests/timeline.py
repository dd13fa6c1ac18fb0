"""The story of a question in plain sentences: what happened, where it is now, what is promised and when."""

from __future__ import annotations

from collections.abc import Sequence

from network.models import AuditEvent, FollowUp, SupportRequest
from network.support_requests import queries
from network.support_requests.moments import Audience, Entry, Own, moments_of
from network.support_requests.promises import promises_of


def story_of(
    request: SupportRequest,
    promises: Sequence[FollowUp],
    audience: Audience = Audience.TAKES_PART,
    *,
    own: Own | None = None,
    events: Sequence[AuditEvent] | None = None,
) -> list[Entry]:
    """Past events, then what is promised. With `own` nothing is told of others who were asked or worked on it.

    `events`: those of the question (queries.list_events), where they were read already.
    """
    past = moments_of(queries.list_events(request) if events is None else events, request, audience, own=own)
    awaited = [one for one in promises if own is None or one.match_id in {None, *own["match"]}]
    return past + promises_of(awaited, audience)
