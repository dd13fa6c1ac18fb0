"""The export of the queue: the lines of its file. They hold what the page of each question shows who may coordinate it,
without its story and without the name of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import select

from network.coordination.queue import QueueRow
from network.core import clock
from network.core.database import db
from network.core.i18n import _, language_now
from network.core.spreadsheet import MARK, line_of
from network.models import ExpertiseProfile, Location, Match, Region, RequestTerm, SupportRequest, Term
from network.models.match import MatchState
from network.models.taxonomy import Facet
from network.support_requests.badges import steering_badge_of
from network.support_requests.queries import count_answering, count_left_when_stuck
from network.support_requests.words import URGENCY_LABELS

LINES_AT_ONCE = 500


def lines_of(rows: Iterable[QueueRow]) -> Iterator[str]:
    """The file in the reader's language: its head, then a line per question, in their order.

    Each LINES_AT_ONCE questions take the same few queries.
    """
    yield MARK + line_of(_heads())
    rows = iter(rows)
    while block := list(islice(rows, LINES_AT_ONCE)):
        yield from _lines_of_block(block)


def _heads() -> list[str]:
    return [
        _("Code"),
        _("Vraag"),
        _("Hoe het staat"),
        _("Haast"),
        _("Gesteld op"),
        _("School"),
        _("Plaats"),
        _("Samenwerkingsverband"),
        _("Onderwerpen"),
        _("Hulp van"),
    ]


def _lines_of_block(block: Sequence[QueueRow]) -> Iterator[str]:
    ids = [row.id for row in block]
    needs, regions, helpers = _needs_of(ids), _regions_of(ids), _helpers_of(ids)
    left, answering = count_left_when_stuck(ids), count_answering(ids)
    for row in block:
        counts = {"left": left.get(row.id, 0), "answering": answering.get(row.id, 0)}
        stands = steering_badge_of(row.state, is_waiting=row.is_waiting, **counts).words
        asked_on = clock.to_local(row.submitted_at).date().isoformat()
        question = [row.code, row.title, stands, str(URGENCY_LABELS[row.urgency]), asked_on, row.location, row.place]
        of_it = [regions.get(row.id, ""), ", ".join(needs.get(row.id, ())), helpers.get(row.id, "")]
        yield line_of([*question, *of_it])


def _needs_of(request_ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Per question what it is about, the main needs first; as on its page."""
    language = language_now()
    links = db.session.execute(
        select(RequestTerm.request_id, Term)
        .join(RequestTerm.term)
        .where(RequestTerm.request_id.in_(request_ids), Term.facet == Facet.NEED)
        .order_by(RequestTerm.is_main.desc(), Term.position, Term.id)
    )
    found: dict[int, list[str]] = {}
    for request_id, term in links:
        found.setdefault(request_id, []).append(term.label(language))
    return found


def _regions_of(request_ids: Sequence[int]) -> Mapping[int, str]:
    """Per question the samenwerkingsverband that looks after it; none: left out."""
    rows = db.session.execute(
        select(SupportRequest.id, Region.name).join(SupportRequest.region).where(SupportRequest.id.in_(request_ids))
    )
    return dict(rows.all())


def _helpers_of(request_ids: Sequence[int]) -> Mapping[int, str]:
    """Per question the profile that said yes, with its school; nobody yet: left out."""
    rows = db.session.execute(
        select(Match.request_id, ExpertiseProfile.title, Location.name)
        .join(Match.profile)
        .join(ExpertiseProfile.location)
        .where(Match.request_id.in_(request_ids), Match.state == MatchState.ACCEPTED)
    )
    return {request_id: f"{title}, {school}" for request_id, title, school in rows}
