"""Keeping school holidays by hand: what cannot be a holiday is refused, and says which field to mend."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from network.core.database import db
from network.models import SchoolHoliday
from tests.factories import make_national
from tests.page import Page
from tests.web.conftest import signed_in

SUMMER = {
    "holiday_region": "midden",
    "school_year": "2026-2027",
    "name": "Zomervakantie",
    "starts_on": "2027-07-17",
    "ends_on": "2027-08-29",
}


@pytest.fixture(autouse=True)
def _national(page: Page, clock: object) -> None:
    signed_in(page, make_national())


def test_a_summer_holiday_ends_after_its_school_year(page: Page) -> None:
    assert page.submit("/beheer/vakanties/nieuw", SUMMER).status == 302

    assert db.session.scalars(select(SchoolHoliday.name)).all() == ["Zomervakantie"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("school_year", "2026-2028", "Schrijf twee jaren na elkaar"),
        ("starts_on", "2026-07-18", "Deze dag valt niet in het schooljaar 2026-2027"),
        ("ends_on", "2062-08-29", "Een vakantie duurt hoogstens 90 dagen"),
    ],
)
def test_what_cannot_be_a_holiday_is_refused_at_its_field(page: Page, field: str, value: str, words: str) -> None:
    answer = page.submit("/beheer/vakanties/nieuw", SUMMER | {field: value})

    assert answer.status == 422
    assert any(words in text for text in answer.texts(f"#{field}-error")), answer.text
    assert not db.session.scalar(select(func.count(SchoolHoliday.id)))


def test_all_that_is_wrong_with_a_holiday_is_said_at_once(page: Page) -> None:
    wrong = {"name": "", "starts_on": "2026-07-18", "ends_on": "2026-07-17"}

    answer = page.submit("/beheer/vakanties/nieuw", SUMMER | wrong)

    assert [error.get("id") for error in answer.all(".field-error")] == [f"{name}-error" for name in wrong]


def test_a_holiday_is_not_kept_twice_and_days_that_another_has_too_are_told(page: Page) -> None:
    page.submit("/beheer/vakanties/nieuw", SUMMER)

    double = page.submit("/beheer/vakanties/nieuw", SUMMER | {"name": "zomervakantie"})
    kept = page.submit("/beheer/vakanties/nieuw", SUMMER | {"name": "Extra dagen"}, follow=True)

    assert (double.status, double.texts("#name-error")) == (
        422,
        ["Deze vakantie staat er al voor deze regio en dit jaar."],
    )
    assert kept.texts(".flash-warning") == [
        "Deze vakantie overlapt met “Zomervakantie” in dezelfde regio. Kijk na of dat klopt."
    ]
