"""Who hears what about a practice example."""

from __future__ import annotations

from network.expertise.queries import list_reviewers
from network.models import PracticeExample
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
    if example.author is not None:
        notices.send(
            kinds.ExamplePublished(example.author, key=_key(example), path=path_of(example), example=example.title)
        )


def tell_sent_back(example: PracticeExample) -> None:
    """Who wrote it hears that it needs work."""
    if example.author is not None:
        notices.send(
            kinds.ExampleSentBack(example.author, key=_key(example), path=path_of(example), example=example.title)
        )


def path_of(example: PracticeExample) -> str:
    """Where the example stands on the site."""
    return f"/praktijkvoorbeelden/{example.public_id}"


def _review_path(example: PracticeExample) -> str:
    return f"{path_of(example)}/beoordelen"


def _key(example: PracticeExample) -> str:
    return f"{example.id}:{example.version}"
