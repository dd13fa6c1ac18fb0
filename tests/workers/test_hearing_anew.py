"""Words of the taxonomy change: all that is heard is heard anew, once, a part at a time, some minutes later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from network.core.database import db, unit_of_work
from network.hearing.likeness import model_in_use
from network.models import OutboxEntry, PracticeExample, ProfileCard, SupportOffer, SupportRequest, Term
from network.models.outbox import OutboxKind, OutboxState
from network.taxonomy import service as taxonomy
from tests.factories import make_example, make_national, make_offer, make_profile, make_request
from tests.factories.taxonomy import need
from workers import handlers, work

pytestmark = pytest.mark.usefixtures("session", "clock")

Edit = Callable[[Term, int], object]


@pytest.fixture
def term() -> Iterator[Term]:
    """A need whose words the test may change; afterwards it has those it had, and what it means."""
    found = need("angst")
    before = {
        name: getattr(found, name) for name in ("label_nl", "label_en", "definition", "definition_en", "is_retired")
    }
    phrases = {synonym.phrase for synonym in found.synonyms}
    yield found
    db.session.rollback()
    for name, value in before.items():
        setattr(found, name, value)
    found.synonyms = [synonym for synonym in found.synonyms if synonym.phrase in phrases]
    db.session.commit()


def promised() -> list[OutboxEntry]:
    return list(db.session.scalars(select(OutboxEntry).where(OutboxEntry.kind == OutboxKind.HEAR_ANEW)))


def heard_by_older_models() -> int:
    db.session.rollback()
    cards = select(func.count(ProfileCard.profile_id)).where(ProfileCard.model != model_in_use())
    questions = select(func.count(SupportRequest.id)).where(SupportRequest.heard_by != model_in_use())
    examples = select(func.count(PracticeExample.id)).where(PracticeExample.heard_by != model_in_use())
    offers = select(func.count(SupportOffer.id)).where(SupportOffer.heard_by != model_in_use())
    return sum(db.session.scalar(number) or 0 for number in (cards, questions, examples, offers))


def make_old(profiles: int, questions: int) -> None:
    for _ in range(profiles):
        make_profile()
    for _ in range(questions):
        make_request(heard="angst:1", heard_by="older")
    make_example(heard="angst:1", heard_by="older")
    make_offer(heard_by="older")
    db.session.execute(update(ProfileCard).values(model="older"))
    db.session.commit()


@pytest.mark.parametrize(
    "edit",
    [
        lambda term, by: taxonomy.add_synonym(term, "bibberen", actor_id=by),
        lambda term, by: taxonomy.remove_synonym(term, "none", actor_id=by),
        lambda term, by: taxonomy.edit(term, taxonomy.Words("Bang", term.label_en), actor_id=by),
        lambda term, by: taxonomy.retire(term, actor_id=by),
        lambda term, by: taxonomy.restore(term, actor_id=by),
    ],
    ids=["another word", "a word less", "another name", "retired", "restored"],
)
def test_every_change_of_words_promises_that_all_is_heard_anew(term: Term, edit: Edit) -> None:
    by = make_national().id
    with unit_of_work():
        edit(term, by)

    (entry,) = promised()
    assert (entry.subject_id, entry.due_at - entry.created_at) == (term.id, taxonomy.HEARD_ANEW_AFTER)


def test_ten_changes_in_a_row_are_heard_at_once_and_one_later_again(term: Term, clock) -> None:
    by = make_national().id
    for n in range(10):
        with unit_of_work():
            taxonomy.add_synonym(term, f"bibberen {n}", actor_id=by)
        clock.shift(timedelta(seconds=20))
    assert len(promised()) == 1

    # The first falls due within a minute: it might be done before this change is committed.
    clock.shift(timedelta(seconds=45))
    with unit_of_work():
        taxonomy.add_synonym(term, "beven", actor_id=by)
    assert len(promised()) == 2


def test_all_that_is_kept_of_texts_is_heard_anew_part_by_part(
    term: Term, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "HEARD_AT_ONCE", 2)
    make_old(profiles=3, questions=3)
    by = make_national().id
    with unit_of_work():
        taxonomy.add_synonym(term, "bibberen", actor_id=by)

    work.sweep()
    assert heard_by_older_models() == 9
    clock.shift(taxonomy.HEARD_ANEW_AFTER)
    work.sweep()
    done = len(promised())
    assert heard_by_older_models() == 0
    work.sweep()

    assert {entry.state for entry in promised()} == {OutboxState.DONE}
    assert len(promised()) == done == 3
