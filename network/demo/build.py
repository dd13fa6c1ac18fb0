"""The standing part of the demo: regions, schools, people and profiles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from network.accounts.hashing import hash_password
from network.core import clock
from network.core.database import db
from network.core.text import fold
from network.demo.data import DOMAIN, PASSWORD, REGIONS, list_brins, load
from network.directory import search
from network.expertise import publishing
from network.models import (
    Board,
    CapacityPeriod,
    ExpertiseProfile,
    Location,
    Membership,
    ProfilePerson,
    ProfileTerm,
    Region,
    RegionPolicy,
    School,
    Term,
    User,
)
from network.models.expertise import ProfileState, Reach
from network.models.region import Sector
from network.models.school import LocationKind
from network.models.taxonomy import Facet
from network.models.user import Role
from network.taxonomy import queries as taxonomy

# So long before the first question some profiles were published already: within the months of the demo they are asked
# whether they still hold, whatever holidays lie between.
EARLIER = timedelta(days=160)


@dataclass
class Cast:
    """Who plays: regions by sector, regular schools with their kind and requester, specialists, profiles; and the questions that
    nobody answers."""

    regions: dict[Sector, Region] = field(default_factory=dict)
    schools: list[Location] = field(default_factory=list)
    kinds: dict[int, LocationKind] = field(default_factory=dict)
    special: list[Location] = field(default_factory=list)
    requesters: dict[int, User] = field(default_factory=dict)
    profiles: list[ExpertiseProfile] = field(default_factory=list)
    coordinator: User | None = None
    unanswered: set[int] = field(default_factory=set)


def build() -> Cast:
    """Everything that stands before the first question is asked. Within a unit of work."""
    cast = Cast()
    _add_regions(cast)
    _add_schools(cast)
    db.session.flush()
    cast.kinds = {location.id: location.kind for location in cast.schools}
    password = hash_password(PASSWORD)
    specialists = _add_people(cast, password)
    db.session.flush()
    _add_profiles(cast, specialists)
    return cast


def _add_regions(cast: Cast) -> None:
    for code, name in REGIONS.items():
        sector = Sector(code[:2].lower())
        cast.regions[sector] = Region(code=code, name=name, sector=sector)
        db.session.add(cast.regions[sector])
    db.session.add(RegionPolicy(region=cast.regions[Sector.PO], number=1, values={}))
    db.session.add(RegionPolicy(region=cast.regions[Sector.VO], number=1, values={"triage": True}))


def _add_schools(cast: Cast) -> None:
    schools = load("schools")
    boards = [Board(number=f"99{n:03d}", name=name) for n, name in enumerate(schools["boards"], start=1)]
    db.session.add_all(boards)
    for brin, row in zip(list_brins(), [*schools["special"], *schools["regular"]], strict=True):
        location = _location(row, boards[row["board"]], brin)
        is_outside = location.serves_nationally or row.get("is_outside", False)
        location.region = None if is_outside else cast.regions[location.sector]
        db.session.add(location)
        (cast.special if location.is_special else cast.schools).append(location)


def _location(row: dict[str, Any], board: Board, brin: str) -> Location:
    return Location(
        code=f"{brin}00",
        school=School(brin=brin, board=board),
        name=row["name"],
        kind=LocationKind(row["kind"]),
        street=row["street"],
        house_number=row["house_number"],
        postcode=row["postcode"],
        place=row["place"],
        municipality=row["place"],
        province="Gelderland",
        cluster=row.get("cluster", ""),
        holiday_region="midden",
        latitude=row["latitude"],
        longitude=row["longitude"],
        coordinates_from="place",
        search_name=fold(f"{row['name']} {row['place']} {brin}00"),
    )


def _add_people(cast: Cast, password: str) -> list[User]:
    people = load("people")
    taken: set[str] = set()

    def person(
        row: dict[str, str], role: Role, *, location: Location | None = None, region: Region | None = None
    ) -> User:
        user = User(
            email=_address(row["name"], taken), name=row["name"], job_title=row["job_title"], password_hash=password
        )
        user.memberships = [Membership(role=role, location=location, region=region)]
        db.session.add(user)
        return user

    cast.coordinator = person(people["coordinator"], Role.COORDINATOR, region=cast.regions[Sector.PO])
    cast.coordinator.memberships.append(Membership(role=Role.COORDINATOR, region=cast.regions[Sector.VO]))
    person(people["second_coordinator"], Role.COORDINATOR, region=cast.regions[Sector.PO])
    person(people["school_admin"], Role.SCHOOL_ADMIN, location=cast.special[0])
    person(people["national"], Role.NATIONAL)
    person(people["admin"], Role.ADMIN)
    for location, row in zip(cast.schools, people["requesters"], strict=False):
        cast.requesters[location.id] = person(row, Role.REQUESTER, location=location)
    return [
        person(row, Role.SPECIALIST, location=cast.special[n % len(cast.special)])
        for n, row in enumerate(people["specialists"])
    ]


def _add_profiles(cast: Cast, specialists: list[User]) -> None:
    terms = {(t.facet, t.code): t for facet in Facet for t in taxonomy.list_terms(facet)}
    for n, row in enumerate(load("profiles")):
        home = cast.special[row["special"]]
        profile = profile_of(row, home, terms)
        profile.regions = list(cast.regions.values()) if profile.reach is Reach.REGIONS else []
        own = [user for user in specialists if user.memberships[0].location is home]
        chosen = own[n % len(own)]
        profile.people = [ProfilePerson(user=chosen, name=chosen.name, job_title=chosen.job_title)]
        db.session.add(profile)
        search.index(profile)
        cast.profiles.append(profile)
        if cast.coordinator is not None:
            with clock.as_of(clock.now() - (EARLIER if n % 10 == 2 else timedelta(0))):
                _bring_to(
                    ProfileState(row["state"]),
                    profile,
                    actor_id=cast.coordinator.id,
                    paused_days=row.get("paused_days"),
                )


def profile_of(row: dict[str, Any], home: Location, terms: dict[tuple[Facet, str], Term]) -> ExpertiseProfile:
    """The profile of a row in the data, as its school wrote it; not published yet."""
    lists = {Facet.NEED: "needs", Facet.FORM: "forms", Facet.AGE_GROUP: "ages", Facet.SCHOOL_TYPE: "school_types"}
    is_draft = ProfileState(row["state"]) in {ProfileState.DRAFT, ProfileState.IN_REVIEW}
    reach = Reach(row["reach"])
    return ExpertiseProfile(
        location=home,
        title=row["title"],
        description=row["description"],
        state=ProfileState.DRAFT if is_draft else ProfileState.IN_REVIEW,
        reach=reach,
        reach_km=row["reach_km"] if reach is Reach.KILOMETRES else None,
        max_open=row["max_open"] + 1,
        max_per_30_days=4,
        submitted_at=None if is_draft else clock.now(),
        terms=[ProfileTerm(term=terms[(facet, code)]) for facet, name in lists.items() for code in row[name]],
        capacity=[CapacityPeriod(starts_on=_last_august(), hours_per_week=row["hours_per_week"])],
    )


def _bring_to(state: ProfileState, profile: ExpertiseProfile, *, actor_id: int, paused_days: int | None) -> None:
    """As the coordinator and the school do: whoever publishes promises to ask after some months whether it still holds.

    What is to be looked at or put away is sent in or in the offer first (scenes.py).
    """
    if state in {ProfileState.PUBLISHED, ProfileState.PAUSED, ProfileState.ARCHIVED}:
        publishing.publish(profile, actor_id=actor_id)
    if state is ProfileState.PAUSED:
        until = clock.today() + timedelta(days=paused_days) if paused_days else None
        publishing.pause(profile, until=until, actor_id=actor_id)


def _last_august() -> date:
    today = clock.today()
    return date(today.year if today.month >= 8 else today.year - 1, 8, 1)


def _address(name: str, taken: set[str]) -> str:
    """A mail address that nobody has: the example domain leads nowhere."""
    plain = ".".join("".join(ch for ch in word if ch.isalnum()) for word in fold(name).split())
    address = next(a for n in range(1, 99) if (a := f"{plain}{n if n > 1 else ''}@{DOMAIN}") not in taken)
    taken.add(address)
    return address
