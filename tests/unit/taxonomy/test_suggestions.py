"""From a teacher's words to needs."""

from __future__ import annotations

import pytest

from network.taxonomy.suggestions import suggest_needs

pytestmark = pytest.mark.usefixtures("session")


def codes(text: str) -> list[str]:
    return [one.code for one in suggest_needs(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("een jongen in groep 5 gooit met stoelen en de leerkracht weet het niet meer", "agressieregulatie"),
        ("Hij wordt bij de kleinste tegenslag boos en rent de gang op.", "weglopen"),
        ("Ze doet een faalangsttraining maar klapt nog steeds dicht", "faalangst"),
        ("Veel gedragsproblemen in de klas", "gedrag"),
        ("Ze zit nu al zes weken thuis", "thuiszitten"),
        ("Een leerling met ADHD", "adhd"),
        ("HSP en NT2, maar ook TOS?", "prikkelverwerking"),
        ("HSP en NT2, maar ook TOS?", "nt2"),
        ("HSP en NT2, maar ook TOS?", "tos"),
    ],
)
def test_finds_the_need_behind_the_words(text: str, code: str) -> None:
    assert code in codes(text)


def test_shows_the_words_that_led_to_it() -> None:
    (found,) = [one for one in suggest_needs("Hij gooit elke dag met stoelen.") if one.code == "agressieregulatie"]

    assert "gooit elke dag met stoelen" in found.evidence


def test_what_is_denied_is_not_suggested() -> None:
    assert "dyslexie" not in codes("Er is geen dyslexie vastgesteld.")
    assert "dyslexie" in codes("Er is dyslexie vastgesteld.")


def test_more_evidence_is_surer() -> None:
    little = suggest_needs("Hij is boos.")[0]
    much = suggest_needs("Hij is boos, slaat, schopt en bijt.")[0]

    assert much.confidence > little.confidence


def test_a_text_about_nothing_suggests_nothing() -> None:
    assert codes("Wij willen graag overleggen.") == []


def test_a_slip_of_the_pen_is_understood() -> None:
    assert "selectief-mutisme" in codes("Op school is er sprake van selectief mutsime.")


def test_hears_what_is_not_named_and_shows_in_which_words() -> None:
    found = {one.code: one for one in suggest_needs("Sinds opa is begraven staart ze voor zich uit en huilt om hem.")}

    assert "begraven" in found["rouw-verlies"].evidence
