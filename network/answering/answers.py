"""Yes and no: a specialist answers an invitation; the last place goes to exactly one."""

from __future__ import annotations

from collections.abc import Iterator

from network.access.audit import record
from network.answering import leaving
from network.answering.deadlines import deadlines_of
from network.core import clock
from network.core.database import db
from network.core.errors import Conflict, InvalidInput, InvalidState, WayOn
from network.core.i18n import _
from network.followups import service as followups
from network.followups.calendars import in_school_days
from network.hours import capacity, openings
from network.models import Engagement, ExpertiseProfile, Match, SupportRequest, User
from network.models.followup import FollowUpKind
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from network.privacy.service import refuse_identifying
from network.support_requests import service as questions
from network.waves import elsewhere, endings, invitation_messages, invitations, messages, queries, service
from network.waves.fullness import find_full


def accept(match: Match, specialist: User) -> Engagement:
    """Take the question on: hours are reserved, the others' invitations end quietly, who asked hears it.

    Who let the invitation expire may still say yes while the school is without help. Saying yes twice gives the same
    traject. Conflict when the question or the last place is gone.
    """
    request = queries.lock_request(match.request_id)
    profile = queries.lock_profile(match.profile_id)
    db.session.refresh(match)
    if match.state is MatchState.ACCEPTED:
        return queries.get_engagement_of(match)
    _refuse_when_gone(match, specialist)
    _refuse_when_full(match)
    match.state = MatchState.ACCEPTED
    match.answered_at, match.answered_by = clock.now(), specialist
    match.decline_note = ""
    invitation_messages.settle(match)
    request.first_yes_at = request.first_yes_at or clock.now()
    endings.end_others(request, but=match, state=MatchState.SUPERSEDED)
    if request.state is RequestState.STUCK:
        questions.move(request, RequestState.SEARCHING)
    questions.move(request, RequestState.MATCHED)
    engagement = _begin(match, request, profile, specialist)
    messages.tell_accepted(match, specialist)
    record("match.accepted", match, actor_id=specialist.id, request=request, profile=profile.title)
    return engagement


def decline(match: Match, reason: DeclineReason, *, note: str = "", person: User) -> None:
    """Say no for the school, with a reason; when nobody is being asked any more, the next wave follows at once.

    InvalidState while a colleague to whom it was passed on can still answer: who does not help leaves it to them.
    """
    request = queries.lock_request(match.request_id)
    db.session.refresh(match)
    if match.state is MatchState.DECLINED:
        return
    only_invited(match)
    leaving.refuse_no_for_all(match, by=person)
    refuse_identifying(match, note=note)
    if reason is DeclineReason.OTHER and not note:
        raise InvalidInput(_("Schrijf in een paar woorden waarom."), field="note")
    match.decline_reason, match.decline_note = reason, note
    match.state = MatchState.DECLINED
    match.answered_at, match.answered_by = clock.now(), person
    followups.cancel(match)
    invitation_messages.settle(match)
    record(
        "match.declined",
        match,
        actor_id=person.id,
        request=request,
        profile=match.profile.title,
        reason=reason.value,
    )
    openings.promise_offers(match.profile_id)
    service.go_on_when_all_answered(request)


def only_invited(match: Match) -> None:
    """Raise InvalidState for an invitation that nobody need answer any more."""
    if match.state is not MatchState.INVITED:
        raise InvalidState(_("Deze uitnodiging staat niet meer open. Je hoeft niets te doen."))


def _begin(match: Match, request: SupportRequest, profile: ExpertiseProfile, specialist: User) -> Engagement:
    engagement = Engagement(match=match, request=request, profile=profile, specialist=specialist)
    db.session.add(engagement)
    db.session.flush()
    capacity.reserve(engagement, hours=request.estimated_hours, starts_on=request.wanted_start_on)
    for kind, days in (
        (FollowUpKind.CHECK_IN, request.policy.check_in_days),
        (FollowUpKind.SILENT_ENGAGEMENT, request.policy.silent_engagement_days),
    ):
        followups.schedule(kind, engagement, due_at=in_school_days(request.location, days))
    return engagement


def _refuse_when_gone(match: Match, specialist: User) -> None:
    if not invitations.is_open(match) and not invitations.is_late_yes_welcome(match):
        why = elsewhere.ended_words(match, reader_id=specialist.id)
        raise Conflict(" ".join((_("Fijn dat je wilt helpen."), why)), way_on=WayOn.INVITATIONS)


def _refuse_when_full(match: Match) -> None:
    full = find_full(match.profile, match.request)
    if full is not None:
        words = (_("Fijn dat je wilt helpen."), full.words, *_meanwhile(match))
        raise Conflict(" ".join(words), way_on=WayOn.INVITATIONS)


def _meanwhile(match: Match) -> Iterator[str]:
    """What becomes of the invitation and of the search as long as there is no place."""
    if not invitations.is_open(match):
        yield _("Intussen zoeken we verder voor de school.")
        return
    yield _("De uitnodiging blijft open.")
    deadline = deadlines_of([match]).get(match.id)
    if deadline is None or deadline.ends_invitation:
        yield _("Kan de vraag niet wachten? Zeg dan nee: dan zoeken we verder voor de school.")
    if deadline is not None:
        yield deadline.words
