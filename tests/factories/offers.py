"""Trainings, webinars and consultation hours, and who takes part."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from network.core import clock
from network.hearing.likeness import model_in_use
from network.models import Location, OfferTerm, SignUp, SupportOffer, User
from network.models.support_offer import OfferKind, OfferState
from network.models.user import Role
from tests.factories.base import numbers, saved
from tests.factories.people import new_member
from tests.factories.schools import new_location, new_special_location
from tests.factories.taxonomy import need


def make_offer(
    location: Location | None = None, *, needs: tuple[str, ...] = ("agressieregulatie",), **values: Any
) -> SupportOffer:
    """A training of two hours, ten days from now, for the whole country and as many as come; it was announced."""
    starts_at = values.pop("starts_at", clock.now() + timedelta(days=10))
    defaults = {
        "kind": OfferKind.TRAINING,
        "title": f"Rust in de klas {next(numbers)}",
        "description": "Wat doe je als een leerling boos wordt?",
        "state": OfferState.PUBLISHED,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "place": "Vlinderlaan 3, Tiel",
        "published_at": clock.now(),
        "heard": "agressieregulatie:1",
        "heard_by": model_in_use(),
    }
    if values.get("state") is OfferState.CANCELLED:
        defaults["cancelled_at"] = clock.now()
    offer = SupportOffer(location=location or new_special_location(), **{**defaults, **values})
    offer.terms = [OfferTerm(term=need(code)) for code in needs]
    return saved(offer)


def make_sign_up(offer: SupportOffer, user: User | None = None, **values: Any) -> SignUp:
    """Somebody, of a school if nobody is given, who takes part."""
    user = user or new_member(Role.REQUESTER, location=new_location())
    return saved(SignUp(offer=offer, user=user, **values))
