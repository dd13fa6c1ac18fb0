"""The life of a profile: drafting, review, pausing, confirming."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from network.core.database import db, unit_of_work
from network.core.errors import Conflict, InvalidInput, InvalidState
from network.expertise import publishing, service
from network.models import ExpertiseProfile, FollowUp, Notice
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind, FollowUpState
from tests.factories import (
    make_coordinator,
    make_location,
    make_profile,
    make_special_location,
)
from workers import work

pytestmark = pytest.mark.usefixtures("session", "clock")
MONDAY = date(2026, 11, 16)


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


def test_a_title_may_not_name_a_pupil_either() -> None:
    with pytest.raises(InvalidInput, match="herkennen"), unit_of_work():
        service.create(make_special_location(), title="Hulp voor leerling Jan", actor_id=make_coordinator().id)
