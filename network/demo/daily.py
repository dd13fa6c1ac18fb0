"""What people of the demo do from day to day: answer, let through, plan, meet, close and look back, as chance has it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import Select, func, select

from network.answering import answers
from network.core import clock
from network.core.database import Base, db, unit_of_work
from network.core.errors import DomainError
from network.demo.build import Cast
from network.demo.data import load
from network.demo.people import coordinator
from network.engagements import contact, withdrawal
from network.engagements import service as engagements
from network.models import Engagement, Evaluation, Match, SupportRequest
from network.models.engagement import ContactKind, EngagementState, EvaluationMoment, Outcome, Side
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.steering import service as steering
from network.support_requests import service as questions

Option = TypeVar("Option")
Row = TypeVar("Row", bound=Base)

REASONS = (*DeclineReason, DeclineReason.NO_HOURS, DeclineReason.NO_HOURS)
OUTCOMES = (*Outcome, Outcome.RESOLVED, Outcome.RESOLVED, Outcome.RESOLVED, Outcome.PARTLY, Outcome.PARTLY)
DISAPPOINTING = {Outcome.NOT_RESOLVED, Outcome.STOPPED}
STILL_HELPS = ("yes", "partly", "no")
# One in so many invitations lies for more than a week.
SLOW = 4
# Who never looks back: of half of the trajects somebody.
NOBODY: frozenset[Side] = frozenset()
SILENT = (NOBODY, NOBODY, NOBODY, frozenset({Side.REQUESTER}), frozenset({Side.SPECIALIST}), frozenset(Side))
# The first ones are short, so that the question after some weeks whether it still helps is asked within the demo.
SHORT = 20


class Luck(random.Random):
    """Chance that comes out the same each time the demo is loaded."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._decks: dict[Sequence[object], list[object]] = {}
        self._settled: dict[object, object] = {}

    def deal(self, options: tuple[Option, ...]) -> Option:
        """One of the options; each comes before any comes again, so that none is left out."""
        deck = self._decks.setdefault(options, [])
        if not deck:
            deck.extend(self.sample(options, len(options)))
        return deck.pop()  # type: ignore[return-value]  # the deck of these options

    def settle(self, about: object, options: tuple[Option, ...]) -> Option:
        """The same, dealt once for what it is about."""
        if about not in self._settled:
            self._settled[about] = self.deal(options)
        return self._settled[about]  # type: ignore[return-value]  # dealt from these options


def answer_invitations(cast: Cast, luck: Luck) -> None:
    """Who was asked says yes or no, or nothing yet; for one question nobody ever finds the time."""
    for match in list_all(select(Match).where(Match.state == MatchState.INVITED).order_by(Match.id)):
        drawn = luck.random()
        age = (clock.now() - (match.invited_at or clock.now())).days
        person = match.profile.people[0].user
        comes_to_it = 9 if match.id % SLOW == 0 else 1
        if person is None or age < comes_to_it or drawn > 0.34 or match.request_id in cast.unanswered:
            continue
        try:
            with unit_of_work():
                if drawn < 0.23:
                    answers.accept(match, person)
                else:
                    reason = luck.deal(REASONS)
                    is_told = reason is DeclineReason.OTHER or luck.random() < 0.3
                    note = luck.choice(load("notes")["declines"][reason.value]) if is_told else ""
                    answers.decline(match, reason, note=note, person=person)
        except DomainError:
            continue


def say_yes(cast: Cast) -> None:
    """Who was asked last says yes, so that there is a traject that waits for its plan."""
    for match in list_all(select(Match).where(Match.state == MatchState.INVITED).order_by(Match.id.desc())):
        person = match.profile.people[0].user
        if person is None or match.request_id in cast.unanswered:
            continue
        try:
            with unit_of_work():
                answers.accept(match, person)
            return
        except DomainError:
            continue


def let_through(cast: Cast, luck: Luck) -> None:
    """The coordinator lets a question go on its way, or has another look at one that is stuck."""
    coordinator_id = coordinator().id
    for question in list_all(select(SupportRequest).where(SupportRequest.state == RequestState.IN_TRIAGE)):
        is_of_today = question.submitted_at is None or clock.now() - question.submitted_at < timedelta(hours=20)
        if not is_of_today and luck.random() < 0.5:
            with unit_of_work():
                questions.let_through(question, actor_id=coordinator_id)
    own = SupportRequest.region_id.is_not(None)
    for question in list_all(select(SupportRequest).where(SupportRequest.state == RequestState.STUCK, own)):
        if luck.random() < 0.12 and question.id not in cast.unanswered:
            with unit_of_work():
                steering.search_again(question, actor_id=coordinator_id)


def take_back_oldest(cast: Cast) -> None:
    """The school that looks longest found help elsewhere."""
    searching = select(SupportRequest).where(
        SupportRequest.state == RequestState.SEARCHING, SupportRequest.id.not_in(cast.unanswered)
    )
    for question in list_all(searching.order_by(SupportRequest.id).limit(1)):
        with unit_of_work():
            withdrawal.withdraw_question(question, reason="elsewhere", actor_id=question.requester_id)


def work_together(luck: Luck) -> None:
    """Plans, contacts and endings; one in eight goes silent."""
    with unit_of_work():
        for engagement in db.session.scalars(
            select(Engagement).where(Engagement.state != EngagementState.CLOSED)
        ).all():
            if engagement.id % 8 != 3 or not engagement.contacts:
                _take_a_step(engagement, luck)


def look_back(luck: Luck) -> None:
    """Both sides say how it was, and the school at once whether it still helps; of some trajects somebody never does."""
    for evaluation in list_all(select(Evaluation).where(Evaluation.given_at.is_(None))):
        engagement, is_effect = evaluation.engagement, evaluation.moment is EvaluationMoment.EFFECT
        if _is_never_given(evaluation, luck) or (not is_effect and luck.random() >= 0.35):
            continue
        asks = evaluation.side is Side.REQUESTER
        scores = [3, 3, 2] if engagement.outcome in DISAPPOINTING else [5, 5, 4, 4, 4, 3]
        with unit_of_work():
            engagements.evaluate(
                evaluation,
                score=luck.choice(scores),
                still_helps=luck.deal(STILL_HELPS) if is_effect else "",
                remarks=luck.choice(load("notes")[f"remarks_{evaluation.side.value}"]) if luck.random() < 0.6 else "",
                actor_id=engagement.request.requester_id if asks else engagement.specialist_id,
            )


def _is_never_given(evaluation: Evaluation, luck: Luck) -> bool:
    if evaluation.moment is EvaluationMoment.CLOSING:
        return evaluation.side in luck.settle(evaluation.engagement_id, SILENT)
    first_asked = select(func.min(Evaluation.id)).where(Evaluation.moment == EvaluationMoment.EFFECT)
    return evaluation.id == db.session.scalar(first_asked)


def _take_a_step(engagement: Engagement, luck: Luck) -> None:
    actor, pace = engagement.specialist_id, 3 if engagement.id <= SHORT else 1
    if engagement.state is EngagementState.PLANNED:
        if luck.random() < 0.3 * pace:
            _plan(engagement, luck)
        return
    used = sum(moment.hours for moment in engagement.contacts)
    if used >= (engagement.hours_planned or 6) - 1 and luck.random() < 0.25 * pace:
        outcome = luck.deal(OUTCOMES)
        note = luck.choice(load("notes")["closings"][outcome.value])
        engagements.close(engagement, outcome, note=note, actor_id=actor)
    elif luck.random() < 0.22 * pace:
        kind, hours = luck.choice([*ContactKind]), luck.choice([1.0, 1.5, 2.0, 3.0])
        told = contact.Told(kind, clock.today(), hours, luck.choice(load("notes")["contacts"]))
        contact.log(engagement, told, actor_id=actor)


def _plan(engagement: Engagement, luck: Luck) -> None:
    today, hours = clock.today(), float(engagement.request.estimated_hours or 6)
    ends_on = today + timedelta(weeks=luck.randint(3, 7))
    plan = engagements.Plan(luck.choice(load("notes")["goals"]), hours, today, ends_on)
    engagements.plan(engagement, plan, actor_id=engagement.specialist_id)


def list_all(rows: Select[Row]) -> Sequence[Row]:
    """These rows, read in a transaction that is over."""
    found = db.session.scalars(rows).all()
    db.session.commit()
    return found
