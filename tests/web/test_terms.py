"""National staff keep the words of the field: what they are called and what they mean, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from network.candidates.wanted import surroundings
from network.core.database import db
from network.core.errors import InvalidInput
from network.models import AuditEvent, Term
from network.models.taxonomy import Facet
from network.taxonomy import service
from tests.factories import make_national, make_profile, make_requester
from tests.factories.taxonomy import form, need
from tests.page import Answer, Page

WORDS = {"label_nl": "Kijken", "label_en": "Looking", "definition": "Iemand kijkt.", "definition_en": "Someone looks."}
TOO_LONG = "Hoogstens 300 tekens."


@pytest.fixture
def term(page: Page, clock: object) -> Iterator[Term]:
    """A kind of help; what is done to it is undone. Its reader works for the whole country."""
    term = form("observatie")
    before = {name: getattr(term, name) for name in WORDS}
    page.sign_in(make_national())
    yield term
    for name, value in before.items():
        setattr(term, name, value)
    db.session.commit()


def test_a_meaning_is_changed_in_both_languages_and_it_is_kept_who_did_so(page: Page, term: Term) -> None:
    shown = page.get(f"/begrippen/{term.public_id}").texts("textarea")
    assert shown == [term.definition, term.definition_en] and all(shown)

    page.submit(f"/begrippen/{term.public_id}", WORDS)

    assert (term.definition, term.definition_en) == ("Iemand kijkt.", "Someone looks.")
    assert "term.edited" in db.session.scalars(select(AuditEvent.action)).all()


@pytest.mark.parametrize("name", ["definition", "definition_en"])
def test_a_meaning_that_is_too_long_is_refused_beside_its_field(page: Page, term: Term, name: str) -> None:
    before = term.definition_en

    answer = page.submit(f"/begrippen/{term.public_id}", WORDS | {name: "lang " * 61})

    assert answer.status == 422
    assert answer.texts(f"#{name}-error") == [TOO_LONG]
    assert term.definition_en == before


def test_what_has_no_english_is_read_in_dutch_and_pronounced_so(page: Page, term: Term) -> None:
    profile = make_profile()
    reader = make_requester()
    reader.language = "en"
    page.submit(f"/begrippen/{term.public_id}", WORDS | {"definition_en": ""})
    page.sign_in(reader)

    (dutch,) = page.get(f"/aanbod/{profile.public_id}").all("details.meanings dd[lang=nl]")

    assert dutch.text_content() == "Iemand kijkt."


def test_a_new_word_comes_with_its_meanings(page: Page, term: Term) -> None:
    new = WORDS | {"label_nl": "Buurten", "facet": "form", "parent": ""}

    page.submit("/begrippen/nieuw", new)

    added = db.session.scalars(select(Term).where(Term.facet == Facet.FORM, Term.code == "buurten")).one()
    assert (added.definition, added.definition_en) == ("Iemand kijkt.", "Someone looks.")
    db.session.delete(added)
    db.session.commit()


def rows(answer: Answer) -> list[str]:
    """What the rows of the list are called."""
    return [row.cssselect("a")[0].text_content() for row in answer.all("table.rows tbody tr")]


@pytest.mark.parametrize("words", ["schopt", "SCHÓPT", "slaat regulatie", "aggression"])
def test_a_term_is_found_by_its_names_in_both_languages_and_by_its_other_words(
    page: Page, term: Term, words: str
) -> None:
    assert rows(page.get(f"/begrippen?zoek={words}")) == ["Agressieregulatie"]


def test_where_nothing_is_found_other_lists_say_how_many_they_hold(page: Page, term: Term) -> None:
    answer = page.get("/begrippen?zoek=observatie&lijst=organisational_theme")

    assert rows(answer) == [] and "Niets gevonden" in answer.text
    chips = dict(words.rsplit(" ", 1) for words in answer.texts(".chip"))
    assert chips["Thema's"] == "0" and chips["Soorten hulp"] == "1"
    (link,) = [one for one in answer.all("a.chip") if "Soorten hulp" in one.text_content()]
    assert rows(page.get(link.get("href"))) == ["Observatie"]


@pytest.mark.parametrize(
    ("name", "badge"), [("definition", "zonder uitleg"), ("definition_en", "zonder Engelse uitleg")]
)
def test_what_misses_a_meaning_says_so_and_is_found_by_a_number(page: Page, term: Term, name: str, badge: str) -> None:
    setattr(term, name, "")

    answer = page.get("/begrippen?lijst=form")

    (link,) = [one for one in answer.all("p a") if "zonder uitleg" in one.text_content()]
    assert link.text_content() == "1 zonder uitleg"
    elsewhere = page.get("/begrippen").texts("p.lead-soft")
    assert [words for words in elsewhere if words.startswith("Zonder uitleg in andere lijsten: Soorten hulp (1)")]
    found = page.get(link.get("href"))
    assert rows(found) == ["Observatie"]
    assert badge in found.texts(".state")
    assert found.texts(".filters summary") == ["Filters 1 gekozen: Zonder uitleg (1 in deze lijst)"]


def test_all_needs_stand_under_their_group_and_fold_there(page: Page, term: Term) -> None:
    (behaviour,) = [body for body in page.get("/begrippen").all("tbody") if "Agressieregulatie" in body.text_content()]

    head, *within = behaviour.cssselect("tr")
    assert head.get("class") == "group" and {row.get("class") for row in within} == {"may-fold"}
    assert [one.text_content() for one in head.cssselect("summary")] == [f"{len(within)} begrippen: Gedrag"]


@pytest.fixture
def pesten(term: Term) -> Iterator[Term]:
    """A need; its group is put back."""
    moved = need("pesten")
    parent = moved.parent
    yield moved
    moved.parent = parent
    db.session.commit()


def test_a_need_goes_to_another_group_and_matching_knows(page: Page, pesten: Term) -> None:
    words = {name: getattr(pesten, name) for name in WORDS}

    page.submit(f"/begrippen/{pesten.public_id}", words | {"group": need("context").public_id})

    assert pesten.parent is need("context")
    assert surroundings().parents["pesten"] == "context"
    assert "term.moved" in db.session.scalars(select(AuditEvent.action)).all()


def test_who_only_mends_the_words_of_a_need_leaves_it_where_it_is(page: Page, pesten: Term) -> None:
    page.submit(f"/begrippen/{pesten.public_id}", {name: getattr(pesten, name) for name in WORDS})

    assert pesten.parent is need("gedrag")
    assert "term.moved" not in db.session.scalars(select(AuditEvent.action)).all()


def test_a_group_stays_on_top_and_a_need_goes_under_no_other_need(page: Page, pesten: Term) -> None:
    assert not page.get(f"/begrippen/{need('gedrag').public_id}").all("#group")
    assert not page.get(f"/begrippen/{form('observatie').public_id}").all("#group")
    for moved, group in (("gedrag", "context"), ("pesten", "angst"), ("pesten", "pesten")):
        with pytest.raises(InvalidInput):
            service.move(need(moved), need(group), actor_id=1)
    with pytest.raises(InvalidInput):
        service.move(need("pesten"), form("observatie"), actor_id=1)
