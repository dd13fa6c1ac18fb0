"""The words that the guard knows, weighed against each other."""

from __future__ import annotations

from network.names.lexicon import first_names, is_ordinary


def test_no_known_first_name_is_taken_for_an_ordinary_word() -> None:
    assert [name for name in first_names() if is_ordinary(name)] == []
    assert is_ordinary("Driftbuien")
