"""Reading trajects and what was asked about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from network.access.audit import list_last_at
from network.access.scope import Scope
from network.core import clock
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.core.keyset import page_of
from network.core.pagination import Page
from network.models import (
    AuditEvent,
    ContactMoment,
    Engagement,
    Evaluation,
    ExpertiseProfile,
    FollowUp,
    RequestTerm,
    SupportRequest,
)
from network.models.engagement import ContactKind, EngagementState
from network.models.followup import FollowUpKind, FollowUpState

PAGE_SIZE = 25

ASKED_AFTER = "engagement.asked_after"


def get_engagement(public_id: str) -> Engagement:
    """The traject with its question, people and contacts; NotFound when there is none."""
    engagement = db.session.scalar(
        select(Engagement)
        .where(Engagement.public_id == public_id)
        .options(
            joinedload(Engagement.request).joinedload(SupportRequest.location),
            joinedload(Engagement.request).joinedload(SupportRequest.requester),
            joinedload(Engagement.request).selectinload(SupportRequest.terms).joinedload(RequestTerm.term),
            joinedload(Engagement.profile).joinedload(ExpertiseProfile.location),
            joinedload(Engagement.specialist),
            selectinload(Engagement.contacts).joinedload(ContactMoment.author),
            selectinload(Engagement.evaluations),
        )
    )
    if engagement is None:
        raise NotFound(_("Dit traject bestaat niet, of is niet voor jou."))
    return engagement


def list_under_way_for(scope: Scope) -> Sequence[Engagement]:
    """The trajects of the reader's schools and profiles that are under way, the newest first."""
    under_way = _engagements_of(scope).where(Engagement.state != EngagementState.CLOSED)
    return db.session.scalars(under_way.order_by(Engagement.id.desc())).all()


def page_of_closed_for(scope: Scope, *, after: str = "") -> Page[Engagement]:
    """Those that were closed, the newest first."""
    closed = _engagements_of(scope).where(Engagement.state == EngagementState.CLOSED)
    return page_of(closed, (Engagement.id,), size=PAGE_SIZE, after=after, is_reversed=True)


def _engagements_of(scope: Scope) -> Select[Engagement]:
    return (
        select(Engagement)
        .join(Engagement.request)
        .join(Engagement.profile)
        .where(or_(SupportRequest.location_id.in_(scope.asks_at), ExpertiseProfile.location_id.in_(scope.gives_at)))
        .options(
            joinedload(Engagement.request).joinedload(SupportRequest.location),
            joinedload(Engagement.profile),
            joinedload(Engagement.specialist),
            selectinload(Engagement.contacts),
        )
    )


def find_open_engagement(request: SupportRequest) -> Engagement | None:
    """The traject of the question that is still under way."""
    return db.session.scalar(
        select(Engagement).where(Engagement.request_id == request.id, Engagement.state != EngagementState.CLOSED)
    )


def find_same_contact(
    engagement: Engagement, kind: ContactKind, *, held_on: date, hours: float, note: str, author_id: int
) -> ContactMoment | None:
    """The same moment, written down by the same person just before; the traject is held by the caller."""
    return db.session.scalar(
        select(ContactMoment).where(
            ContactMoment.engagement_id == engagement.id,
            ContactMoment.kind == kind,
            ContactMoment.held_on == held_on,
            ContactMoment.hours == hours,
            ContactMoment.note == note,
            ContactMoment.author_id == author_id,
            ContactMoment.created_at > clock.now() - clock.DOUBLE_WITHIN,
        )
    )


def get_contact(engagement: Engagement, public_id: str) -> ContactMoment:
    """One moment of contact of the traject; NotFound when it was taken away meanwhile."""
    for contact in engagement.contacts:
        if contact.public_id == public_id:
            return contact
    raise NotFound(_("Dit contact is intussen weggehaald."))


def find_last_changes(engagement: Engagement) -> dict[str, AuditEvent]:
    """When contact was bettered last, and by whom, by the public id of each moment to which that was done."""
    events = db.session.scalars(
        select(AuditEvent)
        .where(AuditEvent.request_id == engagement.request_id, AuditEvent.action == "engagement.contact_changed")
        .options(joinedload(AuditEvent.actor))
        .order_by(AuditEvent.at, AuditEvent.id)
    )
    return {event.details["contact"]: event for event in events}


def get_evaluation(public_id: str) -> Evaluation:
    """What one side was asked; NotFound when there is no such question."""
    evaluation = db.session.scalar(
        select(Evaluation)
        .where(Evaluation.public_id == public_id)
        .options(joinedload(Evaluation.engagement).joinedload(Engagement.request))
    )
    if evaluation is None:
        raise NotFound(_("Deze terugblik bestaat niet, of is niet voor jou."))
    return evaluation


def list_promises(engagement: Engagement) -> Sequence[FollowUp]:
    """What the platform has promised about this traject, soonest first."""
    return db.session.scalars(
        select(FollowUp)
        .where(FollowUp.engagement_id == engagement.id, FollowUp.state == FollowUpState.OPEN)
        .order_by(FollowUp.due_at, FollowUp.id)
    ).all()


def list_asked_after(engagement_ids: Sequence[int]) -> dict[int, datetime]:
    """When a coordinator last asked how these trajects go, by traject; one of which nobody asked is not among them."""
    return list_last_at(ASKED_AFTER, Engagement, engagement_ids)


def list_unwatched() -> Sequence[Engagement]:
    """The trajects under way for which no word about silence is promised."""
    watched = select(FollowUp.engagement_id).where(
        FollowUp.engagement_id == Engagement.id,
        FollowUp.kind == FollowUpKind.SILENT_ENGAGEMENT,
        FollowUp.state == FollowUpState.OPEN,
    )
    return db.session.scalars(
        select(Engagement).where(Engagement.state != EngagementState.CLOSED, ~watched.exists()).order_by(Engagement.id)
    ).all()
