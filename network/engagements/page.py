"""What the list and the page of a traject show, put together for one reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from network.access.ownership import list_who_ask
from network.access.predicates import asked_engagement, gives_engagement
from network.access.viewer import Viewer
from network.core import clock
from network.core.badges import Badge
from network.core.formatting import day, hours
from network.core.i18n import _, ngettext
from network.engagements import queries, silence
from network.engagements.forms import KIND_LABELS, STILL_HELPS_LABELS
from network.engagements.service import LONGEST_PLAN
from network.hours import capacity
from network.hours.rules import LEAST_SHOWN_HOURS
from network.models import AuditEvent, Engagement, Evaluation, FollowUp, User
from network.models.engagement import EngagementState, Side
from network.support_requests import queries as question_queries
from network.support_requests.closed_words import is_left_unsolved
from network.support_requests.moments import Audience, Entry
from network.support_requests.promises import THEN, promised
from network.support_requests.words import OUTCOME_LABELS
from network.waves.people import list_who_work_on


@dataclass(frozen=True)
class EngagementRow:
    """A traject as a line of the list."""

    engagement: Engagement
    badge: Badge
    hours_used: float


def badge_of(state: EngagementState) -> Badge:
    """The state of a traject for the screen."""
    return {
        EngagementState.PLANNED: Badge("wait", _("Wacht op een plan")),
        EngagementState.RUNNING: Badge("good", _("Aan de slag")),
        EngagementState.CLOSED: Badge("calm", _("Afgerond")),
    }[state]


def rows_of(engagements: Iterable[Engagement]) -> list[EngagementRow]:
    """The lines of the list."""
    return [EngagementRow(one, badge_of(one.state), _hours_used(one)) for one in engagements]


class EngagementPage:
    """Everything is read once, when the template asks for it."""

    kind_labels = KIND_LABELS
    outcome_labels = OUTCOME_LABELS
    still_helps_labels = STILL_HELPS_LABELS

    def __init__(self, engagement: Engagement, viewer: Viewer) -> None:
        self.engagement = engagement
        self.request = engagement.request
        self.is_asker = asked_engagement(viewer, engagement)
        self.is_giver = gives_engagement(viewer, engagement)
        self.badge = badge_of(engagement.state)
        self.hours_used = _hours_used(engagement)

    @property
    def may_work(self) -> bool:
        return (self.is_asker or self.is_giver) and self.engagement.state is not EngagementState.CLOSED

    @property
    def may_ask_on(self) -> bool:
        is_left = self.is_asker and is_left_unsolved(self.engagement)
        # A later traject may have solved it.
        return is_left and question_queries.find_engagement(self.request) is self.engagement

    @property
    def may_give_back(self) -> bool:
        return self.is_giver and self.engagement.state is EngagementState.PLANNED

    @property
    def has_plan(self) -> bool:
        return self.engagement.state is not EngagementState.PLANNED and bool(self.engagement.goal)

    @cached_property
    def promises(self) -> Sequence[FollowUp]:
        return queries.list_promises(self.engagement)

    @cached_property
    def then(self) -> list[Entry]:
        """What the platform will do, soonest first."""
        takes_part = self.is_asker or self.is_giver
        audience = Audience.TAKES_PART if takes_part else Audience.COORDINATOR
        return [promised(p, audience) for p in self.promises if p.kind in THEN]

    @cached_property
    def changes(self) -> dict[str, AuditEvent]:
        """What was bettered in the contact since it was written down, by moment."""
        return queries.find_last_changes(self.engagement)

    @property
    def open_evaluations(self) -> list[Evaluation]:
        """What this reader's side was asked and did not give yet."""
        return [e for e in self.engagement.evaluations if e.given_at is None and self._is_mine(e)]

    @property
    def given_evaluations(self) -> list[Evaluation]:
        return [e for e in self.engagement.evaluations if e.given_at is not None]

    @property
    def next_words(self) -> str:
        """What is asked of the reader now; it says so when nothing is."""
        if not (self.is_asker or self.is_giver):
            return self._words_for_coordinator()
        if self.open_evaluations:
            return _("Wil je terugkijken? Het kost twee minuten.")
        if self.engagement.state is EngagementState.CLOSED:
            return _("Dit traject is afgerond. Je hoeft niets te doen.")
        if self.is_silent:
            return self._words_when_silent()
        if self.engagement.state is EngagementState.PLANNED:
            return _("Neem contact met elkaar op en leg samen een plan vast: doel, uren en periode.")
        return _("Noteer elk contact. Zo zien jullie allebei wat er is gedaan, en vraagt niemand ernaar.")

    @cached_property
    def is_silent(self) -> bool:
        return silence.is_silent(self.engagement, asked_after_at=self.asked_after_at)

    @cached_property
    def asked_after_at(self) -> datetime | None:
        """When a coordinator last asked how it goes."""
        return queries.list_asked_after([self.engagement.id]).get(self.engagement.id)

    @property
    def may_ask(self) -> bool:
        """Whether the next step is a coordinator's: who takes part logs contact instead."""
        return self.is_silent and not (self.is_asker or self.is_giver)

    @cached_property
    def to_ask(self) -> list[User]:
        """Whom a coordinator can ask how it goes: who helps and who asked, or a colleague of who has left."""
        both = list_who_work_on(self.engagement)[:1], list_who_ask(self.request)[:1]
        return [person for side in both for person in side]

    def _words_when_silent(self) -> str:
        return ngettext(
            "Hier is al %(num)s schooldag geen contact genoteerd. Was er wel contact, noteer het dan. Zo niet, neem contact op of rond het traject af.",
            "Hier is al %(num)s schooldagen geen contact genoteerd. Was er wel contact, noteer het dan. Zo niet, neem contact op of rond het traject af.",
            silence.silent_days(self.engagement),
        )

    def _words_for_coordinator(self) -> str:
        if self.engagement.state is EngagementState.CLOSED:
            return _("Dit traject is afgerond. Je hoeft niets te doen.")
        if self.is_silent:
            return ngettext(
                "Hier is al %(num)s schooldag geen contact genoteerd. Vraag de specialist of de school hoe het gaat. Zij noteren het contact, of ronden het traject af.",
                "Hier is al %(num)s schooldagen geen contact genoteerd. Vraag de specialist of de school hoe het gaat. Zij noteren het contact, of ronden het traject af.",
                silence.silent_days(self.engagement),
            )
        if self.asked_after_at and self.asked_after_at > silence.silent_since(self.engagement):
            return _(
                "Op %(day)s is nagevraagd hoe het gaat. Blijft het stil, dan hoor je het opnieuw van ons.",
                day=day(self.asked_after_at),
            )
        return _("De school en de specialist werken hier samen. Is het lang stil, vraag dan na hoe het gaat.")

    def _is_mine(self, evaluation: Evaluation) -> bool:
        return self.is_asker if evaluation.side is Side.REQUESTER else self.is_giver


def words_of_plan(ends_on: date) -> str:
    """What becomes of the hours of a plan that was just kept."""
    if capacity.is_over(ends_on):
        return _("Het plan is vastgelegd. In deze periode komt geen werkdag meer, dus we houden geen uren vrij.")
    return _("Het plan is vastgelegd. De uren zijn gereserveerd.")


def short_of_hours(engagement: Engagement, asked: float | None, starts_on: date | None, ends_on: date | None) -> str:
    """Said beside a plan of which more is to be done than the profile has free in its weeks; it is not refused for that."""
    begin = starts_on or capacity.begin_of(engagement.profile, engagement.request.wanted_start_on)
    if not asked or begin > clock.today() + LONGEST_PLAN:
        return ""
    end = min(ends_on or begin + timedelta(weeks=capacity.HORIZON_WEEKS), begin + LONGEST_PLAN)
    left = capacity.still_to_do(engagement, hours=asked, starts_on=begin, ends_on=end)
    free = capacity.free_for(engagement, starts_on=begin, ends_on=end)
    if free >= left - LEAST_SHOWN_HOURS:
        return ""
    return _(
        "Let op: %(profile)s heeft tot %(day)s nog %(free)s vrij, en dit plan vraagt nog %(asked)s. Spreek af wat haalbaar is.",
        profile=engagement.profile.title,
        day=day(end),
        free=hours(free),
        asked=hours(left),
    )


def _hours_used(engagement: Engagement) -> float:
    return sum(contact.hours for contact in engagement.contacts)
