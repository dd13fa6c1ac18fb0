"""National staff keep the words of the field: what they are called and what they mean, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from network.core.database import db
from network.models import AuditEvent, Term
from network.models.taxonomy import Facet
from tests.factories import make_national, make_profile, make_requester
from tests.factories.taxonomy import form
from tests.page import Page

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
