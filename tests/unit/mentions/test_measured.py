"""Which numbers of a text say how intelligent a pupil is, and which need is heard in them."""

from __future__ import annotations

import pytest

from network.hearing.suggestions import suggest_needs
from network.hearing.vocabulary import shipped_needs


def heard_first(text: str) -> tuple[str, str]:
    first = suggest_needs(text, entries=shipped_needs())[0]
    return first.code, first.evidence[0]


@pytest.mark.parametrize(
    ("text", "need", "words"),
    [
        ("Hij heeft een IQ van 62.", "leervertraging", "IQ van 62"),
        ("Uit het onderzoek kwam een TIQ: 71.", "leervertraging", "TIQ: 71"),
        ("Een jongen, zijn IQ ligt rond de 45.", "zml", "IQ ligt rond de 45"),
        ("Ze heeft een totaal-IQ van 138.", "hoogbegaafdheid", "IQ van 138"),
    ],
)
def test_a_measured_intelligence_is_heard(text: str, need: str, words: str) -> None:
    assert heard_first(text) == (need, words)


@pytest.mark.parametrize(
    "text",
    ["Hij heeft een IQ van 102.", "Het IQ is niet bekend. 62 leerlingen.", "Er zitten 62 leerlingen op onze school."],
)
def test_a_usual_one_and_other_numbers_say_nothing(text: str) -> None:
    found = {one.code for one in suggest_needs(text, entries=shipped_needs())}

    assert found.isdisjoint({"zml", "leervertraging", "hoogbegaafdheid"})
