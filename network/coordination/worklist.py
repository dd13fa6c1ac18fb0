"""What needs a person now, with the reason, in one list: the longest waiting first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask import url_for
from sqlalchemy import and_, func, select
from sqlalchemy.orm import joinedload, selectinload

from network.access.ownership import looked_after_in
from network.access.scope import Scope
from network.core import clock
from network.core.database import db
from network.core.i18n import _, ngettext
from network.followups.calendars import calendar_of
from network.models import (
    Engagement,
    ExpertiseProfile,
    Location,
    Match,
    RequestTerm,
    SupportRequest,
)
from network.models.engagement import EngagementState
from network.models.expertise import ProfileState
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.models.taxonomy import Facet
from network.support_requests.page import Badge
from network.support_requests.queries import count_left_when_stuck


class Reason(StrEnum):
    """Why a thing is on the list; the order is the order of the groups."""

    STUCK = "stuck"
    ROUNDS = "rounds"
    TRIAGE = "triage"
    WAITING = "waiting"
    OVERDUE = "overdue"
    SILENT = "silent"
    REVIEW = "review"


# How many answered what: by reason of a no, else by state.
Answers = dict[DeclineReason | MatchState, int]


@dataclass(frozen=True)
class Item:
    """One thing to do: what, where, why, since when, and the one step that helps."""

    reason: Reason
    title: str
    place: str
    why: str
    since: datetime
    school_days: int
    url: str
    action: str


def list_items(scope: Scope) -> list[Item]:
    """Everything in the reader's regions that needs a person, by reason, the oldest first."""
    items = [*_stuck(scope), *_triage(scope), *_waiting(scope), *_overdue(scope), *_silent(scope), *_reviews(scope)]
    order = list(Reason)
    return sorted(items, key=lambda item: (order.index(item.reason), item.since))


def badges() -> dict[Reason, Badge]:
    """How each reason looks and what it is called."""
    return {
        Reason.STUCK: Badge("stuck", _("Niemand meer te vragen")),
        Reason.ROUNDS: Badge("stuck", _("De rondes zijn op")),
        Reason.TRIAGE: Badge("wait", _("Nieuwe vraag")),
        Reason.WAITING: Badge("wait", _("Op de wachtlijst")),
        Reason.OVERDUE: Badge("wait", _("Wacht lang")),
        Reason.SILENT: Badge("wait", _("Stil traject")),
        Reason.REVIEW: Badge("calm", _("Te beoordelen")),
    }


def _stuck(scope: Scope) -> Iterable[Item]:
    requests = _requests(scope, SupportRequest.state == RequestState.STUCK)
    ids = [request.id for request in requests]
    answers, left = _answers(ids), count_left_when_stuck(ids)
    for request in requests:
        why = _asked_in_words(answers.get(request.id, {}))
        fitting = left.get(request.id, 0)
        yield _about(
            request,
            Reason.ROUNDS if fitting else Reason.STUCK,
            why=ngettext("%(why)s; er past er nog %(num)s", "%(why)s; er passen er nog %(num)s", fitting, why=why)
            if fitting
            else why,
            since=request.stuck_at or request.updated_at,
            url=url_for("waves.list_candidates", code=request.code),
            action=_("Bekijk wie kan"),
        )


def _triage(scope: Scope) -> Iterable[Item]:
    for request in _requests(scope, SupportRequest.state == RequestState.IN_TRIAGE):
        yield _about(
            request,
            Reason.TRIAGE,
            why=_("nieuwe vraag, wacht op jouw blik"),
            since=request.submitted_at or request.created_at,
            url=url_for("waves.list_candidates", code=request.code),
            action=_("Bekijk de vraag"),
        )


def _waiting(scope: Scope) -> Iterable[Item]:
    """On the waiting list for as long as the region allows before a person looks."""
    for request in _requests(scope, SupportRequest.is_waiting.is_(True)):
        since = request.waiting_since or request.updated_at
        days = _days_since(request.location, since)
        if days >= request.policy.waiting_alert_days:
            yield _about(
                request,
                Reason.WAITING,
                why=_("wie past, zit vol"),
                since=since,
                url=url_for("waves.list_candidates", code=request.code),
                action=_("Bekijk wie kan"),
            )


def _overdue(scope: Scope) -> Iterable[Item]:
    """Searched for longer than the day on which the requester was to hear something; the waiting list aside.

    A search that never began is looked at the next day: something is wrong.
    """
    is_sent = SupportRequest.state.in_([RequestState.SUBMITTED, RequestState.SEARCHING])
    for request in _requests(scope, and_(is_sent, SupportRequest.is_waiting.is_(False))):
        begun = request.submitted_at or request.created_at
        days, has_begun = _days_since(request.location, begun), request.state is RequestState.SEARCHING
        if days > (request.policy.still_searching_days if has_begun else 0):
            without_yes = ngettext("al %(num)s schooldag zonder ja", "al %(num)s schooldagen zonder ja", days)
            yield _about(
                request,
                Reason.OVERDUE,
                why=without_yes if has_begun else _("het zoeken begon nog niet: meld het bij de beheerder"),
                since=begun,
                url=url_for("waves.list_candidates", code=request.code),
                action=_("Bekijk wie kan"),
            )


def _silent(scope: Scope) -> Iterable[Item]:
    engagements = db.session.scalars(
        select(Engagement)
        .join(Engagement.request)
        .where(looked_after_in(scope), Engagement.state != EngagementState.CLOSED)
        .options(
            joinedload(Engagement.request).joinedload(SupportRequest.location),
            joinedload(Engagement.request).selectinload(SupportRequest.terms).joinedload(RequestTerm.term),
            joinedload(Engagement.request).joinedload(SupportRequest.region_policy),
            selectinload(Engagement.contacts),
        )
    ).all()
    for engagement in engagements:
        request = engagement.request
        last = max((c.created_at for c in engagement.contacts), default=engagement.created_at)
        days = calendar_of(request.location).school_days_between(clock.to_local(last).date(), clock.today())
        if days >= request.policy.silent_engagement_days:
            yield _about(
                request,
                Reason.SILENT,
                why=ngettext("geen contact sinds %(num)s schooldag", "geen contact sinds %(num)s schooldagen", days),
                since=last,
                url=url_for("engagements.show_engagement", engagement_id=engagement.public_id),
                action=_("Vraag na"),
            )


def _reviews(scope: Scope) -> Iterable[Item]:
    place = ExpertiseProfile.location.has(Location.region_id.in_(scope.regions))
    if scope.is_national:
        place = place | ExpertiseProfile.location.has(Location.region_id.is_(None))
    profiles = db.session.scalars(
        select(ExpertiseProfile)
        .where(ExpertiseProfile.state == ProfileState.IN_REVIEW, place)
        .options(joinedload(ExpertiseProfile.location))
    ).all()
    for profile in profiles:
        since = profile.submitted_at or profile.updated_at
        yield Item(
            reason=Reason.REVIEW,
            title=_("Profiel: %(title)s", title=profile.title),
            place=_place(profile.location),
            why=_("ingestuurd, wacht op jouw oordeel"),
            since=since,
            school_days=_days_since(profile.location, since),
            url=url_for("expertise.review_profile", profile_id=profile.public_id),
            action=_("Beoordeel"),
        )


def _requests(scope: Scope, condition: object) -> list[SupportRequest]:
    return list(
        db.session.scalars(
            select(SupportRequest)
            .where(looked_after_in(scope), condition)  # type: ignore[arg-type]  # a SQL condition
            .options(
                joinedload(SupportRequest.location),
                joinedload(SupportRequest.region_policy),
                selectinload(SupportRequest.terms).joinedload(RequestTerm.term),
            )
        )
    )


def _answers(request_ids: list[int]) -> dict[int, Answers]:
    asked = (MatchState.INVITED, MatchState.DECLINED, MatchState.EXPIRED)
    rows = db.session.execute(
        select(Match.request_id, Match.state, Match.decline_reason, func.count())
        .where(Match.request_id.in_(request_ids), Match.state.in_(asked))
        .group_by(Match.request_id, Match.state, Match.decline_reason)
    )
    found: dict[int, Answers] = {}
    for request_id, state, reason, count in rows:
        found.setdefault(request_id, {})[reason or state] = count
    return found


def _asked_in_words(answers: Answers) -> str:
    asked = sum(answers.values())
    if not asked:
        return _("er past nu niemand")
    words: dict[DeclineReason | MatchState, str] = {
        DeclineReason.NO_HOURS: _("geen uren"),
        DeclineReason.NOT_OUR_EXPERTISE: _("andere expertise"),
        DeclineReason.TOO_FAR: _("te ver"),
        DeclineReason.KNOWN_OTHERWISE: _("al op een andere manier bekend"),
        DeclineReason.OTHER: _("iets anders"),
        MatchState.EXPIRED: _("gaf geen antwoord"),
        MatchState.INVITED: _("nog geen antwoord"),
    }
    parts = [f"{answers[reason]} {words[reason]}" for reason in words if answers.get(reason)]
    return _("%(asked)s gevraagd: %(parts)s", asked=asked, parts=", ".join(parts))


def _about(request: SupportRequest, reason: Reason, *, why: str, since: datetime, url: str, action: str) -> Item:
    age = ", ".join(term.label_nl for term in request.terms_of(Facet.AGE_GROUP))
    return Item(
        reason=reason,
        title=request.title,
        place=" · ".join(part for part in (_place(request.location), age) if part),
        why=why,
        since=since,
        school_days=_days_since(request.location, since),
        url=url,
        action=action,
    )


def _place(location: Location) -> str:
    return f"{location.name}, {location.place}" if location.place else location.name


def _days_since(location: Location, since: datetime) -> int:
    begun = clock.to_local(since).date()
    return calendar_of(location).school_days_between(begun, max(begun, clock.today()))
