"""Where nobody fits, those come first whom the fewest rules keep out; never who was asked, nor who is no help at all."""

from __future__ import annotations

from typing import Any

import pytest

from network.candidates import near_misses
from network.candidates.near_misses import list_near_misses
from network.models import ExpertiseProfile, RegionNeighbour, SupportRequest
from network.models.expertise import ProfileState
from network.models.match import MatchState
from tests.factories import make_match, make_profile, make_region, make_request, make_special_location

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def question() -> SupportRequest:
    return make_request(state="stuck")


def profile_of(question: SupportRequest, **values: Any) -> ExpertiseProfile:
    return make_profile(question.region, **values)


def found(question: SupportRequest) -> list[tuple[int, list[str]]]:
    near = list_near_misses(question, most=5)
    return [(one.profile_id, [rule.code for rule in one.hindered_by]) for one in near]


def test_the_fewest_hindrances_come_first_and_three_are_too_many(question: SupportRequest) -> None:
    two = profile_of(question, state=ProfileState.PAUSED, max_open=0)
    one = profile_of(question, max_open=0)
    three = profile_of(question, state=ProfileState.PAUSED, max_open=0)
    three.capacity = []

    assert found(question) == [(one.id, ["place_left"]), (two.id, ["not_paused", "place_left"])]


def test_a_profile_beside_the_region_lacks_only_the_region(question: SupportRequest) -> None:
    neighbour, stranger = make_region(), make_region()
    question.region.neighbours = [RegionNeighbour(neighbour=neighbour)]
    beside = make_profile(neighbour)
    here = make_special_location(region=question.region)
    works_elsewhere = make_profile(location=here, regions=[stranger])
    make_profile(stranger)

    assert sorted(found(question)) == [(beside.id, ["reach"]), (works_elsewhere.id, ["reach"])]
    by_id = {one.profile_id: one.hindered_by[0].facts for one in list_near_misses(question, most=5)}
    assert (by_id[beside.id]["nearby"], by_id[beside.id]["widens"]) == (neighbour.name, False)
    assert by_id[works_elsewhere.id]["nearby"] is None


def test_who_was_asked_or_offers_something_else_or_is_no_public_profile_is_not_among_them(
    question: SupportRequest,
) -> None:
    asked = profile_of(question, max_open=0)
    make_match(request=question, profile=asked, state=MatchState.DECLINED)
    # The database lets it through: in the signature it has the bit of what is asked.
    profile_of(question, needs=("schorsing-verwijdering",))
    profile_of(question, state=ProfileState.DRAFT)
    profile_of(question)
    make_profile(location=question.location, regions=[question.region])

    assert found(question) == []


def test_no_more_are_looked_at_than_was_agreed(question: SupportRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    profile_of(question, state=ProfileState.PAUSED)
    published = profile_of(question, max_open=0)
    monkeypatch.setattr(near_misses, "MOST_LOOKED_AT", 1)

    assert found(question) == [(published.id, ["place_left"])]
