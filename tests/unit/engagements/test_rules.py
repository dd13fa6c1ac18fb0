"""Of which days the contact of a traject can be."""

from __future__ import annotations

from datetime import date

import pytest

from network.engagements.rules import earliest_contact


@pytest.mark.parametrize(
    ("starts_on", "earliest"),
    [(None, date(2026, 11, 2)), (date(2026, 12, 1), date(2026, 11, 2)), (date(2026, 10, 16), date(2026, 10, 2))],
)
def test_contact_may_be_two_weeks_older_than_the_yes_or_the_plan(starts_on: date | None, earliest: date) -> None:
    assert earliest_contact(date(2026, 11, 16), starts_on) == earliest
