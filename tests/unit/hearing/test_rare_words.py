"""The words by which a text is known among others."""

from __future__ import annotations

from network.hearing.rare_words import MOST, rare_words


def test_what_hardly_any_text_has_is_kept_and_what_every_text_has_is_not() -> None:
    words = rare_words("Een leerling in groep 5 zit sinds de herfst in een rolstoel en wil niet naar school.")

    assert "rolstoel" in words
    assert not words & {"leerling", "school", "groep", "niet"}


def test_one_that_the_model_never_read_is_rare_in_all_its_forms() -> None:
    assert rare_words("De brugpiepers zijn moe.") & rare_words("Een brugpieper is moe.")


def test_numbers_and_abbreviations_are_no_words() -> None:
    assert not rare_words("Op 12 en 2026, om 9.30 u, in 4b.")


def test_of_a_long_text_only_the_rarest_are_kept() -> None:
    long = " ".join(f"qx{chr(97 + n // 26)}{chr(97 + n % 26)}zel" for n in range(3 * MOST))

    assert len(rare_words(long)) == MOST
