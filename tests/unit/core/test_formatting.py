"""Numbers and units as people read them."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from network.core.formatting import hours, km, mail_address, postcode, whole_bands, within_sentence
from network.core.i18n import in_language


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [(1, "1 uur", "1 hour"), (1.0, "1 uur", "1 hour"), (2.5, "2,5 uur", "2.5 hours"), (0, "0 uur", "0 hours")],
)
def test_hours_are_told_in_the_language_of_the_reader(app: Flask, value: float, dutch: str, english: str) -> None:
    with app.test_request_context():
        with in_language("nl"):
            assert hours(value) == dutch
        with in_language("en"):
            assert hours(value) == english


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0, "minder dan 1 km"), (0.94, "minder dan 1 km"), (1, "1 km"), (6.6, "7 km"), (None, "")],
)
def test_no_school_is_at_0_km(app: Flask, value: float | None, words: str) -> None:
    with app.test_request_context(), in_language("nl"):
        assert km(value) == words


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("De Ster · groep 3-4 (6-8 jr)", ["groep 3-4", "(6-8 jr)"]),
        ("vo onderbouw (12-15 jr), years 5-6 (age 8-10)", ["(12-15 jr)", "years 5-6", "(age 8-10)"]),
        ("Jan-Ligthart (oost) 2", []),
        ("De Ster (in de oude school, groep 3-4 en de tuin)", ["groep 3-4"]),
    ],
)
def test_a_band_of_ages_stays_on_one_line(words: str, whole: list[str]) -> None:
    assert re.findall(r'<span class="text-nowrap">(.*?)</span>', whole_bands(words)) == whole
    assert whole_bands(words).striptags() == words


@pytest.mark.parametrize(("value", "words"), [("4043HD", "4043\N{NO-BREAK SPACE}HD"), ("4043", "4043"), ("", "")])
def test_a_postcode_has_its_space_and_stays_on_one_line(value: str, words: str) -> None:
    assert postcode(value) == words


def test_what_stands_in_an_address_is_no_markup() -> None:
    assert mail_address("ina<b>@school.example") == "ina&lt;b&gt;<wbr>@school.example"


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Angst", "angst"),
        ("ADHD / ADD", "ADHD / ADD"),
        ("Dutch as second language", "Dutch as second language"),
        ("Down syndrome", "Down syndrome"),
        ("Downsyndroom", "downsyndroom"),
    ],
)
def test_names_keep_their_capital_within_a_sentence(label: str, words: str) -> None:
    assert within_sentence(label) == words
