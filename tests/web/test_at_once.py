"""Two people who do something at the same moment: the second reads what the first did, and nobody an error."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
from flask import Flask

from network.answering import answers
from network.core.database import db, unit_of_work
from network.models import Match, SchoolHoliday, Term, User
from network.models.match import MatchState
from network.models.taxonomy import Facet
from network.schools import queries as school_queries
from network.schools.service import SHIPPED, import_holidays
from network.steering import views as steering_views
from network.taxonomy import views as term_views
from tests.factories import make_coordinator, make_match, make_national, make_region, make_request
from tests.factories.base import saved
from tests.page import Page

pytestmark = pytest.mark.usefixtures("session", "clock")

WORDS = ("label_nl", "label_en", "definition", "definition_en")


@pytest.fixture
def groups() -> Iterator[list[Term]]:
    """Two groups of needs that hold none yet; they are taken away again."""
    found = [saved(Term(code=f"nog-leeg-{n}", facet=Facet.NEED, label_nl=f"Leeg {n}", position=900)) for n in (1, 2)]
    yield found
    for term in found:
        term.parent = None
    db.session.flush()
    for term in found:
        db.session.delete(term)
    db.session.commit()


def test_who_passes_over_a_candidate_while_another_says_yes_reads_what_happened(
    app: Flask, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = make_request(make_region(), wave=1)
    asked = make_match(request=question)
    ranked = make_match(request=question, state=MatchState.PROPOSED, invited_at=None, wave=None)
    path, ids = f"/koppelingen/{ranked.public_id}/overslaan", (asked.id, asked.profile.people[0].user_id)
    page.sign_in(make_coordinator(question.region))

    def say_yes() -> None:
        with app.app_context():
            with unit_of_work():
                answers.accept(db.session.get_one(Match, ids[0]), db.session.get_one(User, ids[1]))
            db.session.remove()

    @contextmanager
    def after_a_yes() -> Iterator[None]:
        yes = threading.Thread(target=say_yes)
        yes.start()
        yes.join()
        with unit_of_work():
            yield

    monkeypatch.setattr(steering_views, "unit_of_work", after_a_yes)
    answer = page.submit(path)

    assert answer.status == 409
    assert "Dit profiel staat niet meer op de lijst: de vraag is intussen verder." in answer.text


def test_of_two_who_put_groups_under_each_other_the_second_reads_that_it_cannot_be(
    app: Flask, groups: list[Term], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = groups
    readers = [Page(app).sign_in(make_national()) for _n in range(2)]
    forms = [
        (f"/begrippen/{need.public_id}", _words(need) | {"group": group.public_id, "version": str(need.version)})
        for need, group in ((one, other), (other, one))
    ]
    db.session.commit()
    both = threading.Barrier(2)
    holding = term_views.refuse_stale

    def hold_beside_each_other(term: Term, seen_version: str) -> None:
        holding(term, seen_version)
        with suppress(threading.BrokenBarrierError):  # one waits for the other to be done: better still
            both.wait(0.5)

    monkeypatch.setattr(term_views, "refuse_stale", hold_beside_each_other)

    assert _send_at_once(app, readers, forms) == [302, 422]
    assert [term.parent_id is None for term in groups].count(True) == 1


def test_of_two_who_add_the_same_holiday_spelt_otherwise_the_second_reads_that_it_is_there(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_holidays(SHIPPED.read_bytes())
    readers = [Page(app).sign_in(make_national()) for _n in range(2)]
    days = {"starts_on": "2031-10-18", "ends_on": "2031-10-26"}
    region = {"holiday_region": "midden", "school_year": "2031-2032"}
    forms = [("/beheer/vakanties/nieuw", region | days | {"name": name}) for name in ("Herfst", "herfst")]
    both, reading = threading.Barrier(2), school_queries.list_holidays

    def read_beside_each_other() -> Sequence[SchoolHoliday]:
        found = reading()
        with suppress(threading.BrokenBarrierError):
            both.wait(0.5)
        return found

    monkeypatch.setattr(school_queries, "list_holidays", read_beside_each_other)

    assert _send_at_once(app, readers, forms) == [302, 422]


def _send_at_once(app: Flask, readers: Sequence[Page], forms: Sequence[tuple[str, dict[str, str]]]) -> list[int]:
    """What each of them was answered, in order of number."""

    def send(reader: Page, path: str, words: dict[str, str]) -> int:
        with app.app_context():
            try:
                return reader.client.post(path, data=words).status_code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(send, readers, *zip(*forms, strict=True)))
    db.session.expire_all()
    return statuses


def _words(term: Term) -> dict[str, str]:
    return {name: getattr(term, name) for name in WORDS}
