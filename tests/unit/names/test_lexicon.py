"""The words that the guard knows, weighed against each other."""

from __future__ import annotations

import pytest

from network.names.finder import find_names
from network.names.lexicon import first_names, is_ordinary

# Children are called so, and schools write most of these words with a small letter.
CHILDREN = (
    "Lente Zomer Bloem Ster Zon Hemel Lux Junior Engel Beer Tijger Roos Linde Hazel Fee Storm Wolf Sky Vlinder Rein Moos Mees Puck Pip"
    " Fleur Joy Hope Faith River Guus Pleun Floor Merel Jet Kick Sepp Stijn Robijn Parel Maan Bo Sam"
)
# Of no list of names, and words of every day: known by what stands around them alone.
UNLISTED = "Star Min Long Wen Bao Rust"


def test_no_known_first_name_is_taken_for_an_ordinary_word() -> None:
    assert [name for name in first_names() if is_ordinary(name)] == []
    assert is_ordinary("Driftbuien")


@pytest.mark.parametrize(
    "text",
    [
        "Het meisje {} durft niet naar school.",
        "Onze leerling {} is bang.",
        "Een kleuter, {}, die zwijgt.",
        "Wij helpen het broertje {}.",
        "De vriend {} en zijn zus slaan.",
        "Met zijn neef {} en Sem gaat het mis.",
    ],
)
def test_a_capital_hides_no_child(text: str) -> None:
    assert [name for name in (CHILDREN + " " + UNLISTED).split() if name not in names_in(text.format(name))] == []


@pytest.mark.parametrize("text", ["Hulp voor {} gevraagd.", "Zorgen over {}: slaapt slecht.", "Onze {} slaapt slecht."])
def test_who_is_called_by_a_word_needs_no_cue(text: str) -> None:
    assert [name for name in CHILDREN.split() if name not in names_in(text.format(name))] == []
    assert names_in(text.format("Rust")) == []


def names_in(text: str) -> list[str]:
    return [text[start:end] for start, end in find_names(text)]
