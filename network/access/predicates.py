"""One line each: what makes an act allowed. Without an object they answer "could it be, for some object?"."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, exists, or_, select

from network.access.ownership import is_left_to_national, regions_left_to_national
from network.access.serving import serves
from network.access.viewer import Viewer
from network.core.database import db
from network.models import (
    ContactMoment,
    Division,
    Engagement,
    ExpertiseProfile,
    Location,
    Match,
    PracticeExample,
    Region,
    SupportOffer,
    SupportRequest,
)
from network.models.match import MatchState
from network.models.practice_example import ExampleState
from network.models.support_offer import OfferState
from network.models.support_request import WANTS_A_YES
from network.models.user import Role


def is_signed_in(viewer: Viewer, _subject: Any) -> bool:
    return True


def is_national(viewer: Viewer, _subject: Any) -> bool:
    return viewer.is_national


def is_admin(viewer: Viewer, _subject: Any) -> bool:
    return viewer.is_admin


def is_requester(viewer: Viewer, _subject: Any) -> bool:
    return viewer.has_role(Role.REQUESTER)


def is_specialist(viewer: Viewer, _subject: Any) -> bool:
    return viewer.has_role(Role.SPECIALIST)


def asks_at(viewer: Viewer, location: Location | None) -> bool:
    places = viewer.locations_as(Role.REQUESTER)
    return bool(places) if location is None else location.id in places


def administers_location(viewer: Viewer, location: Location | None) -> bool:
    places = viewer.locations_as(Role.SCHOOL_ADMIN)
    return bool(places) if location is None else location.id in places


def coordinates_location(viewer: Viewer, location: Location | None) -> bool:
    return bool(viewer.regions) if location is None else location.region_id in viewer.regions


def places_location(viewer: Viewer, location: Location | None) -> bool:
    """A location that should lie in a region and lies in none: whoever coordinates one of its sector, or national staff."""
    if location is None:
        return bool(viewer.regions) or viewer.is_national
    if location.region_id is not None or location.serves_nationally:
        return False
    own = select(Region.id).where(Region.id.in_(viewer.regions), Region.sector == location.sector)
    return viewer.is_national or bool(db.session.scalar(select(exists(own))))


def coordinates_region(viewer: Viewer, region: Any) -> bool:
    return bool(viewer.regions) if region is None else region.id in viewer.regions


def coordinates_division(viewer: Viewer, division: Division | None) -> bool:
    """Only who coordinates every region of a division."""
    if division is None:
        return bool(viewer.regions)
    return all(region.id in viewer.regions for region in division.regions)


def works_in_profile(viewer: Viewer, profile: ExpertiseProfile | None) -> bool:
    places = viewer.locations_as(Role.SPECIALIST, Role.SCHOOL_ADMIN)
    return bool(places) if profile is None else profile.location_id in places


def may_have_profiles(viewer: Viewer, _subject: Any) -> bool:
    return any(p.has_expertise and p.role in {Role.SPECIALIST, Role.SCHOOL_ADMIN} for p in viewer.positions)


def may_know_offer(_viewer: Viewer, offer: SupportOffer | None) -> bool:
    """Whatever was announced, also when it does not go on: who took part comes back to read why."""
    return offer is None or offer.state is not OfferState.DRAFT


def gives_offer(viewer: Viewer, offer: SupportOffer | None) -> bool:
    places = viewer.locations_as(Role.SPECIALIST, Role.SCHOOL_ADMIN)
    return bool(places) if offer is None else offer.location_id in places


def coordinates_profile(viewer: Viewer, profile: ExpertiseProfile | None) -> bool:
    return bool(viewer.regions) if profile is None else profile.location.region_id in viewer.regions


def national_reviews(viewer: Viewer, profile: ExpertiseProfile | None) -> bool:
    """Providers outside every region, and of regions without a coordinator, are looked at by national staff."""
    if not viewer.is_national or profile is None:
        return viewer.is_national
    region_id = profile.location.region_id
    return region_id is None or region_id in regions_left_to_national()


def coordinates_where_it_serves(viewer: Viewer, profile: ExpertiseProfile | None) -> bool:
    return bool(viewer.regions) if profile is None else serves(profile, viewer.regions)


def national_where_it_serves(viewer: Viewer, profile: ExpertiseProfile | None) -> bool:
    """National staff look after the regions that have no coordinator."""
    return viewer.is_national and (profile is None or serves(profile, regions_left_to_national()))


def asks_for_question(viewer: Viewer, request: SupportRequest | None) -> bool:
    places = viewer.locations_as(Role.REQUESTER)
    return bool(places) if request is None else request.location_id in places


def coordinates_question(viewer: Viewer, request: SupportRequest | None) -> bool:
    """National staff look after questions that have no coordinator."""
    if request is None:
        return bool(viewer.regions) or viewer.is_national
    return request.region_id in viewer.regions or (viewer.is_national and is_left_to_national(request))


def was_invited(viewer: Viewer, request: SupportRequest | None) -> bool:
    """A specialist sees a question from the invitation on, until another one took it or it was taken back."""
    places = viewer.locations_as(Role.SPECIALIST)
    if request is None or not places:
        return bool(places)
    # Story, title and school; somebody of another region sees them only after a yes (Match.shows_text).
    asked = [MatchState.INVITED, MatchState.EXPIRED] if request.state in WANTS_A_YES else [MatchState.INVITED]
    is_shown = or_(Match.state == MatchState.ACCEPTED, and_(Match.state.in_(asked), Match.via_region_id.is_(None)))
    found = (
        select(Match.id)
        .join(Match.profile)
        .where(Match.request_id == request.id, is_shown, ExpertiseProfile.location_id.in_(places))
    )
    return bool(db.session.scalar(select(exists(found))))


def answers_match(viewer: Viewer, match: Match | None) -> bool:
    places = viewer.locations_as(Role.SPECIALIST)
    return bool(places) if match is None else match.profile.location_id in places


def asked_engagement(viewer: Viewer, engagement: Engagement | None) -> bool:
    return asks_for_question(viewer, engagement.request if engagement else None)


def gives_engagement(viewer: Viewer, engagement: Engagement | None) -> bool:
    places = viewer.locations_as(Role.SPECIALIST)
    return bool(places) if engagement is None else engagement.profile.location_id in places


def coordinates_engagement(viewer: Viewer, engagement: Engagement | None) -> bool:
    return coordinates_question(viewer, engagement.request if engagement else None)


def wrote_contact(viewer: Viewer, contact: ContactMoment | None) -> bool:
    """Who wrote it down, as long as they have a part in the traject."""
    engagement = contact.engagement if contact else None
    takes_part = asked_engagement(viewer, engagement) or gives_engagement(viewer, engagement)
    return takes_part and (contact is None or contact.author_id == viewer.user_id)


def gives_contact(viewer: Viewer, contact: ContactMoment | None) -> bool:
    """The hours are those of the school that helps: its specialists keep them true, also when a colleague has left."""
    return gives_engagement(viewer, contact.engagement if contact else None)


def is_published_example(viewer: Viewer, example: PracticeExample | None) -> bool:
    return example is None or example.state is ExampleState.PUBLISHED


def tells_example(viewer: Viewer, example: PracticeExample | None) -> bool:
    """Both sides of the traject that it came from, and who wrote it as long as they have an account."""
    engagement = example.engagement if example else None
    if example is not None and engagement is None:
        return example.author_id == viewer.user_id
    return asked_engagement(viewer, engagement) or gives_engagement(viewer, engagement)


def wrote_example(viewer: Viewer, example: PracticeExample | None) -> bool:
    """As long as they have a part in the traject, as with a contact moment."""
    return tells_example(viewer, example) and (example is None or example.author_id == viewer.user_id)


def coordinates_example(viewer: Viewer, example: PracticeExample | None) -> bool:
    """National staff read examples from outside the regions, and of regions without a coordinator."""
    if example is None:
        return bool(viewer.regions) or viewer.is_national
    if example.region_id in viewer.regions:
        return True
    return viewer.is_national and (example.region_id is None or example.region_id in regions_left_to_national())
