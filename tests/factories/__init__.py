"""The smallest valid objects, committed; traits name situations."""

from tests.factories.divisions import make_division
from tests.factories.expertise import make_profile
from tests.factories.knowledge import make_example
from tests.factories.offers import make_offer, make_sign_up
from tests.factories.people import (
    make_admin,
    make_coordinator,
    make_national,
    make_requester,
    make_school_admin,
    make_specialist,
    make_user,
)
from tests.factories.questions import make_engagement, make_match, make_request, make_submitted_request
from tests.factories.schools import make_board, make_location, make_region, make_special_location

__all__ = [
    "make_admin",
    "make_board",
    "make_coordinator",
    "make_division",
    "make_engagement",
    "make_example",
    "make_location",
    "make_match",
    "make_national",
    "make_offer",
    "make_profile",
    "make_region",
    "make_request",
    "make_requester",
    "make_school_admin",
    "make_sign_up",
    "make_special_location",
    "make_specialist",
    "make_submitted_request",
    "make_user",
]
