"""What needs a person now, with the reason, in one list: the longest waiting first."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from network.access.ownership import looked_after_in, regions_left_to_national
from network.access.scope import Scope
from network.coordination.questions import list_questions
from network.coordination.reasons import Item, Reason, about, days_since, place_of
from network.core.database import db
from network.core.i18n import _, ngettext
from network.engagements import silence
from network.engagements.queries import list_asked_after
from network.knowledge.queries import list_in_review
from network.models import Engagement, ExpertiseProfile, Location, RequestTerm, SupportRequest
from network.models.engagement import EngagementState
from network.models.expertise import ProfileState


def list_items(scope: Scope) -> list[Item]:
    """Everything in the reader's regions that needs a person, by reason, the oldest first."""
    items = [*list_questions(scope), *_silent(scope), *_reviews(scope), *_examples(scope)]
    order = list(Reason)
    return sorted(items, key=lambda item: (order.index(item.reason), item.since))


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
    asked_after = list_asked_after([engagement.id for engagement in engagements])
    for engagement in engagements:
        if not silence.is_silent(engagement, asked_after_at=asked_after.get(engagement.id)):
            continue
        days = silence.silent_days(engagement)
        yield about(
            engagement.request,
            Reason.SILENT,
            why=ngettext("al %(num)s schooldag geen contact", "al %(num)s schooldagen geen contact", days),
            since=silence.silent_since(engagement),
            url=url_for("engagements.show_engagement", engagement_id=engagement.public_id),
            action=_("Vraag na"),
        )


def _reviews(scope: Scope) -> Iterable[Item]:
    place = ExpertiseProfile.location.has(Location.region_id.in_(scope.regions))
    if scope.is_national:
        left = or_(Location.region_id.is_(None), Location.region_id.in_(regions_left_to_national()))
        place = place | ExpertiseProfile.location.has(left)
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
            place=place_of(profile.location),
            why=_("ingestuurd, wacht op jouw oordeel"),
            since=since,
            school_days=days_since(profile.location, since),
            url=url_for("expertise.review_profile", profile_id=profile.public_id),
            action=_("Beoordeel"),
        )


def _examples(scope: Scope) -> Iterable[Item]:
    for example in list_in_review(scope):
        since = example.submitted_at or example.updated_at
        location = example.engagement.request.location if example.engagement else None
        yield Item(
            reason=Reason.REVIEW,
            title=_("Praktijkvoorbeeld: %(title)s", title=example.title),
            place=place_of(location) if location else "",
            why=_("ingestuurd, wacht op jouw oordeel"),
            since=since,
            school_days=days_since(location, since) if location else 0,
            url=url_for("knowledge.review_example", example_id=example.public_id),
            action=_("Lees en beoordeel"),
        )
