"""Trainings, webinars and consultation hours of the demo: to come, full, past, called off, and one that is being made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from network.core import clock
from network.core.database import db
from network.demo.data import list_brins, load
from network.followups.calendars import calendar_for
from network.models import Location, Membership, Region, SupportOffer, User
from network.models.support_offer import OfferKind, OfferState
from network.models.taxonomy import Facet
from network.models.user import Role
from network.offers import service, signing_up
from network.offers.service import Told
from network.taxonomy import queries as taxonomy


def give_offer() -> bool:
    """A training that is over by the last day."""
    for row in load("offers"):
        if row.get("is_past"):
            _announce(row, begin=clock.today())
    return True


def announce_offers() -> bool:
    """What is to come, counted from the day on which the demo is loaded: a holiday may lie before it."""
    for row in load("offers"):
        if not row.get("is_past"):
            _announce(row, begin=clock.to_local(clock.real_now()).date())
    return True


def call_offer_off() -> bool:
    """Who gives it is ill: those who signed up hear of it."""
    notes = {row["title"]: row["cancel_note"] for row in load("offers") if "cancel_note" in row}
    called_off = select(SupportOffer).where(SupportOffer.title.in_(notes), SupportOffer.state == OfferState.PUBLISHED)
    for offer in db.session.scalars(called_off).all():
        giver = _list_people(Role.SPECIALIST, offer.location)[0]
        service.cancel(offer, note=notes[offer.title], actor_id=giver.id)
    return True


def _announce(row: dict[str, Any], *, begin: date) -> None:
    code = f"{list_brins()[row['special']]}00"
    location = db.session.scalars(select(Location).where(Location.code == code)).one()
    giver = _list_people(Role.SPECIALIST, location)[0]
    offer = service.create(
        location, _told(row, _school_day_from(begin + timedelta(days=row["days"]))), actor_id=giver.id
    )
    if row.get("is_draft"):
        return
    service.publish(offer, actor_id=giver.id)
    first, count = row["sign_ups"]
    people = _list_people(Role.REQUESTER)[first : first + count]
    for person in people:
        signing_up.sign_up(offer, user_id=person.id)
    for person in people[: row.get("signs_off", 0)]:
        signing_up.sign_off(offer, user_id=person.id)


def _told(row: dict[str, Any], day: date) -> Told:
    starts_at = clock.from_local(datetime.combine(day, time.fromisoformat(row["begins"])))
    is_for_all = row.get("for_all", False)
    return Told(
        kind=OfferKind(row["kind"]),
        title=row["title"],
        description=row["description"],
        needs=taxonomy.list_by_codes(Facet.NEED, row["needs"]),
        regions=[] if is_for_all else db.session.scalars(select(Region).order_by(Region.code)).all(),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=row["minutes"]),
        place=row.get("place", ""),
        link=row.get("link", ""),
        places=row.get("places"),
    )


def _list_people(role: Role, location: Location | None = None) -> Sequence[User]:
    people = select(User).join(Membership, Membership.user_id == User.id).where(Membership.role == role)
    if location is not None:
        people = people.where(Membership.location_id == location.id)
    return db.session.scalars(people.order_by(User.id)).all()


def _school_day_from(day: date) -> date:
    calendar = calendar_for("midden")
    while not calendar.is_school_day(day):
        day += timedelta(days=1)
    return day
