"""Three divisions of scarce hours in the demo: one put away, one sent, and one that waits for the coordinator."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from network.core.database import db
from network.demo.people import coordinator
from network.division import proposing, queries, service
from network.models import Division, ExpertiseProfile, Region
from network.steering import service as steering


def drop_division() -> bool:
    """The coordinator looked what it would bring, and lets the questions wait for those who are asked."""
    division = _propose(least=1)
    if division is None:
        return False
    service.drop(division, actor_id=coordinator().id)
    return True


def send_division() -> bool:
    """Somebody was invited by hand between the proposal and its sending: that line is skipped, the others go out."""
    division = _propose(least=2)
    if division is None:
        return False
    chosen = [item for item in division.items if item.chosen_id is not None]
    times = Counter(item.chosen_id for item in chosen)
    first = min(chosen, key=lambda item: times[item.chosen_id])
    profile = db.session.get_one(ExpertiseProfile, first.chosen_id)
    steering.invite_by_hand(first.request, profile, actor_id=coordinator().id)
    service.send(division, seen_version=division.version, actor_id=coordinator().id)
    # At once: by the time that the workers come to it chance may have changed the question.
    for item in chosen:
        service.send_line(item.id)
    return True


def propose_division() -> bool:
    """A proposal to look at, change and send."""
    return _propose(least=0) is not None


def _propose(*, least: int) -> Division | None:
    """A proposal for both regions, kept when so many specialists at least have a question in it."""
    regions = db.session.scalars(select(Region).order_by(Region.code)).all()
    count, _asked = queries.count_questions_of(regions)
    if not count:
        return None
    proposal = proposing.work_out(regions, proposing.usual_settings(regions[0]))
    if len({pair.profile for pair in proposal.outcome.together.values()}) < least:
        return None
    division = proposing.keep(proposal, actor_id=coordinator().id)
    db.session.flush()
    db.session.refresh(division)
    return division
