"""Practice examples."""

from __future__ import annotations

from typing import Any

from network.core import clock
from network.knowledge import alike
from network.models import Engagement, ExampleTerm, PracticeExample
from network.models.engagement import EngagementState, Outcome
from network.models.practice_example import ExampleState
from tests.factories.base import saved
from tests.factories.questions import make_engagement
from tests.factories.taxonomy import terms_of


def make_closed_engagement(**values: Any) -> Engagement:
    """A traject of which somebody can tell what it brought."""
    ended = {"state": EngagementState.CLOSED, "outcome": Outcome.RESOLVED, "closed_at": clock.now()}
    return make_engagement(**{**ended, **values})


def make_example(
    engagement: Engagement | None = None, *, needs: tuple[str, ...] = ("agressieregulatie",), **values: Any
) -> PracticeExample:
    """An example that waits for the coordinator, written by the school that asked."""
    engagement = engagement or make_closed_engagement()
    terms = terms_of(needs=needs, forms=(), age_groups=("groep-5-6",), school_types=())
    defaults = {
        "title": "Rustig beginnen na de pauze",
        "situation": "Een leerling werd na de pauze bij kleine tegenslag boos en gooide met spullen.",
        "approach": "De leerling begon na de pauze vijf minuten met een vaste klus.",
        "learned": "De boze buien werden korter. Dat zouden we weer doen.",
        "state": ExampleState.IN_REVIEW,
        "submitted_at": clock.now(),
        "published_at": clock.now() if values.get("state") is ExampleState.PUBLISHED else None,
        "region_id": engagement.request.region_id,
        "author": engagement.request.requester,
    }
    example = PracticeExample(
        engagement=engagement,
        profile=engagement.profile,
        terms=[ExampleTerm(term=term) for term in terms],
        **{**defaults, **values},
    )
    if "heard" not in values:
        alike.keep_heard(example)
    return saved(example)
