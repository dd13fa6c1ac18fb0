"""What the page shows where a coordinator chooses another profile for one line of a division."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from network.candidates.wanted import surroundings
from network.core.formatting import hours
from network.core.i18n import _, ngettext
from network.division import queries, service
from network.division.forms import NOBODY
from network.division.words import score_of
from network.matching.rules import by_closeness, is_only_akin
from network.models import DivisionItem, ExpertiseProfile
from network.models.taxonomy import Facet

SHOWN_CANDIDATES = 15


class ChoicePage:
    """The candidates of one line, with what each has left beside the other lines."""

    def __init__(self, item: DivisionItem) -> None:
        self.item = item
        self.division = item.division

    @cached_property
    def profiles(self) -> dict[str, ExpertiseProfile]:
        """By public id, the best first, those who were proposed or chosen always among them."""
        ids = [id for id, _points, _version in self.item.candidates]
        named = {self.item.chosen_id, self.item.proposed_id, self.item.alone_id}
        kept = [id for place, id in enumerate(ids) if place < SHOWN_CANDIDATES or id in named]
        found = {profile.id: profile for profile in queries.list_profiles(kept)}
        return {found[id].public_id: found[id] for id in kept if id in found}

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """Value and words of each choice."""
        having = service.room_beside(self.item)
        points = {id: points for id, points, _version in self.item.candidates}
        choices = [(NOBODY, _("Niemand op dit moment"))]
        for public_id, profile in self.profiles.items():
            words = [profile.title, _("score %(score)s", score=score_of(points[profile.id]))]
            if self._is_akin(profile):
                words.append(_("alleen een verwant onderwerp"))
            left = having[profile.id]
            if service.has_room(left, self.item.hours):
                words.append(ngettext("nog %(num)s plek", "nog %(num)s plekken", left.places))
                words.append(_("%(hours)s vrij", hours=hours(left.hours)))
            else:
                words.append(_("geen plek of uren meer"))
            choices.append((public_id, " · ".join(words)))
        return choices

    def _is_akin(self, profile: ExpertiseProfile) -> bool:
        """Whether it stands after all who truly cover what is asked, whatever its score."""
        asked = [term.code for term in self.item.request.terms_of(Facet.NEED)]
        return is_only_akin(by_closeness(asked, self._needs.get(profile.id, ()), self._parents))

    @cached_property
    def _needs(self) -> Mapping[int, Collection[str]]:
        return queries.list_needs([profile.id for profile in self.profiles.values()])

    @cached_property
    def _parents(self) -> Mapping[str, str]:
        return surroundings().parents

    @property
    def has_one_candidate(self) -> bool:
        """Whether the only choice is between one profile and nobody."""
        return len(self.profiles) == 1

    @property
    def present(self) -> str:
        return self.item.chosen.public_id if self.item.chosen else NOBODY
