"""The waiting list: questions for which somebody fits, but whoever fits is full. Joining it and leaving it.

It is kept on the question: `is_waiting`, and `waiting_since`, which stays while an offer runs, so that a question
whose offer came to nothing keeps its place. offers.py says what happens when hours or a place come free.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, exists, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from network.access.audit import record
from network.access.surroundings import region_around
from network.core import clock
from network.core.database import db
from network.followups import service as followups
from network.followups.calendars import calendar_of, in_school_days
from network.models import ExpertiseProfile, FollowUp, ProfileTerm, RequestTerm, SupportRequest, Term, Widening
from network.models.expertise import Reach
from network.models.followup import FollowUpKind
from network.models.support_request import Urgency
from network.models.taxonomy import Facet
from network.support_requests import service as questions
from network.waves import messages

_OF_WAITING = (FollowUpKind.OFFER_WAITING, FollowUpKind.WAITING_LONG)


def wait(request: SupportRequest) -> None:
    """Put the question on the waiting list: who asked hears it, and again for as long as it waits (telling.py), and the
    list is looked at again at once and daily.

    The look at once finds what came free while the question was being put on the list.
    """
    is_first_time, comes_back = request.waiting_since is None, not request.is_waiting
    request.waiting_since = request.waiting_since or clock.now()
    request.is_waiting = True
    followups.cancel(request, FollowUpKind.NEXT_WAVE, *_OF_WAITING)
    _promise_look(request, clock.now())
    _promise_alert(request)
    word = questions.promise_word(request, anew=True)
    if is_first_time:
        _put_off(word, request)
        messages.tell_waiting(request, next_word=word)
        record("request.waiting", request, actor_id=None, request=request)
    elif comes_back:
        record("request.waiting_again", request, actor_id=None, request=request)


def keep_waiting(request: SupportRequest, *, rested_at: datetime | None = None) -> None:
    """Nothing came free: look again on the next school day, or before it, when somebody who is full may be asked again."""
    tomorrow = in_school_days(request.location, 1)
    _promise_look(request, min(tomorrow, rested_at or tomorrow))


def leave(request: SupportRequest) -> None:
    """An offer runs, or a person took it up: the question is not looked at any more, but keeps its place."""
    if request.is_waiting:
        request.is_waiting = False
        followups.cancel(request, *_OF_WAITING)
        messages.settle_look(request)


def tell_waits_long(request: SupportRequest) -> None:
    """The coordinators hear of a question that has waited for as long as the region allows."""
    if messages.tell_waits_long(request):
        record("request.waits_long", request, actor_id=None, request=request)


URGENCY_RANKS = {Urgency.URGENT: 0, Urgency.NORMAL: 1, Urgency.CALM: 2}

IN_ORDER = (
    case(URGENCY_RANKS, value=SupportRequest.urgency),
    SupportRequest.waiting_since,
    SupportRequest.id,
)


_ASKED, _FORM = aliased(RequestTerm), aliased(Term)


def list_waiting_for(profile: ExpertiseProfile, *, before: SupportRequest | None = None) -> Sequence[int]:
    """Ids of the waiting questions that this profile could fit by region and form: urgent first, then first come.

    `before`: only those that come before this question, on the list or not.
    """
    found = select(SupportRequest.id).where(
        SupportRequest.is_waiting.is_(True), _may_have_its_form(profile), _may_be_reached_by(profile)
    )
    if before is not None:
        found = found.where(tuple_(*IN_ORDER) < _place_of(before))
    return db.session.scalars(found.order_by(*IN_ORDER)).all()


def _place_of(request: SupportRequest):  # type: ignore[no-untyped-def]  # a SQL tuple
    """Its place in the order; a question that does not wait yet would come now."""
    since = literal(request.waiting_since or clock.now(), SupportRequest.waiting_since.type)
    return tuple_(literal(URGENCY_RANKS[request.urgency]), since, literal(request.id))


def _may_be_reached_by(profile: ExpertiseProfile):  # type: ignore[no-untyped-def]  # a SQL condition
    if profile.reach_from(profile.location) is not Reach.REGIONS:
        return SupportRequest.is_waiting.is_(True)
    ids = [region.id for region in profile.regions]
    nearby = exists(select(Widening.id).where(Widening.request_id == SupportRequest.id, Widening.region_id.in_(ids)))
    return or_(SupportRequest.region_id.in_(ids), region_around().in_(ids), nearby)


def _may_have_its_form(profile: ExpertiseProfile):  # type: ignore[no-untyped-def]  # a SQL condition
    shares = exists(
        select(_ASKED.term_id)
        .join(_FORM, _FORM.id == _ASKED.term_id)
        .join(ProfileTerm, ProfileTerm.term_id == _ASKED.term_id)
        .where(_ASKED.request_id == SupportRequest.id, _FORM.facet == Facet.FORM, ProfileTerm.profile_id == profile.id)
    )
    return or_(SupportRequest.leaves_forms_open.is_(True), shares)


def _put_off(word: FollowUp, request: SupportRequest) -> None:
    """Who hears today that the question waits hears how it stands on another day, however late this is."""
    if clock.to_local(word.due_at).date() <= clock.today():
        followups.reschedule(word, due_at=in_school_days(request.location, request.policy.still_searching_days))


def _promise_look(request: SupportRequest, due_at: datetime) -> None:
    """Version and widenings tell apart what joined the list anew at the very moment of an earlier look."""
    state = f"{request.version}:{len(request.widenings)}"
    key = f"offer_waiting:{request.id}:{state}:{due_at:%Y%m%d%H%M%S%f}"
    followups.schedule(FollowUpKind.OFFER_WAITING, request, due_at=due_at, dedupe_key=key)


def _promise_alert(request: SupportRequest) -> None:
    """Counted from when the question first waited, so that offers in between do not put it off."""
    calendar, days = calendar_of(request.location), request.policy.waiting_alert_days
    due_at = max(clock.now(), calendar.due_at(request.waiting_since or clock.now(), days))
    key = f"waiting_long:{request.id}:{clock.now():%Y%m%d%H%M%S%f}"
    followups.schedule(FollowUpKind.WAITING_LONG, request, due_at=due_at, dedupe_key=key)
