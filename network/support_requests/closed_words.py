"""What the page of a question that was closed says: how it ended, and when is asked how it went."""

from __future__ import annotations

from collections.abc import Iterable

from network.core.formatting import day, within_sentence
from network.core.i18n import _
from network.models import Engagement, FollowUp
from network.models.engagement import Outcome
from network.models.followup import FollowUpKind
from network.models.support_request import RequestState
from network.support_requests.words import OUTCOME_LABELS

_LOOKING_BACK = {FollowUpKind.EVALUATION, FollowUpKind.EFFECT_QUESTION}

_UNSOLVED = {Outcome.PARTLY, Outcome.NOT_RESOLVED, Outcome.STOPPED}


def is_left_unsolved(engagement: Engagement | None) -> bool:
    """Whether the question was closed with this traject while more help may be wanted."""
    if engagement is None or engagement.request.state is not RequestState.CLOSED:
        return False
    return engagement.outcome in _UNSOLVED


def closed_words(outcome: Outcome | None, promises: Iterable[FollowUp]) -> str:
    """The sentences; `promises`: the open ones about the question and its traject."""
    words = [_("Deze vraag is afgerond.")]
    if outcome is not None:
        words = [_("Deze vraag is afgerond: %(outcome)s.", outcome=within_sentence(str(OUTCOME_LABELS[outcome])))]
    looking_back = [promise for promise in promises if promise.kind in _LOOKING_BACK]
    if looking_back:
        words.append(_asked_next(min(looking_back, key=lambda promise: promise.due_at)))
    return " ".join(words)


def _asked_next(promise: FollowUp) -> str:
    if promise.kind is FollowUpKind.EFFECT_QUESTION:
        return _("Op %(day)s vragen we of het nog steeds helpt.", day=day(promise.due_at))
    return _("Op %(day)s vragen we hoe het ging.", day=day(promise.due_at))
