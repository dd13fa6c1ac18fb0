"""Which service does what an outbox entry promises. A handler takes the entry's id and commits for itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from network.core import clock
from network.core.database import db, unit_of_work
from network.division import service as division
from network.earlier import service as earlier
from network.expertise import cards
from network.followups import service as followups
from network.knowledge import alike as examples
from network.models import FollowUp, OutboxEntry
from network.models.followup import FollowUpState
from network.models.outbox import OutboxKind
from network.notices import delivery
from network.offers import alike as offer_texts
from network.outbox import service as outbox
from network.waves import endings, offers, overdue, queries
from network.waves import service as waves
from workers.schedule import SWEEP_SECONDS
from workers.tasks.follow_ups import FOLLOW_UPS, SAID_LAST

LOOK_AGAIN = timedelta(seconds=SWEEP_SECONDS)

# So many texts are heard well within the lease of an entry.
HEARD_AT_ONCE = 200


def match_request(entry_id: int) -> None:
    """Look for specialists for a question that was sent, reopened, or declined by all."""
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        waves.search(entry.subject_id)
        outbox.finish(entry)


def do_follow_up(entry_id: int) -> None:
    """Do what a follow-up promised, if it is still open and really due; what waits for other work is looked at again."""
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        due = _locked(entry.subject_id)
        if due is not None and _is_to_be_done(due):
            if _waits_for_others(due):
                outbox.put_off(entry, _next_look(entry))
                return
            FOLLOW_UPS[due.kind](due)
            if _is_to_be_done(due):
                followups.finish(due)
        outbox.finish(entry)


def offer_room(entry_id: int) -> None:
    """Offer what came free at a profile to the first on the waiting list; a profile that was put away is asked no more."""
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        endings.end_when_archived(entry.subject_id)
        offers.offer_room(entry.subject_id)
        outbox.finish(entry)


def send_line(entry_id: int) -> None:
    """Invite for one line of a division that was sent, or skip it with the reason."""
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        division.send_line(entry.subject_id)
        outbox.finish(entry)


def _next_look(entry: OutboxEntry) -> datetime:
    """After a moment, so that it stands in the way of nothing else; a rehearsal moves nothing to the moment that it plays."""
    return entry.due_at if clock.is_moved() else clock.now() + LOOK_AGAIN


def _locked(follow_up_id: int) -> FollowUp | None:
    """The follow-up under lock, after its question: the order in which those who answer take them too."""
    found = db.session.get(FollowUp, follow_up_id)
    if found is not None and found.request_id is not None:
        queries.lock_request(found.request_id)
    return db.session.get(FollowUp, follow_up_id, with_for_update=True, populate_existing=True)


def _is_to_be_done(follow_up: FollowUp) -> bool:
    """Open and due; what a service moved ahead or cancelled meanwhile is not."""
    return follow_up.state is FollowUpState.OPEN and follow_up.due_at <= clock.now()


def _waits_for_others(follow_up: FollowUp) -> bool:
    """A word on how a question stands, while other work that may change it is due as well."""
    says_last, request_id = follow_up.kind in SAID_LAST, follow_up.request_id
    return says_last and request_id is not None and overdue.is_about_to_change(request_id)


def hear_anew(entry_id: int) -> None:
    """Hear all kept texts anew where other words are in use now: a part, and the promise to do the next."""
    hear_outdated = (cards.hear_outdated, earlier.hear_outdated, examples.hear_outdated, offer_texts.hear_outdated)
    heard = sum(hear(most=HEARD_AT_ONCE) for hear in hear_outdated)
    with unit_of_work():
        entry = db.session.get_one(OutboxEntry, entry_id)
        if heard:
            outbox.add(OutboxKind.HEAR_ANEW, subject_id=entry.subject_id, dedupe_key=f"hear-anew:after:{entry.id}")
        outbox.finish(entry)


HANDLERS: dict[OutboxKind, Callable[[int], None]] = {
    OutboxKind.MATCH_REQUEST: match_request,
    OutboxKind.FOLLOW_UP: do_follow_up,
    OutboxKind.OFFER_ROOM: offer_room,
    OutboxKind.HEAR_ANEW: hear_anew,
    OutboxKind.SEND_LINE: send_line,
    OutboxKind.DELIVER_NOTICE: delivery.deliver,
}
