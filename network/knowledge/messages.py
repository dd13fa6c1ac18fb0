"""Who hears what about a practice example."""

from __future__ import annotations

from collections.abc import Sequence

from network.access.ownership import list_who_ask
from network.expertise.queries import list_reviewers, list_specialists
from network.models import PracticeExample, User
from network.models.user import Role
from network.notices import service as notices
from network.notices.kind import Asks
from network.notices.kinds import knowledge as kinds


def tell_submitted(example: PracticeExample) -> None:
    """Those who look after the region hear that one waits to be read."""
    for person in list_reviewers(example.region_id):
        key, path = _key(example), _review_path(example)
        notices.send(kinds.ExampleSubmitted(person, key=key, path=path, example=example.title))


def settle_review(example: PracticeExample) -> None:
    """Nobody need read it as it was sent in."""
    notices.settle(Asks.REVIEW, _review_path(example))


def tell_published(example: PracticeExample) -> None:
    """Who wrote it hears that others can read it now."""
    for person in _list_writers(example):
        notices.send(kinds.ExamplePublished(person, key=_key(example), path=path_of(example), example=example.title))


def tell_sent_back(example: PracticeExample) -> None:
    """Who wrote it hears that it needs work."""
    for person in _list_writers(example):
        notices.send(kinds.ExampleSentBack(person, key=_key(example), path=path_of(example), example=example.title))


def path_of(example: PracticeExample) -> str:
    """Where the example stands on the site."""
    return f"/praktijkvoorbeelden/{example.public_id}"


def _list_writers(example: PracticeExample) -> Sequence[User]:
    """Who told it, or both sides when they left: of a traject that is gone, its writer alone can go on with it."""
    author, engagement = example.author, example.engagement
    if engagement is None:
        return [author] if author else []
    school, helper = engagement.request.location_id, engagement.profile.location_id
    sides = {(school, Role.REQUESTER), (helper, Role.SPECIALIST)}
    if author and author.is_active and any((one.location_id, one.role) in sides for one in author.memberships):
        return [author]
    return [*list_who_ask(engagement.request), *list_specialists(engagement.profile.location)]


def _review_path(example: PracticeExample) -> str:
    return f"{path_of(example)}/beoordelen"


def _key(example: PracticeExample) -> str:
    return f"{example.id}:{example.version}"
