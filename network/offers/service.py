"""What a special school does with an offer: make it, change it, publish it, cancel it. Who takes part: signing_up.py."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from network.access.audit import record
from network.core import clock
from network.core.database import db
from network.core.errors import InvalidInput, InvalidState
from network.core.i18n import _
from network.core.versions import hold, refuse_stale
from network.hearing.keeping import spoken
from network.hearing.likeness import hear, model_in_use, written
from network.models import Location, OfferTerm, Region, SupportOffer, Term
from network.models.support_offer import OfferKind, OfferState
from network.offers import messages, queries, rules
from network.privacy import guard
from network.privacy.findings import FindingKind
from network.privacy.service import deny_names, refuse_identifying

# The address of a school is no pupil's, and "groep 8, gebouw B" tells where to be.
_IN_A_PLACE = {FindingKind.ADDRESS, FindingKind.DATE, FindingKind.INDIRECT}


@dataclass(frozen=True)
class Told:
    """All that a school says of an offer. No regions: for the whole country."""

    kind: OfferKind
    title: str
    description: str
    needs: Sequence[Term]
    regions: Sequence[Region]
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    places: int | None

    @property
    def texts(self) -> dict[str, str]:
        """What the guard reads."""
        return {"title": self.title, "description": self.description}


def create(location: Location, told: Told, *, actor_id: int, not_names: Collection[str] = ()) -> SupportOffer:
    """A draft of a special school; nobody else sees it until it is published. Sent twice it is made once."""
    if not location.is_special:
        raise InvalidInput(_("Alleen scholen voor speciaal onderwijs geven bijeenkomsten."), field="location")
    _refuse_what_cannot_be(told)
    refuse_identifying(not_names=not_names, **told.texts)
    hold(location)
    same = queries.find_just_made(location, told.title, told.starts_at, user_id=actor_id)
    if same is not None and told_in(same) == told:
        return same
    offer = SupportOffer(location=location, created_by_id=actor_id)
    _write(offer, told)
    db.session.add(offer)
    record("offer.created", offer, actor_id=actor_id)
    deny_names(offer, not_names, told.texts, actor_id=actor_id)
    return offer


def change(offer: SupportOffer, told: Told, *, seen_version: str | int | None, actor_id: int) -> bool:
    """Say something else of the offer; who takes part hears it when it is on another moment or somewhere else.

    Whether anybody hears it. Conflict when a colleague changed it after `seen_version`.
    """
    refuse_stale(offer, seen_version)
    only_changeable(offer)
    _refuse_what_cannot_be(told)
    _refuse_too_few_places(offer, told.places)
    refuse_identifying(offer, **told.texts)
    before = _when_and_where(offer)
    _write(offer, told)
    # A new version, also when only a list changed: who opened the form before must see what a colleague chose.
    offer.updated_at = clock.now()
    record("offer.changed", offer, actor_id=actor_id, needs=[need.code for need in told.needs])
    is_moved = offer.state is OfferState.PUBLISHED and before != _when_and_where(offer)
    return is_moved and messages.tell_moved(offer)


def publish(offer: SupportOffer, *, actor_id: int) -> None:
    """From now on everybody whom it is for finds it and can sign up."""
    hold(offer)
    _only_before(offer, OfferState.PUBLISHED)
    if offer.has_begun:
        raise InvalidState(_("Dit moment is al voorbij. Kies eerst een dag en tijd die nog komen."))
    offer.state, offer.published_at = OfferState.PUBLISHED, clock.now()
    record("offer.published", offer, actor_id=actor_id)


def cancel(offer: SupportOffer, *, note: str = "", actor_id: int) -> None:
    """It does not go on: who takes part hears that at once, and reads why."""
    hold(offer)
    only_cancellable(offer)
    refuse_identifying(offer, note=note)
    offer.state, offer.cancelled_at, offer.cancel_note = OfferState.CANCELLED, clock.now(), note
    messages.tell_cancelled(offer)
    record("offer.cancelled", offer, actor_id=actor_id)


def told_in(offer: SupportOffer) -> Told:
    """What is said of it, as it is kept."""
    kept = {one.name: getattr(offer, one.name) for one in fields(Told)}
    return Told(**kept)


def only_changeable(offer: SupportOffer) -> None:
    """Raise InvalidState for what was called off, or has begun when it was announced: that stays as it was told."""
    if offer.state is OfferState.CANCELLED:
        raise InvalidState(_("Deze bijeenkomst gaat niet door. Je kunt er niets meer aan wijzigen."))
    if offer.state is OfferState.PUBLISHED and offer.has_begun:
        raise InvalidState(_("Deze bijeenkomst is al begonnen of voorbij. Je kunt er niets meer aan wijzigen."))


def only_cancellable(offer: SupportOffer) -> None:
    """Raise InvalidState for what is not announced, or has begun."""
    _only_before(offer, OfferState.CANCELLED)
    if offer.has_begun:
        raise InvalidState(_("Deze bijeenkomst is al begonnen of voorbij. Afzeggen kan niet meer."))


def refuse_end(starts_at: datetime, ends_at: datetime) -> None:
    """Raise InvalidInput for an end that does not lie behind the begin."""
    if ends_at <= starts_at:
        raise InvalidInput(_("Het einde ligt voor het begin. Kies een latere tijd."), field="ends")


def refuse_past(starts_at: datetime) -> None:
    """Raise InvalidInput for a begin that is past."""
    if starts_at <= clock.now():
        raise InvalidInput(_("Dit moment is al voorbij. Kies een dag en tijd die nog komen."), field="held_on")


def refuse_person(place: str) -> None:
    """Raise InvalidInput for a place in which the guard sees a name or a number: of all it looks for, an address alone may stand."""
    if any(one.kind not in _IN_A_PLACE for one in guard.check(place)):
        raise InvalidInput(_("Vertel alleen waar het is: geen namen, nummers of mailadressen."), field="place")


def refuse_nowhere(place: str, link: str) -> None:
    """Raise InvalidInput for an offer of which nobody knows where it is."""
    if not place and not link:
        raise InvalidInput(_("Vul in waar het is, of geef hieronder de link."), field="place")


def _refuse_what_cannot_be(told: Told) -> None:
    refuse_past(told.starts_at)
    refuse_end(told.starts_at, told.ends_at)
    refuse_nowhere(told.place, told.link)
    refuse_person(told.place)


def _refuse_too_few_places(offer: SupportOffer, places: int | None) -> None:
    taken = queries.count_taking_part([offer.id]).get(offer.id, 0)
    if places is not None and places < taken:
        words = _("Er hebben zich al %(num)s mensen aangemeld. Kies %(num)s plekken of meer.", num=taken)
        raise InvalidInput(words, field="places")


def _only_before(offer: SupportOffer, to: OfferState) -> None:
    if not rules.may_move(offer.state, to):
        raise InvalidState(_("Dit kan niet meer: de bijeenkomst is intussen veranderd. Bekijk de bijeenkomst opnieuw."))


def _when_and_where(offer: SupportOffer) -> tuple[datetime, datetime, str, str]:
    return offer.starts_at, offer.ends_at, offer.place, offer.link


def _write(offer: SupportOffer, told: Told) -> None:
    # What reads the database comes first: it would write what has changed by then, and the rest as one version more.
    heard, heard_by = written(hear(spoken(told.title, told.description))), model_in_use()
    standing = {link.term_id: link for link in offer.terms}
    offer.terms = [standing.get(need.id) or OfferTerm(term=need) for need in told.needs]
    offer.regions = list(told.regions)
    offer.kind, offer.title, offer.description = told.kind, told.title, told.description
    offer.starts_at, offer.ends_at = told.starts_at, told.ends_at
    offer.place, offer.link, offer.places = told.place, told.link, told.places
    offer.heard, offer.heard_by = heard, heard_by
