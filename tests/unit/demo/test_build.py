"""The profiles of the demo are published and paused as anybody's are, so that what follows from it is seen."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from network.core import clock
from network.core.database import db, unit_of_work
from network.demo.build import build
from network.demo.replay import list_days
from network.models import ExpertiseProfile, FollowUp
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture(autouse=True)
def _built() -> None:
    with clock.as_of(list_days()[0]), unit_of_work():
        build()


def promised(kind: FollowUpKind) -> set[int]:
    return set(db.session.scalars(select(FollowUp.profile_id).where(FollowUp.kind == kind)))


def test_each_profile_in_the_offer_is_asked_whether_it_still_holds_and_some_within_the_demo() -> None:
    public = select(ExpertiseProfile.id).where(
        ExpertiseProfile.state.in_([ProfileState.PUBLISHED, ProfileState.PAUSED])
    )
    soon = select(func.count(FollowUp.id)).where(
        FollowUp.kind == FollowUpKind.PROFILE_FRESHNESS, FollowUp.due_at < clock.now()
    )

    assert promised(FollowUpKind.PROFILE_FRESHNESS) == set(db.session.scalars(public)) != set()
    assert 0 < db.session.scalar(soon) < len(promised(FollowUpKind.PROFILE_FRESHNESS))


def test_one_of_the_paused_profiles_comes_back_by_itself_after_today() -> None:
    paused = db.session.scalars(select(ExpertiseProfile).where(ExpertiseProfile.state == ProfileState.PAUSED)).all()

    assert len(paused) == 2
    (one,) = [profile for profile in paused if profile.paused_until]
    assert one.paused_until > clock.today()
    assert promised(FollowUpKind.PROFILE_RESUME) == {one.id}
