"""Reading offers: one, what is to come and what has been for a reader, those of the own school, and who takes part."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from network.access.scope import Scope
from network.access.surroundings import regions_around_schools
from network.core import clock
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.core.keyset import page_of
from network.core.pagination import Page
from network.hearing.suggestions import suggest_needs
from network.models import Location, Membership, OfferTerm, Region, SignUp, SupportOffer, Term, User
from network.models.support_offer import OfferKind, OfferState, SignUpState, offer_region
from network.models.taxonomy import Facet

PAGE_SIZE = 12

_TAKES_PART = (SignUp.state == SignUpState.SIGNED_UP, User.is_active.is_(True))


@dataclass(frozen=True)
class Filters:
    """What the reader looks for: words that stand in it or tell what it is about, a kind, the code of a need."""

    words: str = ""
    kind: str = ""
    need: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> Filters:
        """The filters of an address; what is no kind is left out."""
        kind = args.get("soort", "")
        return cls(
            words=args.get("zoek", "")[:120].strip(),
            kind=kind if kind in set(OfferKind) else "",
            need=args.get("onderwerp", "")[:40],
        )

    def to_args(self) -> dict[str, str]:
        """The filters as they stand in an address."""
        args = {"zoek": self.words, "soort": self.kind, "onderwerp": self.need}
        return {name: value for name, value in args.items() if value}


def get_offer(public_id: str) -> SupportOffer:
    """The offer with all that its page shows; NotFound when there is none."""
    offer = db.session.scalar(_with_all().where(SupportOffer.public_id == public_id))
    if offer is None:
        raise NotFound(_("Deze bijeenkomst bestaat niet, of is niet voor jou."))
    return offer


def find_just_made(location: Location, title: str, starts_at: datetime, *, user_id: int) -> SupportOffer | None:
    """The draft of this title and moment that this person made here a moment ago, if any."""
    return db.session.scalar(
        _with_all()
        .where(
            SupportOffer.location_id == location.id,
            SupportOffer.created_by_id == user_id,
            SupportOffer.state == OfferState.DRAFT,
            SupportOffer.title == title,
            SupportOffer.starts_at == starts_at,
            SupportOffer.created_at > clock.now() - clock.DOUBLE_WITHIN,
        )
        .order_by(SupportOffer.id.desc())
        .limit(1)
    )


def page_of_coming(filters: Filters, scope: Scope, *, after: str = "") -> Page[SupportOffer]:
    """What is to come for the reader's regions and for the whole country, the soonest first."""
    coming = _announced(filters, scope).where(SupportOffer.ends_at > clock.now(), is_of_open_school())
    return page_of(coming, (SupportOffer.starts_at, SupportOffer.id), size=PAGE_SIZE, after=after)


def page_of_past(filters: Filters, scope: Scope, *, after: str = "") -> Page[SupportOffer]:
    """What has been, the latest first."""
    past = _announced(filters, scope).where(SupportOffer.ends_at <= clock.now())
    keys = (SupportOffer.starts_at, SupportOffer.id)
    return page_of(past, keys, size=PAGE_SIZE, after=after, is_reversed=True)


def list_joined(user_id: int) -> Sequence[SupportOffer]:
    """What is to come that this person takes part in, also when it does not go on; the soonest first."""
    joined = exists().where(
        SignUp.offer_id == SupportOffer.id, SignUp.user_id == user_id, SignUp.state == SignUpState.SIGNED_UP
    )
    own = _with_all().where(joined, SupportOffer.ends_at > clock.now())
    return db.session.scalars(own.order_by(SupportOffer.starts_at, SupportOffer.id)).all()


def page_of_own(scope: Scope, *, after: str = "") -> Page[SupportOffer]:
    """Those of the schools where the reader gives help, in every state; the latest first."""
    own = _with_all().where(SupportOffer.location_id.in_(scope.gives_at))
    keys = (SupportOffer.starts_at, SupportOffer.id)
    return page_of(own, keys, size=PAGE_SIZE, after=after, is_reversed=True)


def count_taking_part(ids: Collection[int]) -> dict[int, int]:
    """How many take part in each of these offers; who has left is not counted. None where nobody does."""
    rows = db.session.execute(
        select(SignUp.offer_id, func.count(SignUp.id))
        .join(SignUp.user)
        .where(SignUp.offer_id.in_(ids), *_TAKES_PART)
        .group_by(SignUp.offer_id)
    )
    return dict(rows.all())


def taken() -> ScalarSelect[int]:
    """How many take part in an offer, within a query of offers."""
    return (
        select(func.count(SignUp.id))
        .join(SignUp.user)
        .where(SignUp.offer_id == SupportOffer.id, *_TAKES_PART)
        .correlate(SupportOffer)
        .scalar_subquery()
    )


def joined_among(ids: Collection[int], user_id: int) -> frozenset[int]:
    """Those of these offers that this person takes part in."""
    joined = select(SignUp.offer_id).where(
        SignUp.offer_id.in_(ids), SignUp.user_id == user_id, SignUp.state == SignUpState.SIGNED_UP
    )
    return frozenset(db.session.scalars(joined))


def list_taking_part(offer: SupportOffer) -> Sequence[User]:
    """Who takes part, with where they belong, in the order in which they signed up."""
    return db.session.scalars(
        select(User)
        .join(SignUp, SignUp.user_id == User.id)
        .where(SignUp.offer_id == offer.id, *_TAKES_PART)
        .options(
            selectinload(User.memberships).joinedload(Membership.location),
            selectinload(User.memberships).joinedload(Membership.region),
        )
        .order_by(SignUp.at, SignUp.id)
    ).all()


def find_sign_up(offer: SupportOffer, user_id: int) -> SignUp | None:
    """What this person said of taking part, if anything."""
    return db.session.scalar(select(SignUp).where(SignUp.offer_id == offer.id, SignUp.user_id == user_id))


def is_of_open_school() -> ColumnElement[bool]:
    """Whether the school that gives it is still there."""
    return SupportOffer.location.has(Location.closed_on.is_(None))


def is_meant_for(offer: SupportOffer, scope: Scope) -> bool:
    """Whether the reader would find it in the list: it is for one of their regions, or for the whole country."""
    return bool(db.session.scalar(select(exists().where(SupportOffer.id == offer.id, _is_for_reader(scope)))))


def is_for(regions: Select[int]) -> ColumnElement[bool]:
    """Whether an offer is for one of these regions or the whole country."""
    names_any = exists().where(offer_region.c.offer_id == SupportOffer.id)
    names_one = names_any.where(offer_region.c.region_id.in_(regions))
    return or_(~names_any, names_one)


def regions_at(location_ids: Collection[int], *, coordinated: Collection[int] = ()) -> Select[int]:
    """The regions in which these schools lie, those around them where theirs is national, and those that are coordinated."""
    own = select(Region.id).join(Location, Location.region_id == Region.id).where(Location.id.in_(location_ids))
    others = select(Region.id).where(Region.id.in_(coordinated))
    return select(own.union(regions_around_schools(location_ids), others).subquery().c[0])


def _announced(filters: Filters, scope: Scope) -> Select[SupportOffer]:
    announced = _with_all().where(SupportOffer.state == OfferState.PUBLISHED, _is_for_reader(scope))
    if filters.kind:
        announced = announced.where(SupportOffer.kind == OfferKind(filters.kind))
    if filters.need:
        announced = announced.where(_is_about(filters.need))
    if filters.words:
        meant = (_is_about(need.code) for need in suggest_needs(filters.words))
        announced = announced.join(SupportOffer.location).where(or_(_says(filters.words), *meant))
    return announced


def _is_for_reader(scope: Scope) -> ColumnElement[bool]:
    """National staff and operators have no region of their own, and read all."""
    if scope.is_national or scope.is_admin:
        return true()
    return is_for(regions_at(scope.asks_at | scope.gives_at, coordinated=scope.regions))


def _is_about(code: str) -> ColumnElement[bool]:
    """The need itself or one below it."""
    group = select(Term.id).where(Term.facet == Facet.NEED, Term.code == code)
    return exists(
        select(OfferTerm.term_id)
        .join(Term, Term.id == OfferTerm.term_id)
        .where(OfferTerm.offer_id == SupportOffer.id, or_(Term.code == code, Term.parent_id.in_(group)))
    )


def _says(words: str) -> ColumnElement[bool]:
    places = (SupportOffer.title, SupportOffer.description, Location.name)
    return or_(*(column.icontains(words, autoescape=True) for column in places))


def _with_all() -> Select[SupportOffer]:
    return select(SupportOffer).options(
        joinedload(SupportOffer.location),
        selectinload(SupportOffer.terms).joinedload(OfferTerm.term),
        selectinload(SupportOffer.regions),
    )
