"""Numbers and units as people read them."""

from __future__ import annotations

import pytest
from flask import Flask

from network.core.formatting import hours
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
