"""Reading matches and what belongs to them; and locking what an answer changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from network.access.scope import Scope
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.core.keyset import page_of
from network.core.pagination import Page
from network.models import (
    AuditEvent,
    Engagement,
    ExpertiseProfile,
    FollowUp,
    Match,
    RequestTerm,
    Suggestion,
    SupportRequest,
)
from network.models.engagement import EngagementState
from network.models.followup import FollowUpKind, FollowUpState
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.support_requests.askings import GIVEN_BACK
from network.waves import invitations

PAGE_SIZE = 25


def get_match(public_id: str) -> Match:
    """The match with its question and profile; NotFound when there is none."""
    match = db.session.scalar(
        select(Match)
        .where(Match.public_id == public_id)
        .options(
            joinedload(Match.request).selectinload(SupportRequest.terms).joinedload(RequestTerm.term),
            joinedload(Match.request).joinedload(SupportRequest.location),
            joinedload(Match.profile).joinedload(ExpertiseProfile.location),
        )
    )
    if match is None:
        raise NotFound(_("Deze uitnodiging bestaat niet meer."))
    return match


def list_matches_of(request: SupportRequest) -> Sequence[Match]:
    """All matches of a question by rank, those not asked yet included."""
    return db.session.scalars(
        select(Match)
        .where(Match.request_id == request.id)
        .options(joinedload(Match.profile).joinedload(ExpertiseProfile.location))
        .order_by(Match.rank)
    ).all()


def list_unanswered_invitations_for(scope: Scope) -> Sequence[Match]:
    """What the reader's profiles did not answer: what is open, and what expired while the school still searches; the newest first."""
    is_still_searched = Match.request.has(SupportRequest.state.in_([RequestState.SEARCHING, RequestState.STUCK]))
    has_expired = and_(Match.state == MatchState.EXPIRED, is_still_searched)
    unanswered = _asked_of(scope).where(or_(Match.state == MatchState.INVITED, has_expired))
    return db.session.scalars(unanswered.order_by(Match.invited_at.desc(), Match.id.desc())).all()


def page_of_answered_invitations_for(scope: Scope, *, after: str = "") -> Page[Match]:
    """What the reader's profiles said yes or no to, the newest first."""
    answered = _asked_of(scope).where(Match.state.in_([MatchState.ACCEPTED, MatchState.DECLINED]))
    return page_of(answered, (Match.invited_at, Match.id), size=PAGE_SIZE, after=after, is_reversed=True)


def _asked_of(scope: Scope) -> Select[Match]:
    """Of the reader's profiles, with what a card shows."""
    return (
        select(Match)
        .join(Match.profile)
        .where(ExpertiseProfile.location_id.in_(scope.gives_at))
        .options(
            joinedload(Match.profile),
            joinedload(Match.request).selectinload(SupportRequest.terms).joinedload(RequestTerm.term),
            joinedload(Match.request).joinedload(SupportRequest.location),
        )
    )


def list_invited(request: SupportRequest) -> Sequence[Match]:
    """The invitations of a question that still wait for an answer."""
    return db.session.scalars(
        select(Match)
        .where(Match.request_id == request.id, Match.state == MatchState.INVITED)
        .options(joinedload(Match.profile))
    ).all()


def list_requests_asking(profile: ExpertiseProfile) -> Sequence[int]:
    """Ids of the questions for which an invitation of the profile waits for an answer, in the order of locking."""
    return db.session.scalars(
        select(Match.request_id)
        .where(Match.profile_id == profile.id, Match.state == MatchState.INVITED)
        .order_by(Match.request_id)
    ).all()


def list_proposed(request: SupportRequest, *, limit: int | None) -> Sequence[Match]:
    """The best candidates that were not asked yet."""
    return db.session.scalars(
        select(Match)
        .where(Match.request_id == request.id, Match.state == MatchState.PROPOSED)
        .options(joinedload(Match.profile).joinedload(ExpertiseProfile.location))
        .order_by(Match.rank, Match.id)
        .limit(limit)
    ).all()


def list_suggestions(request: SupportRequest) -> Sequence[Suggestion]:
    """The profiles that specialists named for this question."""
    return db.session.scalars(
        select(Suggestion)
        .where(Suggestion.request_id == request.id)
        .options(
            joinedload(Suggestion.profile).joinedload(ExpertiseProfile.location), joinedload(Suggestion.suggested_by)
        )
        .order_by(Suggestion.id)
    ).all()


def count_answers(request: SupportRequest) -> dict[MatchState, int]:
    """How many of those who were asked are in each state; who was only ranked, or passed over, was not asked."""
    rows = db.session.execute(
        select(Match.state, func.count())
        .where(Match.request_id == request.id, Match.state != MatchState.PROPOSED, Match.invited_at.is_not(None))
        .group_by(Match.state)
    )
    return dict(rows.all())


def find_match(request: SupportRequest, profile: ExpertiseProfile) -> Match | None:
    """The match of a question with a profile, if there is one."""
    return db.session.scalar(
        select(Match)
        .where(Match.request_id == request.id, Match.profile_id == profile.id)
        .execution_options(populate_existing=True)
    )


def find_next_wave_at(request: SupportRequest) -> datetime | None:
    """When the next specialists are asked: until then an answer is most welcome."""
    return db.session.scalar(
        select(FollowUp.due_at)
        .where(
            FollowUp.request_id == request.id,
            FollowUp.kind == FollowUpKind.NEXT_WAVE,
            FollowUp.state == FollowUpState.OPEN,
        )
        .order_by(FollowUp.due_at)
        .limit(1)
    )


def find_expiry_at(match: Match) -> datetime | None:
    """When those who are asked stop being asked; None when that was not promised."""
    return db.session.scalar(
        select(FollowUp.due_at)
        .where(
            FollowUp.match_id == match.id,
            FollowUp.kind == FollowUpKind.INVITATION_EXPIRY,
            FollowUp.state == FollowUpState.OPEN,
        )
        .order_by(FollowUp.due_at)
        .limit(1)
    )


def list_without_reminder() -> Sequence[SupportRequest]:
    """The questions that wait for their coordinators, and of which nothing is promised that reminds these."""
    is_stuck = SupportRequest.state == RequestState.STUCK
    reminds = or_(
        FollowUp.kind == FollowUpKind.WAITING_LONG, and_(is_stuck, FollowUp.kind == FollowUpKind.STILL_SEARCHING)
    )
    return _list_without(reminds, waits=or_(is_stuck, SupportRequest.state == RequestState.IN_TRIAGE))


def list_without_word() -> Sequence[SupportRequest]:
    """The questions with a place on the waiting list of which no word to who asked is promised."""
    waits = and_(SupportRequest.state == RequestState.SEARCHING, SupportRequest.waiting_since.is_not(None))
    return _list_without(FollowUp.kind == FollowUpKind.STILL_SEARCHING, waits=waits)


def _list_without(promise: ColumnElement[bool], *, waits: ColumnElement[bool]) -> Sequence[SupportRequest]:
    open_ones = select(FollowUp.id).where(
        FollowUp.request_id == SupportRequest.id, FollowUp.state == FollowUpState.OPEN, promise
    )
    return db.session.scalars(
        select(SupportRequest).where(waits, ~open_ones.exists()).order_by(SupportRequest.region_id, SupportRequest.id)
    ).all()


def get_engagement_of(match: Match) -> Engagement:
    """The newest traject that began with this match."""
    return db.session.scalars(
        select(Engagement).where(Engagement.match_id == match.id).order_by(Engagement.id.desc()).limit(1)
    ).one()


def list_helped_with(request: SupportRequest) -> set[int]:
    """Ids of the profiles that helped with this question, to the end of the work."""
    was_given_back = exists().where(
        AuditEvent.subject_type == Engagement.__tablename__,
        AuditEvent.subject_id == Engagement.id,
        AuditEvent.action == GIVEN_BACK,
    )
    helped = select(Engagement.profile_id).where(
        Engagement.request_id == request.id, Engagement.state == EngagementState.CLOSED, ~was_given_back
    )
    return set(db.session.scalars(helped))


def lock_request(request_id: int) -> SupportRequest:
    """The question, read anew and held until the end of the transaction."""
    return db.session.execute(
        select(SupportRequest)
        .where(SupportRequest.id == request_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()


def lock_profile(profile_id: int) -> ExpertiseProfile:
    """The profile, read anew and held until the end of the transaction: its places are counted under this."""
    return db.session.execute(
        select(ExpertiseProfile)
        .where(ExpertiseProfile.id == profile_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one()


def refuse_when_taken_back(match: Match) -> None:
    """NotFound for a match that was never an invitation, or is none any more."""
    if match.state in {MatchState.PROPOSED, MatchState.WITHDRAWN}:
        raise NotFound(invitations.ended_words(match))
