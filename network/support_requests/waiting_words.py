"""What the page of a question on the waiting list says: since when, what happens, and when, as far as that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from network.core.formatting import day
from network.core.i18n import _


@dataclass(frozen=True)
class Waiting:
    """`room_on`: when the first place is expected; `word_until`: by when who asked hears more. None: not known.

    `was_asked_since`: somebody was asked meanwhile, so that the question waits again, and keeps its place.
    """

    since: datetime | None
    room_on: date | None
    word_until: datetime | None
    was_asked_since: bool = False


def waiting_words(waiting: Waiting, *, is_asker: bool) -> Iterator[str]:
    """The sentences, for who asked or for another reader: an expectation, and a promise only of the word."""
    if waiting.was_asked_since:
        yield _(
            "Wie we nog konden vragen, zit nu vol of staat op pauze. De plek op de wachtlijst geldt sinds %(day)s.",
            day=day(waiting.since),
        )
    else:
        yield _(
            "Wie we nog konden vragen, zit nu vol of staat op pauze. Sinds %(day)s staat de vraag op de wachtlijst.",
            day=day(waiting.since),
        )
    if is_asker:
        yield _("Zodra iemand ruimte heeft, leggen we je vraag daar meteen voor.")
    else:
        yield _("Zodra iemand ruimte heeft, leggen we de vraag daar meteen voor.")
    if waiting.room_on:
        yield _(
            "De eerste plek komt naar verwachting vrij op %(day)s. Dringende vragen gaan voor.",
            day=day(waiting.room_on),
        )
    else:
        yield _("Wanneer dat is, weten we niet. Dringende vragen gaan voor.")
    if waiting.word_until and is_asker:
        yield _("Uiterlijk %(day)s hoor je hoe het ervoor staat.", day=day(waiting.word_until))
    elif waiting.word_until:
        yield _("Uiterlijk %(day)s hoort de school hoe het ervoor staat.", day=day(waiting.word_until))
    if is_asker:
        yield _("Je hoeft nu niets te doen.")
