"""What happens to a question while workers do their work, and what was told of it."""

from __future__ import annotations

from datetime import date, timedelta

import time_machine
from sqlalchemy import select

from network.answering import answers
from network.core import clock as the_clock
from network.core.database import db, unit_of_work
from network.engagements import service as engagements
from network.models import (
    Engagement,
    ExpertiseProfile,
    Match,
    Notice,
    Region,
    RegionPolicy,
    SupportRequest,
    User,
)
from network.models.engagement import Outcome
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.support_requests.queries import list_promises
from network.support_requests.timeline import story_of
from tests.factories import (
    make_engagement,
    make_match,
    make_profile,
    make_request,
)
from tests.factories.base import saved
from workers import work


def rules(region: Region, **values: object) -> None:
    saved(RegionPolicy(region=region, number=1, values=values))


def full_provider(region: Region, **values: object) -> tuple[ExpertiseProfile, Engagement]:
    """A profile whose only place is taken."""
    profile = make_profile(region, **{"max_open": 1, "max_per_30_days": 50, **values})
    match = make_match(profile=profile, state=MatchState.ACCEPTED, request=make_request(state=RequestState.MATCHED))
    return profile, make_engagement(match=match)


def close(engagement: Engagement) -> None:
    with unit_of_work():
        engagements.close(engagement, Outcome.RESOLVED, note="", actor_id=engagement.specialist_id)


def decline(match: Match) -> None:
    with unit_of_work():
        answers.decline(match, DeclineReason.NO_HOURS, person=match.profile.people[0].user)


def invited(question: SupportRequest) -> list[Match]:
    found = db.session.scalars(
        select(Match).where(Match.request_id == question.id, Match.state == MatchState.INVITED).order_by(Match.rank)
    ).all()
    db.session.commit()
    return list(found)


def told(person: User) -> list[str]:
    kinds = list(db.session.scalars(select(Notice.kind).where(Notice.recipient_id == person.id).order_by(Notice.id)))
    db.session.commit()
    return kinds


def story(question: SupportRequest) -> list[str]:
    words = [entry.words for entry in story_of(question, list_promises(question))]
    db.session.commit()
    return words


def move_school_days(clock: time_machine.Traveller, days: int) -> None:
    moved = 0
    while moved < days:
        clock.shift(timedelta(days=1))
        moved += date.today().weekday() < 5
        work.sweep()


def took_on(profile: ExpertiseProfile, ago: timedelta) -> None:
    """The profile took on another question so long ago."""
    make_engagement(match=make_match(profile=profile, state=MatchState.ACCEPTED), created_at=the_clock.now() - ago)


def ids(several: list[ExpertiseProfile]) -> set[int]:
    return {profile.id for profile in several}
