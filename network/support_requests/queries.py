"""Reading questions: one by its code, those of a school, and the policy they are handled under."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from network.access.scope import Scope
from network.core import clock
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
    RequestNote,
    RequestTerm,
    SupportRequest,
    User,
)
from network.models.followup import FollowUpKind, FollowUpState
from network.models.match import MatchState
from network.models.support_request import NoteKind, RequestState
from network.support_requests.askings import ACTIONS, Asking, Ending, askings_of

PAGE_SIZE = 25
OVER = frozenset({RequestState.CLOSED, RequestState.WITHDRAWN})

_SILENT = "engagement.silent"
# From each of these on, silence is counted anew.
_SPOKEN = ("engagement.planned", "engagement.contact_logged", "engagement.asked_after")
_STUCK = ("request.stuck", "request.still_stuck")


def get_request(code: str) -> SupportRequest:
    """The question with this code, its terms and people loaded; NotFound when there is none."""
    request = db.session.scalar(
        select(SupportRequest)
        .where(SupportRequest.code == code)
        .options(
            joinedload(SupportRequest.location),
            joinedload(SupportRequest.region),
            joinedload(SupportRequest.requester),
            selectinload(SupportRequest.terms).joinedload(RequestTerm.term),
        )
    )
    if request is None:
        raise NotFound(_("Deze vraag bestaat niet, of is niet voor jou."))
    return request


def list_open_requests_for(scope: Scope) -> Sequence[SupportRequest]:
    """The questions of the reader's own schools that are not over, the newest first; drafts only those of the reader."""
    is_seen = (SupportRequest.state != RequestState.DRAFT) | (SupportRequest.requester_id == scope.user_id)
    open_ones = _requests_of(scope).where(SupportRequest.state.not_in(OVER), is_seen)
    return db.session.scalars(open_ones.order_by(SupportRequest.created_at.desc(), SupportRequest.id.desc())).all()


def page_of_ended_requests_for(scope: Scope, *, after: str = "") -> Page[SupportRequest]:
    """Those that were closed or withdrawn, the newest first."""
    ended = _requests_of(scope).where(SupportRequest.state.in_(OVER))
    keys = (SupportRequest.created_at, SupportRequest.id)
    return page_of(ended, keys, size=PAGE_SIZE, after=after, is_reversed=True)


def _requests_of(scope: Scope) -> Select[SupportRequest]:
    return (
        select(SupportRequest)
        .where(SupportRequest.location_id.in_(scope.asks_at))
        .options(joinedload(SupportRequest.location))
    )


def list_matches(request: SupportRequest) -> Sequence[Match]:
    """Whoever was ever asked this question, in the order of asking; never who was passed over, or only ranked."""
    return db.session.scalars(
        select(Match)
        .where(Match.request_id == request.id, Match.invited_at.is_not(None))
        .options(joinedload(Match.profile).joinedload(ExpertiseProfile.location))
        .order_by(Match.invited_at, Match.rank)
    ).all()


def count_left_when_stuck(request_ids: Sequence[int]) -> dict[int, int]:
    """Per question: how many still fitted when its rounds were used up last; 0 where nobody did."""
    rows = db.session.execute(
        select(AuditEvent.request_id, AuditEvent.details)
        .where(AuditEvent.action.in_(_STUCK), AuditEvent.request_id.in_(request_ids))
        .order_by(AuditEvent.id)
    )
    return {request_id: details.get("left", 0) for request_id, details in rows if request_id is not None}


def count_answering(request_ids: Sequence[int]) -> dict[int, int]:
    """Per question: how many were asked and can still answer; a question that waits for nobody is not among them."""
    rows = db.session.execute(
        select(Match.request_id, func.count())
        .where(Match.request_id.in_(request_ids), Match.state == MatchState.INVITED)
        .group_by(Match.request_id)
    )
    return dict(rows.all())


def list_events(request: SupportRequest) -> Sequence[AuditEvent]:
    """All that was written down of a question, in the order of time, with who did it."""
    return db.session.scalars(
        select(AuditEvent)
        .where(AuditEvent.request_id == request.id)
        .options(joinedload(AuditEvent.actor))
        .order_by(AuditEvent.at, AuditEvent.id)
    ).all()


def list_askings(request: SupportRequest) -> dict[int, list[Asking]]:
    """Each time that a profile was asked the question, by match."""
    events = select(AuditEvent).where(AuditEvent.request_id == request.id, AuditEvent.action.in_(ACTIONS))
    return askings_of(db.session.scalars(events.order_by(AuditEvent.at, AuditEvent.id)))


def was_asked_since_stuck(request: SupportRequest) -> bool:
    """Whether somebody was asked after it was found, for the last time, that nobody was left; not who was asked by hand
    and taken back."""
    stuck_last_at = db.session.scalar(
        select(func.max(AuditEvent.at)).where(AuditEvent.action.in_(_STUCK), AuditEvent.request_id == request.id)
    )
    if stuck_last_at is None:
        return False
    askings = list_askings(request)
    kept = (one for own in askings.values() for one in own if one.ending is not Ending.TAKEN_BACK)
    if any(one.asked_at is not None and one.asked_at > stuck_last_at for one in kept):
        return True
    # The version before this one wrote no asking down, and may still have run beside it.
    invited = select(Match.id).where(Match.request_id == request.id, Match.invited_at > stuck_last_at)
    found = db.session.scalars(invited).all()
    return any(id not in askings or askings[id][-1].ending is not Ending.TAKEN_BACK for id in found)


def list_promises(request: SupportRequest) -> Sequence[FollowUp]:
    """What the platform has promised about this question, soonest first."""
    return db.session.scalars(
        select(FollowUp)
        .where(FollowUp.request_id == request.id, FollowUp.state == FollowUpState.OPEN)
        .options(joinedload(FollowUp.match).joinedload(Match.profile))
        .order_by(FollowUp.due_at, FollowUp.id)
    ).all()


def was_told_silent(engagement_id: int) -> bool:
    """Whether the coordinator was told that a traject is silent, and nothing was heard of it since."""
    last = (
        select(AuditEvent.action)
        .where(
            AuditEvent.subject_type == Engagement.__tablename__,
            AuditEvent.subject_id == engagement_id,
            AuditEvent.action.in_((_SILENT, *_SPOKEN)),
        )
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(1)
    )
    return db.session.scalar(last) == _SILENT


def find_last_word(request: SupportRequest) -> FollowUp | None:
    """The newest promise to tell who asked how it stands, kept or not."""
    return db.session.scalar(
        select(FollowUp)
        .where(FollowUp.request_id == request.id, FollowUp.kind == FollowUpKind.STILL_SEARCHING)
        .order_by(FollowUp.id.desc())
        .limit(1)
    )


def list_own_parts(request: SupportRequest, scope: Scope) -> dict[str, set[int]]:
    """Ids of the matches and trajects of the question that belong to the schools where the reader gives."""
    is_own = ExpertiseProfile.location_id.in_(scope.gives_at)
    matches = select(Match.id).join(Match.profile).where(Match.request_id == request.id, is_own)
    engagements = select(Engagement.id).join(Engagement.profile).where(Engagement.request_id == request.id, is_own)
    return {"match": set(db.session.scalars(matches)), "engagement": set(db.session.scalars(engagements))}


def find_engagement(request: SupportRequest) -> Engagement | None:
    """The newest traject of the question, if there is one."""
    return db.session.scalar(
        select(Engagement).where(Engagement.request_id == request.id).order_by(Engagement.id.desc()).limit(1)
    )


def get_requester(scope: Scope) -> User:
    """The reader as a person, to be written down as the one who asks."""
    return db.session.get_one(User, scope.user_id)


def find_same_note(request: SupportRequest, kind: NoteKind, *, text: str, author_id: int) -> RequestNote | None:
    """The same words, said by the same person just before; waits for who is saying something now."""
    db.session.execute(select(SupportRequest.id).where(SupportRequest.id == request.id).with_for_update())
    return db.session.scalar(
        select(RequestNote).where(
            RequestNote.request_id == request.id,
            RequestNote.kind == kind,
            RequestNote.text == text,
            RequestNote.author_id == author_id,
            RequestNote.created_at > clock.now() - clock.DOUBLE_WITHIN,
        )
    )
