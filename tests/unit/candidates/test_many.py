"""Many questions scored at once get what each gets on its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from network.candidates import many, ranking
from network.candidates.field import Field
from network.core import clock
from network.core.database import db, unit_of_work
from network.models import Absence, SupportRequest, Widening
from network.models.engagement import EngagementState, Outcome
from network.models.expertise import Reach
from network.models.match import MatchState
from tests.factories import (
    make_engagement,
    make_location,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_special_location,
)

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def requests() -> list[SupportRequest]:
    """Questions with and without a place on the map, a later start, answers before; profiles of every kind."""
    region, other = make_region(), make_region()
    school = make_location(region=region, latitude=52.1, longitude=5.1)
    elsewhere = make_location(region=other)
    asked = [
        make_request(location=school, estimated_hours=4),
        make_request(location=school, wanted_start_on=clock.today() + timedelta(days=40)),
        make_request(location=elsewhere, needs=("faalangst", "agressieregulatie")),
        make_request(location=elsewhere, needs=("lezen",)),
    ]
    near = {"location": make_special_location(region=region, latitude=52.2, longitude=5.2)}
    helped = make_profile(**near)
    make_profile(**near, needs=("faalangst",), max_per_30_days=1, lead_days=20)
    make_profile(other, needs=("agressieregulatie", "faalangst"))
    make_profile(**near, reach=Reach.KILOMETRES, reach_km=30)
    make_profile(reach=Reach.NATIONAL, needs=("lezen", "agressieregulatie"))
    away = make_profile(**near)
    no, yes = make_profile(**near), make_profile(**near)
    make_profile(**near, user=no.people[0].user)
    start = clock.today() + timedelta(days=35)
    db.session.add(Absence(profile_id=away.id, starts_on=start, ends_on=start + timedelta(days=60)))
    make_match(request=asked[0], profile=no, state=MatchState.DECLINED)
    make_engagement(match=make_match(profile=yes, state=MatchState.ACCEPTED, answered_at=clock.now()))
    before = make_match(request=make_request(location=school), profile=helped, state=MatchState.ACCEPTED)
    ended = {"outcome": Outcome.RESOLVED, "closed_at": clock.now()}
    make_engagement(match=before, state=EngagementState.CLOSED, **ended)
    return asked


def on_its_own(request: SupportRequest) -> list[tuple[int, float]]:
    return [(one.profile_id, pytest.approx(one.total)) for one in ranking.rank_candidates(request)]


def test_each_question_gets_who_and_what_it_gets_on_its_own(requests) -> None:
    found = many.score_many(requests, most=40)

    assert len({len(chances.best) for chances in found.values()}) > 1
    for request in requests:
        assert found[request.id].best == on_its_own(request)


def test_it_knows_who_is_only_akin() -> None:
    request = make_request(make_region(), needs=("agressieregulatie",))
    _parent, akin = (make_profile(request.region, needs=(code,)) for code in ("gedrag", "opstandig-gedrag"))

    chances = many.score_many([request], most=40)[request.id]

    assert chances.akin == {akin.id} == Field(request).akin


def test_the_best_so_many(requests) -> None:
    (chances,) = many.score_many(requests[:1], most=2).values()

    assert chances.best == on_its_own(requests[0])[:2]


def test_nearby_regions_count_as_when_the_question_is_widened(requests) -> None:
    request = requests[0]
    other = requests[2].location.region
    narrow = many.score_many([request], most=40)[request.id].best
    wide = many.score_many([request], most=40, nearby_region_ids=[other.id, request.region_id])[request.id].best

    with unit_of_work():
        request.widenings.append(Widening(region=other))

    assert len(wide) == len(narrow) + 1
    assert wide == on_its_own(request)


@pytest.mark.parametrize(
    ("lacking", "is_full"),
    [
        ({"max_open": 0}, True),
        ({"max_per_30_days": 1}, True),
        ({"lead_days": 84}, True),
        ({"needs": ("faalangst",), "max_open": 0}, False),
        ({}, False),
    ],
)
def test_it_says_whether_it_is_only_room_that_lacks(lacking: dict[str, Any], is_full: bool) -> None:
    """Full is who would be asked with room: no place, as many as agreed lately, or told too late; not who does not fit."""
    request = make_request(make_region(), needs=("agressieregulatie",))
    profile = make_profile(location=make_special_location(region=request.region), **{"max_open": 3, **lacking})
    if "max_per_30_days" in lacking:
        make_engagement(match=make_match(profile=profile, state=MatchState.ACCEPTED))

    chances = many.score_many([request], most=40)[request.id]

    assert chances.is_full == is_full
    assert list(chances.full) == ranking.list_full_if_nobody_free(request)


def test_without_questions_nobody() -> None:
    assert many.score_many([], most=40) == {}
