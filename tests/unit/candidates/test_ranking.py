"""The list that is kept with a question: as long as it should be, however often it is ranked."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from network.candidates import ranking
from network.core.database import db, unit_of_work
from network.explaining.hurdles import hurdles_of
from network.models import ExpertiseProfile, Match, RegionPolicy, SupportRequest
from network.models.expertise import ProfileState
from network.models.match import MatchState
from tests.factories import make_engagement, make_match, make_profile, make_request, make_special_location
from tests.factories.base import saved

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def request_with_five(monkeypatch: pytest.MonkeyPatch) -> SupportRequest:
    """Three are kept, five fit, and one more would if it were not paused."""
    monkeypatch.setattr(ranking, "kept_of", lambda _request: 3)
    request = make_request()
    home = make_special_location(region=request.region)
    for _number in range(5):
        make_profile(location=home)
    make_profile(location=home, state=ProfileState.PAUSED)
    return request


def count_of(request: SupportRequest, state: MatchState) -> int | None:
    return db.session.scalar(select(func.count()).where(Match.request_id == request.id, Match.state == state))


def test_ranking_again_makes_the_list_no_longer(request_with_five: SupportRequest) -> None:
    for _time in range(3):
        with unit_of_work():
            ranking.refresh(request_with_five)

    assert count_of(request_with_five, MatchState.PROPOSED) == 3


def test_who_was_asked_takes_no_place_of_a_candidate(request_with_five: SupportRequest) -> None:
    with unit_of_work():
        ranking.refresh(request_with_five)
    best = db.session.scalars(select(Match).where(Match.rank == 1)).one()
    with unit_of_work():
        best.state, best.wave, best.invited_at = MatchState.INVITED, 1, request_with_five.submitted_at

    with unit_of_work():
        ranking.refresh(request_with_five)

    assert count_of(request_with_five, MatchState.INVITED) == 1
    assert count_of(request_with_five, MatchState.PROPOSED) == 3


def places_of(request: SupportRequest) -> list[int]:
    return sorted(db.session.scalars(select(Match.rank).where(Match.request_id == request.id)))


def test_nobody_shares_a_place_with_who_was_asked_before(request_with_five: SupportRequest) -> None:
    with unit_of_work():
        ranking.refresh(request_with_five)
    asked = db.session.scalars(select(Match).where(Match.rank <= 2).order_by(Match.rank)).all()
    with unit_of_work():
        for match in asked:
            match.state, match.wave, match.invited_at = MatchState.INVITED, 1, request_with_five.submitted_at
    in_order = [one.profile_id for one in ranking.rank_candidates(request_with_five)]

    with unit_of_work():
        ranking.refresh(request_with_five)

    assert [match.rank for match in asked] == [1, 2]
    assert places_of(request_with_five) == [1, 2, 3, 4, 5]
    left = [one for one in in_order if one not in {match.profile_id for match in asked}]
    proposed = select(Match.profile_id).where(Match.state == MatchState.PROPOSED).order_by(Match.rank)
    assert list(db.session.scalars(proposed)) == left


def test_who_is_invited_by_hand_or_was_asked_in_an_earlier_search_shares_no_place(
    request_with_five: SupportRequest,
) -> None:
    paused = db.session.scalars(select(ExpertiseProfile).where(ExpertiseProfile.state == ProfileState.PAUSED)).one()
    with unit_of_work():
        ranking.refresh(request_with_five)
    first = db.session.scalars(select(Match).where(Match.rank == 1)).one()
    with unit_of_work():
        first.state, first.invited_at = MatchState.SUPERSEDED, request_with_five.submitted_at
        first.profile.state = ProfileState.ARCHIVED
        ranking.find_or_rank(request_with_five, paused).state = MatchState.WITHDRAWN

    with unit_of_work():
        ranking.refresh(request_with_five)

    assert len(places_of(request_with_five)) == len(set(places_of(request_with_five))) == 5


def test_all_who_fit_are_counted_also_those_who_are_not_kept(request_with_five: SupportRequest) -> None:
    assert len(ranking.list_fitting(request_with_five)) == 5


@pytest.mark.parametrize("state", MatchState)
def test_the_hard_rules_leave_out_who_was_asked_already_whatever_came_of_it(state: MatchState) -> None:
    request = make_request()
    profile = make_profile(request.region, max_open=1)
    make_match(request=request, profile=profile, state=state)

    fitting = ranking.list_fitting(request)
    make_engagement(match=make_match(profile=profile, state=MatchState.ACCEPTED))
    full = ranking.list_full(request)

    assert fitting == full == ([profile.id] if state in ranking.MAY_STILL_BE_ASKED else [])


def test_a_score_below_the_least_of_the_region_is_a_reason_not_to_be_asked() -> None:
    request = make_request()
    home = make_special_location(region=request.region)
    fits, barely = make_profile(location=home), make_profile(location=home, needs=("opstandig-gedrag",))
    totals = [ranking.assess(request, one).scored.total for one in (fits, barely)]
    least = round(sum(totals) / 2, 3)
    request.region_policy = saved(RegionPolicy(region=request.region, number=1, values={"rank_threshold": least}))
    db.session.commit()

    good, low = ranking.assess(request, fits), ranking.assess(request, barely)

    assert totals[0] > totals[1]
    assert (good.may_be_asked, good.rank, good.of) == (True, 1, 1)
    assert (low.may_be_asked, low.rank, low.of) == (False, 2, 2)
    (hurdle,) = hurdles_of([one for one in low.conditions if not one.holds], {})
    assert hurdle.sentence.startswith("Score ")
    assert "de regio vraagt minstens" in hurdle.sentence


def test_without_a_least_score_there_is_no_rule_about_it() -> None:
    request = make_request()
    profile = make_profile(request.region)

    assert "score" not in [one.code for one in ranking.assess(request, profile).conditions]
