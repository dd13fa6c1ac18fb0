"""Some months of the demo, day by day: people ask, answer, plan, meet and close, and the platform does its part.

Everything goes through the services that people use, at the moment that it happens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select, update

from network.asking import drafting
from network.asking import service as asking
from network.candidates.region_figures import count_regions
from network.core import clock
from network.core.database import db, unit_of_work
from network.demo import daily, scarce, scenes
from network.demo.build import Cast, build
from network.demo.daily import Luck
from network.demo.data import load
from network.followups.calendars import calendar_for
from network.models import Delivery, Location, OutboxEntry
from network.models.notice import DeliveryState
from network.models.outbox import OutboxKind, OutboxState
from network.models.school import LocationKind
from network.models.support_request import Setting, Urgency
from network.models.taxonomy import Facet
from network.taxonomy import queries as taxonomy

SEED = 20261124
# Counted in days of school, so that the same has happened when the holidays were among the last months.
SCHOOL_DAYS = 60
DRAFTS = 4

Sweep = Callable[[], int]


def replay(sweep: Sweep) -> int:
    """Fill an empty installation; the number of questions. `sweep` does what the workers would."""
    luck = Luck(SEED)
    days = list_days()
    with clock.as_of(_moment(days[0], time(8, 0))), unit_of_work():
        cast = build()
    texts = list(load("questions"))
    luck.shuffle(texts)
    per_day, to_come = _spread(texts[DRAFTS:], days), list(scenes.SCENES)
    for left, day in zip(reversed(range(len(days))), days, strict=True):
        with clock.as_of(_moment(day, time(9, 15))):
            count_regions()
            for text in per_day.get(day, []):
                _ask(cast, text, luck)
            if left == 0:
                _need_the_same(cast, luck)
            _work(sweep)
            daily.answer_invitations(cast, luck)
            daily.let_through(cast, luck)
            daily.work_together(luck)
            daily.look_back(luck)
            if left in (len(days) // 2, 7):
                daily.take_back_oldest(cast)
            if left == 0:
                daily.say_yes(cast)
            scenes.play(to_come, days_left=left)
            _work(sweep)
        db.session.expunge_all()  # else each commit goes through all that was seen in months
    for text in texts[:DRAFTS]:
        _ask(cast, text, luck, is_draft=True)
    return len(texts) + len(load("scarce")["questions"])


def list_days() -> Sequence[datetime]:
    """The last days of school, today not included; the first one first."""
    calendar = calendar_for("midden")
    days: list[datetime] = []
    day = clock.today()
    while len(days) < SCHOOL_DAYS:
        day -= timedelta(days=1)
        if calendar.is_school_day(day):
            days.append(clock.from_local(datetime.combine(day, time(0))))
    return days[::-1]


def _moment(day: datetime, at: time) -> datetime:
    return clock.from_local(datetime.combine(clock.to_local(day).date(), at))


def _spread(texts: list[dict[str, Any]], days: Sequence[datetime]) -> dict[datetime, list[dict[str, Any]]]:
    """Questions over the days: more of them lately; some on a day of their own, because of what follows."""
    # The newest question is one of secondary education, whose region looks first: one stands in that state.
    newest = next(text for text in texts if text["school_type"] != "bo")
    texts = sorted(texts, key=lambda text: text is newest)
    found: dict[datetime, list[dict[str, Any]]] = {}
    for n, text in enumerate(texts):
        share = (n / len(texts)) ** 0.5
        day = -text["school_days_ago"] if "school_days_ago" in text else min(len(days) - 1, int(share * len(days)))
        found.setdefault(days[day], []).append(text)
    return found


def _ask(cast: Cast, text: dict[str, Any], luck: Luck, *, is_draft: bool = False) -> None:
    with unit_of_work():
        place = _choose_place(cast, text, luck)
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
                leaves_forms_open=not text["forms"],
            ),
            actor_id=requester.id,
        )
        asking.submit(question, actor_id=requester.id)
        if text.get("answers") == "nobody":
            cast.unanswered.add(question.id)


def _need_the_same(cast: Cast, luck: Luck) -> None:
    """Scarce help, and more who need it than each by itself could be served."""
    with unit_of_work():
        scarce.open_scarce_help()
    for text in load("scarce")["questions"]:
        _ask(cast, text, luck)


def _choose_place(cast: Cast, text: dict[str, Any], luck: Luck) -> Location:
    """The school that a question names, or any of its sort; one that is outside both regions waits for national staff."""
    if "school" in text:
        return db.session.scalars(select(Location).where(Location.name == text["school"])).one()
    is_vo = text["school_type"] != "bo"
    fitting = [id for id, kind in cast.kinds.items() if (kind is LocationKind.VO) == is_vo and id in cast.requesters]
    return db.session.get_one(Location, luck.choice(fitting))


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
