"""When a question on the waiting list may expect room: what the coordinators' list says of it, for who asked."""

from __future__ import annotations

from datetime import date

from flask import Flask

from network.candidates import ranking
from network.core import clock
from network.directory import listing
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
    known = [card.free_from for card in listing.cards_of(full).values() if card.is_full and card.free_from]
    return min((day for day in known if day > clock.today()), default=None)
