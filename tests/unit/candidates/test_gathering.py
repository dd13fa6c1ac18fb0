"""Who could be asked: the database may let too many through, never too few; and a card says what its profile says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from random import Random

import pytest
from flask import g
from sqlalchemy import select, update

from network.candidates import gathering, ranking
from network.candidates.wanted import surroundings, wanted_of
from network.core import clock as time
from network.core.database import db, unit_of_work
from network.core.errors import InvalidState
from network.expertise import cards, publishing, service
from network.expertise.service import Aim
from network.hearing.likeness import vector_of
from network.matching.conditions import OF_CAPACITY, may_be_asked, verdicts
from network.models import ExpertiseProfile, ProfileCard, ProfileTerm, Region, RequestTerm, SupportRequest
from network.models.expertise import ProfileState, Reach
from network.models.taxonomy import Facet
from network.steering import service as steering
from tests.conftest import QueryCount
from tests.factories import make_location, make_profile, make_region, make_request, make_special_location
from tests.factories.taxonomy import age_group, need, school_type

pytestmark = pytest.mark.usefixtures("session", "clock")

Counting = Callable[[], AbstractContextManager[QueryCount]]

NEEDS = ("agressieregulatie", "opstandig-gedrag", "angst", "faalangst", "dyslexie", "gedrag")


def card_of(profile: ExpertiseProfile) -> ProfileCard:
    return db.session.scalars(
        select(ProfileCard).where(ProfileCard.profile_id == profile.id).execution_options(populate_existing=True)
    ).one()


def who_fit(request: SupportRequest, *, but: frozenset[str] = frozenset()) -> set[int]:
    wanted, around = wanted_of(request), surroundings()
    offers = gathering.gather(request, wanted, around)
    return set(offers.profile_id[may_be_asked(verdicts(wanted, offers, around), but=but)].tolist())


def who_fit_by_hand(request: SupportRequest, *, but: frozenset[str]) -> set[int]:
    """Every profile of the country assessed by itself."""
    profiles = db.session.scalars(select(ExpertiseProfile)).all()
    broken = {one.id: {c.code for c in ranking.assess(request, one).conditions if not c.holds} for one in profiles}
    return {profile_id for profile_id, codes in broken.items() if codes <= but}


def random_profile(chance: Random, regions: list[Region]) -> ExpertiseProfile:
    region = chance.choice(regions)
    location = make_special_location(
        region=region, latitude=51.5 + chance.random(), longitude=chance.choice([None, 5 + chance.random()])
    )
    reach = chance.choice(list(Reach))
    return make_profile(
        location=location,
        needs=tuple(chance.sample(NEEDS, chance.randint(1, 3))),
        state=chance.choice([ProfileState.PUBLISHED, ProfileState.PUBLISHED, ProfileState.PAUSED]),
        paused_until=chance.choice([None, time.today(), time.today() + timedelta(days=1)]),
        reach=reach,
        reach_km=chance.randint(5, 60) if reach is Reach.KILOMETRES else None,
        max_open=chance.randint(0, 3),
    )


def _as_the_version_before_wrote(profile_ids: Sequence[int]) -> None:
    without = update(ProfileCard).where(ProfileCard.profile_id.in_(profile_ids)).values(need_bits=None, form_bits=None)
    db.session.execute(without)


@pytest.mark.parametrize("but", [frozenset(), OF_CAPACITY])
def test_the_database_passes_over_nobody_whom_the_rules_allow(but: frozenset[str]) -> None:
    """Now, or as soon as there is room and no pause any more."""
    chance = Random(7)
    regions = [make_region(), make_region()]
    for _number in range(25):
        random_profile(chance, regions)
    _as_the_version_before_wrote(chance.sample(db.session.scalars(select(ProfileCard.profile_id)).all(), 8))
    requests = [
        make_request(location=make_location(region=chance.choice(regions)), needs=tuple(chance.sample(NEEDS, 2)))
        for _number in range(4)
    ]

    found = [who_fit(request, but=but) for request in requests]

    assert found == [who_fit_by_hand(request, but=but) for request in requests]
    assert any(found)


@pytest.mark.parametrize(
    ("asked", "offered", "fits"),
    [
        ("vo", "vmbo", True),
        ("vo", "isk", True),
        ("havo-vwo", "vo", True),
        ("havo-vwo", "vmbo", False),
        ("vo", "vso", False),
        ("vso", "vo", False),
        ("bo", "vo", False),
    ],
)
def test_all_of_secondary_education_holds_its_kinds_and_a_kind_is_held_by_all_of_it(
    asked: str, offered: str, *, fits: bool
) -> None:
    request = make_request()
    profile = make_profile(request.region)
    for one, link in (
        (request, RequestTerm(term=school_type(asked))),
        (profile, ProfileTerm(term=school_type(offered))),
    ):
        one.terms = [term for term in one.terms if term.term.facet is not Facet.SCHOOL_TYPE] + [link]
    db.session.commit()

    assert (profile.id in who_fit(request)) is fits
    (rule,) = [one for one in ranking.assess(request, profile).conditions if one.code == "school_type"]
    assert rule.holds is fits


def test_what_a_text_says_stays_with_its_profile_where_others_are_passed_over() -> None:
    request = make_request()
    unconfirmed = make_profile(request.region, title="Angst en faalangst", confirmed_at=None)
    confirmed = make_profile(request.region, description="Tilliften en spierziektes in de snoezelruimte.")

    offers = gathering.gather(request, wanted_of(request), surroundings())

    assert offers.profile_id.tolist() == [confirmed.id]
    assert offers.heard[0] == vector_of(card_of(confirmed).heard) != vector_of(card_of(unconfirmed).heard)
    assert (
        sorted(offers.rare_words[0]) == card_of(confirmed).rare_words.split() != card_of(unconfirmed).rare_words.split()
    )


def test_a_profile_of_another_region_is_assessed_with_the_place_it_would_have() -> None:
    request = make_request()
    here = make_profile(location=make_special_location(region=request.region))
    elsewhere = make_profile()

    assessed = ranking.assess(request, elsewhere)

    assert [c.code for c in assessed.conditions if not c.holds] == ["reach"]
    assert (assessed.rank, assessed.of) in {(1, 2), (2, 2)}
    assert ranking.assess(request, here).of == 1


def test_schools_of_clusters_one_and_two_can_be_asked_from_every_region() -> None:
    request = make_request()
    national = make_profile(location=make_special_location(cluster="2", region=None), reach=Reach.REGIONS)
    other = make_profile(location=make_special_location(cluster="3", region=None), reach=Reach.REGIONS)

    fitting = who_fit(request)

    assert national.id in fitting
    assert other.id not in fitting


def test_a_closed_school_is_not_asked_and_cannot_be_invited_by_hand() -> None:
    request = make_request()
    closed = make_special_location(region=request.region, closed_on=time.today())
    profile, other = make_profile(location=closed), make_profile(location=make_special_location(region=request.region))

    assert who_fit(request) == {other.id}
    assert [c.code for c in ranking.assess(request, profile).conditions if not c.holds] == ["location_open"]
    with pytest.raises(InvalidState, match="gesloten"), unit_of_work():
        steering.invite_by_hand(request, profile, actor_id=profile.people[0].user_id)


def test_as_many_queries_for_many_profiles_as_for_one(count_queries: Counting) -> None:
    request = make_request()
    make_profile(location=make_special_location(region=request.region))
    request_id = request.id
    few = _queries_of_ranking(count_queries, request_id)
    for _number in range(12):
        make_profile(location=make_special_location(region=db.session.get_one(SupportRequest, request_id).region))

    assert _queries_of_ranking(count_queries, request_id) == few


def _queries_of_ranking(count_queries: Counting, request_id: int) -> int:
    db.session.expire_all()
    # Calendars are read once per request or task; each time counts as one.
    g.pop("calendars", None)
    request = db.session.get_one(SupportRequest, request_id)
    with count_queries() as counted:
        ranking.rank_candidates(request)
    return counted.number


def test_a_card_follows_every_change_of_its_profile() -> None:
    profile = make_profile(needs=("angst",))
    other = make_region()

    with unit_of_work():
        service.describe(
            profile,
            title="Rust",
            description="Rust.",
            needs=[need("dyslexie")],
            forms=[],
            actor_id=profile.people[0].user_id,
        )
    assert (card_of(profile).needs, card_of(profile).forms) == ("dyslexie", "")
    with unit_of_work():
        service.aim(
            profile,
            Aim([age_group("groep-1-2")], [school_type("sbo")], Reach.REGIONS, None, [other], True),
            actor_id=profile.people[0].user_id,
        )
    card = card_of(profile)
    assert (card.ages, card.school_types, card.region_ids) == ("groep-1-2", "sbo", str(other.id))
    assert card.leaves_out_own_board
    with unit_of_work():
        service.set_limits(profile, max_open=9, max_per_30_days=4, lead_days=2, actor_id=profile.people[0].user_id)
        publishing.pause(profile, until=time.today() + timedelta(days=9), actor_id=profile.people[0].user_id)
    card = card_of(profile)
    assert (card.max_open, card.max_per_30_days, card.lead_days, card.state) == (9, 4, 2, ProfileState.PAUSED)
    assert card.paused_until == time.today() + timedelta(days=9)


def test_a_profile_is_heard_anew_when_its_words_change_and_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    profile = make_profile(description="Wij helpen bij faalangst.")
    before = card_of(profile).heard
    heard: list[str] = []
    monkeypatch.setattr(cards, "hear", lambda text: heard.append(text) or {"adhd": 1.0})

    with unit_of_work():
        service.set_limits(profile, max_open=2, max_per_30_days=None, lead_days=1, actor_id=profile.people[0].user_id)
    assert (card_of(profile).heard, heard) == (before, [])
    with unit_of_work():
        profile.description = "Wij helpen bij drukte."
    assert card_of(profile).heard == "adhd:1"


def test_cards_of_an_older_model_or_version_are_written_anew() -> None:
    old, older, new = make_profile(), make_profile(), make_profile()
    with unit_of_work():
        card_of(old).model = "older"
        _as_the_version_before_wrote([older.id])

    with unit_of_work():
        count = cards.rewrite_all(only_outdated=True)

    assert count == 2
    assert card_of(old).model == card_of(new).model != "older"
    assert card_of(older).need_bits == card_of(new).need_bits


def test_a_school_that_moved_is_found_at_its_new_place() -> None:
    profile = make_profile()
    with unit_of_work():
        profile.location.latitude = 53.0

    with unit_of_work():
        cards.rewrite_all()

    assert card_of(profile).latitude == 53.0
