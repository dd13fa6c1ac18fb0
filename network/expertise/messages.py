"""Who hears what about a profile."""

from __future__ import annotations

from typing import Any

from network.core import clock
from network.expertise import queries
from network.models import ExpertiseProfile
from network.notices import service as notices
from network.notices.kind import Asks
from network.notices.kinds import expertise as kinds


def tell_submitted(profile: ExpertiseProfile) -> None:
    """Those who look at new profiles hear that one waits."""
    for person in queries.list_reviewers(profile.location.region_id):
        notices.send(kinds.ProfileSubmitted(person, key=_key(profile), path=_review_path(profile), **_facts(profile)))


def settle_review(profile: ExpertiseProfile) -> None:
    """Nobody need look at the profile as it was sent in."""
    notices.settle(Asks.REVIEW, _review_path(profile))


def tell_published(profile: ExpertiseProfile) -> None:
    """The school hears that its profile can be found."""
    for person in queries.list_keepers(profile):
        notices.send(kinds.ProfilePublished(person, key=_key(profile), path=_path(profile), **_facts(profile)))


def tell_sent_back(profile: ExpertiseProfile) -> None:
    """The school hears that the profile needs work."""
    for person in queries.list_keepers(profile):
        notices.send(kinds.ProfileSentBack(person, key=_key(profile), path=_path(profile), **_facts(profile)))


def ask_freshness(profile: ExpertiseProfile) -> None:
    """Does it still hold?"""
    for person in queries.list_keepers(profile):
        notices.send(kinds.ProfileFreshness(person, key=_key(profile), path=_path(profile), **_facts(profile)))


def tell_resumed(profile: ExpertiseProfile) -> None:
    """The school hears that questions can come again."""
    for person in queries.list_keepers(profile):
        notices.send(kinds.ProfileResumed(person, key=_key(profile), path=_path(profile), **_facts(profile)))


def _key(profile: ExpertiseProfile) -> str:
    return f"{profile.id}:{clock.now():%Y%m%d%H%M}"


def _path(profile: ExpertiseProfile) -> str:
    return f"/onze-expertise/{profile.public_id}"


def _facts(profile: ExpertiseProfile) -> dict[str, Any]:
    return {"profile": profile.title, "school": profile.location.name, "place": profile.location.place}


def _review_path(profile: ExpertiseProfile) -> str:
    return f"/expertise/{profile.public_id}/beoordelen"
