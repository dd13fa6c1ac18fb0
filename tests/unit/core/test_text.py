"""Words of Dutch text, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from network.core.text import LONGEST_WORD, fold, located_words_of, words_of


@given(st.text())
@example("Na 1½ uur en ⅓ van nummer №5")
@example("OPA'S dood")
@example("e\u0301e\u0301n uur, in losse tekens")
@example("ﬃ İ ß \u0301los")
def test_every_word_has_a_place_in_the_text_and_is_found_there(text: str) -> None:
    located = located_words_of(text)

    assert [word for word, _begin, _end in located] == words_of(text)
    assert all(0 <= begin < end <= len(text) for _word, begin, end in located)
    assert all(word in fold(text[begin:end]) for word, begin, end in located)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("OPA'S dood", ["OPA'S", "dood"]),
        ("Eén e\u0301e\u0301n uur", ["Eén", "e\u0301e\u0301n", "uur"]),
        ("na ½ uur", ["na", "½", "½", "uur"]),
    ],
)
def test_a_place_holds_the_word_as_it_was_written(text: str, written: list[str]) -> None:
    assert [text[begin:end] for _word, begin, end in located_words_of(text)] == written


def test_what_is_longer_than_any_word_is_known_by_its_beginning() -> None:
    assert words_of("a" * 100_000 + " b") == ["a" * LONGEST_WORD, "b"]
