"""What the list and the page of a question show, put together for one reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from network.access.predicates import asks_for_question, coordinates_question
from network.access.scope import scope_of
from network.access.viewer import Viewer
from network.core import clock
from network.core.badges import Badge
from network.core.formatting import day
from network.core.i18n import _, ngettext
from network.models import AuditEvent, Engagement, FollowUp, Match, RequestNote, SupportRequest
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.models.support_request import NoteKind, RequestState
from network.support_requests import queries, rules
from network.support_requests.asked import Asked, find_asked
from network.support_requests.asked_before import TimesAsked
from network.support_requests.askings import askings_of
from network.support_requests.badges import badge_of, steering_badge_of
from network.support_requests.closed_words import closed_words, is_left_unsolved
from network.support_requests.mail_words import words_to_asked
from network.support_requests.moments import Audience, Entry
from network.support_requests.stuck_words import Left, left_of, words_to_others
from network.support_requests.timeline import story_of
from network.support_requests.waiting_words import Waiting, waiting_words
from network.support_requests.wishes import wishes_of

_ANSWER_KINDS = {FollowUpKind.STILL_SEARCHING}


@dataclass(frozen=True)
class RequestRow:
    """A question as a line of the list."""

    request: SupportRequest
    badge: Badge


def rows_of(requests: Sequence[SupportRequest]) -> list[RequestRow]:
    """The lines of the list."""
    return [RequestRow(request, badge_of(request.state, is_waiting=request.is_waiting)) for request in requests]


class RequestPage:
    """Everything is read once, when the template asks for it."""

    def __init__(self, request: SupportRequest, viewer: Viewer) -> None:
        self.request = request
        self.is_asker = asks_for_question(viewer, request)
        self.is_coordinator = coordinates_question(viewer, request)
        self.badge = (
            self._steering_badge()
            if self.is_coordinator and not self.is_asker
            else badge_of(request.state, is_waiting=request.is_waiting)
        )
        self._scope = scope_of(viewer)

    def _steering_badge(self) -> Badge:
        request, left = self.request, self._left
        return steering_badge_of(
            request.state, is_waiting=request.is_waiting, left=left.fitting, answering=left.answering
        )

    @cached_property
    def promises(self) -> Sequence[FollowUp]:
        return queries.list_promises(self.request)

    @cached_property
    def story(self) -> list[Entry]:
        """Who was asked learns nothing of the others."""
        sees_all = self.is_asker or self.is_coordinator
        own = None if sees_all else queries.list_own_parts(self.request, self._scope)
        told = story_of(self.request, self.promises, self._audience, own=own, events=self._events)
        entry = self.asked.entry if self.asked else None
        return sorted([entry, *told], key=lambda one: (one.when == "then", one.at)) if entry else told

    @property
    def _audience(self) -> Audience:
        if self.is_asker:
            return Audience.TAKES_PART
        return Audience.COORDINATOR if self.is_coordinator else Audience.OTHERS

    @cached_property
    def asked(self) -> Asked | None:
        """What is asked of this reader, who looks after the question."""
        return find_asked(self.request, left=self._left) if self.is_coordinator else None

    @cached_property
    def _events(self) -> Sequence[AuditEvent]:
        return queries.list_events(self.request)

    @cached_property
    def times_asked(self) -> TimesAsked:
        """What came of asking each profile, the last time and before."""
        return TimesAsked(askings_of(self._events))

    @property
    def matches(self) -> Sequence[Match]:
        """Only those who asked and coordinators see who else was asked."""
        return self._matches if self.is_asker or self.is_coordinator else []

    @cached_property
    def _matches(self) -> Sequence[Match]:
        return queries.list_matches(self.request)

    @cached_property
    def engagement(self) -> Engagement | None:
        return queries.find_engagement(self.request)

    @property
    def may_ask_on(self) -> bool:
        return self.is_asker and is_left_unsolved(self.engagement)

    @cached_property
    def wishes(self) -> list[tuple[str, str]]:
        return wishes_of(self.request)

    @property
    def notes(self) -> list[RequestNote]:
        return [n for n in self.request.notes if self.is_coordinator or n.kind is NoteKind.ADDITION]

    @property
    def may_change(self) -> bool:
        return self.is_asker and rules.is_open(self.request.state)

    @property
    def next_words(self) -> str:
        """What happens now, and when who asked hears something; it says so when nothing is asked of them.

        Not of a question on the waiting list (words_while_waiting).
        """
        state = self.request.state
        if state in {RequestState.SUBMITTED, RequestState.SEARCHING}:
            return self._searching_words()
        if state is RequestState.STUCK:
            return self._stuck_words()
        return {
            RequestState.IN_TRIAGE: self._triage_words(),
            RequestState.MATCHED: self._helped_words(),
            RequestState.RUNNING: self._helped_words(),
            RequestState.CLOSED: closed_words(self.engagement.outcome if self.engagement else None, self.promises),
            RequestState.WITHDRAWN: _("Deze vraag is ingetrokken. Er gebeurt niets meer."),
        }[state]

    def _helped_words(self) -> str:
        """Who helps; somebody who did not ask reads it of the school."""
        name = self.engagement.specialist.name if self.engagement else ""
        if self.request.state is RequestState.MATCHED:
            if self.is_asker:
                return _("%(name)s denkt met je mee. Maak samen een plan.", name=name)
            return _("%(name)s denkt mee met de school. Samen maken ze een plan.", name=name)
        if self.is_asker:
            return _("Jullie zijn samen aan de slag, met %(name)s.", name=name)
        return _("De school en %(name)s zijn samen aan de slag.", name=name)

    def words_while_waiting(self, room_on: date | None) -> str:
        """The same of a question on the waiting list; `room_on`: when the first place is expected, where that is known."""
        since = self.request.waiting_since
        was_asked = any(since and one.invited_at and one.invited_at > since for one in self._matches)
        waiting = Waiting(since, room_on, self._word_until, was_asked)
        sentences = waiting_words(waiting, is_asker=self.is_asker)
        return " ".join(part for part in (self._asked_words(), *sentences) if part)

    def _searching_words(self) -> str:
        return self._with_word(self._asked_words() or _("We zoeken wie past."))

    def _triage_words(self) -> str:
        first = self._looks_words() or _("De coördinator kijkt eerst mee.")
        then = _("Daarna zoeken we een specialist.")
        return self._with_word(f"{first} {then}")

    def _stuck_words(self) -> str:
        rest = _("Je hoeft nu niets te doen.") if self.is_asker else ""
        return " ".join(part for part in (words_to_others(self._left), self._looks_words(), rest) if part)

    @cached_property
    def _left(self) -> Left:
        """Who is left when the question is stuck."""
        return left_of(self._matches, self.promises, fitting=self._left_when_stuck)

    @cached_property
    def _left_when_stuck(self) -> int:
        return queries.count_left_when_stuck([self.request.id]).get(self.request.id, 0)

    def _looks_words(self) -> str:
        """By when the coordinator looks, as the region agreed; honest when that day has passed."""
        until = self.request.coordinator_looks_until
        if until is None:
            return ""
        if clock.to_local(until).date() < clock.today():
            return _("De coördinator zou er uiterlijk %(day)s naar kijken. Dat is later geworden.", day=day(until))
        return _("De coördinator kijkt er uiterlijk %(day)s naar.", day=day(until))

    def _with_word(self, first: str) -> str:
        """By when who asked hears something; to them also that nothing is asked of them."""
        if not self.is_asker:
            return f"{first} {self.word_to_school}".strip()
        until = self._word_until
        word = _("Uiterlijk %(day)s hoor je van ons.", day=day(until)) if until else ""
        return " ".join(part for part in (first, word, _("Je hoeft nu niets te doen.")) if part)

    @property
    def word_to_school(self) -> str:
        """By when the school hears something; empty when that is not promised."""
        until = self._word_until
        return _("Uiterlijk %(day)s hoort de school van ons.", day=day(until)) if until else ""

    @property
    def _word_until(self) -> datetime | None:
        due = [promise.due_at for promise in self.promises if promise.kind in _ANSWER_KINDS]
        return max(due, default=None)

    def _asked_words(self) -> str:
        """How many still have the question, and when they are mailed; nothing where nobody has."""
        invited = [match for match in self._matches if match.state is MatchState.INVITED]
        if not invited:
            return ""
        yours = ngettext(
            "Eén specialist heeft je vraag gekregen.", "%(num)s specialisten hebben je vraag gekregen.", len(invited)
        )
        of_the_school = ngettext(
            "Eén specialist heeft de vraag gekregen.", "%(num)s specialisten hebben de vraag gekregen.", len(invited)
        )
        return f"{yours if self.is_asker else of_the_school} {words_to_asked(invited)}".rstrip()
