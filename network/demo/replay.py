"""Some months of the demo, day by day: people ask, answer, plan, meet and close, and the platform does its part.

Everything goes through the services that people use, at the moment that it happens.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select, update

from network.answering import answers
from network.asking import drafting
from network.asking import service as asking
from network.core import clock
from network.core.database import db, unit_of_work
from network.core.errors import DomainError
from network.demo.build import Cast, build
from network.demo.data import load
from network.engagements import contact, withdrawal
from network.engagements import service as engagements
from network.followups.calendars import calendar_for
from network.models import Delivery, Engagement, Evaluation, Location, Match, OutboxEntry, SupportRequest
from network.models.engagement import ContactKind, EngagementState, Outcome
from network.models.match import DeclineReason, MatchState
from network.models.notice import DeliveryState
from network.models.outbox import OutboxKind, OutboxState
from network.models.school import LocationKind
from network.models.support_request import RequestState, Setting, Urgency
from network.models.taxonomy import Facet
from network.steering import service as steering
from network.support_requests import service as questions
from network.taxonomy import queries as taxonomy

SEED = 20261124
DAYS_BACK = 100
DRAFTS = 4

Sweep = Callable[[], int]


def replay(sweep: Sweep) -> int:
    """Fill an empty installation; the number of questions. `sweep` does what the workers would."""
    chance = random.Random(SEED)
    days = list(_school_days())
    with clock.as_of(_moment(days[0], time(8, 0))), unit_of_work():
        cast = build()
        schools = {location.id: location.kind for location in cast.schools}
    texts = list(load("questions"))
    chance.shuffle(texts)
    # The newest question is one of secondary education, whose region looks first: one stands in that state.
    newest = next(text for text in texts[DRAFTS:] if text["school_type"] != "bo")
    texts.sort(key=lambda text: text is newest)
    per_day = _spread(texts[DRAFTS:], days)
    for day in days:
        with clock.as_of(_moment(day, time(9, 15))):
            for text in per_day.get(day, []):
                _ask(cast, schools, text, chance)
            _work(sweep)
            _answer_invitations(chance)
            _let_through(cast, chance)
            _work_together(chance)
            if day in (days[len(days) // 2], days[-8]):
                _take_back_oldest()
            _work(sweep)
        db.session.expunge_all()  # else each commit goes through all that was seen in months
    for text in texts[:DRAFTS]:
        _ask(cast, schools, text, chance, is_draft=True)
    return len(texts)


def _school_days() -> Iterator[datetime]:
    """The school days of the last months, today not included."""
    calendar = calendar_for("midden")
    today = clock.today()
    for back in range(DAYS_BACK, 0, -1):
        day = today - timedelta(days=back)
        if calendar.is_school_day(day):
            yield clock.from_local(datetime.combine(day, time(0)))


def _moment(day: datetime, at: time) -> datetime:
    return clock.from_local(datetime.combine(clock.to_local(day).date(), at))


def _spread(texts: list[dict[str, Any]], days: list[datetime]) -> dict[datetime, list[dict[str, Any]]]:
    """Questions over the days: more of them lately."""
    found: dict[datetime, list[dict[str, Any]]] = {}
    for n, text in enumerate(texts):
        share = (n / len(texts)) ** 0.5
        found.setdefault(days[min(len(days) - 1, int(share * len(days)))], []).append(text)
    return found


def _ask(
    cast: Cast, schools: dict[int, LocationKind], text: dict[str, Any], chance: random.Random, *, is_draft: bool = False
) -> None:
    is_vo = text["school_type"] != "bo"
    with unit_of_work():
        fitting = [id for id, kind in schools.items() if (kind is LocationKind.VO) == is_vo and id in cast.requesters]
        place = db.session.get_one(Location, chance.choice(fitting))
        requester = db.session.merge(cast.requesters[place.id])
        told = drafting.Story(str(text["title"]), str(text["story"]), str(text.get("tried", "")))
        question = drafting.begin(place, requester, told)
        drafting.confirm_needs(question, _terms(Facet.NEED, text["needs"]), actor_id=requester.id)
        if is_draft:
            return
        urgency = Urgency(text["urgency"])
        later = {Urgency.CALM: 30, Urgency.NORMAL: 12, Urgency.URGENT: 0}[urgency]
        drafting.wish(
            question,
            drafting.Wishes(
                forms=_terms(Facet.FORM, text["forms"]),
                age_group=_terms(Facet.AGE_GROUP, [text["age"]])[0],
                school_type=_terms(Facet.SCHOOL_TYPE, [text["school_type"]])[0],
                setting=Setting(text["setting"]),
                urgency=urgency,
                wanted_start_on=clock.today() + timedelta(days=later) if later else None,
                estimated_hours=float(str(text["hours"])),
            ),
            actor_id=requester.id,
        )
        asking.submit(question, actor_id=requester.id)


def _terms(facet: Facet, codes: object) -> list:  # type: ignore[type-arg]  # terms of the taxonomy
    return list(taxonomy.list_by_codes(facet, codes))  # type: ignore[arg-type]  # a list of codes from the file


def _work(sweep: Sweep) -> None:
    """Do what is due; the mails of the past are not sent any more."""
    sweep()
    with unit_of_work():
        due = (OutboxEntry.kind == OutboxKind.DELIVER_NOTICE, OutboxEntry.state == OutboxState.PENDING)
        entries = select(OutboxEntry.subject_id).where(*due)
        sent = {"state": DeliveryState.SENT, "sent_at": clock.now()}
        db.session.execute(update(Delivery).where(Delivery.id.in_(entries)).values(sent))
        db.session.execute(update(OutboxEntry).where(*due).values(state=OutboxState.DONE, done_at=clock.now()))


def _answer_invitations(chance: random.Random) -> None:
    for match in _all(select(Match).where(Match.state == MatchState.INVITED).order_by(Match.id)):
        luck = chance.random()
        age = (clock.now() - (match.invited_at or clock.now())).days
        person = match.profile.people[0].user
        if person is None or age < 1 or luck > 0.34:
            continue
        try:
            with unit_of_work():
                if luck < 0.23:
                    answers.accept(match, person)
                else:
                    reason = chance.choice([*DeclineReason][:4] + [DeclineReason.NO_HOURS] * 3)
                    note = chance.choice(load("notes")["declines"]) if chance.random() < 0.3 else ""
                    answers.decline(match, reason, note=note, person=person)
        except DomainError:
            continue


def _let_through(cast: Cast, chance: random.Random) -> None:
    for question in _all(select(SupportRequest).where(SupportRequest.state == RequestState.IN_TRIAGE)):
        is_of_today = question.submitted_at is None or clock.now() - question.submitted_at < timedelta(hours=20)
        if not is_of_today and chance.random() < 0.5 and cast.coordinator is not None:
            with unit_of_work():
                questions.let_through(question, actor_id=db.session.merge(cast.coordinator).id)
    stuck = select(SupportRequest).where(SupportRequest.state == RequestState.STUCK)
    for question in _all(stuck):
        if chance.random() < 0.12 and cast.coordinator is not None:
            with unit_of_work():
                steering.search_again(question, actor_id=db.session.merge(cast.coordinator).id)


def _take_back_oldest() -> None:
    """The school that looks longest found help elsewhere."""
    searching = select(SupportRequest).where(SupportRequest.state == RequestState.SEARCHING)
    for question in _all(searching.order_by(SupportRequest.id).limit(1)):
        with unit_of_work():
            withdrawal.withdraw_question(question, reason="elsewhere", actor_id=question.requester_id)


def _work_together(chance: random.Random) -> None:
    """Plans, contacts, endings and looking back; one in eight goes silent."""
    with unit_of_work():
        for engagement in db.session.scalars(
            select(Engagement).where(Engagement.state != EngagementState.CLOSED)
        ).all():
            if engagement.id % 8 != 3 or not engagement.contacts:
                _take_a_step(engagement, chance)
    for evaluation in _all(select(Evaluation).where(Evaluation.given_at.is_(None))):
        if chance.random() < 0.35:
            side = "remarks_requester" if evaluation.side.value == "requester" else "remarks_specialist"
            actor = (
                evaluation.engagement.request.requester_id
                if side == "remarks_requester"
                else evaluation.engagement.specialist_id
            )
            with unit_of_work():
                engagements.evaluate(
                    evaluation,
                    score=chance.choice([5, 5, 4, 4, 4, 3, 2]),
                    still_helps="yes" if evaluation.moment.value == "effect" else "",
                    remarks=chance.choice(load("notes")[side]) if chance.random() < 0.6 else "",
                    actor_id=actor,
                )


def _take_a_step(engagement: Engagement, chance: random.Random) -> None:
    notes, actor, today = load("notes"), engagement.specialist_id, clock.today()
    if engagement.state is EngagementState.PLANNED:
        if chance.random() < 0.3:
            weeks = chance.randint(3, 7)
            hours = float(engagement.request.estimated_hours or 6)
            plan = engagements.Plan(chance.choice(notes["goals"]), hours, today, today + timedelta(weeks=weeks))
            engagements.plan(engagement, plan, actor_id=actor)
        return
    used = sum(moment.hours for moment in engagement.contacts)
    if used >= (engagement.hours_planned or 6) - 1 and chance.random() < 0.25:
        outcome = chance.choice([Outcome.RESOLVED, Outcome.RESOLVED, Outcome.PARTLY, Outcome.PARTLY, Outcome.REFERRED])
        engagements.close(engagement, outcome, note=chance.choice(notes["closings"]), actor_id=actor)
    elif chance.random() < 0.22:
        kind = chance.choice([*ContactKind])
        hours = chance.choice([1.0, 1.5, 2.0, 3.0])
        told = contact.Told(kind, today, hours, chance.choice(notes["contacts"]))
        contact.log(engagement, told, actor_id=actor)


def _all(rows):  # type: ignore[no-untyped-def]  # a select of one entity, its rows
    found = db.session.scalars(rows).all()
    db.session.commit()
    return found
