"""The public directory: who is found, in which order, and what the card of a full profile says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from network.core import clock
from network.core.database import db, unit_of_work
from network.core.pagination import encode_cursor
from network.directory import listing, search
from network.directory.listing import Filters
from network.expertise import service
from network.hours import capacity
from network.models import ExpertiseProfile, SchoolHoliday
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_match,
    make_profile,
    make_special_location,
)

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
    return [card.profile.title for card in listing.page_of_profiles(Filters(**filters)).rows]


def test_search_finds_by_stem_and_leaves_out_what_does_not_hold_the_word() -> None:
    indexed(title="Gedragsprobleem in de klas")
    indexed(title="Lezen en schrijven", needs=("lezen",))

    assert titles(words="gedragsproblemen") == ["Gedragsprobleem in de klas"]


def test_search_puts_who_holds_all_words_first() -> None:
    indexed(title="Angst")
    indexed(title="Angst en thuiszitten")

    assert titles(words="thuiszitten angst") == ["Angst en thuiszitten", "Angst"]


def test_search_puts_who_holds_the_rare_word_before_who_shares_a_common_one() -> None:
    for number in range(3):
        indexed(title=f"Groep in rust {number}", needs=("agressieregulatie",))
    indexed(title="Lezen en spellen", needs=("dyslexie",))

    assert titles(words="dyslexie groep")[0] == "Lezen en spellen"


@pytest.mark.parametrize("words", ["lezend", "lezende"])
def test_search_finds_a_verb_by_what_somebody_is_doing(words: str) -> None:
    indexed(title="Lezen en spellen", needs=("dyslexie",))
    indexed(title="Rust in de groep", needs=("agressieregulatie",))

    assert titles(words=words) == ["Lezen en spellen"]


def test_words_that_say_nothing_do_not_filter() -> None:
    indexed(title="Een profiel")

    assert titles(words="de het een") == ["Een profiel"]


def test_a_group_of_needs_finds_what_lies_below_it() -> None:
    indexed(title="Boosheid", needs=("agressieregulatie",))
    indexed(title="Lezen", needs=("lezen",))

    assert titles(need="gedrag") == ["Boosheid"]


def test_how_many_profiles_are_found_is_told_over_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    for _number in range(3):
        make_profile(needs=("agressieregulatie",))
    make_profile(needs=("lezen",))

    page = listing.page_of_profiles(Filters(need="gedrag"))
    rest = listing.page_of_profiles(Filters(need="gedrag"), after=page.next_cursor or "")

    assert (len(page.rows), page.first, page.count) == (2, 1, 3)
    assert (len(rest.rows), rest.first, rest.count) == (1, 3, 3)
    behind_the_last = listing.page_of_profiles(Filters(need="gedrag"), after=encode_cursor([rest.rows[0].profile.id]))
    assert behind_the_last == page


def test_full_profiles_stay_in_the_list_and_say_so() -> None:
    profile = make_profile(title="Vol", max_open=1)
    make_engagement(match=make_match(profile=profile, state="accepted"))
    make_profile(title="Vrij")

    cards = {card.profile.title: card.is_full for card in listing.page_of_profiles(Filters()).rows}

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

    card = listing.card_of(profile)

    assert (card.is_full, card.free_from) == (True, MONDAY + timedelta(weeks=3, days=1))


def test_a_profile_that_took_on_its_share_of_the_month_says_when_it_may_again() -> None:
    profile = make_profile(max_open=9, max_per_30_days=1)
    took_on(profile, days_ago=10)
    took_on(make_profile(), days_ago=1)

    card = listing.card_of(profile)

    assert (card.is_full, card.free_from) == (True, MONDAY + timedelta(days=21))


def test_the_share_of_the_month_is_that_of_the_region_where_the_profile_names_none() -> None:
    profile = make_profile(max_open=9, max_per_30_days=None)
    for days in (1, 12):
        took_on(profile, days_ago=days)

    assert listing.card_of(profile).free_from == MONDAY + timedelta(weeks=3)  # a Saturday, so the Monday after


def test_a_traject_without_a_plan_should_end_with_the_hours_it_holds() -> None:
    profile = make_profile(max_open=1)
    engagement = make_engagement(match=make_match(profile=profile, state="accepted"))
    with unit_of_work():
        capacity.reserve(engagement, hours=4, starts_on=None)

    # It can begin on Saturday, five days from now: so in the weeks of 23 and 30 November.
    assert listing.card_of(profile).free_from == MONDAY + timedelta(weeks=3)


def test_nobody_can_tell_when_a_traject_ends_that_should_have_ended() -> None:
    profile = make_profile(max_open=1)
    make_engagement(
        match=make_match(profile=profile, state="accepted"),
        state="running",
        starts_on=MONDAY - timedelta(weeks=4),
        ends_on=MONDAY - timedelta(days=3),
    )

    card = listing.card_of(profile)

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

    assert listing.card_of(profile).free_from == MONDAY + timedelta(weeks=2)
