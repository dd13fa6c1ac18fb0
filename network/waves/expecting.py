"""When a question on the waiting list may expect room: what the coordinators' list says of it, for who asked."""

from __future__ import annotations

from datetime import date

from flask import Flask

from network.candidates import ranking
from network.core import clock
from network.directory import listing
from network.directory.listing import Card
from network.hours.room import school_day_from
from network.models import SupportRequest


def init_app(app: Flask) -> None:
    """Lets the page of a question, of a slice below this one, say when room is expected."""
    app.jinja_env.globals["first_room_on"] = find_first_room_on


def find_first_room_on(request: SupportRequest) -> date | None:
    """The first day on which one of the best who fit, and are full, should have room again, as the directory says it.

    An expectation: work may take longer, and others on the list may go first. None where nobody can tell; also where
    somebody has room but must first answer another question, as that may be any day. In a number of queries that does
    not grow with who fits.
    """
    full = ranking.list_full_if_nobody_free(request)[: ranking.KEPT]
    known = [_room_on(card) for card in listing.cards_of(full).values()]
    return min((day for day in known if day and day > clock.today()), default=None)


def _room_on(card: Card) -> date | None:
    """When it has room again, and is not paused any more."""
    free_from = card.free_from if card.is_full else clock.today()
    open_on = card.paused_until and school_day_from(card.profile, card.paused_until)
    return max(free_from, open_on or free_from) if free_from else None
