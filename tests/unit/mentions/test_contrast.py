"""What goes well beside what does not is no need; what is set against praise is one."""

from __future__ import annotations

import pytest

from network.hearing.suggestions import LEAST_CONFIDENCE, hear_needs
from network.hearing.vocabulary import shipped_needs


def heard(text: str) -> list[str]:
    return [one.code for one in hear_needs(text, shipped_needs()) if one.confidence >= LEAST_CONFIDENCE]


@pytest.mark.parametrize(
    "text",
    [
        "Hij heeft moeite met lezen maar niet met rekenen.",
        "Onze zorgen gaan over lezen, niet over rekenen.",
        "We zoeken hulp bij het lezen en niet bij het rekenen.",
        "Ze kan goed rekenen, maar lezen lukt niet.",
        "Rekenen gaat goed, lezen niet.",
        "Hij is goed in rekenen en schrijven, maar lezen is een drama.",
    ],
)
def test_only_what_does_not_go_well_is_heard(text: str) -> None:
    found = heard(text)

    assert found[0] == "lezen"
    assert "rekenen" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Hij kan goed omgaan met taal, niet met rekenen.",
        "Het gaat goed met taal, niet met rekenen.",
        "Ze kan niet goed rekenen.",
        "Rekenen gaat goed als iemand naast haar zit.",
        "Eén op één gaat rekenen goed, maar in de klas niet.",
        "Thuis gaat rekenen goed, op school niet.",
        "Rekenen gaat steeds minder goed.",
        "Hoe kunnen we haar goed rekenen leren?",
        "In groep 4 ging rekenen nog goed, maar nu loopt hij vast.",
        "Rekenen gaat pas goed na drie keer uitleg.",
        "Hij kan goed rekenen met blokjes, uit zijn hoofd lukt het niet.",
        "Rekenen gaat niet goed en dat maakt haar onzeker.",
        "Geen moeite met lezen, maar rekenen gaat moeizaam, ook niet met rekenen op papier.",
    ],
)
def test_what_lacks_praise_is_heard(text: str) -> None:
    assert "rekenen" in heard(text)


def test_who_learns_well_is_still_heard_to_be_clever() -> None:
    assert "hoogbegaafdheid" in heard("Hij kan goed leren, verveelt zich en heeft alles zo af.")


@pytest.mark.parametrize("text", ["Ze zegt geen woord in de klas.", "Praat alleen thuis, op school geen woord."])
def test_no_word_is_what_is_the_matter_and_nothing_that_is_denied(text: str) -> None:
    assert heard(text)[0] == "selectief-mutisme"
