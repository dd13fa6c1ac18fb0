"""The public directory: published profiles of open schools by words and filters; the full ones stay, with when they are free again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from network.access.surroundings import regions_around
from network.core import clock
from network.core.database import db
from network.core.i18n import current_language
from network.core.pagination import Page, decode_cursor, encode_cursor
from network.directory import search
from network.followups.calendars import calendar_of
from network.hours import free_weeks
from network.hours.free_weeks import FreeWeeks
from network.hours.room import Limit, Room, rooms_of, school_day_from
from network.hours.rules import week_of
from network.models import ExpertiseProfile, Location, ProfileTerm, Region, Term
from network.models.expertise import ProfileState, Reach, profile_region
from network.models.taxonomy import Facet

PAGE_SIZE = 12
HORIZON_WEEKS = 26


@dataclass(frozen=True)
class Filters:
    """What the reader looks for; codes of the taxonomy, the public id of a region."""

    words: str = ""
    need: str = ""
    form: str = ""
    age: str = ""
    school_type: str = ""
    region: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> Filters:
        """The filters of an address."""
        return cls(
            words=args.get("zoek", "")[:120].strip(),
            need=args.get("onderwerp", "")[:40],
            form=args.get("hulp", "")[:40],
            age=args.get("groep", "")[:40],
            school_type=args.get("onderwijs", "")[:40],
            region=args.get("regio", "")[:16],
        )

    def to_args(self) -> dict[str, str]:
        """The filters as they stand in an address."""
        args = {
            "zoek": self.words,
            "onderwerp": self.need,
            "hulp": self.form,
            "groep": self.age,
            "onderwijs": self.school_type,
            "regio": self.region,
        }
        return {name: value for name, value in args.items() if value}


@dataclass(frozen=True)
class Card:
    """A profile in the list. `free_from` is when it has a place and hours again; None when that cannot be told.

    `full_by`: what it waits for until then where that is not its hours; `room`: what its limits leave.
    """

    profile: ExpertiseProfile
    needs: Sequence[str]
    gives_hours: bool
    is_full: bool
    free_from: date | None
    full_by: Limit | None = None
    room: Room | None = None

    @property
    def paused_until(self) -> date | None:
        """The end of a pause that goes on."""
        return self.profile.paused_until if self.profile.state is ProfileState.PAUSED else None

    @property
    def opens_full(self) -> bool:
        """Whether it still has no room on the day on which its pause ends."""
        until = self.paused_until
        return until is not None and self.is_full and (self.free_from is None or self.free_from > until)


@dataclass(frozen=True)
class CardPage(Page[Card]):
    """One page of cards; `count`: how many there are on all pages together; `first`: which of those comes first here, from 1 on."""

    count: int = 0
    first: int = 1


def page_of_profiles(filters: Filters, *, after: str = "") -> CardPage:
    """One page of published profiles: by fit when words are given, else by title; the first when none follows the cursor."""
    found = select(ExpertiseProfile.id).where(*_conditions(filters))
    ids = list(db.session.scalars(found.order_by(ExpertiseProfile.title, ExpertiseProfile.id)))
    best = search.list_matching_ids(filters.words) if filters.words else None
    if best is not None:
        fitting = set(ids)
        ids = [profile_id for profile_id in best if profile_id in fitting]
    cursor = decode_cursor(after, length=1) if after else None
    begin = ids.index(cursor[0]) + 1 if cursor and cursor[0] in ids[:-1] else 0
    shown = ids[begin : begin + PAGE_SIZE]
    more = len(ids) > begin + PAGE_SIZE
    next_cursor = encode_cursor([shown[-1]]) if more else None
    return CardPage(_cards(shown), next_cursor=next_cursor, count=len(ids), first=begin + 1)


def card_of(profile: ExpertiseProfile) -> Card:
    """One profile as a card."""
    return _cards([profile.id])[0]


def cards_of(profile_ids: Sequence[int]) -> dict[int, Card]:
    """These profiles as cards, by internal id."""
    return {card.profile.id: card for card in _cards(profile_ids)}


def is_listed() -> list[ColumnElement[bool]]:
    """Which profiles stand in the directory at all, as conditions on ExpertiseProfile."""
    return [
        ExpertiseProfile.state == ProfileState.PUBLISHED,
        ExpertiseProfile.location.has(Location.closed_on.is_(None)),
    ]


def works_in(region_ids: Collection[int] | Select[int]) -> ColumnElement[bool]:
    """Which profiles work in one of these regions, by internal id or as a query of those; for a national one, around its schools."""
    served = profile_region.c.region_id
    return or_(
        ExpertiseProfile.reach == Reach.NATIONAL,
        ExpertiseProfile.location.has(Location.region_id.in_(region_ids)),
        exists(
            select(profile_region.c.profile_id).where(
                profile_region.c.profile_id == ExpertiseProfile.id,
                or_(served.in_(region_ids), served.in_(regions_around(region_ids))),
            )
        ),
    )


def _cards(ids: Sequence[int]) -> list[Card]:
    profiles = db.session.scalars(
        select(ExpertiseProfile)
        .where(ExpertiseProfile.id.in_(ids))
        .options(
            joinedload(ExpertiseProfile.location),
            selectinload(ExpertiseProfile.terms).joinedload(ProfileTerm.term),
            selectinload(ExpertiseProfile.capacity),
        )
    ).all()
    by_id = {profile.id: profile for profile in profiles}
    rooms = rooms_of(profiles)
    free = free_weeks.hours_by_week(ids, from_on=clock.today(), weeks=HORIZON_WEEKS) if ids else {}
    return [_card(by_id[id], rooms[id], free[id]) for id in ids]


def _card(profile: ExpertiseProfile, room: Room, free: FreeWeeks) -> Card:
    place_on = room.begins_on
    is_full = place_on != clock.today() or free[week_of(clock.today())] < 1
    needs = [term.label(current_language()) for term in profile.terms_of(Facet.NEED)]
    gives_hours = profile.gives_hours_from(clock.today())
    if place_on is None:
        return Card(profile, needs, gives_hours, is_full, None, room.full_by, room)
    free_from = _free_from(profile, place_on, free)
    waits_for_hours = free_from != school_day_from(profile, place_on)
    full_by = None if waits_for_hours else room.full_by
    return Card(profile, needs, gives_hours, is_full, free_from, full_by, room)


def _free_from(profile: ExpertiseProfile, place_on: date, free: FreeWeeks) -> date | None:
    """The first school day, from `place_on` on, in a week with at least an hour free."""
    calendar, begin = calendar_of(profile.location), school_day_from(profile, place_on)
    weeks = (monday for monday, hours in free.items() if hours >= 1 and monday >= week_of(begin))
    first = next((monday for monday in weeks if calendar.is_school_week(monday)), None)
    return max(first, begin) if first else None


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions = is_listed()
    for facet, code in (
        (Facet.NEED, filters.need),
        (Facet.FORM, filters.form),
        (Facet.AGE_GROUP, filters.age),
        (Facet.SCHOOL_TYPE, filters.school_type),
    ):
        if code:
            conditions.append(_has(facet, code))
    if filters.region:
        conditions.append(works_in(select(Region.id).where(Region.public_id == filters.region)))
    return conditions


def _has(facet: Facet, code: str) -> ColumnElement[bool]:
    """The term itself or one below it."""
    group = select(Term.id).where(Term.facet == facet, Term.code == code)
    return exists(
        select(ProfileTerm.term_id)
        .join(Term, Term.id == ProfileTerm.term_id)
        .where(
            ProfileTerm.profile_id == ExpertiseProfile.id,
            Term.facet == facet,
            or_(Term.code == code, Term.parent_id.in_(group)),
        )
    )
