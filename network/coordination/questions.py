"""The questions that need a person now, and what became of asking so far."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from sqlalchemy import and_, func, select
from sqlalchemy.orm import joinedload, selectinload

from network.access.ownership import looked_after_in
from network.access.scope import Scope
from network.coordination.reasons import Item, Reason, about, days_since
from network.core import clock
from network.core.database import db
from network.core.formatting import day
from network.core.i18n import _, ngettext
from network.models import Match, RequestTerm, SupportRequest
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.support_requests.badges import steering_badge_of
from network.support_requests.queries import count_left_when_stuck
from network.support_requests.rules import is_search_late

# How many answered what: by reason of a no, else by state.
Answers = dict[DeclineReason | MatchState, int]
_ANSWERS: tuple[DeclineReason | MatchState, ...] = (*DeclineReason, MatchState.EXPIRED, MatchState.INVITED)


def list_questions(scope: Scope) -> list[Item]:
    """Questions that are stuck, new, on the waiting list for long, or searched for longer than was agreed."""
    return [*_stuck(scope), *_triage(scope), *_waiting(scope), *_overdue(scope)]


def _stuck(scope: Scope) -> Iterable[Item]:
    requests = _requests(scope, SupportRequest.state == RequestState.STUCK)
    ids = [request.id for request in requests]
    answers, passed_over, left = _answers(ids), _count_passed_over(ids), count_left_when_stuck(ids)
    for request in requests:
        fitting, answered = left.get(request.id, 0), answers.get(request.id, {})
        why = _asked_in_words(answered, passed_over.get(request.id, 0))
        yield about(
            request,
            Reason.ROUNDS if fitting else Reason.STUCK,
            why=ngettext("%(why)s; er past er nog %(num)s", "%(why)s; er passen er nog %(num)s", fitting, why=why)
            if fitting
            else why,
            since=request.stuck_at or request.updated_at,
            url=url_for("steering.list_candidates", code=request.code),
            action=_("Bekijk wie kan"),
            badge=steering_badge_of(request.state, left=fitting, answering=answered.get(MatchState.INVITED, 0)),
        )


def _triage(scope: Scope) -> Iterable[Item]:
    for request in _requests(scope, SupportRequest.state == RequestState.IN_TRIAGE):
        yield about(
            request,
            Reason.TRIAGE,
            why=_looks_in_words(request),
            since=request.submitted_at or request.created_at,
            url=url_for("support_requests.show_request", code=request.code),
            action=_("Bekijk de vraag"),
        )


def _looks_in_words(request: SupportRequest) -> str:
    """By when the school was told that a coordinator looks, and whether that day is over."""
    until = request.coordinator_looks_until
    if until is None:
        return _("wacht op jouw blik")
    if clock.to_local(until).date() < clock.today():
        return _("wacht op jouw blik; de school rekende op uiterlijk %(day)s", day=day(until))
    return _("wacht op jouw blik, uiterlijk %(day)s", day=day(until))


def _waiting(scope: Scope) -> Iterable[Item]:
    """On the waiting list for as long as the region allows before a person looks."""
    for request in _requests(scope, SupportRequest.is_waiting.is_(True)):
        since = request.waiting_since or request.updated_at
        days = days_since(request.location, since)
        if days >= request.policy.waiting_alert_days:
            yield about(
                request,
                Reason.WAITING,
                why=_("iedereen die past, zit vol of staat op pauze"),
                since=since,
                url=url_for("steering.list_candidates", code=request.code),
                action=_("Bekijk wie kan"),
            )


def _overdue(scope: Scope) -> Iterable[Item]:
    """Searched for longer than the day on which the requester was to hear something; the waiting list aside.

    A search that never began needs a person within hours: something is wrong.
    """
    is_sent = SupportRequest.state.in_([RequestState.SUBMITTED, RequestState.SEARCHING])
    for request in _requests(scope, and_(is_sent, SupportRequest.is_waiting.is_(False))):
        begun = request.submitted_at or request.created_at
        days, has_begun = days_since(request.location, begun), request.state is RequestState.SEARCHING
        takes_long = has_begun and days > request.policy.still_searching_days
        if takes_long or is_search_late(request.state, begun, clock.now()):
            without_yes = ngettext("al %(num)s schooldag zonder ja", "al %(num)s schooldagen zonder ja", days)
            yield about(
                request,
                Reason.OVERDUE,
                why=without_yes
                if has_begun
                else _("het zoeken begon niet: nodig zelf iemand uit, en meld het bij de beheerder"),
                since=begun,
                url=url_for("steering.list_candidates", code=request.code),
                action=_("Bekijk wie kan"),
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


def _count_passed_over(request_ids: list[int]) -> dict[int, int]:
    """Per question: how many candidates a coordinator chose not to ask."""
    rows = db.session.execute(
        select(Match.request_id, func.count())
        .where(Match.request_id.in_(request_ids), Match.state == MatchState.WITHDRAWN, Match.invited_at.is_(None))
        .group_by(Match.request_id)
    )
    return dict(rows.all())


def _asked_in_words(answers: Answers, passed_over: int) -> str:
    asked = sum(answers.values())
    if not asked and passed_over:
        return _("%(num)s overgeslagen, verder past niemand", num=passed_over)
    if not asked:
        return _("er past nu niemand")
    parts = [(answers[answer], _what_they_did(answer, answers[answer])) for answer in _ANSWERS if answers.get(answer)]
    if len(parts) == 1:
        return _("%(asked)s gevraagd, en die %(did)s", asked=asked, did=parts[0][1])
    return _("%(asked)s gevraagd: %(parts)s", asked=asked, parts=", ".join(f"{count} {did}" for count, did in parts))


def _what_they_did(answer: DeclineReason | MatchState, count: int) -> str:
    """What so many people answered, to stand after how many they are."""
    return {
        DeclineReason.NO_HOURS: ngettext("had geen uren", "hadden geen uren", count),
        DeclineReason.NOT_OUR_EXPERTISE: ngettext("had andere expertise", "hadden andere expertise", count),
        DeclineReason.TOO_FAR: ngettext("vond het te ver", "vonden het te ver", count),
        DeclineReason.KNOWN_OTHERWISE: ngettext(
            "kende de school al op een andere manier", "kenden de school al op een andere manier", count
        ),
        DeclineReason.OTHER: ngettext("had een andere reden", "hadden een andere reden", count),
        MatchState.EXPIRED: ngettext("gaf geen antwoord", "gaven geen antwoord", count),
        MatchState.INVITED: ngettext("kan nog antwoorden", "kunnen nog antwoorden", count),
    }[answer]
