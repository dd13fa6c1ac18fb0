"""Ranking offers by needs and words."""

from __future__ import annotations

from network.matching.likeness import Document, NeedIndex, Ranker, WordIndex

PARENTS = {"angst": "gevoel", "faalangst": "gevoel", "lezen": "leren"}


def document(key: str, text: str = "", heard: dict[str, float] | None = None, **confirmed: float) -> Document:
    return Document(key, text, heard or {}, confirmed)


def test_the_need_itself_goes_before_one_that_is_near_and_that_before_none() -> None:
    index = NeedIndex([{"lezen": 1.0}, {"angst": 1.0}, {"faalangst": 1.0}], PARENTS)

    other, near, same = index.likeness({"faalangst": 1.0})

    assert same > near > other == 0.0


def test_an_offer_for_this_goes_before_an_offer_for_everything() -> None:
    index = NeedIndex([{"lezen": 1.0, "angst": 1.0}, {"lezen": 1.0}], PARENTS)

    broad, narrow = index.likeness({"lezen": 1.0})

    assert narrow > broad > 0


def test_words_find_the_same_stems() -> None:
    like, unlike = WordIndex(["Wij geven muzieklessen", "Iets anders"]).likeness("een muziekles geven")

    assert like > unlike


def test_the_order_of_the_offers_does_not_matter() -> None:
    offers = [document("a", heard={"angst": 0.8}), document("b", heard={"lezen": 0.9}), document("c", "iets anders")]
    question = document("q", "lezen", {"lezen": 0.7})

    there, back = Ranker(offers, PARENTS), Ranker(offers[::-1], PARENTS)

    assert there.by_text(question) == back.by_text(question)
    assert there.by_text(question)[0] == "b"


def test_confirmed_needs_go_before_what_was_heard() -> None:
    offers = [document("heard", heard={"angst": 0.9}), document("confirmed", lezen=1.0)]

    assert Ranker(offers, PARENTS).by_confirmed(document("q", heard={"angst": 0.9}, lezen=1.0))[0] == "confirmed"
