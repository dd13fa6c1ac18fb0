"""What needs and kinds of help mean: in plain words, in the language of who reads."""

from __future__ import annotations

import pytest

from network.models import Term
from network.models.taxonomy import Facet
from network.taxonomy import queries
from network.taxonomy.shipped import shipped_meanings, shipped_of

pytestmark = pytest.mark.usefixtures("session")

# A longer sentence is not read, a shorter one says the word once more.
FEWEST_WORDS, MOST_WORDS = 8, 20


@pytest.mark.parametrize(("facet", "number"), [(Facet.NEED, 68), (Facet.FORM, 19)])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_need_and_every_kind_of_help_has_one_sentence_that_is_not_its_name(
    facet: Facet, number: int, language: str
) -> None:
    terms = queries.list_terms(facet)

    found = queries.meanings_of(terms, language)

    assert len(found) == len(shipped_of(facet)) == number
    assert {one.language for one in found} == {language}
    for one in found:
        assert FEWEST_WORDS <= len(one.definition.split()) <= MOST_WORDS, one
        assert one.definition.endswith(".") and one.definition.count(". ") == 0
        assert one.definition.casefold().rstrip(".") != one.label.casefold()


def test_a_meaning_is_another_for_every_word() -> None:
    terms = [*queries.list_terms(Facet.NEED), *queries.list_terms(Facet.FORM)]

    assert len({term.definition for term in terms}) == len({term.definition_en for term in terms}) == len(terms)


def test_the_meanings_are_those_of_words_that_are_shipped() -> None:
    meanings = shipped_meanings()

    assert set(meanings) == {Facet.NEED, Facet.FORM}
    for facet, of_facet in meanings.items():
        assert list(of_facet) == [term["code"] for term in shipped_of(facet)]


def test_what_has_no_english_is_read_in_dutch_and_said_to_be() -> None:
    term = Term(facet=Facet.FORM, code="x", label_nl="Buur", label_en="Neighbour", definition="Komt langs.")
    term.definition_en = ""

    assert queries.meaning_of(term, "en") == queries.Meaning("Neighbour", "Komt langs.", "nl")
    term.definition_en = "Drops in."
    assert queries.meaning_of(term, "en") == queries.Meaning("Neighbour", "Drops in.", "en")
    assert queries.meaning_of(term, "nl") == queries.Meaning("Buur", "Komt langs.", "nl")
