"""What the pages of a profile show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from network.core import clock
from network.core.badges import Badge
from network.core.formatting import km
from network.core.i18n import _, current_language
from network.directory import listing
from network.directory.listing import Card
from network.expertise import publishing, queries
from network.hours import capacity, full_words, weeks
from network.hours.rules import LEAST_SHOWN_HOURS, WeekHours, weekday_from
from network.models import ExpertiseProfile, FollowUp
from network.models.expertise import ProfileState, Reach
from network.models.followup import FollowUpKind
from network.models.taxonomy import Facet
from network.taxonomy.queries import Meaning, meanings_of

WEEKS_SHOWN = 12


@dataclass(frozen=True)
class ProfileRow:
    """A profile as a line of the school's own list. `full`: as it stands in the directory, where that is not open for more."""

    profile: ExpertiseProfile
    badge: Badge
    full: Card | None = None


def badge_of(profile: ExpertiseProfile) -> Badge:
    """The state of a profile for its school."""
    if profile.is_public and not profile.location.is_open:
        return Badge("calm", _("School gesloten"))
    if lacks_hours(profile):
        return Badge("wait", _("Geeft geen uren"))
    if was_sent_back(profile):
        return Badge("wait", _("Teruggestuurd met een vraag"))
    return {
        ProfileState.DRAFT: Badge("calm", _("Nog niet ingestuurd")),
        ProfileState.IN_REVIEW: Badge("wait", _("De coördinator kijkt mee")),
        ProfileState.PUBLISHED: Badge("good", _("Staat open")),
        ProfileState.PAUSED: Badge("wait", _("Op pauze")),
        ProfileState.ARCHIVED: Badge("calm", _("Opgeborgen")),
    }[profile.state]


def lacks_hours(profile: ExpertiseProfile) -> bool:
    """Whether the profile stands in the directory and gets no questions all the same: it gives no hours."""
    return profile.state is ProfileState.PUBLISHED and not profile.gives_hours_from(clock.today())


def may_be_asked(profile: ExpertiseProfile) -> bool:
    """Whether it gets questions when it has room: published, with hours, of a school that is open."""
    is_listed = profile.state is ProfileState.PUBLISHED and profile.location.is_open
    return is_listed and not lacks_hours(profile)


def was_sent_back(profile: ExpertiseProfile) -> bool:
    """Whether the coordinator asked for more before it can be published."""
    return profile.state is ProfileState.DRAFT and bool(profile.review_note)


def rows_of(profiles: Iterable[ExpertiseProfile]) -> list[ProfileRow]:
    """The lines of the list."""
    own = list(profiles)
    cards = listing.cards_of([profile.id for profile in own if may_be_asked(profile)])
    full = {profile_id: card for profile_id, card in cards.items() if card.is_full}
    return [ProfileRow(profile, badge_of(profile), full.get(profile.id)) for profile in own]


class ProfilePage:
    """Everything is read once, when the template asks for it."""

    def __init__(self, profile: ExpertiseProfile) -> None:
        self.profile = profile
        self.badge = badge_of(profile)

    @cached_property
    def card(self) -> Card:
        return listing.card_of(self.profile)

    @property
    def full_words(self) -> str:
        """Why the profile takes on no new question now although it has hours; nothing where it may."""
        if self.full is None or self.full.full_by is None or self.full.room is None:
            return ""
        return full_words.of_limit(self.full.room, from_on=self.full.free_from)

    @cached_property
    def full(self) -> Card | None:
        """The profile as it stands in the directory, where it would be asked and has no room there."""
        return self.card if may_be_asked(self.profile) and self.card.is_full else None

    @property
    def full_words_for_team(self) -> str:
        """Of what it is full, until when, and what the team can do about it; nothing where there is room."""
        if self.full is None:
            return ""
        said = self.full_words or full_words.of_hours(self.full.free_from)
        return f"{said} {full_words.way_out(self.full.full_by)}"

    def words(self, facet: str) -> list[str]:
        """The words of one list, in the reader's language."""
        language = current_language()
        return [term.label(language) for term in self.profile.terms_of(Facet(facet))]

    def meanings(self, facet: str) -> list[Meaning]:
        """What its words of one list mean."""
        return meanings_of(self.profile.terms_of(Facet(facet)), current_language())

    @property
    def reach_words(self) -> str:
        """How far the profile goes, as a sentence."""
        if self.profile.reach is Reach.NATIONAL:
            return _("In het hele land.")
        if self.profile.reach is Reach.KILOMETRES:
            return _("Tot %(km)s van de school.", km=km(self.profile.reach_km))
        return ", ".join(region.name for region in self.profile.regions)

    @cached_property
    def weeks(self) -> list[WeekHours]:
        """The hours of twelve weeks: this one, or in a weekend the coming one, and the next."""
        return capacity.list_weeks(self.profile, from_on=weekday_from(clock.today()), weeks=WEEKS_SHOWN)

    def words_of(self, week: WeekHours) -> str:
        """Why a new question finds less room in this week than usual; nothing where it does not."""
        return weeks.words_of(self.profile, week)

    @property
    def gives_hours(self) -> bool:
        """Whether the profile gives hours, now or later."""
        return self.profile.gives_hours_from(clock.today())

    @property
    def has_weeks(self) -> bool:
        """Whether there is anything to say of the coming weeks."""
        return self.gives_hours or any(week.taken for week in self.weeks)

    @property
    def begins_on(self) -> date:
        """The day before which no new question can begin."""
        return capacity.begin_of(self.profile, None)

    @property
    def overbooked(self) -> list[WeekHours]:
        """The weeks in which more is promised than is there: by an absence, or hours that were taken away, since."""
        return [week for week in self.weeks if week.taken - week.available > LEAST_SHOWN_HOURS]

    @property
    def missing(self) -> list[str]:
        return publishing.list_missing(self.profile)

    @cached_property
    def promises(self) -> Sequence[FollowUp]:
        kinds = (FollowUpKind.PROFILE_FRESHNESS, FollowUpKind.PROFILE_RESUME)
        found = [queries.find_follow_up(self.profile, kind) for kind in kinds]
        return [follow_up for follow_up in found if follow_up is not None]

    @property
    def fresh_at(self) -> datetime | None:
        """When we ask whether the profile still holds."""
        return next((p.due_at for p in self.promises if p.kind is FollowUpKind.PROFILE_FRESHNESS), None)

    @property
    def resumes_at(self) -> datetime | None:
        """When the pause ends by itself."""
        return next((p.due_at for p in self.promises if p.kind is FollowUpKind.PROFILE_RESUME), None)

    @property
    def next_words(self) -> str:
        """What happens now, and what is asked of the school."""
        if self.profile.is_public and not self.profile.location.is_open:
            return _("Jullie school is gesloten. Jullie krijgen geen nieuwe vragen. Lopende trajecten gaan door.")
        if lacks_hours(self.profile):
            return _("Jullie staan in het aanbod, maar zonder uren krijgen jullie geen vragen.")
        if self.full is not None and (self.full.full_by or not self.full.free_from):
            return _("Jullie staan in het aanbod, maar krijgen vanzelf geen nieuwe vragen tot er weer ruimte is.")
        if was_sent_back(self.profile):
            return _("Vul aan wat de coördinator vraagt, en stuur het profiel dan opnieuw in.")
        return {
            ProfileState.DRAFT: _("Vul de vier delen in en stuur het profiel in. Dan kijkt de coördinator mee."),
            ProfileState.IN_REVIEW: _("De coördinator kijkt mee. Je krijgt bericht. Je hoeft nu niets te doen."),
            ProfileState.PUBLISHED: _("Scholen kunnen jullie vinden, en jullie krijgen vragen die passen."),
            ProfileState.PAUSED: _("Jullie krijgen nu geen nieuwe vragen. Lopende trajecten gaan door."),
            ProfileState.ARCHIVED: _("Dit profiel is opgeborgen. Niemand ziet het nog."),
        }[self.profile.state]
