"""Two schools that need the same scarce help at once, on the last day: divided together both are served, one after the other only one.

Of two new profiles one can do both, the other only what the first question asks, from further away; each has one place.
"""

from __future__ import annotations

from sqlalchemy import select

from network.core.database import db
from network.demo.build import profile_of
from network.demo.data import load
from network.demo.people import coordinator
from network.directory import search
from network.expertise import publishing
from network.models import Location, Membership, ProfilePerson, Region, User
from network.models.taxonomy import Facet
from network.models.user import Role
from network.taxonomy import queries as taxonomy


def open_scarce_help() -> None:
    """Publish the profiles. Within a unit of work."""
    terms = {(term.facet, term.code): term for facet in Facet for term in taxonomy.list_terms(facet)}
    for row in load("scarce")["profiles"]:
        name = load("schools")["special"][row["special"]]["name"]
        home = db.session.scalars(select(Location).where(Location.name == name)).one()
        person = _specialist_of(home)
        profile = profile_of(row, home, terms)
        profile.regions = list(db.session.scalars(select(Region).order_by(Region.code)))
        profile.people = [ProfilePerson(user=person, name=person.name, job_title=person.job_title)]
        db.session.add(profile)
        search.index(profile)
        publishing.publish(profile, actor_id=coordinator().id)


def _specialist_of(home: Location) -> User:
    of_school = (Membership.location_id == home.id, Membership.role == Role.SPECIALIST)
    found = select(User).join(Membership, Membership.user_id == User.id).where(*of_school)
    return db.session.scalars(found.order_by(User.id).limit(1)).one()
