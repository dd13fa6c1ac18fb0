"""Published examples that sound like a question, or like what somebody looks for; and what is heard in them, kept up with the model."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select

from network.core.database import db
from network.core.text import words_of
from network.hearing import keeping
from network.hearing.keeping import asked_by, confirmed_needs, spoken, told_of
from network.hearing.likeness import LEAST_LIKENESS, Heard, hear, model_in_use, most_alike, written
from network.knowledge import queries
from network.models import ExampleTerm, PracticeExample, SupportRequest

SHOWN = 3
# Who looks in a few words knows less of it than a question tells, and reads the list: in the demo all that is to the point is above this.
LEAST_FOUND = 0.25
MOST_FOUND = 24
MOST_WORDS = 8
# Of all that are published, the newest.
LOOKED_THROUGH = 2000

_NEWEST_FIRST = (PracticeExample.published_at.desc(), PracticeExample.id.desc())

_confirmed = confirmed_needs(ExampleTerm, ExampleTerm.example_id == PracticeExample.id)


def keep_heard(example: PracticeExample) -> None:
    """Hear what was the matter, as a question is heard: what was done then is in other words than who asks has."""
    example.heard = written(hear(spoken(example.title, example.situation)))
    example.heard_by = model_in_use()


def hear_outdated(*, most: int | None = None) -> int:
    """Hear anew what an older model heard in examples, or in `most` of them; how many. In units of work of its own."""
    return keeping.hear_outdated(PracticeExample, PracticeExample.title, PracticeExample.situation, most=most)


def list_alike(request: SupportRequest) -> list[PracticeExample]:
    """The few that are most like a question, sent or still a draft; none that is hardly like it."""
    asked = asked_by(request)
    return queries.list_examples(most_alike(asked, _published(), least=LEAST_LIKENESS, most=SHOWN))


def search(words: str, *, need: str = "") -> list[PracticeExample]:
    """Those that sound like these words, the most alike first; then those that hold each of them. `need`: only about this."""
    sounding = most_alike(hear(words), _published(need), least=LEAST_FOUND, most=MOST_FOUND)
    found = dict.fromkeys([*sounding, *_list_holding(words, need)])
    return queries.list_examples(list(found)[:MOST_FOUND])


def _published(need: str = "") -> dict[int, Heard]:
    newest = select(PracticeExample.id, PracticeExample.heard, _confirmed).where(*queries.is_published(need=need))
    rows = db.session.execute(newest.order_by(*_NEWEST_FIRST).limit(LOOKED_THROUGH))
    return {id: told_of(heard, codes) for id, heard, codes in rows}


def _list_holding(words: str, need: str) -> Iterable[int]:
    said = words_of(words)[:MOST_WORDS]
    if not said:
        return []
    holding = select(PracticeExample.id).where(*queries.is_published(need=need), *map(_holds, said))
    return db.session.scalars(holding.order_by(*_NEWEST_FIRST).limit(MOST_FOUND))


def _holds(word: str) -> ColumnElement[bool]:
    texts = (
        PracticeExample.title,
        PracticeExample.situation,
        PracticeExample.approach,
        PracticeExample.learned,
    )
    return or_(*(text.icontains(word, autoescape=True) for text in texts))
