"""Codes of questions are read as people say and write them."""

from __future__ import annotations

import pytest

from network.core.ids import read_question_code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("V6K1-JV", "V6K1-JV"),
        ("v6k1jv", "V6K1-JV"),
        (" V6K1 JV ", "V6K1-JV"),
        ("V6KI-JV", "V6K1-JV"),
        ("OV61", "0V61-"),
        ("rekenen", ""),
        ("V6K", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_as_it_was_heard(words: str, code: str) -> None:
    assert read_question_code(words) == code
