"""The one table of permissions: each is granted when any of its predicates holds. Nothing else is granted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from network.access import predicates as p
from network.access.permissions import Permission
from network.access.viewer import Viewer

Predicate = Callable[[Viewer, Any], bool]

POLICY: dict[Permission, tuple[Predicate, ...]] = {
    Permission.USE_ACCOUNT: (p.is_signed_in,),
    Permission.SEE_TODAY: (p.is_signed_in,),
    Permission.SEE_SCHOOLS: (p.is_signed_in,),
    Permission.OVERRIDE_REGION: (p.coordinates_location, p.places_location, p.is_admin),
    Permission.EDIT_HOLIDAYS: (p.is_national, p.is_admin),
    Permission.EDIT_TAXONOMY: (p.is_national,),
    Permission.SEE_PEOPLE: (p.administers_location, p.coordinates_location, p.is_admin),
    Permission.INVITE_PEOPLE: (p.administers_location, p.coordinates_location, p.is_admin),
    Permission.END_MEMBERSHIP: (p.administers_location, p.coordinates_location, p.is_admin),
    Permission.SEE_OWN_PROFILES: (p.may_have_profiles,),
    Permission.SEE_PROFILE_DRAFT: (p.works_in_profile, p.coordinates_profile, p.national_reviews),
    Permission.CREATE_PROFILE: (p.may_have_profiles,),
    Permission.EDIT_PROFILE: (p.works_in_profile,),
    Permission.REVIEW_PROFILE: (p.coordinates_profile, p.national_reviews),
    Permission.SEE_HOURS: (
        p.works_in_profile,
        p.coordinates_profile,
        p.coordinates_where_it_serves,
        p.national_reviews,
        p.national_where_it_serves,
    ),
    Permission.SEE_OFFERS: (p.is_signed_in,),
    Permission.SEE_OFFER: (p.may_know_offer, p.gives_offer),
    Permission.CREATE_OFFER: (p.may_have_profiles,),
    Permission.EDIT_OFFER: (p.gives_offer,),
    Permission.SEE_QUESTIONS: (p.is_requester,),
    Permission.ASK_QUESTION: (p.asks_at,),
    Permission.SEE_QUESTION: (p.asks_for_question, p.was_invited, p.coordinates_question),
    Permission.EDIT_QUESTION: (p.asks_for_question,),
    Permission.WITHDRAW_QUESTION: (p.asks_for_question, p.coordinates_question),
    Permission.SEE_INVITATIONS: (p.is_specialist,),
    Permission.ANSWER_INVITATION: (p.answers_match,),
    Permission.SEE_ENGAGEMENTS: (p.asked_engagement, p.gives_engagement),
    Permission.SEE_ENGAGEMENT: (p.asked_engagement, p.gives_engagement, p.coordinates_engagement),
    Permission.WORK_ON_ENGAGEMENT: (p.asked_engagement, p.gives_engagement),
    Permission.CHANGE_CONTACT: (p.wrote_contact, p.gives_contact),
    Permission.EVALUATE_AS_REQUESTER: (p.asked_engagement,),
    Permission.EVALUATE_AS_SPECIALIST: (p.gives_engagement,),
    Permission.SEE_EXAMPLES: (p.is_signed_in,),
    Permission.SEE_EXAMPLE: (p.is_published_example, p.tells_example, p.coordinates_example),
    Permission.WRITE_EXAMPLE: (p.tells_example,),
    Permission.REVIEW_EXAMPLE: (p.coordinates_example,),
    Permission.WITHDRAW_EXAMPLE: (p.wrote_example, p.coordinates_example),
    Permission.COORDINATE: (p.coordinates_region, p.is_national),
    Permission.STEER_QUESTION: (p.coordinates_question,),
    Permission.EDIT_POLICY: (p.coordinates_region,),
    Permission.DIVIDE_HOURS: (p.coordinates_division,),
    Permission.SEE_STATUS: (p.is_admin,),
    Permission.RETRY_DEAD: (p.is_admin,),
}

# Who may see an object but not do this with it gets "not allowed" (403); who may not see it, "not found" (404).
SEEN_BY: dict[Permission, Permission] = {
    Permission.EDIT_QUESTION: Permission.SEE_QUESTION,
    Permission.STEER_QUESTION: Permission.SEE_QUESTION,
    Permission.EDIT_PROFILE: Permission.SEE_PROFILE_DRAFT,
    Permission.REVIEW_PROFILE: Permission.SEE_PROFILE_DRAFT,
    Permission.EDIT_OFFER: Permission.SEE_OFFER,
    Permission.WORK_ON_ENGAGEMENT: Permission.SEE_ENGAGEMENT,
    Permission.EVALUATE_AS_REQUESTER: Permission.SEE_ENGAGEMENT,
    Permission.EVALUATE_AS_SPECIALIST: Permission.SEE_ENGAGEMENT,
    Permission.OVERRIDE_REGION: Permission.SEE_SCHOOLS,
    Permission.WRITE_EXAMPLE: Permission.SEE_EXAMPLE,
    Permission.REVIEW_EXAMPLE: Permission.SEE_EXAMPLE,
    Permission.WITHDRAW_EXAMPLE: Permission.SEE_EXAMPLE,
}


def is_allowed(viewer: Viewer, permission: Permission, subject: Any = None) -> bool:
    """Whether the reader may do this with the subject, or, without one, with some subject."""
    return any(predicate(viewer, subject) for predicate in POLICY[permission])
