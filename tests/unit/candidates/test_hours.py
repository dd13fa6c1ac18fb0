"""When work can begin, which hours are free, and who is away: always counted from the wanted start on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

import pytest
import time_machine

from network.candidates import gathering, ranking
from network.candidates.wanted import surroundings, wanted_of
from network.core import clock as time
from network.core.database import unit_of_work
from network.expertise import service
from network.hours import capacity
from network.matching.columns import Offers
from network.models import CapacityPeriod, ExpertiseProfile, SchoolHoliday, SupportRequest
from tests.factories import make_profile, make_request, make_special_location
from tests.factories.base import saved

pytestmark = pytest.mark.usefixtures("session", "clock")

MONDAY = date(2026, 11, 16)


def hours_from(*periods: tuple[int, int | None, float]) -> list[CapacityPeriod]:
    """Periods of (in how many days, until how many days, hours a week)."""
    return [
        CapacityPeriod(
            starts_on=MONDAY + timedelta(days=first),
            ends_on=None if last is None else MONDAY + timedelta(days=last),
            hours_per_week=hours,
        )
        for first, last, hours in periods
    ]


def asked(*, start_in_days: int = 0) -> SupportRequest:
    return make_request(wanted_start_on=time.today() + timedelta(days=start_in_days))


def provider(
    request: SupportRequest, periods: list[CapacityPeriod] | None = None, **values: object
) -> ExpertiseProfile:
    profile = make_profile(location=make_special_location(region=request.region), **{"lead_days": 0, **values})
    if periods is not None:
        with unit_of_work():
            profile.capacity = periods
    return profile


def known_of(request: SupportRequest, profile: ExpertiseProfile) -> Offers:
    offers = gathering.gather(request, wanted_of(request), surroundings(), also=profile.id)
    return offers.where([offers.row_of(profile.id)])


def broken(request: SupportRequest, profile: ExpertiseProfile) -> set[str]:
    return {one.code for one in ranking.assess(request, profile).conditions if not one.holds}


def away(profile: ExpertiseProfile, *spans: tuple[int, int]) -> None:
    """Nobody is there from the first until the last day of each span, counted in days from today."""
    with unit_of_work():
        for first, last in spans:
            days = {"starts_on": MONDAY + timedelta(days=first), "ends_on": MONDAY + timedelta(days=last)}
            service.add_absence(profile, **days, actor_id=profile.people[0].user_id)


def test_hours_that_end_before_the_wanted_start_are_no_hours_for_it() -> None:
    request = asked(start_in_days=42)
    over = provider(request, periods=hours_from((0, 20, 8)))
    later = provider(request, periods=hours_from((0, 20, 8), (70, None, 8)))

    assert broken(request, over) == {"hours"}
    assert broken(request, later) == set()
    assert known_of(request, later).starts_in_days[0] == 70


@pytest.mark.parametrize(
    ("today", "wanted_on", "begins_on"),
    [
        (date(2026, 11, 22), None, date(2026, 11, 23)),
        (date(2026, 11, 22), date(2026, 11, 26), date(2026, 11, 26)),
        (MONDAY, date(2026, 12, 19), date(2027, 1, 4)),
    ],
)
def test_help_that_is_wanted_on_a_day_off_begins_on_the_first_school_day_and_nobody_is_late_for_it(
    clock: time_machine.Traveller, today: date, wanted_on: date | None, begins_on: date
) -> None:
    days = {"starts_on": date(2026, 12, 19), "ends_on": date(2027, 1, 3)}
    saved(SchoolHoliday(holiday_region="midden", school_year="2026-2027", name="Kerst", **days))
    request = make_request(wanted_start_on=wanted_on)
    profile = provider(request, periods=hours_from((-30, None, 8)))
    clock.move_to(datetime.combine(today, clock_time(12), tzinfo=UTC))

    wanted = wanted_of(request)

    assert wanted.begin_on == begins_on == today + timedelta(days=wanted.start_in_days)
    assert known_of(request, profile).starts_in_days[0] == wanted.start_in_days


def test_who_has_hours_all_along_begins_when_it_is_wanted() -> None:
    request = asked(start_in_days=42)

    known = known_of(request, provider(request))

    assert known.starts_in_days[0] == 42
    assert known.free_hours[0] > 0


def test_hours_are_looked_for_until_twelve_weeks_after_a_start_of_a_year_ahead() -> None:
    request = asked(start_in_days=400)
    in_time = provider(request, periods=hours_from((400 + 75, None, 8)))
    too_late = provider(request, periods=hours_from((400 + 95, None, 8)))

    assert (broken(request, in_time), broken(request, too_late)) == (set(), {"hours"})


def test_too_few_hours_a_week_are_told_with_what_is_needed() -> None:
    request = asked()
    profile = provider(request, periods=hours_from((0, None, 0.9)))

    (rule,) = [one for one in ranking.assess(request, profile).conditions if one.code == "hours"]

    assert not rule.holds
    assert (rule.facts["most"], rule.facts["needed"]) == (pytest.approx(0.9), 1)


@pytest.mark.parametrize(("lead_days", "is_in_time"), [(81, True), (82, False), (84, False)])
def test_who_must_know_it_later_than_the_last_week_is_told_too_late(lead_days: int, is_in_time: bool) -> None:
    request = asked()

    (rule,) = [
        one for one in ranking.assess(request, provider(request, lead_days=lead_days)).conditions if one.code == "hours"
    ]

    assert rule.holds == is_in_time
    assert rule.facts["is_told_too_late"] != is_in_time


@pytest.mark.parametrize(("lead_days", "too_soon"), [(0, 0), (4, 0), (5, 1), (21, 3), (60, 8)])
def test_hours_before_the_lead_time_is_over_are_not_free(lead_days: int, too_soon: int) -> None:
    """Of the first eight weeks after the wanted start only those count in which work can be done."""
    request = asked()
    profile = provider(request, lead_days=lead_days)
    first = MONDAY + timedelta(weeks=too_soon)

    weeks_left = capacity.list_weeks(profile, from_on=first, weeks=8 - too_soon) if too_soon < 8 else []

    assert known_of(request, profile).free_hours[0] == pytest.approx(sum(week.free for week in weeks_left))


def test_a_lead_time_that_is_over_before_the_wanted_start_takes_no_hours() -> None:
    request = asked(start_in_days=42)
    told_late, told_early = provider(request), provider(request, lead_days=42)

    assert known_of(request, told_early).free_hours[0] == known_of(request, told_late).free_hours[0] > 0


def test_a_holiday_where_the_profile_is_puts_off_the_beginning() -> None:
    holiday = {"name": "zomervakantie", "school_year": "2026-2027"}
    saved(SchoolHoliday(holiday_region="noord", starts_on=MONDAY, ends_on=MONDAY + timedelta(days=39), **holiday))
    request = asked()
    north = make_special_location(region=request.region, holiday_region="noord")

    known = known_of(request, make_profile(location=north, lead_days=0))

    assert known_of(request, provider(request)).starts_in_days[0] == 0
    assert known.starts_in_days[0] == 42
    assert not known.is_absent[0]
    assert known.free_hours[0] == pytest.approx(8 * 4 / 5 + 8)


@pytest.mark.parametrize(
    ("spans", "is_absent", "until"),
    [
        ([(0, 27)], True, 27),
        ([(0, 25)], True, 25),
        ([(0, 20), (21, 90)], True, None),
        ([(0, 13), (14, 34)], True, 34),
        ([(0, 24)], False, None),
        ([(1, 40)], False, None),
        ([], False, None),
    ],
)
def test_who_is_away_during_four_school_weeks_is_absent(
    spans: list[tuple[int, int]], is_absent: bool, until: int | None
) -> None:
    request = asked()
    profile = provider(request)
    away(profile, *spans)

    known = known_of(request, profile)

    assert known.is_absent[0] == is_absent
    assert known.absent_until[0] == (None if until is None else MONDAY + timedelta(days=until))


def test_absence_counts_from_the_wanted_start_on() -> None:
    request = asked(start_in_days=28)
    gone, back = provider(request), provider(request)
    away(gone, (30, 80))
    away(gone, (25, 29))
    away(back, (0, 27))

    assert broken(request, gone) == {"present"}
    assert broken(request, back) == set()
