"""What two people do with a traject: plan it, close it, give it back, look back on it. Their contact stands in contact.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from network.access.audit import record
from network.core import clock
from network.core.database import db
from network.core.errors import Conflict, InvalidInput, InvalidState
from network.core.i18n import _
from network.engagements import messages, rules, silence
from network.followups import service as followups
from network.followups.calendars import calendar_of, in_school_days
from network.hours import capacity, openings
from network.models import Engagement, Evaluation, FollowUp
from network.models.engagement import EngagementState, Outcome
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.privacy.service import refuse_identifying
from network.support_requests import service as questions
from network.waves import queries as waves

LONGEST_PLAN = timedelta(days=731)


@dataclass(frozen=True)
class Plan:
    """What is agreed: the goal, the hours, and from when to when."""

    goal: str
    hours: float
    starts_on: date
    ends_on: date


def plan(engagement: Engagement, agreed: Plan, *, actor_id: int) -> None:
    """Agree or change the plan; its hours are held week by week. With the first plan the work is under way."""
    # The same order as those who answer: two plans of one profile never count the same free hours.
    hold_open(engagement)
    waves.lock_profile(engagement.profile_id)
    refuse_identifying(engagement, goal=agreed.goal)
    refuse_period(agreed.starts_on, agreed.ends_on, agreed_end=engagement.ends_on)
    engagement.goal, engagement.hours_planned = agreed.goal, agreed.hours
    engagement.starts_on, engagement.ends_on = agreed.starts_on, agreed.ends_on
    capacity.reserve(engagement, hours=agreed.hours, starts_on=agreed.starts_on, ends_on=agreed.ends_on)
    openings.promise_offers(engagement.profile_id)
    silence.restart(engagement)
    if engagement.state is EngagementState.PLANNED:
        _move(engagement, EngagementState.RUNNING)
        questions.move(engagement.request, RequestState.RUNNING)
    record("engagement.planned", engagement, actor_id=actor_id, request=engagement.request, hours=agreed.hours)
    messages.tell_planned(engagement, by=actor_id)


def refuse_period(starts_on: date, ends_on: date, *, agreed_end: date | None) -> None:
    """Raise InvalidInput for days that no plan has.

    An end that passed since it was agreed may stay: the goal of work that takes longer can still be bettered.
    """
    if ends_on < starts_on:
        raise InvalidInput(_("Het einde ligt voor het begin. Kies een latere datum."), field="ends_on")
    if ends_on > starts_on + LONGEST_PLAN:
        raise InvalidInput(_("Dit plan duurt langer dan twee jaar. Kies een eerdere datum."), field="ends_on")
    if ends_on < clock.today() and ends_on != agreed_end:
        raise InvalidInput(_("Deze periode is al voorbij; kies een einddatum vanaf vandaag."), field="ends_on")


def refuse_stale(engagement: Engagement, seen_version: str | None) -> None:
    """Conflict when the other side changed the plan after the reader opened it; others wait from here on."""
    _hold(engagement)
    if seen_version != str(engagement.version):
        raise Conflict(_("Iemand anders wijzigde dit traject terwijl jij het plan open had."))


def close(engagement: Engagement, outcome: Outcome, *, note: str, actor_id: int) -> None:
    """End the traject: hours come free, and both sides are promised a look back."""
    hold_open(engagement)
    refuse_identifying(engagement, note=note)
    _end(engagement, outcome, note=note, actor_id=actor_id)
    questions.move(engagement.request, RequestState.CLOSED)
    engagement.request.closed_at = clock.now()
    policy, place = engagement.request.policy, engagement.request.location
    followups.schedule(FollowUpKind.EVALUATION, engagement, due_at=in_school_days(place, policy.evaluation_days))
    effect_at = calendar_of(place).due_after_school_weeks(clock.now(), policy.effect_weeks)
    followups.schedule(FollowUpKind.EFFECT_QUESTION, engagement, due_at=effect_at)
    record("engagement.closed", engagement, actor_id=actor_id, request=engagement.request, outcome=outcome.value)
    messages.tell_closed(engagement, by=actor_id)


def give_back(engagement: Engagement, *, note: str, actor_id: int) -> None:
    """The specialist cannot go on: the traject stops and the question is searched for again, in as many rounds as agreed."""
    hold_open(engagement)
    refuse_identifying(engagement, note=note)
    request = engagement.request
    only_unbegun(engagement)
    _end(engagement, Outcome.STOPPED, note=note, actor_id=actor_id)
    engagement.match.state = MatchState.WITHDRAWN
    questions.move(request, RequestState.SEARCHING)
    request.wave = 0
    questions.promise_search(request)
    questions.promise_word(request, anew=True)
    record(
        "engagement.given_back",
        engagement,
        actor_id=actor_id,
        request=request,
        profile=engagement.profile.title,
    )
    messages.tell_given_back(engagement)


def ask_how_it_goes(follow_up: FollowUp) -> None:
    """A check-in with the requester while the work is under way."""
    engagement = follow_up.engagement
    if engagement is not None and engagement.state is not EngagementState.CLOSED:
        messages.check_in(engagement)
        record("engagement.checked_in", engagement, actor_id=None, request=engagement.request)


def evaluate(evaluation: Evaluation, *, score: int, still_helps: str = "", remarks: str = "", actor_id: int) -> None:
    """Give one side's answer, once."""
    if evaluation.given_at is not None:
        raise InvalidState(_("Deze terugblik is al gegeven. Dank je wel."))
    refuse_identifying(evaluation, remarks=remarks)
    evaluation.score, evaluation.remarks = score, remarks
    evaluation.still_helps = still_helps
    evaluation.given_at, evaluation.given_by_id = clock.now(), actor_id
    record(
        "engagement.evaluated",
        evaluation.engagement,
        actor_id=actor_id,
        request=evaluation.engagement.request,
        side=evaluation.side.value,
        score=score,
    )


def only_open(engagement: Engagement) -> None:
    """Raise InvalidState for a traject that is closed."""
    if engagement.state is EngagementState.CLOSED:
        raise InvalidState(_("Dit traject is afgerond. Wat erin staat, verandert niet meer."))


def only_unbegun(engagement: Engagement) -> None:
    """Raise InvalidState for a traject of which the work has begun."""
    if engagement.request.state is not RequestState.MATCHED:
        raise InvalidState(_("Het traject loopt al. Rond het af; de school kan de vraag opnieuw openen."))


def hold_open(engagement: Engagement) -> None:
    """The traject, read anew and held for this change; InvalidState when it was closed meanwhile."""
    _hold(engagement)
    only_open(engagement)


def _hold(engagement: Engagement) -> None:
    """The traject, read anew and held with its question: who plans, ends or withdraws it meanwhile waits."""
    waves.lock_request(engagement.request_id)
    db.session.refresh(engagement)


def _end(engagement: Engagement, outcome: Outcome, *, note: str, actor_id: int) -> None:
    engagement.outcome = outcome
    _move(engagement, EngagementState.CLOSED)
    engagement.closing_note = note
    engagement.closed_at, engagement.closed_by_id = clock.now(), actor_id
    capacity.release(engagement)
    openings.promise_offers(engagement.profile_id)
    followups.cancel(engagement)
    messages.settle_silence(engagement)


def _move(engagement: Engagement, to: EngagementState) -> None:
    if not rules.may_move(engagement.state, to):
        raise InvalidState(_("Dit kan niet meer: het traject is intussen verder."))
    engagement.state = to
