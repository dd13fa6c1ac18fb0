"""What the pages of offers show: lines of a list, the page of one, and those that are like a question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from flask import Flask

from network.access.permissions import Permission
from network.access.policy import is_allowed
from network.access.scope import scope_of
from network.access.viewer import Viewer
from network.core.badges import Badge
from network.core.i18n import _, current_language
from network.models import SupportOffer, SupportRequest, User
from network.models.support_offer import OfferState
from network.offers import alike, queries, rules
from network.offers.words import KIND_LABELS, aim_words, taken_words, when_words, where_words
from network.taxonomy.queries import Meaning, meanings_of


class OfferRow:
    """An offer as a line of a list; `taken`: how many take part, `takes_part`: whether the reader does."""

    def __init__(self, offer: SupportOffer, taken: int = 0, *, takes_part: bool = False) -> None:
        self.offer = offer
        self.taken = taken
        self.takes_part = takes_part

    @property
    def kind(self) -> str:
        return str(KIND_LABELS[self.offer.kind])

    @property
    def when(self) -> str:
        return when_words(self.offer)

    @property
    def where(self) -> str:
        return where_words(self.offer)

    @property
    def needs(self) -> list[str]:
        language = current_language()
        return [term.label(language) for term in self.offer.needs]

    @property
    def taken_words(self) -> str:
        return taken_words(self.offer.places, self.taken)

    @property
    def is_full(self) -> bool:
        return rules.is_full(self.offer.places, self.taken)

    @property
    def badge(self) -> Badge | None:
        """Why the reader does not sign up; nothing where nothing keeps the reader from it."""
        if self._ended is None and self.takes_part:
            return Badge("good", _("Je doet mee"))
        return self._ended or self._full

    @property
    def badge_for_school(self) -> Badge:
        """How it stands for the school that gives it."""
        if self.offer.state is OfferState.DRAFT:
            return Badge("wait", _("Nog niet gepubliceerd"))
        return self._ended or self._full or Badge("good", _("Staat open"))

    @property
    def _ended(self) -> Badge | None:
        if self.offer.state is OfferState.CANCELLED:
            return Badge("stuck", _("Gaat niet door"))
        if self.offer.is_over:
            return Badge("calm", _("Geweest"))
        return Badge("calm", _("Nu bezig")) if self.offer.has_begun else None

    @property
    def _full(self) -> Badge | None:
        return Badge("wait", _("Vol")) if self.is_full else None


class OfferPage(OfferRow):
    """One offer for one reader; the rest is read once, when the template asks for it."""

    def __init__(self, offer: SupportOffer, reader: Viewer) -> None:
        taken = queries.count_taking_part([offer.id]).get(offer.id, 0)
        super().__init__(offer, taken, takes_part=offer.id in queries.joined_among([offer.id], reader.user_id))
        self.reader = reader

    @property
    def aim(self) -> str:
        return aim_words([region.name for region in self.offer.regions])

    @property
    def meanings(self) -> list[Meaning]:
        """What its subjects mean."""
        return meanings_of(self.offer.needs, current_language())

    @property
    def is_open(self) -> bool:
        """Whether one can still sign up, or off."""
        return self.offer.state is OfferState.PUBLISHED and not self.offer.has_begun

    @cached_property
    def is_meant_for_reader(self) -> bool:
        """Whether the reader may sign up; who was sent the address may read it all the same."""
        return queries.is_meant_for(self.offer, scope_of(self.reader))

    @property
    def shows_link(self) -> bool:
        """Whether the reader may join online: who takes part, and the school that gives it, unless it is called off."""
        is_to_come = self.offer.state is not OfferState.CANCELLED and not self.offer.is_over
        return bool(self.offer.link) and is_to_come and (self.takes_part or self.is_own)

    @cached_property
    def is_own(self) -> bool:
        return is_allowed(self.reader, Permission.EDIT_OFFER, self.offer)

    @cached_property
    def people(self) -> list[tuple[User, str]]:
        """Who takes part, each with where they belong; for the school that gives it."""
        return [(person, _place_of(person)) for person in queries.list_taking_part(self.offer)]


def rows_of(offers: Sequence[SupportOffer], reader: Viewer) -> list[OfferRow]:
    """The lines of a list."""
    ids = [offer.id for offer in offers]
    taken, joined = queries.count_taking_part(ids), queries.joined_among(ids, reader.user_id)
    return [OfferRow(offer, taken.get(offer.id, 0), takes_part=offer.id in joined) for offer in offers]


def offers_alike(request: SupportRequest) -> list[OfferRow]:
    """Coming offers that are like this question, the most alike first."""
    return [OfferRow(offer) for offer in alike.list_alike(request)]


def init_app(app: Flask) -> None:
    """Lets the pages of a question, of slices that do not know this one, show offers that are like it."""
    app.jinja_env.globals["offers_alike"] = offers_alike


def _place_of(person: User) -> str:
    """The schools, or else the regions, where somebody belongs; nothing for who works for the whole country."""
    schools = dict.fromkeys(one.location.name for one in person.memberships if one.location)
    regions = dict.fromkeys(one.region.name for one in person.memberships if one.region)
    return ", ".join(schools or regions)
