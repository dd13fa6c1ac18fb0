"""What is usual in a region: whom it counts, and that a profile is compared with it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from network.candidates import ranking, region_figures
from network.candidates.region_figures import count_regions
from network.core.database import db
from network.models import ExpertiseProfile, Location, Region, RegionFigures
from network.models.expertise import ProfileState, Reach
from network.models.match import MatchState
from tests.factories import (
    make_engagement,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_special_location,
)

pytestmark = pytest.mark.usefixtures("session", "clock")


def counted() -> dict[int, tuple[int, float, int, int]]:
    count_regions()
    rows = db.session.scalars(select(RegionFigures))
    return {one.region_id: (one.providers, one.busy, one.yeses, one.answers) for one in rows}


def answered(profile: ExpertiseProfile, *states: MatchState) -> None:
    for state in states:
        make_match(profile=profile, state=state)


def test_the_answers_and_the_places_of_who_serves_a_region_are_counted_whoever_asked() -> None:
    region = make_region()
    willing, silent = make_profile(region), make_profile(region, max_open=4)
    answered(willing, MatchState.ACCEPTED, MatchState.ACCEPTED, MatchState.DECLINED, MatchState.INVITED)
    answered(silent, MatchState.EXPIRED, MatchState.SUPERSEDED, MatchState.WITHDRAWN)
    make_engagement(match=make_match(profile=silent, state=MatchState.ACCEPTED))

    assert counted() == {region.id: (2, pytest.approx((0 + 1 / 4) / 2), 3, 5)}


def test_a_provider_is_who_works_in_the_region_or_is_at_home_in_it_once_and_while_published() -> None:
    home, other = make_region(), make_region()
    location: Location = make_special_location(region=home)
    make_profile(location=location, regions=[home, other])
    make_profile(location=location, regions=[], reach=Reach.NATIONAL)
    make_profile(location=location, state=ProfileState.PAUSED)

    assert {region_id: providers for region_id, (providers, *_rest) in counted().items()} == {home.id: 2, other.id: 1}


def test_counting_again_takes_the_place_of_what_was_counted() -> None:
    region: Region = make_region()
    profile = make_profile(region)
    counted()
    answered(profile, MatchState.DECLINED)
    make_profile(region)

    assert counted() == {region.id: (2, 0.0, 0, 1)}
    assert counted() == {region.id: (2, 0.0, 0, 1)}


def test_a_question_compares_with_its_own_region() -> None:
    region, elsewhere = make_region(), make_region()
    new, willing, refusing = make_profile(region), make_profile(region), make_profile(elsewhere)
    answered(willing, *[MatchState.ACCEPTED] * 5)
    answered(refusing, *[MatchState.DECLINED] * 5)
    count_regions()

    (told,) = [part for part in ranking.assess(make_request(region), new).scored.parts if part.code == "answers"]

    assert told.facts["usual_yes"] == told.facts["usual_asked"] == 5
    assert told.score == pytest.approx((5 + 2.5) / 10)


def test_a_region_that_went_while_it_was_counted_has_no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    stays = make_region()
    make_profile(stays)
    (of_stays,) = region_figures.read(region_figures._counted())
    gone = SimpleNamespace(region_id=stays.id + 1, _asdict=lambda: of_stays._asdict() | {"region_id": stays.id + 1})
    monkeypatch.setattr(region_figures, "read", lambda _counting: [of_stays, gone])

    assert list(counted()) == [stays.id]
