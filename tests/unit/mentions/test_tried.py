"""What was tried already is no wish for that help."""

from __future__ import annotations

import pytest

from network.hearing.suggestions import suggest_forms
from network.hearing.vocabulary import shipped_forms


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Time-out, gesprek met ouders: al geprobeerd", []),
        ("Wat heb je al geprobeerd? Een time-out.", []),
        ("Een time-out hebben we al gedaan, nu graag observatie in de klas.", ["observatie"]),
        ("Al geprobeerd: een time-out. We zoeken observatie.", ["observatie"]),
        ("Graag observatie, want gesprekken hebben we al geprobeerd.", ["observatie"]),
        ("We willen weten of een time-out kan helpen.", ["time-out"]),
    ],
)
def test_only_what_is_wished_for_is_suggested(text: str, codes: list[str]) -> None:
    assert [one.code for one in suggest_forms(text, entries=shipped_forms())] == codes
