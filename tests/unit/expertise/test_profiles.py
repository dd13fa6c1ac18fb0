"""Profiles: their states, their words, and their hours."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from network.core import clock
from network.core.database import db, unit_of_work
from network.core.errors import Conflict, InvalidInput, InvalidState
from network.expertise import capacity, directory, free_weeks, publishing, search, service
from network.expertise.directory import Filters
from network.expertise.rules import Period, WeekHours, hours_of_week, spread
from network.models import ExpertiseProfile, FollowUp, Notice, SchoolHoliday
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind, FollowUpState
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_location,
    make_match,
    make_profile,
    make_special_location,
    make_user,
)
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")
MONDAY = date(2026, 11, 16)


def took_on(profile: ExpertiseProfile, *, days_ago: int) -> None:
    make_engagement(
        match=make_match(profile=profile, state="accepted"), created_at=clock.now() - timedelta(days=days_ago)
    )


def indexed(**values: object) -> ExpertiseProfile:
    profile = make_profile(**values)
    with unit_of_work():
        search.index(profile)
    return profile


def titles(**filters: str) -> list[str]:
    return [card.profile.title for card in directory.page_of_profiles(Filters(**filters)).rows]


def test_search_finds_by_stem_and_leaves_out_what_does_not_hold_the_word() -> None:
    indexed(title="Gedragsprobleem in de klas")
    indexed(title="Lezen en schrijven", needs=("lezen",))

    assert titles(words="gedragsproblemen") == ["Gedragsprobleem in de klas"]


def test_search_puts_who_holds_all_words_first() -> None:
    indexed(title="Angst")
    indexed(title="Angst en thuiszitten")

    assert titles(words="thuiszitten angst") == ["Angst en thuiszitten", "Angst"]


def test_words_that_say_nothing_do_not_filter() -> None:
    indexed(title="Een profiel")

    assert titles(words="de het een") == ["Een profiel"]


def test_a_group_of_needs_finds_what_lies_below_it() -> None:
    indexed(title="Boosheid", needs=("agressieregulatie",))
    indexed(title="Lezen", needs=("lezen",))

    assert titles(need="gedrag") == ["Boosheid"]


def test_how_many_profiles_are_found_is_told_over_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "PAGE_SIZE", 2)
    for _number in range(3):
        make_profile(needs=("agressieregulatie",))
    make_profile(needs=("lezen",))

    page = directory.page_of_profiles(Filters(need="gedrag"))

    assert (len(page.rows), page.count) == (2, 3)


def test_full_profiles_stay_in_the_list_and_say_so() -> None:
    profile = make_profile(title="Vol", max_open=1)
    make_engagement(match=make_match(profile=profile, state="accepted"))
    make_profile(title="Vrij")

    cards = {card.profile.title: card.is_full for card in directory.page_of_profiles(Filters()).rows}

    assert cards == {"Vol": True, "Vrij": False}


def test_a_profile_without_a_place_says_when_the_first_traject_should_end() -> None:
    profile = make_profile(max_open=2, max_per_30_days=9)
    for weeks in (3, 6):
        make_engagement(
            match=make_match(profile=profile, state="accepted"),
            state="running",
            starts_on=MONDAY,
            ends_on=MONDAY + timedelta(weeks=weeks),
        )

    card = directory.card_of(profile)

    assert (card.is_full, card.free_from) == (True, MONDAY + timedelta(weeks=3, days=1))


def test_a_profile_that_took_on_its_share_of_the_month_says_when_it_may_again() -> None:
    profile = make_profile(max_open=9, max_per_30_days=1)
    took_on(profile, days_ago=10)
    took_on(make_profile(), days_ago=1)

    card = directory.card_of(profile)

    assert (card.is_full, card.free_from) == (True, MONDAY + timedelta(days=21))


def test_the_share_of_the_month_is_that_of_the_region_where_the_profile_names_none() -> None:
    profile = make_profile(max_open=9, max_per_30_days=None)
    for days in (1, 12):
        took_on(profile, days_ago=days)

    assert directory.card_of(profile).free_from == MONDAY + timedelta(weeks=3)  # a Saturday, so the Monday after


def test_a_traject_without_a_plan_should_end_with_the_hours_it_holds() -> None:
    profile = make_profile(max_open=1)
    engagement = make_engagement(match=make_match(profile=profile, state="accepted"))
    with unit_of_work():
        capacity.reserve(engagement, hours=4, starts_on=None)

    # It can begin on Saturday, five days from now: so in the weeks of 23 and 30 November.
    assert directory.card_of(profile).free_from == MONDAY + timedelta(weeks=3)


def test_nobody_can_tell_when_a_traject_ends_that_should_have_ended() -> None:
    profile = make_profile(max_open=1)
    make_engagement(
        match=make_match(profile=profile, state="accepted"),
        state="running",
        starts_on=MONDAY - timedelta(weeks=4),
        ends_on=MONDAY - timedelta(days=3),
    )

    card = directory.card_of(profile)

    assert (card.is_full, card.free_from) == (True, None)


def test_a_full_profile_is_not_promised_for_a_week_of_holidays() -> None:
    with unit_of_work():
        db.session.add(
            SchoolHoliday(
                holiday_region="midden",
                school_year="2026-2027",
                name="Herfst",
                starts_on=MONDAY + timedelta(weeks=1),
                ends_on=MONDAY + timedelta(weeks=1, days=6),
            )
        )
    profile = make_profile(location=make_special_location(holiday_region="midden"))
    with unit_of_work():
        service.add_absence(
            profile, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=6), actor_id=make_coordinator().id
        )

    assert directory.card_of(profile).free_from == MONDAY + timedelta(weeks=2)


def test_a_draft_says_what_it_still_needs() -> None:
    with unit_of_work():
        draft = service.create(make_special_location(), title="Nieuw", actor_id=make_coordinator().id)

    with pytest.raises(InvalidInput, match="een onderwerp.*uren per week"), unit_of_work():
        publishing.submit(draft, actor_id=1)


def test_a_regular_school_has_no_profile() -> None:
    with pytest.raises(InvalidInput, match="speciaal onderwijs"), unit_of_work():
        service.create(make_location(), title="Nieuw", actor_id=make_coordinator().id)


def test_the_coordinator_of_the_region_hears_of_a_new_profile_and_no_other() -> None:
    home = make_special_location()
    coordinator, other = make_coordinator(home.region), make_coordinator()
    profile = make_profile(location=home, state=ProfileState.DRAFT, published_at=None)

    with unit_of_work():
        publishing.submit(profile, actor_id=profile.people[0].user_id)

    told = db.session.scalars(select(Notice.recipient_id)).all()
    assert coordinator.id in told
    assert other.id not in told


def test_a_published_profile_is_asked_every_half_year_whether_it_still_holds(clock) -> None:
    profile = make_profile(state=ProfileState.IN_REVIEW)
    with unit_of_work():
        publishing.publish(profile, actor_id=make_coordinator().id)

    clock.shift(timedelta(days=190))
    work.sweep()

    kinds = db.session.scalars(select(Notice.kind)).all()
    open_ones = select(FollowUp).where(FollowUp.state == FollowUpState.OPEN)
    assert "profile_freshness" in kinds
    assert [f.kind for f in db.session.scalars(open_ones)] == [FollowUpKind.PROFILE_FRESHNESS]


def test_a_closed_school_is_not_asked_whether_its_profile_still_holds(clock) -> None:
    profile = make_profile()
    with unit_of_work():
        publishing.confirm(profile, actor_id=profile.people[0].user_id)
        profile.location.closed_on = MONDAY

    clock.shift(timedelta(days=190))
    work.sweep()

    assert "profile_freshness" not in db.session.scalars(select(Notice.kind)).all()


def test_a_pause_with_a_date_ends_by_itself(clock) -> None:
    profile = make_profile()
    with unit_of_work():
        publishing.pause(profile, until=MONDAY + timedelta(days=7), actor_id=profile.people[0].user_id)
    assert profile.state is ProfileState.PAUSED

    clock.shift(timedelta(days=8))
    work.sweep()

    assert db.session.get(ExpertiseProfile, profile.id).state is ProfileState.PUBLISHED


def test_a_pause_until_yesterday_is_refused() -> None:
    with pytest.raises(InvalidInput), unit_of_work():
        publishing.pause(make_profile(), until=MONDAY - timedelta(days=1), actor_id=1)


def test_a_draft_cannot_be_published_past_the_coordinator() -> None:
    with pytest.raises(InvalidState), unit_of_work():
        publishing.publish(make_profile(state=ProfileState.DRAFT), actor_id=1)


def test_saving_over_a_colleague_is_refused() -> None:
    profile = make_profile()

    with pytest.raises(Conflict):
        service.refuse_stale(profile, str(profile.version - 1))
    service.refuse_stale(profile, str(profile.version))


def test_a_new_period_of_hours_ends_the_one_before() -> None:
    profile = make_profile()

    with unit_of_work():
        service.add_hours(
            profile, hours_per_week=4, starts_on=date(2027, 1, 4), ends_on=None, actor_id=profile.people[0].user_id
        )

    assert [(p.starts_on, p.ends_on) for p in sorted(profile.capacity, key=lambda p: p.starts_on)] == [
        (date(2025, 8, 1), date(2027, 1, 3)),
        (date(2027, 1, 4), None),
    ]


def test_after_a_period_of_other_hours_the_usual_ones_hold_again() -> None:
    profile = make_profile()

    with unit_of_work():
        service.add_hours(
            profile, hours_per_week=2, starts_on=date(2027, 1, 4), ends_on=date(2027, 1, 31), actor_id=make_user().id
        )

    assert [
        (p.starts_on, p.ends_on, p.hours_per_week) for p in sorted(profile.capacity, key=lambda p: p.starts_on)
    ] == [
        (date(2025, 8, 1), date(2027, 1, 3), 8),
        (date(2027, 1, 4), date(2027, 1, 31), 2),
        (date(2027, 2, 1), None, 8),
    ]


def test_two_periods_never_count_together() -> None:
    profile = make_profile()
    with unit_of_work():
        for hours in (2, 3):
            service.add_hours(
                profile,
                hours_per_week=hours,
                starts_on=MONDAY,
                ends_on=MONDAY + timedelta(days=6),
                actor_id=make_user().id,
            )

    first, second = capacity.list_weeks(profile, from_on=clock.today(), weeks=2)

    assert (first.available, second.available) == (pytest.approx(3), pytest.approx(8))


def test_a_plan_for_a_whole_school_year_is_spread_over_all_its_weeks() -> None:
    engagement = make_engagement(match=make_match(state="accepted"))

    with unit_of_work():
        capacity.reserve(engagement, hours=40, starts_on=MONDAY, ends_on=MONDAY + timedelta(weeks=39))

    weeks = capacity.list_weeks(engagement.profile, from_on=MONDAY, weeks=40)
    assert [week.taken for week in weeks] == [pytest.approx(1)] * 40


def test_the_hours_of_many_profiles_are_those_of_each_in_holidays_absences_and_promises_too() -> None:
    holidays = {"noord": (date(2026, 11, 19), date(2026, 11, 27)), "zuid": (date(2026, 12, 7), date(2026, 12, 11))}
    for region, (first, last) in holidays.items():
        db.session.add(
            SchoolHoliday(holiday_region=region, name="vrij", school_year="2026-2027", starts_on=first, ends_on=last)
        )
    db.session.commit()
    several = [
        make_profile(location=make_special_location(holiday_region=region))
        for region in ("noord", "midden", "zuid", "")
    ]
    engagement = make_engagement(match=make_match(profile=several[1], state="accepted"))
    with unit_of_work():
        capacity.reserve(engagement, hours=5, starts_on=MONDAY)
        service.add_absence(several[2], starts_on=MONDAY, ends_on=MONDAY, actor_id=several[2].people[0].user_id)

    table = free_weeks.table_of([one.id for one in several], from_on=MONDAY, weeks=7)

    each = [[week.free for week in capacity.list_weeks(one, from_on=MONDAY, weeks=7)] for one in several]
    assert [pytest.approx(row) for row in each] == table.hours.tolist()
    assert each[0][:2] == [pytest.approx(8 * 3 / 5), 0]
    # Christmas is off everywhere, with or without a school holiday.
    assert each[3][5] == pytest.approx(8 * 4 / 5)


def test_an_absence_takes_hours_out_of_its_days_only() -> None:
    profile = make_profile()
    with unit_of_work():
        service.add_absence(
            profile, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=1), actor_id=profile.people[0].user_id
        )

    first, second = capacity.list_weeks(profile, from_on=clock.today(), weeks=2)

    assert first.available == pytest.approx(8 * 3 / 5)
    assert second.available == pytest.approx(8)


def test_a_week_counts_each_working_day_for_a_fifth() -> None:
    periods = [Period(MONDAY, MONDAY + timedelta(days=1), 10)]

    assert hours_of_week(MONDAY, periods, lambda day: True) == pytest.approx(4)


def test_a_plan_that_changes_halfway_holds_only_what_is_still_to_be_done(clock) -> None:
    engagement = make_engagement(match=make_match(state="accepted"))
    plan = {"hours": 10, "starts_on": MONDAY, "ends_on": MONDAY + timedelta(weeks=9)}
    with unit_of_work():
        capacity.reserve(engagement, **plan)
    clock.move_to("2026-12-21 09:00")

    with unit_of_work():
        capacity.reserve(engagement, **plan)

    weeks = capacity.list_weeks(engagement.profile, from_on=MONDAY, weeks=10)
    assert [week.taken for week in weeks] == [pytest.approx(1)] * 10


def test_what_was_held_before_a_plan_began_is_no_work_for_it(clock) -> None:
    engagement = make_engagement(match=make_match(state="accepted"))
    with unit_of_work():
        capacity.reserve(engagement, hours=6, starts_on=None)
    clock.move_to("2026-12-14 09:00")

    with unit_of_work():
        begin = date(2026, 12, 14)
        capacity.reserve(engagement, hours=10, starts_on=begin, ends_on=begin + timedelta(weeks=9))

    weeks = capacity.list_weeks(engagement.profile, from_on=begin, weeks=10)
    assert sum(week.taken for week in weeks) == pytest.approx(10)


def test_without_a_plan_no_hours_are_held_before_the_profile_can_begin() -> None:
    engagement = make_engagement(match=make_match(profile=make_profile(lead_days=28), state="accepted"))

    with unit_of_work():
        capacity.reserve(engagement, hours=4, starts_on=MONDAY)

    weeks = capacity.list_weeks(engagement.profile, from_on=MONDAY, weeks=7)
    assert [week.taken for week in weeks] == [0, 0, 0, 0, 2, 2, 0]


def test_hours_that_were_there_for_a_while_leave_no_hole_when_they_are_taken_away() -> None:
    profile = make_profile()
    who = {"actor_id": profile.people[0].user_id}
    with unit_of_work():
        service.add_hours(profile, hours_per_week=2, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=27), **who)
    temporary = next(period for period in profile.capacity if period.hours_per_week == 2)

    with unit_of_work():
        service.remove_hours(profile, temporary.public_id, **who)

    assert [(one.hours_per_week, one.ends_on) for one in profile.capacity] == [(8, None)]
    assert [week.available for week in capacity.list_weeks(profile, from_on=MONDAY, weeks=5)] == [8] * 5


def test_hours_until_further_notice_that_are_taken_away_give_place_to_those_before() -> None:
    profile = make_profile()
    who = {"actor_id": profile.people[0].user_id}
    with unit_of_work():
        service.add_hours(profile, hours_per_week=2, starts_on=MONDAY + timedelta(weeks=1), ends_on=None, **who)
    last = next(period for period in profile.capacity if period.hours_per_week == 2)

    with unit_of_work():
        service.remove_hours(profile, last.public_id, **who)

    assert [(one.hours_per_week, one.ends_on) for one in profile.capacity] == [(8, None)]


def test_hours_that_stood_apart_are_not_drawn_together() -> None:
    profile = make_profile()
    who = {"actor_id": profile.people[0].user_id}
    with unit_of_work():
        service.add_hours(profile, hours_per_week=4, starts_on=MONDAY + timedelta(weeks=8), ends_on=None, **who)
        service.add_hours(
            profile,
            hours_per_week=2,
            starts_on=MONDAY + timedelta(weeks=4),
            ends_on=MONDAY + timedelta(weeks=8, days=-1),
            **who,
        )
    between = next(period for period in profile.capacity if period.hours_per_week == 2)

    with unit_of_work():
        service.remove_hours(profile, between.public_id, **who)

    assert sorted(one.hours_per_week for one in profile.capacity) == [4, 8]


def test_what_is_more_than_all_free_hours_is_no_lump_in_the_last_week() -> None:
    weeks = [WeekHours(MONDAY + timedelta(weeks=n), 0 if n == 2 else 1, 0) for n in range(27)]

    held = spread(60, weeks, most=2)

    assert sum(held.values()) == pytest.approx(60)
    assert MONDAY + timedelta(weeks=2) not in held
    assert max(held.values()) == pytest.approx(60 / 26)


def test_no_week_is_overbooked_while_another_has_room() -> None:
    weeks = [WeekHours(MONDAY + timedelta(weeks=n), 4, 3 if n < 3 else 0) for n in range(4)]

    held = spread(7, weeks)

    assert sum(held.values()) == pytest.approx(7)
    assert all(held[week.week_on] <= week.free + 1e-9 for week in weeks)


def test_hours_are_spread_evenly_where_there_is_room_and_none_is_lost() -> None:
    weeks = [WeekHours(MONDAY + timedelta(weeks=n), 2, 2 if n == 1 else 0) for n in range(4)]

    held = spread(6, weeks)

    assert sum(held.values()) == pytest.approx(6)
    assert MONDAY + timedelta(weeks=1) not in held


def test_a_title_may_not_name_a_pupil_either() -> None:
    with pytest.raises(InvalidInput, match="herkennen"), unit_of_work():
        service.create(make_special_location(), title="Hulp voor leerling Jan", actor_id=make_coordinator().id)
