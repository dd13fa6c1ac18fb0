"""What sounds most alike: for questions, and for anything else with a text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.core.database import db
from network.expertise import cards
from network.hearing.likeness import hear, model_in_use, most_alike, with_confirmed
from network.hearing.suggestions import suggest_needs
from network.models import Synonym, Term
from network.models.taxonomy import Facet
from network.taxonomy import queries
from tests.factories import make_profile

CODES = st.sampled_from(["angst", "faalangst", "dyslexie", "gedrag"])
VECTORS = st.dictionaries(CODES, st.floats(0, 1), max_size=3)


def found(others: dict[Any, dict[str, float]], asked: dict[str, float] | None = None) -> list[Any]:
    return list(most_alike({"angst": 1.0} if asked is None else asked, others, least=0.5, most=5))


def test_the_most_alike_come_first_and_what_is_about_something_else_not_at_all() -> None:
    others = {"other": {"dyslexie": 1.0}, "near": {"angst": 0.6, "dyslexie": 0.8}, "same": {"angst": 1.0}}

    assert found(others) == ["same", "near"]


def test_as_many_as_asked_and_equals_stay_in_their_order() -> None:
    others = {number: {"angst": 1.0} for number in (9, 3, 7, 1, 8, 2)}

    assert found(others) == [9, 3, 7, 1, 8]


def test_nothing_is_like_a_text_in_which_nothing_was_heard() -> None:
    assert found({"one": {"angst": 1.0}, "silent": {}}, asked={}) == []
    assert found({"silent": {}}) == []
    assert found({}) == []


def test_what_a_person_confirmed_counts_as_much_as_all_that_is_heard() -> None:
    vector = with_confirmed({"angst": 0.6, "gedrag": 0.8}, ["faalangst"])

    assert sum(share**2 for share in vector.values()) == pytest.approx(1)
    assert vector["faalangst"] ** 2 == pytest.approx(vector["angst"] ** 2 + vector["gedrag"] ** 2)
    assert with_confirmed({}, ["angst"]) == {"angst": 1.0}
    assert with_confirmed({}, []) == {}


@given(VECTORS, st.dictionaries(st.integers(), VECTORS, max_size=12))
def test_nobody_left_out_is_more_alike_than_who_is_named(asked: dict[str, float], others: dict) -> None:
    named = most_alike(asked, others, least=0.5, most=5)

    alone = {key: most_alike(asked, {key: other}, least=0.0, most=1)[key] for key, other in others.items()}
    assert all(0.5 <= share == alone[key] <= 1.0 for key, share in named.items())
    least = min(named.values()) if len(named) == 5 else 0.5
    assert all(alone[key] <= least for key in others if key not in named)


@pytest.fixture
def need(session: Any) -> Term:
    """A need of the shipped vocabulary; what is done to it is undone."""
    return next(term for term in queries.list_terms(Facet.NEED) if term.code == "angst")


def test_what_hears_is_another_when_a_name_changes_and_the_same_when_it_is_put_back(need: Term) -> None:
    before = model_in_use()

    need.synonyms.append(Synonym(phrase="trillende knieën"))
    db.session.flush()
    with_synonym = model_in_use()
    need.synonyms.pop()
    need.definition = "Iets anders"
    db.session.flush()

    assert len(with_synonym) == len(before) == 16
    assert with_synonym != before == model_in_use()
    need.label_nl = "Vrees"
    db.session.flush()
    assert model_in_use() not in (before, with_synonym)


def test_a_new_name_is_heard_at_once_and_a_retired_need_no_more(need: Term) -> None:
    assert "angst" not in {one.code for one in suggest_needs("Hij heeft zwabberzucht")}

    need.synonyms.append(Synonym(phrase="zwabberzucht"))
    db.session.flush()
    assert "angst" in {one.code for one in suggest_needs("Hij heeft zwabberzucht")}

    need.is_retired = True
    db.session.flush()
    assert "angst" not in {one.code for one in suggest_needs("Hij heeft zwabberzucht en angst")}


def test_a_card_heard_with_other_names_is_outdated(need: Term) -> None:
    make_profile()
    assert cards.rewrite_all(only_outdated=True) == 0

    need.synonyms.append(Synonym(phrase="trillende knieën"))
    db.session.flush()

    assert cards.rewrite_all(only_outdated=True) == 1
    assert cards.rewrite_all(only_outdated=True) == 0


@pytest.mark.usefixtures("session")
def test_a_profile_with_a_fraction_in_its_text_is_kept_and_heard() -> None:
    profile = make_profile(description="Wij komen 1½ uur per week bij faalangst.")

    assert "faalangst" in hear(profile.description)
