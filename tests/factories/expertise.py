"""Expertise profiles."""

from __future__ import annotations

from datetime import date
from typing import Any

from network.core import clock
from network.models import CapacityPeriod, ExpertiseProfile, Location, ProfilePerson, ProfileTerm, Region, User
from network.models.expertise import ProfileState, Reach
from network.models.user import Role
from tests.factories.base import numbers, saved
from tests.factories.people import new_member
from tests.factories.schools import new_region, new_special_location
from tests.factories.taxonomy import terms_of


def make_profile(
    region: Region | None = None,
    *,
    location: Location | None = None,
    needs: tuple[str, ...] = ("agressieregulatie",),
    user: User | None = None,
    **values: Any,
) -> ExpertiseProfile:
    """A published, confirmed profile with hours, and one specialist with an account who answers.

    Of a school of its own in this region, unless a location is given.
    """
    location = location or new_special_location(region=region or new_region())
    user = user or new_member(Role.SPECIALIST, location=location)
    terms = terms_of(
        needs=needs,
        forms=("observatie", "coaching-leerkracht"),
        age_groups=("groep-5-6", "groep-7-8"),
        school_types=("bo",),
    )
    defaults = {
        "title": f"Ambulante dienst {next(numbers)}",
        "description": "Wij kijken mee in de klas en helpen de leraar.",
        "state": ProfileState.PUBLISHED,
        "reach": Reach.REGIONS,
        "regions": [location.region] if location.region else [],
        "published_at": clock.now(),
        "confirmed_at": clock.now(),
    }
    profile = ExpertiseProfile(
        location=location,
        terms=[ProfileTerm(term=t) for t in terms],
        people=[ProfilePerson(user=user, name=user.name, job_title="ambulant begeleider")],
        capacity=[CapacityPeriod(starts_on=date(2025, 8, 1), hours_per_week=8)],
        **{**defaults, **values},
    )
    return saved(profile)
