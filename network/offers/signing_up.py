"""Signing up and off; the last place goes to exactly one."""

from __future__ import annotations

from network.access.audit import record
from network.core import clock
from network.core.database import db
from network.core.errors import Conflict, InvalidState
from network.core.i18n import _
from network.core.versions import hold
from network.models import SignUp, SupportOffer
from network.models.support_offer import OfferState, SignUpState
from network.offers import queries, rules


def sign_up(offer: SupportOffer, *, user_id: int) -> None:
    """Take part; twice is as once. Conflict when the last place is gone."""
    hold(offer)
    found = queries.find_sign_up(offer, user_id)
    if found is not None and found.state is SignUpState.SIGNED_UP:
        return
    only_open(offer)
    if not offer.location.is_open:
        raise InvalidState(_("De school die dit zou geven, is gesloten. Aanmelden kan niet meer."))
    if rules.is_full(offer.places, queries.count_taking_part([offer.id]).get(offer.id, 0)):
        raise Conflict(_("Fijn dat je mee wilt doen. Helaas zijn alle plekken intussen bezet."))
    if found is None:
        found = SignUp(offer=offer, user_id=user_id)
        db.session.add(found)
    found.state, found.at = SignUpState.SIGNED_UP, clock.now()
    record("offer.signed_up", offer, actor_id=user_id)


def sign_off(offer: SupportOffer, *, user_id: int) -> None:
    """Take part no more: the place is free for somebody else."""
    hold(offer)
    found = queries.find_sign_up(offer, user_id)
    if found is None or found.state is SignUpState.CANCELLED:
        return
    only_open(offer)
    found.state, found.at = SignUpState.CANCELLED, clock.now()
    record("offer.signed_off", offer, actor_id=user_id)


def only_open(offer: SupportOffer) -> None:
    """Raise InvalidState for an offer that nobody can sign up or off for."""
    if offer.state is OfferState.DRAFT:
        raise InvalidState(_("Deze bijeenkomst is nog niet gepubliceerd."))
    if offer.state is OfferState.CANCELLED:
        raise InvalidState(_("Deze bijeenkomst gaat niet door. Je hoeft niets te doen."))
    if offer.has_begun:
        raise InvalidState(_("Deze bijeenkomst is al begonnen of voorbij. Je hoeft niets te doen."))
