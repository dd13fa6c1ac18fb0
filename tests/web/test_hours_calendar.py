"""The coming weeks of a profile: why there are fewer hours in some, and who reads them."""

from __future__ import annotations

from datetime import date

import pytest

from network.core.database import db
from network.models import Absence, SchoolHoliday
from tests.factories import make_profile
from tests.page import Answer, Page

pytestmark = pytest.mark.usefixtures("clock")


def words_by_week(answer: Answer) -> dict[str, str]:
    """What stands under the Monday of each week that has words."""
    cells = [cell for cell in answer.all("tbody td:first-child") if cell.cssselect("span")]
    return {cell.text.strip(): cell.cssselect("span")[0].text_content() for cell in cells}


def days_off(first: date, last: date) -> None:
    db.session.add(
        SchoolHoliday(
            holiday_region="midden", name=f"Vrij {first}", school_year="2026-2027", starts_on=first, ends_on=last
        )
    )


def test_a_week_with_less_room_says_why_and_a_usual_one_does_not(page: Page) -> None:
    profile = make_profile(lead_days=14)
    days_off(date(2026, 12, 21), date(2027, 1, 1))
    days_off(date(2027, 1, 15), date(2027, 1, 15))
    profile.absences.append(Absence(starts_on=date(2026, 12, 7), ends_on=date(2026, 12, 11)))
    profile.absences.append(Absence(starts_on=date(2026, 12, 18), ends_on=date(2026, 12, 18)))
    profile.capacity[0].ends_on = date(2027, 1, 31)
    page.sign_in(profile.people[0].user)

    answer = page.get(f"/onze-expertise/{profile.public_id}/uren")

    assert words_by_week(answer) == {
        "ma 16 november": "te kort van tevoren",
        "ma 23 november": "te kort van tevoren",
        "ma 7 december": "afwezig",
        "ma 14 december": "deels afwezig",
        "ma 21 december": "vakantie",
        "ma 28 december": "vakantie",
        "ma 11 januari 2027": "maar 4 schooldagen",
        "ma 1 februari 2027": "geen uren opgegeven",
    }
    assert "Met een nieuwe vraag kan dit profiel niet vóór ma 30 november beginnen." in answer.text


def test_absent_in_all_that_a_holiday_leaves_of_a_week_is_absent(page: Page) -> None:
    profile = make_profile(lead_days=0)
    days_off(date(2026, 11, 23), date(2026, 11, 25))
    profile.absences.append(Absence(starts_on=date(2026, 11, 26), ends_on=date(2026, 11, 27)))
    page.sign_in(profile.people[0].user)

    words = words_by_week(page.get(f"/onze-expertise/{profile.public_id}/uren"))
    assert words["ma 23 november"] == "afwezig"
    assert "ma 16 november" not in words
