"""Looking up schools, regions and holidays."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from network.access.scope import Scope
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.core.keyset import page_of
from network.core.pagination import Page
from network.core.text import fold
from network.models import Location, Region, School, SchoolHoliday

PAGE_SIZE = 25


def get_location(public_id: str) -> Location:
    """The location with its school, board and region; NotFound when there is none."""
    location = db.session.scalar(
        select(Location)
        .where(Location.public_id == public_id)
        .options(joinedload(Location.school).joinedload(School.board), joinedload(Location.region))
    )
    if location is None:
        raise NotFound(_("Deze school bestaat niet."))
    return location


def page_of_locations(*, words: str = "", region: Region | None = None, after: str = "") -> Page[Location]:
    """Schools by name: those whose name, place and code together hold all the words."""
    found = select(Location).options(joinedload(Location.region))
    for word in fold(words).split()[:6]:
        found = found.where(Location.search_name.contains(word, autoescape=True))
    if region is not None:
        found = found.where(Location.region_id == region.id)
    return page_of(found, (Location.name, Location.id), size=PAGE_SIZE, after=after)


def list_open(*, apart: Collection[str] = ()) -> Sequence[Location]:
    """Every location that is not closed, those of the schools with these BRINs aside."""
    found = select(Location).where(Location.closed_on.is_(None))
    if apart:
        found = found.join(School).where(School.brin.not_in(apart))
    return db.session.scalars(found).all()


def list_regions() -> Sequence[tuple[Region, int]]:
    """All regions with the number of their open schools, by code."""
    rows = db.session.execute(
        select(Region, func.count(Location.id))
        .outerjoin(Location, and_(Location.region_id == Region.id, Location.closed_on.is_(None)))
        .group_by(Region.id)
        .order_by(Region.code)
    )
    return [(region, count) for region, count in rows]


def list_regions_for(scope: Scope, location: Location) -> Sequence[Region]:
    """The regions of its sector in which the reader may put this location.

    Out of an own region a coordinator passes it on to any other; one that lies in none, into an own region only.
    """
    found = select(Region).where(Region.sector == location.sector).order_by(Region.code)
    if not (scope.is_national or scope.is_admin or location.region_id in scope.regions):
        found = found.where(Region.id.in_(scope.regions))
    return db.session.scalars(found).all()


def get_region(public_id: str) -> Region:
    """The region; NotFound when there is none."""
    region = db.session.scalar(select(Region).where(Region.public_id == public_id))
    if region is None:
        raise NotFound(_("Dit samenwerkingsverband bestaat niet."))
    return region


def list_holidays() -> Sequence[SchoolHoliday]:
    """All holidays, in order of time."""
    return db.session.scalars(
        select(SchoolHoliday).order_by(SchoolHoliday.starts_on, SchoolHoliday.holiday_region)
    ).all()


def hold_holidays() -> None:
    """Keep others who save a holiday waiting until the end of the transaction: the oldest stands for all of them."""
    db.session.execute(select(SchoolHoliday.id).order_by(SchoolHoliday.id).limit(1).with_for_update())


def get_holiday(public_id: str) -> SchoolHoliday:
    """The holiday; NotFound when there is none."""
    holiday = db.session.scalar(select(SchoolHoliday).where(SchoolHoliday.public_id == public_id))
    if holiday is None:
        raise NotFound(_("Deze vakantie bestaat niet meer."))
    return holiday


def list_overlapping(holiday: SchoolHoliday) -> Sequence[SchoolHoliday]:
    """The other holidays of its region that share a day with it, in order of time."""
    return [one if other is holiday else other for one, other in list_overlaps() if holiday in (one, other)]


def list_overlaps() -> Sequence[tuple[SchoolHoliday, SchoolHoliday]]:
    """The pairs of holidays of one region that share a day, the one that begins first before the other."""
    one, other = aliased(SchoolHoliday), aliased(SchoolHoliday)
    begins_first = or_(one.starts_on < other.starts_on, and_(one.starts_on == other.starts_on, one.id < other.id))
    pairs = db.session.execute(
        select(one, other)
        .join(other, and_(one.holiday_region == other.holiday_region, begins_first))
        .where(other.starts_on <= one.ends_on)
        .order_by(other.starts_on, one.starts_on, other.id)
    )
    return [(first, second) for first, second in pairs]
