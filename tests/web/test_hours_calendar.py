"""The coming weeks of a profile: why there are fewer hours in some, and who reads them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from network.core.database import db, unit_of_work
from network.hours import capacity
from network.models import Absence, ExpertiseProfile, SchoolHoliday, User
from network.models.expertise import ProfileState, Reach
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_location,
    make_match,
    make_national,
    make_profile,
    make_region,
    make_request,
    make_requester,
    make_special_location,
)
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


def elsewhere(**values) -> ExpertiseProfile:
    """A profile of a school in a region of somebody else."""
    return make_profile(make_region(), **values)


def coordinator_near(latitude: float) -> User:
    """Who coordinates a region with one school, at this latitude."""
    return make_coordinator(make_location(latitude=latitude, longitude=5.429).region)


def opens(page: Page, reader: User, profile: ExpertiseProfile) -> bool:
    """Whether the reader may open the calendar; a link leads there exactly then."""
    page.sign_in(reader)
    path = f"/aanbod/{profile.public_id}/uren"
    status = page.get(path).status
    shown = page.get(f"/aanbod/{profile.public_id}")
    assert status in {200, 403, 404}
    if shown.status == 200:
        assert bool(shown.all(f"a[href='{path}']")) == (status == 200)
    return status == 200


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
        "ma 1 februari 2027": "geen uren",
    }
    assert "Met een nieuwe vraag kan dit profiel niet vóór ma 30 november beginnen." in answer.text


def test_in_a_weekend_the_coming_week_is_the_first(page: Page, clock) -> None:
    profile = make_profile()
    clock.shift(timedelta(days=(5 - date.today().weekday()) % 7))
    page.sign_in(profile.people[0].user)

    shown = page.get(f"/onze-expertise/{profile.public_id}/uren").texts("tbody td:first-child")

    assert shown[0].startswith("ma 23 november")


@pytest.mark.parametrize(
    ("form", "typed", "wrong"),
    [
        (
            "periode",
            {"hours_per_week": "", "starts_on": "2026-12-01", "ends_on": "2026-11-30"},
            "hours_per_week ends_on",
        ),
        ("afwezig", {"absent_from": "", "absent_until": "2026-11-06"}, "absent_from absent_until"),
    ],
)
def test_a_wrong_end_is_said_together_with_what_else_is_wrong(page: Page, form: str, typed: dict, wrong: str) -> None:
    profile = make_profile()
    page.sign_in(profile.people[0].user)

    answer = page.submit(f"/onze-expertise/{profile.public_id}/uren/{form}", typed)

    assert [error.get("id") for error in answer.all(".field-error")] == [f"{name}-error" for name in wrong.split()]


def test_days_that_are_over_are_no_absence_any_more(page: Page) -> None:
    profile = make_profile()
    page.sign_in(profile.people[0].user)
    path = f"/onze-expertise/{profile.public_id}/uren"

    answer = page.submit(f"{path}/afwezig", {"absent_from": "2026-11-02", "absent_until": "2026-11-06"})

    assert answer.status == 422
    assert "Deze dagen zijn al voorbij." in answer.text
    assert profile.absences == []
    assert page.get(f"{path}/afwezig").location == path


def test_a_page_of_an_earlier_version_still_saves_how_much_at_a_time(page: Page) -> None:
    profile = make_profile()
    page.sign_in(profile.people[0].user)
    path = f"/onze-expertise/{profile.public_id}/uren"
    sent = {"version": str(profile.version), "max_open": "7", "lead_days": "3"}

    refused = page.submit(f"{path}/grenzen", sent | {"max_open": "veel"})
    answer = page.submit(f"{path}/grenzen", sent)

    assert (refused.status, page.get(f"{path}/grenzen").location) == (422, path)
    assert (answer.status, answer.location) == (302, path)
    db.session.refresh(profile)
    assert (profile.max_open, profile.lead_days) == (7, 3)


def test_absent_in_all_that_a_holiday_leaves_of_a_week_is_absent(page: Page) -> None:
    profile = make_profile(lead_days=0)
    days_off(date(2026, 11, 23), date(2026, 11, 25))
    profile.absences.append(Absence(starts_on=date(2026, 11, 26), ends_on=date(2026, 11, 27)))
    page.sign_in(profile.people[0].user)

    words = words_by_week(page.get(f"/onze-expertise/{profile.public_id}/uren"))
    assert words["ma 23 november"] == "afwezig"
    assert "ma 16 november" not in words


def test_a_coordinator_of_a_region_that_is_served_reads_the_weeks_and_can_change_nothing(page: Page) -> None:
    region = make_region()
    profile = elsewhere(title="Rust", regions=[region])
    match = make_match(profile=profile, request=make_request(title="Boos op het plein"), state="accepted")
    with unit_of_work():
        capacity.reserve(make_engagement(match=match), hours=4, starts_on=None)
    page.sign_in(make_coordinator(region))

    answer = page.get(f"/aanbod/{profile.public_id}/uren")

    assert answer.texts("h1") == ["Uren: Rust"]
    assert answer.texts("tbody tr")[1] == "ma 23 november 8 uur 2 uur 6 uur"
    assert not answer.all("main form") and not answer.all("main button")
    assert f"/onze-expertise/{profile.public_id}" not in answer.text_raw
    assert "Boos op het plein" not in answer.text_raw
    assert match.request.location.name not in answer.text_raw
    assert [link.text_content() for link in answer.all(".top a[aria-current=true]")] == ["Aanbod"]


def test_who_coordinates_reads_hours_of_whoever_serves_the_region_and_of_nobody_else(page: Page) -> None:
    region = make_region()
    coordinator = make_coordinator(region)

    assert opens(page, coordinator, make_profile(region))
    assert opens(page, coordinator, make_profile(region, state=ProfileState.DRAFT))
    assert opens(page, coordinator, elsewhere(regions=[region]))
    assert opens(page, coordinator, elsewhere(reach=Reach.NATIONAL))
    assert opens(page, coordinator, make_profile(location=make_special_location(region=None, cluster="1")))
    assert not opens(page, coordinator, elsewhere())
    assert not opens(page, coordinator, elsewhere(regions=[region], state=ProfileState.DRAFT))


def test_kilometres_serve_a_region_when_they_reach_a_school_of_it(page: Page) -> None:
    profile = elsewhere(reach=Reach.KILOMETRES, reach_km=30)

    assert opens(page, coordinator_near(52.0), profile)
    assert not opens(page, coordinator_near(52.5), profile)
    assert not opens(page, make_coordinator(), profile)


def test_national_staff_read_hours_where_nobody_coordinates(page: Page) -> None:
    national, left, looked_after = make_national(), make_region(), make_region()
    make_coordinator(looked_after)

    assert opens(page, national, make_profile(left))
    assert opens(page, national, make_profile(location=make_special_location(region=None)))
    assert not opens(page, national, make_profile(looked_after))


def test_schools_do_not_read_the_hours_of_others(page: Page) -> None:
    region = make_region()
    profile = make_profile(region)

    assert not opens(page, make_requester(make_location(region=region)), profile)
    assert not opens(page, make_profile(region).people[0].user, profile)


def test_the_own_school_goes_from_what_coordinators_read_to_its_own_page(page: Page) -> None:
    profile = make_profile()
    page.sign_in(profile.people[0].user)

    answer = page.get(f"/aanbod/{profile.public_id}/uren")

    assert answer.all(f"main a[href='/onze-expertise/{profile.public_id}/uren']")


def test_why_a_profile_does_or_does_not_fit_leads_to_its_hours(page: Page) -> None:
    question = make_request()
    page.sign_in(make_coordinator(question.region))
    own, other = make_profile(question.region), elsewhere()

    def links(profile: ExpertiseProfile) -> list[str]:
        shown = page.get(f"/ondersteuningsvragen/{question.code}/waarom/{profile.public_id}")
        assert shown.status == 200
        return shown.texts(f"a[href='/aanbod/{profile.public_id}/uren']")

    assert links(own) == ["Bekijk de uren per week"]
    assert links(other) == []


def test_beside_the_hours_stands_how_much_is_taken_on_at_a_time(page: Page) -> None:
    region = make_region()
    page.sign_in(make_coordinator(region))

    without, with_both = (
        page.get(f"/aanbod/{profile.public_id}/uren").text
        for profile in (make_profile(region, max_open=1), make_profile(region, max_open=4, max_per_30_days=2))
    )

    assert "Dit profiel doet hooguit 1 traject tegelijk." in without
    assert "In 30 dagen" not in without
    assert "hooguit 4 trajecten tegelijk. In 30 dagen neemt het hooguit 2 nieuwe vragen aan." in with_both
